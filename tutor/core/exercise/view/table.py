"""Rows under headings, some of them set apart or marked by the learner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tutor.core.exercise.limited import Wrong, some, text, whole
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.view.base import ViewPart, tone
from tutor.core.exercise.view.metric import formatted, proved

ROWS, COLUMNS = 20_000, 400
BLOCKS = "▏▎▍▌▋▊▉█▁▂▃▄▅▆▇ "
"""Signs that draw a bar in a cell."""


@dataclass(frozen=True, slots=True)
class Table(ViewPart):
    """Rows under headings. `control` names a Cells field of the state: then cells can be marked.

    `marks` are (row, column, tone) of cells to set apart; a column or row of -1 means the whole row or column.
    `formats` gives each column's number format, e.g. (".1f", "", "d"); "" or a missing one: as the number is.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str | float | int | None]]
    title: str = ""
    control: str = ""
    marks: Sequence[tuple[int, int, Tone]] = ()
    height: int = 8
    formats: Sequence[str] = ()

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell, as the learner reads it; empty where a value is missing."""
        value = self.rows[row][column]
        if value is None or isinstance(value, str):
            return value or ""
        wanted = self.formats[column] if column < len(self.formats) else ""
        if not wanted and isinstance(value, int):
            return str(value)
        return formatted(value, wanted or ".6g")

    def checked(self, subject: str) -> "Table":
        """As many cells in a row as there are columns, clean texts, plain numbers, formats that work."""
        columns = tuple(text(column, subject) for column in some(self.columns, f"columns of {subject}", COLUMNS))
        rows = tuple(_row(row, len(columns), subject) for row in some(self.rows, f"rows of {subject}", ROWS))
        marks = tuple(
            (whole(row, subject), whole(column, subject), tone(each, subject)) for row, column, each in self.marks
        )
        formats = tuple(text(each, subject) for each in some(self.formats, f"formats of {subject}", COLUMNS))
        for column, wanted in enumerate(formats[: len(columns)]):
            numbers = [row[column] for row in rows if isinstance(row[column], int | float)]
            proved(wanted, numbers if wanted else [], f"{subject}, column {columns[column]}")
        title = text(self.title, subject)
        return replace(self, columns=columns, rows=rows, marks=marks, title=title, formats=formats)

    def least_rows(self, columns: int) -> int:
        return min(self.height, len(self.rows)) + 1 + bool(self.title)

    def words(self) -> str:
        """Row by row; empty texts are left out, missing values are told."""
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}, {len(self.columns)} columns"
        head = f"Table{f' “{self.title}”' if self.title else ''}: {count}."
        lines = [f"Row {at + 1}: " + ", ".join(self._told(at)) for at in range(len(self.rows))]
        marks = [f"Set apart: {self._spot(row, column)} ({each})." for row, column, each in self.marks]
        return "\n".join([head, *lines, *marks])

    def _told(self, row: int) -> list[str]:
        """A bar before its number is not told."""
        cells = zip(self.columns, self.rows[row], strict=False)
        return [
            f"{name} {self.cell(row, at).lstrip(BLOCKS) or 'empty'}"
            for at, (name, cell) in enumerate(cells)
            if cell != ""
        ]

    def _spot(self, row: int, column: int) -> str:
        name = self.columns[column] if 0 <= column < len(self.columns) else ""
        if row < 0:
            return f"column {name}" if name else "the table"
        return f"row {row + 1}, {name}" if name else f"row {row + 1}"


def _row(row: Sequence[Any], width: int, subject: str) -> tuple[str | float | int | None, ...]:
    if len(row) != width:
        raise Wrong(f"{subject} has {width} columns, but a row of {len(row)} cells")
    return tuple(_cell(cell, subject) for cell in row)


def _cell(cell: Any, subject: str) -> str | float | int | None:
    plain = cell.item() if hasattr(cell, "item") else cell
    if plain is None or isinstance(plain, bool | int | float):
        return str(plain) if isinstance(plain, bool) else plain
    return text(plain, f"a cell of {subject}")
