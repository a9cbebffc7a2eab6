"""A learner's own table in the place of an exercise's: `tutor learn LESSON --data my.csv --x COL --y COL`."""

import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.nearest import did_you_mean
from tutor.core.own_csv import LONGEST_CELL, Sheet, read_sheet
from tutor.core.safe_text import one_line

ROLES = ("x", "y", "target")
MOST_CLASSES = 50
_MISSING = frozenset(("", "na", "n/a", "nan", "null", "none", "?", "-", "#n/a", "."))
_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d+,\d*|,\d+|\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)


Column: TypeAlias = list[Any]
"""Floats, NaN where one is missing, or text."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnTable(Mapping[str, Column]):
    """A learner's table: `table["x"]`, `table["target"]`, and every other column under its own name.

    `roles` says what x, y and target are called in the file.
    """

    name: str
    columns: dict[str, Column]
    roles: dict[str, str]
    checksum: str
    notes: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> Column:
        return self.columns[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def fingerprint(self) -> str:
        """Short, and another for every file and choice of columns: what was done on one is no start for another."""
        return hashlib.sha256(f"{self.checksum} {sorted(self.roles.items())}".encode()).hexdigest()[:12]

    def told(self) -> tuple[str, ...]:
        """What a learner should know who opens a lesson on it."""
        return (
            f"{self.name}: {self.rows:,} rows. What you do on your own data does not count for the lesson, whose text "
            "still speaks of its own.",
            *self.notes,
        )

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(next(iter(self.columns.values())))


def read_own_data(path: Path, wants: OwnData | None, *, x: str = "", y: str = "", target: str = "") -> OwnTable:
    """The table in `path`, with the columns named for `wants`'s roles. Raises DataError and nothing else."""
    if wants is None:
        raise DataError("This lesson works on its own data only. `tutor learn` without --data opens it.")
    sheet = read_sheet(path)
    name = one_line(path.name, 60)
    roles = _roles(sheet.header, wants, {"x": x, "y": y, "target": target})
    low, high = wants.rows
    if not low <= len(sheet.lines) <= high:
        mend = "Collect more rows." if len(sheet.lines) < low else "Take a sample of them."
        message = f"{name} has {len(sheet.lines)} rows; this exercise takes {low:,} to {high:,}. {mend}"
        raise DataError(message)
    _check_cells(sheet, name)
    notes = list(sheet.notes)
    columns: dict[str, Column] = {}
    for column, cells in zip(sheet.header, sheet.cells, strict=True):
        role = next((each for each, chosen in roles.items() if chosen == column), "")
        wanted = getattr(wants, role) if role else "any"
        shown = role or (f"{column} (not the {column})" if column in roles else column)
        columns[shown] = _column(column, cells, sheet.lines, wanted, notes, required=bool(role))
    return OwnTable(name, columns, roles, sheet.checksum, tuple(notes))


def _roles(header: Sequence[str], wants: OwnData, given: dict[str, str]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for role in ROLES:
        if not getattr(wants, role):
            if given[role]:
                raise DataError(f"This exercise has no use for --{role}. Leave it out.")
            continue
        if not given[role]:
            raise DataError(f"Say which column is {role}: --{role} COLUMN. There are: {_listed(header)}.")
        roles[role] = _found(header, one_line(given[role], 60))
    if len(set(roles.values())) < len(roles):
        raise DataError("One column cannot play two roles. Name a different column for each.")
    return roles


def _found(header: Sequence[str], asked: str) -> str:
    same = [name for name in header if name == asked] or [n for n in header if n.casefold() == asked.casefold()]
    if len(same) == 1:
        return same[0]
    hint = did_you_mean(asked, header) or f" There are: {_listed(header)}."
    raise DataError(f"There is no column “{asked}”.{hint}")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(header[:12]) + (", …" if len(header) > 12 else "")


def _check_cells(sheet: Sheet, name: str) -> None:
    for column, cells in zip(sheet.header, sheet.cells, strict=True):
        longest = max(range(len(cells)), key=lambda row: len(cells[row]), default=0)
        if cells and len(cells[longest]) > LONGEST_CELL:
            raise DataError(
                f"{name}, line {sheet.lines[longest]}: the cell of column “{column}” has {len(cells[longest]):,} "
                f"characters; at most {LONGEST_CELL:,} are taken. Look for a quote that is not closed."
            )


def _column(
    column: str, cells: list[str], lines: list[int], wanted: str, notes: list[str], *, required: bool
) -> Column:
    """The cells as floats if they are, or must be, numbers; else as text."""
    missing = [line for cell, line in zip(cells, lines, strict=True) if _is_missing(cell)]
    if missing and required:
        raise DataError(
            f"Column “{column}” has {_counted(len(missing))}, the first in line {missing[0]}. Delete these rows or "
            "fill them in (the lesson on missing values says when to do which)."
        )
    if missing:
        notes.append(f"Column “{column}” has {_counted(len(missing))}.")
    mark = _decimal_mark([cell for cell in cells if not _is_missing(cell)])
    values: Column = cells
    if wanted == "number" or (wanted == "any" and mark in (".", ",")):
        values = _numbers(column, cells, lines, mark)
        if mark == ",":
            notes.append(f"Column “{column}” was read with a decimal comma.")
    if required:
        _check_spread(column, values, wanted)
    return values


def _is_missing(cell: str) -> bool:
    return cell.casefold() in _MISSING


def _counted(missing: int) -> str:
    return f"{missing} missing value{'s' if missing > 1 else ''}"


def _decimal_mark(known: Sequence[str]) -> str:
    """What stands before the decimals: "." or ","; "?" if commas may be of thousands; "" if it is not all numbers."""
    if not known or all(map(_POINT.fullmatch, known)):
        return "." if known else ""
    if not all(map(_COMMA.fullmatch, known)):
        return ""
    return "?" if all(_THOUSANDS.fullmatch(cell) for cell in known if "," in cell) else ","


def _numbers(column: str, cells: list[str], lines: list[int], mark: str) -> list[float]:
    if mark == "?":
        cell = next(cell for cell in cells if "," in cell)
        raise DataError(
            f"“{cell}” in column “{column}” may be {cell.replace(',', '')} or {cell.replace(',', '.')}. "
            "Write its numbers without commas."
        )
    pattern = _COMMA if mark == "," else _POINT
    values = []
    for cell, line in zip(cells, lines, strict=True):
        if not _is_missing(cell) and not pattern.fullmatch(cell):
            raise _bad(column, cell, line, "is not a number")
        values.append(math.nan if _is_missing(cell) else float(cell.replace(",", ".")))
        if math.isinf(values[-1]):
            raise _bad(column, cell, line, "is too large a number")
    return values


def _bad(column: str, cell: str, line: int, why: str) -> DataError:
    shown = one_line(cell, 40)
    return DataError(f"Line {line}: “{shown}” in column “{column}” {why}. Correct it, or take another column.")


def _check_spread(column: str, values: Column, wanted: str) -> None:
    kinds = len(set(values))
    if kinds == 1:
        shown = one_line(str(values[0]), 40)
        raise DataError(f"Column “{column}” is always {shown}: there is nothing to learn from it. Take another column.")
    if wanted == "category" and kinds > MOST_CLASSES:
        raise DataError(
            f"Column “{column}” has {kinds} different values, and a category may have {MOST_CLASSES}. "
            "Take a column with a few classes."
        )
