"""Tables in the text of a block: rows cut at their bars, and the two columns of a match."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tutor.core.lesson.source import Line, Report

BAR = re.compile(r"(?<!\\)\|")
"""A bar that cuts; `\\|` is one that is meant."""
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


def read_columns(lines: list[Line], opener: Line, report: Report) -> tuple[list[Line], Columns]:
    """The lines above the table, and the table; two columns, or a third one for feedback, and two rows or more."""
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
    good = [row for row in (header, *rows) if _fits(row, header, report)]
    pairs = sum(bool(row.cells[0]) for row in rows)
    if pairs < 2:
        report.error("too-few", opener, f"A match needs two pairs or more; this has {pairs}.", "add a row")
    headers = (header.cells[0], header.cells[1]) if header in good else ("", "")
    return lines[: rule - 1], Columns(headers, [row for row in good if row is not header])


def _fits(row: Row, header: Row, report: Report) -> bool:
    """Whether a row has its two cells, or the three of its header, and what is to be matched is not empty."""
    count = 3 if len(header.cells) == 3 else 2
    if len(row.cells) != count:
        wanted = "this table has three cells, like its header" if count == 3 else "a match has two cells"
        example = "`| left | right | feedback |`" if count == 3 else "`| left | right |`"
        message, fix = f"A row of {wanted}; this has {len(row.cells)}.", f"{example}; write a bar in a text as `\\|`"
        report.error("not-two", row.line, message, fix)
    elif row is not header and not row.cells[1]:
        fix = "`| left | right |`; only the left cell may be empty, where the right one goes with none"
        report.error("not-two", row.line, "A cell of this row is empty.", fix)
        return False
    return len(row.cells) == count


def _is_rule(line: Line) -> bool:
    return all(_DASHES.fullmatch(cell) for cell in _row(line).cells)


def _row(line: Line) -> Row:
    text = line.text.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return Row(line, cells(text))


def written_row(texts: Iterable[str]) -> str:
    """A row of a table as it is read back."""
    cut = (text.replace("|", "\\|") for text in texts)
    return f"| {' | '.join(cut)} |"


def cells(text: str) -> tuple[str, ...]:
    """What stands between bars."""
    return tuple(part.strip().replace("\\|", "|") for part in BAR.split(text))
