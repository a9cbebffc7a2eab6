"""A table's text cut into rows and cells: which separator it has, and where a quote goes wrong."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tutor.core.errors import DataError
from tutor.core.own_dates import days
from tutor.core.own_numbers import number
from tutor.core.own_reading import Reading

SEPARATORS = {";": "semicolon", "\t": "tab", ",": "comma", "|": "bar"}
_RARE = {" ": "space", ":": "colon", "^": "caret", "~": "tilde"}
"""Tried where none of the usual ones makes a table."""
NAMES = SEPARATORS | _RARE
_SEP_LINE = re.compile(r'\s*"?sep=(?P<sign>[^"])"?[;,\t|]*', re.IGNORECASE)
_TORN = re.compile(r"[;\t|]|,(?=\S)")
"""What a cell should not have, unless it is a number or stands in quotes: another separator."""
_LOOSE = '"[ \t]+(?=[{0}\n]|$)'
_TRIED = 1_000
"""So many lines are cut to find the separator."""
_CLEAR = 0.95
"""A second separator that does this well, beside the best one, leaves it open."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows, the line in which each begins, and what is wrong with the rest, if anything is."""

    separator: str
    rows: list[list[str]]
    lines: list[int]
    fault: str = ""
    where: int = 0
    more: tuple[int, ...] = ()
    """For each further line of a row that runs over several, the line where the row begins."""
    excel: bool = False
    """Whether the first line is `sep=;`, which tells Excel the separator."""

    @property
    def width(self) -> int:
        """How many cells most rows have."""
        return Counter(map(len, self.rows)).most_common(1)[0][0] if self.rows else 0

    def score(self) -> float:
        """From 0 to 1: whether rows have alike many cells, more than one, which are whole."""
        width = self.width
        if width < 2:
            return 0.0
        even = [row for row in self.rows if len(row) == width]
        cells = [cell for row in even[1:] or even for cell in row]
        torn = sum(bool(_TORN.search(cell)) and number(cell) is None and not days(cell) for cell in cells)
        return len(even) / len(self.rows) * (1 - torn / len(cells))


def cut(text: str, name: str, how: Reading) -> Cut:
    """All rows of a file. DataError where no separator, or more than one, makes a table of it, or a quote is open."""
    lines = text.split("\n")
    named = _SEP_LINE.fullmatch(lines[0]) if lines else None
    if named:
        lines[0] = ""
    lines = how.without_skipped(lines)
    separator = how.separator or (named["sign"] if named else "") or _separator(lines, name)
    found = _cut(lines, separator)
    if found.width == 1 and not how.separator:
        found = _unwrapped(lines, found, name)
    if found.fault:
        way_out = (
            f"Close it, double a quote that is part of a text, or leave the line out: {how.and_skip([found.where])}."
        )
        raise DataError(f"{name}, line {found.where}: {found.fault} {way_out}")
    if not found.rows:
        raise DataError(f"{name} is empty. It needs a line of column names and then the rows.")
    return replace(found, excel=named is not None)


def _unwrapped(lines: list[str], found: Cut, name: str) -> Cut:
    """A file of one column, cut again where each line stands in quotes as a whole."""
    inside = [""] * len(lines)
    for row, line in zip(found.rows, found.lines, strict=True):
        inside[line - 1] = row[0]
    again = _cut(inside, _separator(inside, name))
    return again if again.score() >= _CLEAR and '"' in lines[found.lines[0] - 1] else found


def _separator(lines: list[str], name: str) -> str:
    head = [line for line in lines if line.strip()][:_TRIED]
    good = _best(head, SEPARATORS, 0.0) or _best(head, _RARE, _CLEAR)
    if len(good) > 1:
        first, second = (NAMES[each.separator] for each in good[:2])
        raise DataError(
            f"{name} may be cut at each {first} ({good[0].width} columns) or {second} ({good[1].width} columns). "
            f"Say which: --separator {first} or --separator {second}."
        )
    return good[0].separator if good else ","


def _best(head: list[str], separators: Iterable[str], least: float) -> list[Cut]:
    """The cut that makes the best table, and others that do it nearly as well."""
    tried = [_cut(head, each) for each in separators if any(each in line for line in head)]
    ranked = sorted(((each.score(), each) for each in tried), key=lambda pair: pair[0], reverse=True)
    return [each for score, each in ranked if score > least and score >= _CLEAR * ranked[0][0]]


def _cut(lines: list[str], separator: str) -> Cut:
    """By Python's reader; what it refuses is tried again as other programs write it: a blank behind a quote, \\"."""
    found = _read(lines, separator)
    if found.fault and "closes inside" in found.fault:
        tight = re.sub(_LOOSE.format(re.escape(separator)), '"', "\n".join(lines)).split("\n")
        retried = _read(tight, separator)
        if retried.fault and any('\\"' in line for line in lines):
            retried = _read(lines, separator, escape="\\")
        found = found if retried.fault else retried
    return found


def _read(lines: list[str], separator: str, escape: str | None = None) -> Cut:
    source = (line + "\n" for line in lines)
    reader = csv.reader(
        source, delimiter=separator, skipinitialspace=True, strict=True, escapechar=escape, doublequote=escape is None
    )
    rows: list[list[str]] = []
    line_numbers: list[int] = []
    more: list[int] = []
    before, fault, where = 0, "", 0
    try:
        for row in reader:
            spanned = lines[before : reader.line_num]
            if len(spanned) > 1 and (
                where := _swallowing("\n".join(spanned), separator, {len(row), len((rows or [row])[-1])})
            ):
                where += before
                fault = f"a quote opens and is closed only in line {reader.line_num}, with whole rows in between."
                break
            more += [before + 1] * (len(spanned) - 1)
            row = [cell.strip() for cell in row]
            if any(row):
                rows.append(row)
                line_numbers.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        where, fault = _fault(lines, before, separator, str(error))
    return Cut(separator, rows, line_numbers, fault, where, tuple(more))


def _swallowing(record: str, separator: str, widths: set[int]) -> int:
    """In which line of the record a quote opens that has rows as wide as this in it; 0 for a text of several lines."""
    comma = re.compile(re.escape(separator) + "(?! )")
    for opened, closed in _quotes(record, separator):
        inside = record[opened + 1 : closed].split("\n")
        last = record.find(separator, closed) < 0
        lines = inside[1:] if last else inside[1:-1]
        if any(len(comma.findall(line)) + 1 in widths - {1} for line in lines):
            return record.count("\n", 0, opened) + 1
    return 0


def _fault(lines: list[str], before: int, separator: str, error: str) -> tuple[int, str]:
    """The line at which the record after line `before` goes wrong, and how."""
    rest = "\n".join(lines[before:])
    for opened, closed in _quotes(rest, separator):
        line = before + 1 + rest.count("\n", 0, opened)
        if closed < 0:
            return line, "a quote opens and is never closed, so that all the rows below are inside it."
        if rest[closed + 1 : closed + 2] not in ("", "\n", separator):
            return line, f"a quote closes inside the cell, in line {before + 1 + rest.count(chr(10), 0, closed)}."
    return before + 1, f"{error}."


def _quotes(record: str, separator: str) -> Iterator[tuple[int, int]]:
    """Where each quoted cell of a record opens and closes; -1 if it does not."""
    at = 0
    while True:
        while record[at : at + 1] == " ":
            at += 1
        if record[at : at + 1] == '"':
            closed = record.find('"', at + 1)
            while closed >= 0 and record[closed + 1 : closed + 2] == '"':
                closed = record.find('"', closed + 2)
            yield at, closed
            if closed < 0:
                return
            at = closed + 1
        found = record.find(separator, at)
        if found < 0:
            return
        at = found + 1
