"""Dates in tables: ISO, 31.12.2024, 12/31/24, 31 Dec 2024; as days, and in which order their parts may stand."""

import re
from datetime import datetime, timedelta

ORDERS = ("ymd", "dmy", "mdy")
ORDER_NAMES = {"ymd": "year first", "dmy": "day first", "mdy": "month first"}
_EPOCH = datetime(1970, 1, 1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(
    r"(?:[T ] ?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r" ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_DATE = re.compile(r"(\d{1,4})(?P<mark>[./-])(\d{1,2})(?P=mark)(\d{4}|\d{2}|\d)(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_MONTH = re.compile(r"(?:(?P<year>\d{4})-(?P<month>\d\d)|(?P<month2>\d\d)[./](?P<year2>\d{4}))(?!\S)", re.ASCII)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})[. -]+(?P<name>[A-Za-z]{3,9})\.?|(?P<name2>[A-Za-z]{3,9})\.? (?P<day2>\d{1,2}))"
    r",?[ -](?P<year>\d{4})(?!\d)",
    re.ASCII,
)


def days(cell: str) -> dict[str, float]:
    """Days since 1970 by each order of parts that makes this cell a date; empty where none does."""
    text = cell.strip()
    if is_compact(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    for pattern, read in ((_DATE, _by_order), (_NAMED, _named), (_MONTH, _of_month)):
        found = pattern.match(text)
        time = _TIME.fullmatch(text, found.end()) if found else None
        if found and time:
            part = _part_of_day(time)
            return {} if part is None else {order: day + part for order, day in read(found).items()}
    return {}


def is_compact(cell: str) -> bool:
    """Whether a cell has the eight digits of a day, 20240131: a number, but a column of such is one of dates."""
    return _COMPACT.fullmatch(cell) is not None


def _by_order(found: re.Match[str]) -> dict[str, float]:
    first, middle, last, mark = found[1], found[3], found[4], found["mark"]
    if len(first) == 4:
        shapes = {"ymd": (first, middle, last)} if len(last) <= 2 else {}
    elif len(last) == 4 and len(first) <= 2:
        shapes = {"dmy": (last, middle, first), "mdy": (last, first, middle)}
    elif len(last) == len(first) == 2:
        shapes = {"dmy": (last, middle, first), "mdy": (last, first, middle), "ymd": (first, middle, last)}
    else:
        shapes = {"dmy": (last, middle, first), "mdy": (last, first, middle)} if len(last) == 2 else {}
    if mark == ".":
        shapes.pop("mdy", None)
        if len(first) != 4:
            shapes.pop("ymd", None)
    made = {order: _day(*map(int, parts)) for order, parts in shapes.items()}
    return {order: day for order, day in made.items() if day is not None}


def _named(found: re.Match[str]) -> dict[str, float]:
    name = (found["name"] or found["name2"]).lower()
    if name[:3] not in _MONTHS:
        return {}
    day = _day(int(found["year"]), _MONTHS.index(name[:3]) + 1, int(found["day"] or found["day2"]))
    return {} if day is None else dict.fromkeys(ORDERS, day)


def _of_month(found: re.Match[str]) -> dict[str, float]:
    day = _day(int(found["year"] or found["year2"]), int(found["month"] or found["month2"]), 1)
    return {} if day is None else dict.fromkeys(ORDERS, day)


def _day(year: int, month: int, day: int) -> float | None:
    if year < 100:
        year += 1900 if year >= 69 else 2000  # as POSIX has it
    try:
        return float((datetime(year, month, day) - _EPOCH).days)
    except ValueError:
        return None


def _part_of_day(time: re.Match[str]) -> float | None:
    """The time as a share of the day, in UTC where a zone is named."""
    if time["hour"] is None:
        return 0.0
    hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if time["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    spent = timedelta(hours=hour, minutes=minute, seconds=second)
    if time["zone"] and time["zone"] not in ("Z", "UTC"):
        digits = time["zone"][1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        spent = spent - shift if time["zone"][0] == "+" else spent + shift
    return spent / timedelta(days=1)


def written(day: float) -> str:
    """A day as ISO has it."""
    return (_EPOCH + timedelta(days=int(day // 1))).date().isoformat()
