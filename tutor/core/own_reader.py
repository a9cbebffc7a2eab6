"""The columns of a learner's table as numbers, dates or text: each by one rule, which its neighbours help to find."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tutor.core import own_dates
from tutor.core.errors import DataError
from tutor.core.own_column import Column
from tutor.core.own_numbers import COMMA, POINT, SIGNS, Number, Signs, decided, mark_of
from tutor.core.own_reading import Reading
from tutor.core.safe_text import one_line

Values: TypeAlias = list[Any]
"""Floats, NaN where one is missing, or text."""

_FEW = 5
"""So many lines are named at the most."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads columns beside their neighbours, in a file with this separator, as the learner says; keeps notes."""

    columns: Sequence[Column]
    separator: str
    how: Reading
    notes: list[str]

    def values(self, column: Column, wanted: str, *, required: bool) -> Values:
        """The cells as floats if they are, or must be, numbers; else as text. DataError where that is open."""
        if wanted == "category":
            return column.cells
        if column.signs:
            return self._numbers(column, column.signs, required)
        if column.orders:
            return self._dates(column, required)
        if wanted == "number" and column.known:
            raise self._no_number(column)
        if required and 2 * len(column.numbers) > len(column.known):
            cell, line = next((cell, line) for cell, line in column.known.items() if cell not in column.numbers)
            shown = f"line {line}: “{one_line(cell, 40)}”"
            self.notes.append(f"Column “{column.name}” is not all numbers ({shown}), so it was read as text.")
        return column.cells

    def sign(self, column: Column) -> str:
        """The decimal sign of a column; "" where it is open, or the column is none of numbers."""
        others = [each.signs for each in self.columns if each.signs and each is not column]
        return decided(column.signs, others, self.separator, self.how.decimal) if column.signs else ""

    def _numbers(self, column: Column, signs: Signs, required: bool) -> Values:
        sign = self.sign(column)
        if not sign:
            if required:
                raise self._open(column, signs)
            self._stays_text(column, signs.differ, "--decimal")
            return column.cells
        other = COMMA if sign == POINT else POINT
        values = column.fits(lambda cell: _value(column.numbers[cell], sign))
        if any(map(math.isinf, values)):
            if required:
                raise _too_large(column, values.index(next(filter(math.isinf, values))))
            return column.cells
        if signs.differ and len(signs.possible) > 1:
            read, else_ = (_plain(column.numbers[signs.differ].under(each)) for each in (sign, other))
            self.notes.append(
                f"“{one_line(signs.differ, 40)}” in column “{column.name}” was read as {read}; "
                f"if it is {else_}: --decimal {SIGNS[other]}."
            )
        elif signs.certain == COMMA and required:
            self.notes.append(f"Column “{column.name}” was read with a decimal comma.")
        if required and (unit := next((each.unit for each in column.numbers.values() if each.unit), "")):
            cell, each = next((cell, each) for cell, each in column.numbers.items() if each.unit)
            self.notes.append(
                f"Column “{column.name}” is in {unit}: “{one_line(cell, 40)}” was read as {_plain(each.under(sign))}."
            )
        return values

    def _open(self, column: Column, signs: Signs) -> DataError:
        cell = column.numbers[signs.differ]
        whole, part = (POINT, COMMA) if "," in signs.differ else (COMMA, POINT)
        large, small = _plain(cell.under(whole)), _plain(cell.under(part))
        return DataError(
            f"“{one_line(signs.differ, 40)}” in column “{column.name}” may be {large} or {small}. "
            f"Say which sign is for decimals: --decimal {SIGNS[whole]} ({large}) or --decimal {SIGNS[part]} ({small})."
        )

    def _dates(self, column: Column, required: bool) -> Values:
        order = self._order(column)
        if not order:
            cell = next(c for c, day in column.days.items() if len({day[each] for each in column.orders}) > 1)
            read = [own_dates.written(column.days[cell][each]) for each in column.orders]
            options = [f"--dates {each} ({own_dates.ORDER_NAMES[each]})" for each in column.orders]
            shown = f"“{one_line(cell, 40)}” in column “{column.name}”"
            if required:
                raise DataError(f"{shown} may be {' or '.join(read)}. Say which: {' or '.join(options)}.")
            self._stays_text(column, cell, "--dates")
            return column.cells
        first = min(day[order] for day in column.days.values())
        start = float(first // 1)
        self.notes.append(f"Column “{column.name}” has dates; they count in days from {own_dates.written(start)}.")
        return column.fits(lambda cell: column.days[cell][order] - start)

    def _stays_text(self, column: Column, cell: str, option: str) -> None:
        self.notes.append(
            f"Column “{column.name}” stays text, since “{one_line(cell, 40)}” has two readings; {option} decides."
        )

    def _order(self, column: Column) -> str:
        """The order of day, month and year; "" where the column and its neighbours leave it open."""
        if self.how.dates in column.orders:
            return self.how.dates
        if len(column.orders) == 1:
            return column.orders[0]
        others = {each.orders[0] for each in self.columns if len(each.orders) == 1} & set(column.orders)
        return others.pop() if len(others) == 1 else ""

    def _no_number(self, column: Column) -> DataError:
        """Why a column is not one of numbers, and what to do."""
        bad = [row for row, cell in enumerate(column.cells) if cell in column.known and cell not in column.numbers]
        if bad:
            cell, line = one_line(column.cells[bad[0]], 40), column.lines[bad[0]]
            if len(bad) <= max(_FEW, len(column.cells) // 20) and 2 * len(bad) < len(column.cells):
                lines = self.how.and_skip([column.lines[row] for row in bad])
                more = f", as {len(bad) - 1} more are not" if len(bad) > 1 else ""
                return DataError(
                    f"Line {line}: “{cell}” in column “{column.name}” is not a number{more}. Correct "
                    f"{'them' if more else 'it'}, leave {'these lines' if more else 'the line'} out with {lines}, "
                    "or take another column."
                )
            return DataError(f"Line {line}: “{cell}” in column “{column.name}” is not a number. Take another column.")
        return self._unlike(column)

    def _unlike(self, column: Column) -> DataError:
        """Numbers of two kinds in one column: with a decimal point and a comma, of two currencies, some with %."""
        kinds = {cell: kind for cell, each in column.numbers.items() if (kind := _kind(cell, each))}
        if len(set(kinds.values())) < 2:
            kinds = {cell: each.unit for cell, each in column.numbers.items()}
        found = Counter(kinds[cell] for cell in column.cells if cell in kinds)
        (most, _), (least, count) = found.most_common()[0], found.most_common()[-1]
        seen = [next(cell for cell, kind in kinds.items() if kind == each) for each in (most, least)]
        said = " and ".join(f"“{one_line(cell, 40)}” (line {column.known[cell]})" for cell in seen)
        mend = "Write all in one way"
        if count <= _FEW:
            lines = [line for cell, line in zip(column.cells, column.lines, strict=True) if kinds.get(cell) == least]
            mend += f", or leave out what is no row of the table with {self.how.and_skip(lines)}"
        return DataError(f"{said} in column “{column.name}” are not written alike. {mend}.")


def _kind(cell: str, each: Number) -> str:
    """How a number is written: with which decimal sign, or with a sign that may be either."""
    if each.point is None or each.comma is None:
        return POINT if each.comma is None else COMMA
    return "" if each.point == each.comma else f"either, {mark_of(cell)}"


def _value(each: Number, sign: str) -> float:
    value = each.under(sign)
    assert value is not None  # each cell of the column can be read so
    return value


def _too_large(column: Column, row: int) -> DataError:
    return DataError(
        f"Line {column.lines[row]}: “{one_line(column.cells[row], 40)}” in column “{column.name}” is too large a "
        "number. Correct it, or take another column."
    )


def _plain(value: float | None) -> str:
    return f"{value:.15g}"


def listed(lines: Iterable[int]) -> str:
    """`line 3`, `lines 3, 4, 5, 6, 7 and 12 more`."""
    found = list(lines)
    more = f" and {len(found) - _FEW:,} more" if len(found) > _FEW else ""
    return f"line{'s' if len(found) > 1 else ''} {', '.join(map(str, found[:_FEW]))}{more}"
