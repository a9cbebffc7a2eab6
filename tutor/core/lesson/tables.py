"""Gaps of a blank and the two columns of a match, read from their lines."""

import re
from dataclasses import dataclass

from tutor.core.lesson.model import Gap
from tutor.core.lesson.source import Line, Report, joined

_GAP = re.compile(r"(?<!\\)\[\[(?P<inside>(?:[^\[\]\n]|\[(?!\[)|\](?!\](?!\])))*)\]\]")
_OPEN = re.compile(r"(?<!\\)\[\[")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line and its cells."""

    line: Line
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a match shows: headers, and its rows."""

    headers: tuple[str, str]
    rows: list[Row]


def read_gaps(lines: list[Line], opener: Line, report: Report) -> tuple[list[Line], tuple[str | Gap, ...]]:
    """The lines above the paragraph with the first gap, and the pieces from there on."""
    have_gaps = [_gaps_work(line, report) for line in lines]
    if not any(have_gaps):
        fix = "write the missing words as `[[epoch]]`, or `[[epoch|pass]]` where more than one will do"
        report.error("no-gap", opener, "This blank has no gap.", fix)
        return lines, ()
    first = next((at for at, line in enumerate(lines) if _GAP.search(line.text)), len(lines))
    while first > 0 and not lines[first - 1].blank:
        first -= 1
    return lines[:first], _pieces(joined(lines[first:]))


def _gaps_work(line: Line, report: Report) -> bool:
    """Whether the line has a gap, good or bad; what is wrong with it is reported."""
    gaps = list(_GAP.finditer(line.text))
    for gap in gaps:
        if not all(part.strip() for part in _BAR.split(gap["inside"])):
            fix = "`[[epoch]]` or `[[epoch|pass]]`"
            report.error("empty-gap", line, "A gap needs an answer on each side of its bars.", fix, gap.start() + 1)
    opened = _OPEN.search(_GAP.sub(lambda gap: "·" * len(gap[0]), line.text))
    if opened:
        fix = "close it with `]]` in the same line; write `\\[[` for the brackets themselves"
        report.error("open-gap", line, "This gap is never closed.", fix, opened.start() + 1)
    return bool(gaps or opened)


def _pieces(text: str) -> tuple[str | Gap, ...]:
    pieces: list[str | Gap] = []
    end = 0
    for gap in _GAP.finditer(text):
        pieces += [text[end : gap.start()], Gap(_cells(gap["inside"]))]
        end = gap.end()
    pieces.append(text[end:])
    return tuple(piece.replace("\\[[", "[[") if isinstance(piece, str) else piece for piece in pieces if piece)


def read_columns(lines: list[Line], opener: Line, report: Report) -> tuple[list[Line], Columns]:
    """The lines above the table, and the table; two columns, two rows or more."""
    rule = next((at for at, line in enumerate(lines) if not line.code and "|" in line.text and _is_rule(line)), 0)
    if rule == 0:
        fix = "a table: `| term | meaning |`, below it `|---|---|`, then one pair a line"
        report.error("no-table", opener, "A match needs a table of two columns.", fix)
        return lines, Columns(("", ""), [])
    header, below = _row(lines[rule - 1]), lines[rule + 1 :]
    count = next((at for at, line in enumerate(below) if "|" not in line.text), len(below))
    rows = [_row(line) for line in below[:count]]
    for line in below[count:]:
        if not line.blank:
            fix = "put it above the table, or begin it with `Hint:` or `Why:`"
            report.error("stray-text", line, "This text stands below the table.", fix)
            break
    good = [row for row in (header, *rows) if _two_cells(row, row is header, report)]
    if len(rows) < 2:
        report.error("too-few", opener, f"A match needs two pairs or more; this has {len(rows)}.", "add a row")
    headers = (header.cells[0], header.cells[1]) if header in good else ("", "")
    return lines[: rule - 1], Columns(headers, [row for row in good if row is not header])


def _two_cells(row: Row, is_header: bool, report: Report) -> bool:
    if len(row.cells) != 2:
        message = f"A row of a match has two cells; this has {len(row.cells)}."
        report.error("not-two", row.line, message, "`| left | right |`; write a bar in a text as `\\|`")
    elif not is_header and not all(row.cells):
        report.error("not-two", row.line, "A cell of this row is empty.", "`| left | right |`")
        return False
    return len(row.cells) == 2


def _is_rule(line: Line) -> bool:
    return all(_DASHES.fullmatch(cell) for cell in _row(line).cells)


def _row(line: Line) -> Row:
    text = line.text.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return Row(line, _cells(text))


def _cells(text: str) -> tuple[str, ...]:
    return tuple(part.strip().replace("\\|", "|") for part in _BAR.split(text))
