r"""A data contract: what a table has agreed to be, as rules that count the rows that break them.

    rule     what is agreed                               what breaks it
    range    numbers of a column lie in [low, high]       another unit, a sentinel, a lost decimal point
    nulls    at most a share of a column is missing       a field renamed or left out
    key      these columns together name one row          a page sent twice
    format   all values of a text column look alike       an id that became a number, a total row
    labels   a category has these values and no others    another spelling, a new category
    count    as many rows as were announced               a truncated file, a page that never came

A row is a mapping of column to value; None and an absent key are both missing. Types alone do not do: a glucose of
91 mg/dL is 5.05 in mmol/L, a number as well. Only its range tells, and so the range stands for the unit.
Source: Breck, Polyzotis, Roy, Whang, Zinkevich, Data Validation for Machine Learning (MLSys 2019).
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]

MG_PER_DL = 18.0156
"""mg/dL of glucose in 1 mmol/L: its molar mass is 180.156 g/mol, and a litre has ten decilitres."""


def values(rows: Sequence[Row], column: str) -> list[Any]:
    """The values of a column that are there."""
    return [row[column] for row in rows if row.get(column) is not None]


def out_of_range(rows: Sequence[Row], column: str, low: float, high: float) -> int:
    """Rows whose number lies outside [low, high]; a missing one is a matter of `nulls`."""
    return sum(not low <= value <= high for value in values(rows, column))


def too_many_nulls(rows: Sequence[Row], column: str, most: float) -> int:
    """Missing values of a column, if their share is above `most`; else 0."""
    gone = len(rows) - len(values(rows, column))
    return gone if gone > most * len(rows) else 0


def repeated(rows: Sequence[Row], key: Sequence[str]) -> int:
    """Rows whose key an earlier row has."""
    seen = Counter(tuple(row.get(column) for column in key) for row in rows)
    return len(rows) - len(seen)


def misfits(rows: Sequence[Row], column: str, pattern: str) -> int:
    """Rows whose value, as text, is not wholly of the pattern."""
    return sum(re.fullmatch(pattern, str(value)) is None for value in values(rows, column))


def unknown(rows: Sequence[Row], column: str, labels: Collection[str]) -> int:
    """Rows with a label that was not agreed."""
    return sum(value not in labels for value in values(rows, column))


def off_count(rows: Sequence[Row], announced: int) -> int:
    """How many rows more or less than announced have come."""
    return abs(len(rows) - announced)
