"""A learner's own table in the place of an exercise's: `tutor learn LESSON --data my.csv --x COL --y COL`."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from random import Random
from statistics import median

from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_code import reading_code
from tutor.core.own_column import Column
from tutor.core.own_csv import LONGEST_CELL, Sheet, read_sheet
from tutor.core.own_reader import Reader, Values, listed
from tutor.core.own_reading import Reading
from tutor.core.own_roles import named, roles_of
from tutor.core.own_rows import check_last_row
from tutor.core.safe_text import clean, one_line

MOST_CLASSES = 50


@dataclass(frozen=True, slots=True, eq=False)
class OwnTable(Mapping[str, Values]):
    """A learner's table: `table["x"]`, `table["target"]`, and every other column under its own name.

    `roles` says what x, y and target are called in the file.
    """

    name: str
    columns: dict[str, Values]
    roles: dict[str, str]
    checksum: str
    notes: tuple[str, ...] = ()
    code: str = ""
    """Python that reads the file as it was read here, as a pandas DataFrame `table`."""

    def __getitem__(self, column: str) -> Values:
        return self.columns[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def fingerprint(self) -> str:
        """Short, and another for every table and choice of columns: what was done on one is no start for another."""
        return hashlib.sha256(f"{self.checksum} {sorted(self.roles.items())}".encode()).hexdigest()[:12]

    def told(self) -> str:
        """What a learner should know who opens a lesson on it; how it was read, its `notes`, is on the page."""
        return f"{self.name}: {self.rows:,} rows. What you do on your own data does not count for the lesson."

    def numbers(self) -> dict[str, Values]:
        """The columns that hold a finite number in every row, by name; y, x and target too, where they do."""
        return {
            name: values
            for name, values in self.columns.items()
            if all(isinstance(each, int | float) and isfinite(each) for each in values)
        }

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(next(iter(self.columns.values())))


def read_own_data(
    path: Path, wants: OwnData | None, *, x: str = "", y: str = "", target: str = "", how: Reading | None = None
) -> OwnTable:
    """The table in `path`, with the columns named for `wants`'s roles. Raises DataError and nothing else."""
    if wants is None:
        raise DataError("This lesson works on its own data only. `tutor learn` without --data opens it.")
    how = how or Reading()
    sheet = read_sheet(path, how)
    indices = roles_of(sheet, wants, {"x": x, "y": y, "target": target}, how)
    columns = [Column(name, cells, sheet.lines) for name, cells in zip(sheet.header, sheet.cells, strict=True)]
    notes = list(sheet.notes)
    reader = Reader(columns, sheet.separator, how, notes)
    roles = {index: role for role, index in indices.items()}
    values = []
    for index, column in enumerate(columns):
        role = roles.get(index, "")
        _check_length(column, sheet, role)
        values.append(reader.values(column, getattr(wants, role) if role else "any", required=bool(role)))
    if not how.takes_all:
        check_last_row(columns, values, how, sheet.name)
    gone = _without_missing(columns, values, roles, how, notes)
    kept = _within(wants.rows, [row for row in range(len(sheet.lines)) if row not in gone], sheet.name, notes)
    table = {
        shown: [column[row] for row in kept] for shown, column in zip(named(sheet.header, roles), values, strict=True)
    }
    for index, role in roles.items():
        _check_spread(columns[index].name, table[role], getattr(wants, role))
    checksum = hashlib.sha256(f"{sheet.checksum} {how}".encode()).hexdigest() if how != Reading() else sheet.checksum
    played = {role: columns[index] for role, index in indices.items()}
    drawn = len(kept) if len(kept) + len(gone) < len(sheet.lines) else 0
    code = reading_code(sheet, {role: (each, reader.sign(each)) for role, each in played.items()}, how, drawn)
    named_roles = {role: each.name for role, each in played.items()}
    return OwnTable(sheet.name, table, named_roles, checksum, tuple(notes), code)


def _check_length(column: Column, sheet: Sheet, role: str) -> None:
    """A cell of a role's column is refused where it is too long; one of another column is cut."""
    for row, cell in enumerate(column.cells):
        if len(cell) > LONGEST_CELL:
            if role:
                raise DataError(
                    f"{sheet.name}, line {column.lines[row]}: the cell of column “{column.name}” has {len(cell):,} "
                    f"characters; at most {LONGEST_CELL:,} are taken. Take another column."
                )
            column.cells[row] = clean(cell, LONGEST_CELL)


def _without_missing(
    columns: list[Column], values: list[Values], roles: dict[int, str], how: Reading, notes: list[str]
) -> set[int]:
    """The rows to be dropped; or values filled in. DataError where the learner has not said which."""
    gone: set[int] = set()
    others = [
        f"“{each.name}” ({len(each.missing):,})" for n, each in enumerate(columns) if n not in roles and each.missing
    ]
    if others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        notes.append(f"Columns with missing values, left as they are: {', '.join(others[:5])}{more}.")
    for index, column in enumerate(columns):
        if index not in roles or not column.missing:
            continue
        count = f"{len(column.missing):,} missing value{'s' if len(column.missing) > 1 else ''}"
        where = listed(column.lines[row] for row in column.missing)
        said = f"Column “{column.name}” has {count}"
        if not column.known:
            raise DataError(f"Column “{column.name}” is empty. Take another column.")
        if not how.missing:
            raise DataError(
                f"{said} ({where}). Say what to do: --missing drop leaves these rows out, --missing fill puts in "
                f"{_usual(column, values[index])[1]}."
            )
        if how.missing == "drop":
            gone.update(column.missing)
            rows = "this row was" if len(column.missing) == 1 else "these rows were"
            notes.append(f"{said} ({where}); {rows} left out.")
        else:
            value, called = _usual(column, values[index])
            values[index] = list(values[index])
            for row in column.missing:
                values[index][row] = value
            notes.append(f"{said} ({where}), filled with {called}.")
    return gone


def _usual(column: Column, values: Values) -> tuple[float | str, str]:
    """The median of a column's numbers or the commonest of its categories, and how it is called."""
    gone = set(column.missing)
    known = [value for row, value in enumerate(values) if row not in gone]
    if isinstance(known[0], float):
        middle = median(known)
        return middle, f"the median of the others, {middle:.6g}"
    most: str = Counter(known).most_common(1)[0][0]
    return most, f"the most frequent value, “{one_line(most, 40)}”"


def _within(limits: tuple[int, int], rows: list[int], name: str, notes: list[str]) -> list[int]:
    """The rows that an exercise takes: all of them, or a sample that is the same each time."""
    low, high = limits
    if len(rows) < low:
        raise DataError(f"{name} has {len(rows)} rows; this exercise takes {low:,} to {high:,}. Collect more rows.")
    if len(rows) <= high:
        return rows
    notes.append(
        f"{name} has {len(rows):,} rows, and this exercise takes {high:,}: it works on that many, drawn at random "
        "(with a fixed seed, so the same each time)."
    )
    return sorted(Random(0).sample(rows, high))


def _check_spread(column: str, values: Values, wanted: str) -> None:
    kinds = len(set(values))
    if kinds == 1:
        shown = one_line(str(values[0]), 40)
        raise DataError(f"Column “{column}” is always {shown}: there is nothing to learn from it. Take another column.")
    if wanted == "category" and kinds > MOST_CLASSES:
        raise DataError(
            f"Column “{column}” has {kinds} different values, and a category may have {MOST_CLASSES}. "
            "Take a column with a few classes."
        )
