"""Which of a file's rows are the table: not the title above it, the totals and the remarks below it."""

import math
import re
from dataclasses import dataclass
from typing import Any

from tutor.core.errors import DataError
from tutor.core.own_column import Column
from tutor.core.own_cut import NAMES, Cut
from tutor.core.own_numbers import number
from tutor.core.own_reading import Reading
from tutor.core.safe_text import one_line

MOST_COLUMNS = 200
_NAMED = 5
"""So many lines are named at the most."""
_RARE = 0.05
"""A word such as “total” in more of the rows is one of the table's own."""
_SUMMED = 5
"""Of so many rows a sum is no accident."""
_TOTAL = re.compile(
    r"(grand |sub-?|net |gross |overall )?(totals?|sums?|averages?|avg|means?|medians?)"
    r"|min(imum)?|max(imum)?|count|std\.?( ?dev\.?)?"
    r"|(gesamt|zwischen)?summen?|gesamt(ergebnis)?|insgesamt|mittel(wert)?|durchschnitt|anzahl"
    r"|(sous-)?tota(l|le|ux)( général)?|somme|moyenne|suma|promedio|totaal|totalt|razem|итого|всего|[∑Σø⌀]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The columns' names as the file has them, and the rows below, all as long, with the line of each."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]


def body(found: Cut, name: str, how: Reading) -> Body:
    """The table in the rows of a file. DataError names every line that is none of it, and what leaves it out."""
    rows, lines, width = _trimmed(found.rows), found.lines, 0
    width = Cut(found.separator, rows, lines).width
    narrow = len(rows) > 2 and len(rows[0]) == width - 1 and all(len(row) == width for row in rows[1:])
    if narrow and any(map(_numeric, rows[1])):
        raise DataError(
            f"{name}, line {lines[0]}: {width - 1} name{'s stand' if width > 2 else ' stands'} above {width} columns. "
            "Name each column. If they are too many because decimals have commas, save the table with semicolons."
        )
    top = 0 if how.takes_all else _header(rows, width)
    if all(_numeric(cell) for cell in rows[top]):
        raise DataError(
            f"{name} has numbers in its first line (line {lines[top]}). Put a line with the columns' names above them."
        )
    if len(rows[top]) > MOST_COLUMNS:
        raise DataError(f"{name} has {len(rows[top])} columns; at most {MOST_COLUMNS} are taken. Keep those you need.")
    width = len(rows[top]) if how.takes_all or not top else width
    below, line_numbers = rows[top + 1 :], lines[top + 1 :]
    odd = [line for row, line in zip(below, line_numbers, strict=True) if len(row) != width]
    totals = [] if how.takes_all else _totals(below, line_numbers)
    above = list(range(lines[0], lines[top])) if top else []
    if above or odd or totals:
        raise DataError(_said(found, name, how, above, odd, totals, width))
    return Body(rows[top], below, line_numbers)


def _numeric(cell: str) -> bool:
    return number(cell) is not None


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the empty cells that separators at their ends make."""
    used = max(map(len, rows))
    while used > 1 and not any(len(row) >= used and row[used - 1] for row in rows):
        used -= 1
    full = Cut("", [row[:used] for row in rows], []).width if len(set(map(len, rows))) > 1 else used
    return [row[: full if not any(row[full:]) else used] if len(row) > full else row for row in rows]


def _header(rows: list[list[str]], width: int) -> int:
    """Which row has the names: the first that is as wide as the table and names what most rows have, or nearly all."""
    even = [row for row in rows if len(row) == width]
    full = [index for index in range(width) if 2 * sum(bool(row[index]) for row in even) > len(even)]
    for index, row in enumerate(rows):
        if len(row) == width:
            unnamed = [column for column in full if not row[column]]
            if unnamed in ([], [0]) or (len(unnamed) <= 0.3 * width and width > 3):
                return index
    return 0


def _totals(rows: list[list[str]], lines: list[int]) -> list[int]:
    """Lines whose first word says that they sum up the others."""
    said = ["" if not any(row) else next(cell for cell in row if cell) for row in rows]
    found = [line for cell, line in zip(said, lines, strict=True) if _TOTAL.fullmatch(cell.strip(" :.=*"))]
    if len(found) > max(3, _RARE * len(rows)):
        return []
    if rows and lines[-1] not in found and re.match(rf"(?:{_TOTAL.pattern})\b", said[-1], re.IGNORECASE):
        found.append(lines[-1])
    return found


def _said(found: Cut, name: str, how: Reading, above: list[int], odd: list[int], totals: list[int], width: int) -> str:
    rows = dict(zip(found.lines, found.rows, strict=True))
    said = []
    if above:
        head = next(one_line(" ".join(filter(None, rows[line])), 40) for line in above if line in rows)
        said.append(f"{_listed(above)} (“{head}”) {_stand(above)} above the table's names.")
    if odd:
        cells = len(rows[odd[0]])
        counted = f"{cells} {'cell' if cells == 1 else 'cells'} where the names are {width}"
        said.append(f"{_listed(odd)} {'has' if len(odd) == 1 else 'have'} not as many cells as the names ({counted}).")
    if totals:
        head = next(cell for cell in rows[totals[0]] if cell)
        said.append(
            f"{_listed(totals)} (“{one_line(head, 40)}”) {'sums' if len(totals) == 1 else 'sum'} up other rows."
        )
    concerned = sorted({*above, *odd, *totals})
    if len(odd) > max(_NAMED, _RARE * len(rows)):
        mend = (
            f"The separator was taken to be the {NAMES.get(found.separator, found.separator)}; put text that "
            "holds it, or numbers with decimal commas, in double quotes, or save the table with semicolons."
        )
    else:
        mend = f"To leave {'it' if len(concerned) == 1 else 'them'} out: {how.and_skip(concerned)}."
        if not odd:
            mend += f" If every line is a row of the table: {how.and_none}."
    said[0] = f"{name}, {said[0][0].lower()}{said[0][1:]}"
    return " ".join([*said, mend])


def _stand(lines: list[int]) -> str:
    return "stands" if len(lines) == 1 else "stand"


def _listed(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"Line {lines[0]}"
    more = f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
    return f"Lines {', '.join(map(str, lines[:_NAMED]))}{more}"


def check_last_row(columns: list[Column], values: list[list[Any]], how: Reading, name: str) -> None:
    """A last row that adds up those above is refused, also where no word says what it is.

    One sum may be chance where it is no larger than its parts: then another one, or a gap, must be in the row too.
    """
    summed = [index for index, found in enumerate(values) if _is_sum(found)]
    large = any(abs(values[index][-1]) == max(map(abs, _known(values[index]))) for index in summed)
    gaps = any(not column.cells[-1] for column in columns if column.cells)
    if large or len(summed) > 1 or (summed and gaps):
        column, last = columns[summed[0]], values[summed[0]][-1]
        line = column.lines[-1]
        raise DataError(
            f"{name}, line {line}: its {last:.15g} in column “{column.name}” is the sum of the rows above. "
            f"To leave it out: {how.and_skip([line])}. If it is a row of the table: {how.and_none}."
        )


def _is_sum(values: list[Any]) -> bool:
    """Whether the last number is the sum of those before it."""
    known = _known(values)
    if len(known) <= _SUMMED or not isinstance(values[-1], float) or not values[-1]:
        return False
    return math.isclose(math.fsum(known[:-1]), values[-1], rel_tol=1e-6)


def _known(values: list[Any]) -> list[float]:
    return [value for value in values if isinstance(value, float) and not math.isnan(value)]
