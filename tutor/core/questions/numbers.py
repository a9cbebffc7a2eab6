"""Numbers as learners type them: 1e-3, 0,001, 1/11, 1_000, 3 % or 2×10³; what is ambiguous is asked back."""

import math
import re
import unicodedata
from dataclasses import dataclass

from tutor.core.questions.units import conversion

MAX_LENGTH = 100
EXAMPLES = "0.25, 1e-3 or 1/4"

_SIGNS = str.maketrans("−–‒—⁄∕÷×·⋅∗’\u2018", "----///****''")
_SUPERSCRIPT = re.compile("[⁺⁻]?[⁰¹²³⁴-⁹]+")
_NUMBER = r"(?P<sign{n}>[+-]?) ?(?P<run{n}>[0-9][0-9_.,' ]*|[.,][0-9]+)(?:[eE](?P<exp{n}>[+-]?[0-9]{{1,5}}))?"
_TEXT = re.compile(
    _NUMBER.format(n=1)
    + r"(?: ?[*x] ?10 ?(?:\^|\*\*) ?(?P<times>[+-]?[0-9]{1,3})|(?:\^|\*\*) ?(?P<power>[+-]?[0-9]{1,3})"
    + rf"|/ ?{_NUMBER.format(n=2)})?(?P<unit>.*)"
)
_CURRENCY_FIRST = re.compile(r"(€|\$|£|EUR|USD|GBP) ?(?=[-+0-9.,])(.*)", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_COMMA = re.compile(r"[0-9]*,[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}([ ',])[0-9]{3}(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_GROUPED_COMMA = re.compile(r"[0-9]{1,3}([ '.])[0-9]{3}(?:\1[0-9]{3})*(?:,[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What was understood: the value in the unit that was asked for."""

    value: float


def read_number(text: str, unit: str = "") -> NumberRead | str:
    """The number in `text`, converted to `unit`; or a message that says what to write instead."""
    folded = _fold(text)
    if not folded:
        return f"Write a number, for example {EXAMPLES}."
    if len(text.strip()) > MAX_LENGTH:
        return f"That is too long for a number. Write for example {EXAMPLES}."
    if _NOT_FINITE.fullmatch(folded):
        return f"“{text.strip()}” is no number to answer with. Write for example {EXAMPLES}."
    if first := _CURRENCY_FIRST.fullmatch(folded):
        folded = f"{first[2]} {first[1]}"
    found = _TEXT.fullmatch(folded)
    if found is None:
        return f"Cannot read “{text.strip()}” as a number. Write for example {EXAMPLES}."
    value = _value(found)
    if isinstance(value, str):
        return value
    return _in_unit(value, found["unit"].strip(), unit)


def parse_number(text: str) -> float | str:
    """As `read_number`, but nothing may follow the number: how an author writes one."""
    folded = _fold(text)
    found = _TEXT.fullmatch(folded) if len(text.strip()) <= MAX_LENGTH else None
    if found is None or found["unit"].strip():
        return f"“{text.strip()}” is not a number."
    return _value(found)


def _fold(text: str) -> str:
    """One form for signs, spaces and superscripts (10⁻³ is 10^-3)."""
    text = _SUPERSCRIPT.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text.strip()[:MAX_LENGTH])
    text = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in text)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return " ".join(text.split()).lstrip("=≈~ ")


def _value(found: re.Match[str]) -> float | str:
    value = _decimal(found, 1)
    if isinstance(value, str):
        return value
    if found["run2"]:
        below = _decimal(found, 2)
        if isinstance(below, str):
            return below
        if below == 0:
            return "Nothing can be divided by 0."
        value /= below
    elif found["times"]:
        value *= float(f"1e{found['times']}")
    elif found["power"]:
        if value not in (10.0, -10.0):
            return "Write the number out, or as a power of ten such as 10^-3."
        value = math.copysign(float(f"1e{found['power']}"), value)
    if not math.isfinite(value):
        return "That number is too large to be read."
    return value


def _decimal(found: re.Match[str], which: int) -> float | str:
    run = found[f"run{which}"].strip()
    digits = _digits(run)
    if digits is None:
        if _AMBIGUOUS.fullmatch(run):
            whole = run.replace(",", "")
            decimal = f"{float(run.replace(',', '.')):.15g}"
            decimal = decimal if "." in decimal else f"{decimal}.0"
            return f"“{run}” can mean {whole} or {decimal}. Write {whole} or {decimal}."
        return f"Cannot read “{run}” as one number. Write for example {EXAMPLES}."
    return float(f"{found[f'sign{which}']}{digits}e{found[f'exp{which}'] or 0}")


def _digits(run: str) -> str | None:
    """`run` as Python writes it; None where it is ambiguous or no number."""
    if _PLAIN.fullmatch(run):
        return run
    if _AMBIGUOUS.fullmatch(run):
        return None
    if _COMMA.fullmatch(run):
        return run.replace(",", ".")
    if grouped := _GROUPED.fullmatch(run):
        return run.replace(grouped[1], "")
    if grouped := _GROUPED_COMMA.fullmatch(run):
        return run.replace(grouped[1], "").replace(",", ".")
    return None


def _in_unit(value: float, given: str, wanted: str) -> NumberRead | str:
    factor = conversion(given, wanted)
    if factor is None and not wanted:
        return f"A plain number is wanted here: leave out “{given}”."
    if factor is None:
        return f"“{given}” is another unit: the answer is wanted in {wanted}. Leave the unit out, or write {wanted}."
    converted = value * factor
    if not math.isfinite(converted):
        return "That number is too large to be read."
    return NumberRead(converted)
