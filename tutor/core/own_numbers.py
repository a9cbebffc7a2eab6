"""Numbers as people write them in tables: 1.234,50 €, 12%, −5, 70 kg; and what each sign may mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

POINT, COMMA = ".", ","
SIGNS = {POINT: "point", COMMA: "comma"}
_SAME = {" ": "\u00a0\u2007\u2009\u202f", "-": "\u2010\u2011\u2212\u2012\u2013\ufe63\uff0d", "'": "\u2019\u02bc"}
_ASCII = str.maketrans({sign: plain for plain, signs in _SAME.items() for sign in signs})
_CODES = (
    "EUR|USD|GBP|CHF|JPY|CNY|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|INR|BRL|MXN|AUD|CAD|NZD|KRW|SGD|HKD|ZAR"
)
_MONEY = rf"(?:US|R|A|C|NZ|HK|S)?\$|[€£¥₹₽₩₺₴₪¢₫₱฿]|Kč|zł|kr\.?|Fr\.?|Ft|lei|{_CODES}"
_UNIT = r"(?!(?i:[ap]m)$)[A-Za-zÀ-ɏµμΩ°][A-Za-zÀ-ɏµμΩ°²³0-9/·^]{0,11}"
_DRESSED = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<before>{_MONEY})? ?(?P<number>[+-]?[0-9.,' ]*[0-9][.,]?(?:[eE][+-]?[0-9]{{1,3}})?) ?"
    rf"(?P<after>{_MONEY}|[%‰]|{_UNIT})?"
)
_NO_CENTS = re.compile(r"(?<=\d)([.,])-{1,2}(?=\D*$)", re.ASCII)
_CURRENCY = re.compile(_MONEY)


def _grammar(decimal: str, other: str) -> re.Pattern[str]:
    """Digits, in groups of three or not (of two, as in India), with a decimal sign or not."""
    grouped = rf"[1-9]\d{{0,2}}(?P<group>[{re.escape(other)}' ])\d{{3}}(?:(?P=group)\d{{3}})*"
    indian = r"[1-9]\d?(?:,\d\d)+,\d{3}" if other == COMMA else "(?!)"
    point = re.escape(decimal)
    plain = rf"(?:\d+{point}?|(?:0|[1-9]\d*)?{point}\d+)(?:[eE][+-]?\d{{1,3}})?"
    return re.compile(rf"[+-]?(?:{plain}|(?:{grouped}|{indian})(?:{point}\d*)?)", re.ASCII)


_AS = {POINT: _grammar(POINT, COMMA), COMMA: _grammar(COMMA, POINT)}
_PLAIN = re.compile(r"[+-]?(?:\d+[.,]?|[1-9]\d{0,2}(?:[' ]\d{3})+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
"""No matter which sign is for decimals."""
_USUAL = re.compile(r"[+-]?(?P<whole>0|[1-9]\d*|)(?:(?P<mark>[.,])(?P<digits>\d+))?(?<=\d)", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)


class Number(NamedTuple):
    """A cell as a number with a decimal point, and with a decimal comma; None where it cannot be that."""

    point: float | None
    comma: float | None
    unit: str = ""

    def under(self, decimal: str) -> float | None:
        """Its value, if `decimal` is the decimal sign."""
        return self.comma if decimal == COMMA else self.point


def number(cell: str) -> Number | None:
    """What a cell means as a number, or None."""
    if found := _USUAL.fullmatch(cell):  # most cells of most tables, and a tenth of the time
        mark, digits = found["mark"], found["digits"]
        value = float(cell if mark != COMMA else cell.replace(COMMA, POINT))
        if mark is None:
            return Number(value, value)
        if len(digits) != 3 or len(found["whole"]) > 3 or found["whole"] in ("", "0"):
            return Number(value, None) if mark == POINT else Number(None, value)
    if _DIGIT.search(cell) is None:
        return None
    text = _NO_CENTS.sub(r"\g<1>0", cell.translate(_ASCII).strip())
    owed = text.startswith("(") and text.endswith(")")
    found = _DRESSED.fullmatch(text[1:-1].strip() if owed else text)
    if found is None:
        return None
    unit = (found["before"] or found["after"] or "").rstrip(".")
    signs = owed + bool(found["sign"]) + (found["number"][0] in "+-")
    # Bookkeepers write what is owed in brackets; a bare (3) is a remark.
    if signs > 1 or (found["before"] and found["after"]) or (owed and not is_money(unit)):
        return None
    digits = found["number"].strip()
    factor = -1.0 if owed or found["sign"] == "-" else 1.0
    point: float | None
    comma: float | None
    if _PLAIN.fullmatch(digits):
        point = comma = factor * float(re.sub("[.,' ]", "", digits))
    else:
        point, comma = (_value(digits, decimal, factor) for decimal in (POINT, COMMA))
    if point is None and comma is None:
        return None
    return Number(point, comma, unit)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, which not every cell of a column must have."""
    return _CURRENCY.fullmatch(unit) is not None


def _value(digits: str, decimal: str, factor: float) -> float | None:
    if not _AS[decimal].fullmatch(digits):
        return None
    other = COMMA if decimal == POINT else POINT
    return factor * float(re.sub(rf"[{other}' ]", "", digits).replace(decimal, "."))


@dataclass(frozen=True, slots=True)
class Signs:
    """What the cells of one column, all of them numbers, say about the decimal sign.

    `possible` holds the signs under which each is a number; `differ` is a cell that is another number under each.
    `uneven`: there are plain whole numbers beside such cells, as there are where it marks thousands.
    """

    possible: str
    differ: str = ""
    uneven: bool = False

    @property
    def certain(self) -> str:
        """The one possible sign, or "" where both are, or neither."""
        return self.possible if len(self.possible) == 1 else ""


def signs_of(numbers: Iterable[tuple[str, Number]]) -> Signs:
    """All the cells of a column at once: a sign that one of them rules out is ruled out for each."""
    possible, whole = POINT + COMMA, False
    differing: dict[str, str] = {}
    for cell, each in numbers:
        if each.point is None or each.comma is None:
            possible = possible.replace(POINT if each.point is None else COMMA, "")
        elif each.point != each.comma:
            differing.setdefault(mark_of(cell), cell)
        else:
            whole = True
    if (
        len(differing) > 1 and len(possible) > 1
    ):  # 1.234 beside 1,234: one of them would be off by 1000, whatever the sign is
        return Signs("")
    return Signs(possible, next(iter(differing.values()), ""), whole)


def mark_of(cell: str) -> str:
    """The sign in a cell that has a point or a comma, once."""
    return COMMA if COMMA in cell else POINT


def decided(signs: Signs, neighbours: Iterable[Signs], separator: str, said: str = "") -> str:
    """The decimal sign of a column; "" where its cells, its neighbours and the separator leave it open.

    `said` is the learner's word. A file's separator is never its decimal sign, and `;` is taken where the comma is.
    """
    if not signs.differ or len(signs.possible) == 1:
        return signs.possible[:1]
    if said:
        return said
    mark, others = mark_of(signs.differ), {each.certain for each in neighbours if each.certain}
    if others:
        found = others.pop() if len(others) == 1 else ""
    else:
        usual = {",": POINT, ";": COMMA}.get(separator)
        found = mark if mark == usual else ""
    return "" if found == mark and signs.uneven else found
