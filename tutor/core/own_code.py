"""The lines of pandas that read a learner's file as it was read here, for the program that a learner takes home."""

import re
from collections.abc import Iterator, Mapping

from tutor.core.own_column import Column
from tutor.core.own_csv import Sheet
from tutor.core.own_numbers import COMMA
from tutor.core.own_reading import Reading

_GROUPS = re.compile(r"(?<=\d)[.,'’ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_KNOWN = frozenset(("", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "#N/A", "<NA>"))
"""What pandas takes for missing by itself."""


def reading_code(sheet: Sheet, columns: Mapping[str, tuple[Column, str]], how: Reading, drawn: int) -> str:
    """Python that makes `table`, a DataFrame; what it leaves to do stands in comments.

    `columns` are those of the roles, each with its decimal sign ("" for what is no number); `drawn` is the number
    of rows in the sample, or 0.
    """
    arguments, left = [repr(sheet.name)], list(_left(columns))
    if sheet.separator != ",":
        arguments.append(f"sep={sheet.separator!r}")
    if not sheet.encoding.startswith("utf-8"):
        arguments.append(f"encoding={sheet.encoding!r}")
    if sheet.skipped:
        arguments.append(f"skiprows={list(sheet.skipped)}")
    signs = {sign for column, sign in columns.values() if sign and not _plain(column)}
    if len(signs) == 1 and COMMA in signs:
        arguments.append('decimal=","')
    groups = {mark for column, sign in columns.values() if sign for mark in _groups(column, sign)}
    if len(signs) > 1 or len(groups) > 1 or not "".join(groups).isascii():
        left.append("the numbers are written in a way of their own, or in more than one")
    elif groups:
        arguments.append(f"thousands={groups.pop()!r}")
    gone = sorted({cell for column, _ in columns.values() for cell in column.gone} - _KNOWN)
    if gone:
        arguments.append(f"na_values={gone}")
    lines = [f"table = pd.read_csv({', '.join(arguments)})"]
    named = [column.name for column, _ in columns.values() if column.missing]
    if named and how.missing == "drop":
        lines.append(f"table = table.dropna(subset={named})")
    elif named:
        lines += [f"table[{name!r}] = table[{name!r}].fillna(table[{name!r}].median())" for name in named]
    if drawn:
        lines.append(f"table = table.iloc[sorted(random.Random(0).sample(range(len(table)), {drawn}))]")
    notes = [f"# Still to be done: {each}." for each in left]
    return "\n".join([*(["import random", ""] if drawn else []), "import pandas as pd", "", *lines, *notes, ""])


def _plain(column: Column) -> bool:
    """Whether it is the same under either decimal sign."""
    return all(each.point == each.comma for each in column.numbers.values())


def _groups(column: Column, sign: str) -> set[str]:
    return {mark for cell in column.known for mark in _GROUPS.findall(cell) if mark != sign}


def _left(columns: Mapping[str, tuple[Column, str]]) -> Iterator[str]:
    """What pandas does not read by itself."""
    for column, sign in columns.values():
        units = {each.unit for each in column.numbers.values()} - {""} if sign else set()
        if units:
            yield f"{column.name!r} has the unit {units.pop()!r} behind or before its numbers"
        if sign and any(mark in cell for cell in column.known for mark in "\u2212\u2013\u2010\u2011\u2012"):
            yield f"{column.name!r} has a minus that is no hyphen"
        if column.orders and not sign:
            yield f"{column.name!r} has dates; count their days"
