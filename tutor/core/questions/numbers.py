"""Numbers as learners type them: 1e-3, 0,001, 1/11, 1_000, 3%, 2×10³, 0.5*12+3; what is ambiguous is asked back."""

import math
import re
import unicodedata
from dataclasses import dataclass, field

from tutor.core.questions.arithmetic import Sum
from tutor.core.questions.digits import EXAMPLES, NotANumber
from tutor.core.questions.units import Ambiguous, conversion

MAX_LENGTH = 100

_SIGNS = str.maketrans("−–‒—⁄∕÷×·⋅∗’\u2018", "----///****''")
_SUPERSCRIPT = re.compile("[⁺⁻]?[⁰¹²³⁴-⁹]+")
_CURRENCY_FIRST = re.compile(r"([-+]?) ?(€|\$|£|EUR|USD|GBP) ?(?=[-+0-9.,(])(.*)", re.IGNORECASE)
_NO_UNIT = re.compile(r"[()^0-9]|//|% ?[0-9(]")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What was understood: the value in the unit that was asked for, and how it came to be, if another was written."""

    value: float
    note: str = field(default="", compare=False)


def read_number(text: str, unit: str = "") -> NumberRead | str:
    """The number or sum in `text`, converted to `unit`; or a message that says what to write instead."""
    folded = _fold(text)
    if not folded:
        return f"Write a number, for example {EXAMPLES}."
    if len(text.strip()) > MAX_LENGTH:
        return f"That is too long for a number. Write for example {EXAMPLES}."
    if _NOT_FINITE.fullmatch(folded):
        return f"“{text.strip()}” is no number to answer with. Write for example {EXAMPLES}."
    if first := _CURRENCY_FIRST.fullmatch(folded):
        folded = f"{first[1]}{first[3]} {first[2]}"
    found = Sum(folded)
    try:
        value = found.read()
        return _in_unit(value, found.rest.strip(), unit)
    except NotANumber as error:
        return str(error) or f"Cannot read “{text.strip()}” as a number. Write for example {EXAMPLES}."


def parse_number(text: str) -> float | str:
    """As `read_number`, but a number and nothing more: how an author writes one."""
    found = Sum(_fold(text))
    try:
        value = found.read() if len(text.strip()) <= MAX_LENGTH else math.nan
    except NotANumber as error:
        return str(error) or f"“{text.strip()}” is not a number."
    if math.isnan(value) or found.rest.strip() or not found.plain:
        return f"“{text.strip()}” is not a number."
    return value


def _fold(text: str) -> str:
    """One form for signs, spaces and superscripts (10⁻³ is 10^-3)."""
    text = _SUPERSCRIPT.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text.strip()[:MAX_LENGTH])
    text = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in text)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(text.split()).lstrip("=≈~ ")


def _in_unit(value: float, given: str, wanted: str) -> NumberRead:
    if _NO_UNIT.match(given):
        raise NotANumber(f"Cannot read on from “{given}”: a sum has numbers, + - * / ^ and brackets.")
    try:
        factor = conversion(given, wanted)
    except Ambiguous as error:
        raise NotANumber(f"{error} Leave the unit out, or write {wanted}.") from None
    if factor is None and not wanted:
        raise NotANumber(f"A plain number is wanted here: leave out “{given}”.")
    if factor is None:
        said = f"“{given}” is another unit: the answer is wanted in {wanted}. Leave the unit out, or write {wanted}."
        raise NotANumber(said)
    converted = value * factor
    if not math.isfinite(converted):
        raise NotANumber("That number is too large to be read.")
    return NumberRead(converted, "" if factor == 1 else f"{value:.6g} {given} is {converted:.6g} {wanted}".strip())
