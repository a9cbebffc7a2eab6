"""Marks that are put on a table of the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from tutor.core.errors import TutorError
from tutor.core.exercise.controls.base import Control, Field, changed, index, must, prove_texts, table_of, texts
from tutor.core.exercise.view import Table, View


@dataclass(frozen=True, slots=True)
class Cells(Control):
    """Marks on a Table of the view whose `control` names this field.

    `pick` "cells": the field is a tuple of (row, column) pairs; "rows" or "columns": a tuple of numbers.
    With `tags` (or the attribute of the problem that a str names) each mark carries one, as its last element.
    """

    pick: Literal["cells", "rows", "columns"] = "cells"
    tags: Sequence[str] | str = ()
    label: str = ""
    limit: int | None = None

    @property
    def numbers(self) -> int:
        """How many numbers say where a mark is: two for a cell, one for a row or a column."""
        return 2 if self.pick == "cells" else 1

    def resolved(self, problem: Any, where: str) -> "Cells":
        found: Cells = changed(self, tags=texts(problem, self.tags, where))
        return found

    def prove(self, where: str) -> None:
        prove_texts(self.tags, where, least=0)

    def accept(self, field: Field, value: Any) -> Any:
        """Marks as the state holds them: numbers, (row, column), each with its tag last where there are tags."""
        shape = {"cells": "a list of [row, column", "rows": "a list of [row", "columns": "a list of [column"}[self.pick]
        may = shape + (", tag] with a tag of " + ", ".join(self.tags) if self.tags else "]")
        must(field, value, isinstance(value, list | tuple), may)
        marks = tuple(_mark(each) for each in value)
        must(field, value, all(map(self._fits, marks)), may)
        spots = [mark[: self.numbers] for mark in marks]
        must(field, value, len(set(spots)) == len(spots), "marked once in each spot")
        if self.limit is not None:
            must(field, value, len(marks) <= self.limit, f"at most {self.limit} marks")
        bare = self.numbers == 1 and not self.tags
        return tuple(mark[0] for mark in marks) if bare else marks

    def shows(self, value: Any) -> bool:
        return isinstance(value, list | tuple) and all(self._fits(_mark(each)) for each in value)

    def on(self, field: Field, marks: Sequence[Any], table: Table) -> None:
        """TutorError if a mark lies outside of its table."""
        rows, columns = len(table.rows), len(table.columns)
        limits = {"cells": (rows, columns), "rows": (rows,), "columns": (columns,)}[self.pick]
        for each in marks:
            if any(spot >= limit for spot, limit in zip(_mark(each), limits, strict=False)):
                raise TutorError(f"{field.label}: {each} is outside of the table of {rows} rows and {columns} columns.")

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        """A few marks on the table."""
        table = table_of(view, field)
        if table is None or not table.rows:
            return ()
        rows, columns = len(table.rows), len(table.columns)
        spots: set[tuple[int, ...]] = set()
        for _ in range(chance.randint(0, min(4, self.limit or 4))):
            row, column = chance.randrange(rows), chance.randrange(columns)
            spots.add({"cells": (row, column), "rows": (row,), "columns": (column,)}[self.pick])
        if self.tags:
            return tuple((*spot, chance.choice(list(self.tags))) for spot in sorted(spots))
        return tuple(spot if self.pick == "cells" else spot[0] for spot in sorted(spots))

    def at(self, value: Any) -> str:
        """The marks, counted from 1."""
        return "; ".join(map(_told, value)) or "nothing marked"

    def may(self, field: Field) -> str:
        """How a mark is set and taken away."""
        what = {"cells": "ROW COLUMN", "rows": "ROW", "columns": "COLUMN"}[self.pick]
        name = field.name
        tagged = f"{name} {what} TAG`, with a tag of {', '.join(self.tags)}" if self.tags else f"{name} {what}`"
        return f"Type `{tagged}; `{name} {what} none` takes a mark away."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """The marks with one more, or one less: `3`, `3 leak`, `alcohol leak`, `3 none`, `none`."""
        word = text.strip()
        if word.casefold() == "none":
            return ()
        tag = next((each for each in self.tags if word.casefold().endswith(f" {each.casefold()}")), "")
        drop = word.casefold().endswith(" none")
        if self.tags and not tag and not drop:
            raise TutorError(self.may(field))
        spot_text = word[: len(word) - len(tag or "none")].strip() if tag or drop else word
        spot = self._spot(field, spot_text, table_of(view, field))
        kept = tuple(each for each in value if _mark(each)[: len(spot)] != spot)
        if drop:
            return kept
        new = (*spot, tag) if tag else spot if len(spot) > 1 else spot[0]
        return (*kept, new)

    def _fits(self, mark: tuple[Any, ...]) -> bool:
        if len(mark) != self.numbers + bool(self.tags) or not all(map(index, mark[: self.numbers])):
            return False
        return not self.tags or mark[-1] in self.tags

    def _spot(self, field: Field, text: str, table: Table | None) -> tuple[int, ...]:
        """Row and column, counted from 0, given by number or by what the first cell or the heading says."""
        rows = [str(row[0]) if row else "" for row in table.rows] if table else []
        columns = list(table.columns) if table else []
        if self.pick == "rows":
            return (self._named(field, text, rows),)
        if self.pick == "columns":
            return (self._named(field, text, columns),)
        row, _, column = text.replace(",", " ").strip().partition(" ")
        return self._named(field, row, rows), self._named(field, column.strip(), columns)

    def _named(self, field: Field, text: str, names: Sequence[str]) -> int:
        if text.isdecimal() and 0 < int(text[:6]) <= len(names):
            return int(text) - 1
        found = [at for at, name in enumerate(names) if name.casefold().removesuffix(" (target)") == text.casefold()]
        if len(found) != 1:
            raise TutorError(f"“{text}” is no row or column of the table. {self.may(field)}")
        return found[0]


def _mark(mark: Any) -> tuple[Any, ...]:
    return tuple(mark) if isinstance(mark, list | tuple) else (mark,)


def _told(mark: Any) -> str:
    return " ".join(str(each + 1) if isinstance(each, int) else str(each) for each in _mark(mark))
