r"""Reading a CSV: from bytes to typed columns, one decision at a time.

A CSV says nothing about itself. Whoever reads it decides, in this order:

    encoding    which characters the bytes are         ü is c3 bc in UTF-8 and fc in cp1252; a BOM is ef bb bf
    separator   where a cell ends                      , ; or a tab
    text        which columns are names, not numbers   00123 is an id; as a number it is 123
    missing     which texts stand for "not there"      an empty cell, -999, NA: it depends on the table
    decimal     which sign begins a fraction           27.4 or 27,4
    total       whether the last line is a row at all  a sum is not

A column is numeric when all its cells that are there are numbers, else text: what pandas infers, too. Missing is None.
Source: RFC 4180 (2005), which leaves encoding, decimal sign and missing values open.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | float | None
Frame: TypeAlias = dict[str, list[Cell]]
"""Columns by name, of equal length."""


@dataclass(frozen=True)
class Dialect:
    """The six decisions. The defaults are those of `pandas.read_csv`, which takes more texts than these for missing."""

    encoding: str = "utf-8"
    separator: str = ","
    decimal: str = "."
    text: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset({"", "NA"})
    total: bool = False


def read(data: bytes, dialect: Dialect) -> Frame:
    """The typed columns. UnicodeDecodeError where the bytes are not of this encoding.

    A short row is filled up with missing cells; cells beyond the header's are left out.
    """
    text = io.StringIO(data.decode(dialect.encoding), newline="")
    header, *rows = [row for row in csv.reader(text, delimiter=dialect.separator) if row]
    if dialect.total:
        rows = rows[:-1]
    return {name: typed([row[index] if index < len(row) else "" for row in rows], name, dialect)
            for index, name in enumerate(header)}  # fmt: skip


def typed(cells: Sequence[str], name: str, dialect: Dialect) -> list[Cell]:
    """One column: None where missing, floats if every other cell is a number, else the texts as they are."""
    there = [None if cell in dialect.missing else cell for cell in cells]
    if name in dialect.text:
        return list(there)
    numbers = [None if cell is None else number(cell, dialect.decimal) for cell in there]
    whole = all((cell is None) == (value is None) for cell, value in zip(there, numbers, strict=True))
    return list(numbers) if whole else list(there)


def number(text: str, decimal: str = ".") -> float | None:
    """The number that a text is with this decimal sign, or None: 27,4 is none where the sign is a point."""
    if decimal != "." and "." in text:
        return None
    try:
        return float(text.replace(decimal, "."))
    except ValueError:
        return None


def same(found: Mapping[str, Sequence[Cell]], truth: Mapping[str, Sequence[Cell]]) -> float:
    """The share of cells that are as in the true table; rows too many or too few count as wrong ones."""
    rows = max(len(column) for table in (found, truth) for column in table.values())
    right = sum(
        type(mine) is type(cell) and mine == cell
        for name, column in truth.items()
        for mine, cell in zip(found.get(name, ()), column, strict=False)
    )
    return right / (rows * len(truth))
