"""One column of a learner's table: all of its cells at once, and what they may be."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tutor.core import own_dates
from tutor.core.own_numbers import Number, Signs, is_money, number, signs_of

_MISSING = re.compile(
    r"|n/?a|n\.a\.|k\. ?a\.|nan|null|none|nil|missing|<na>|\\n|\?|[-–—]|--|---|\.{1,3}"
    r"|#(n/a|nv|null!|div/0!|value!|wert!|ref!|bezug!|num!|zahl!|name\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Column:
    """The cells of a column, with the line of each, and what they may be."""

    name: str
    cells: list[str]
    lines: list[int]

    @cached_property
    def gone(self) -> set[str]:
        """The cells that have no value. A lone minus is one, unless a plus is a value here too (a blood group's)."""
        different = set(self.cells)
        return {cell for cell in different if _MISSING.fullmatch(cell) and not (cell == "-" and "+" in different)}

    @cached_property
    def missing(self) -> list[int]:
        """The rows without a value."""
        return [row for row, cell in enumerate(self.cells) if cell in self.gone] if self.gone else []

    @cached_property
    def known(self) -> dict[str, int]:
        """Each different cell that has a value, and the line where it stands first."""
        first = dict(zip(reversed(self.cells), reversed(self.lines), strict=True))
        return {cell: first[cell] for cell in dict.fromkeys(self.cells) if cell not in self.gone}

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The cells that are numbers by themselves."""
        read = {cell: number(cell) for cell in self.known}
        return {cell: each for cell, each in read.items() if each is not None}

    @cached_property
    def signs(self) -> Signs | None:
        """What the cells say of the decimal sign; None unless all of them are numbers, of one unit, and no days."""
        if self.known and all(map(own_dates.is_compact, self.known)):
            return None
        units = {each.unit for each in self.numbers.values()}
        mixed = len(units) > 1 and (len(units - {""}) > 1 or not is_money(max(units)))
        alike = bool(self.numbers) and len(self.numbers) == len(self.known) and not mixed
        found = signs_of(self.numbers.items()) if alike else None
        return found if found and found.possible else None

    @cached_property
    def days(self) -> dict[str, dict[str, float]]:
        """For every cell its day by each possible order of day, month and year; empty unless all are dates."""
        if self.signs:
            return {}
        found = {}
        for cell in self.known:
            found[cell] = own_dates.days(cell)
            if not found[cell]:
                return {}
        return found

    @cached_property
    def orders(self) -> list[str]:
        """The orders by which every cell is a date; of those that give the same days, one."""
        every = [each for each in own_dates.ORDERS if self.days and all(each in day for day in self.days.values())]
        seen: dict[tuple[float, ...], str] = {}
        for order in every:
            seen.setdefault(tuple(day[order] for day in self.days.values()), order)
        return list(seen.values())

    def fits(self, value: Callable[[str], float]) -> list[float]:
        """All cells by their value, NaN where it is missing."""
        by_cell = {cell: value(cell) for cell in self.known}
        return [by_cell.get(cell, math.nan) for cell in self.cells]
