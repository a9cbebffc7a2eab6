"""A table of an exercise's view; with a Cells control its cells, rows or columns can be marked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Static
from textual.widgets.data_table import CursorType

from tutor.core.exercise.controls import Cells
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.view import Table
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.number_keys import NUMBER_KEYS

_CURSORS: dict[str, CursorType] = {"rows": "row", "columns": "column", "cells": "cell"}
_SIGNS = {"good": "✓", "bad": "✗", "error": "✗", "accent": "•", "model": "•"}


@dataclass(frozen=True)
class Marks:
    """The marks of a Cells field by place: (row, column) with -1 for a whole row or column, and their tags."""

    control: Cells
    value: tuple[Any, ...]

    def spot(self, mark: Any) -> tuple[int, int]:
        """Where a mark sits."""
        whole = mark if isinstance(mark, tuple) else (mark,)
        if self.control.pick == "cells":
            return whole[0], whole[1]
        return (whole[0], -1) if self.control.pick == "rows" else (-1, whole[0])

    def tag(self, row: int, column: int) -> str | None:
        """The tag at a cell ("" where marks carry none), or None where nothing is marked."""
        for mark in self.value:
            at = self.spot(mark)
            if at[0] in (row, -1) and at[1] in (column, -1):
                return str(mark[-1]) if self.control.tags else ""
        return None

    def turned(self, row: int, column: int, tag: str | None) -> tuple[Any, ...]:
        """The marks with the one at this place set to `tag`; None turns it over or takes it off."""
        key = {"cells": (row, column), "rows": (row, -1), "columns": (-1, column)}[self.control.pick]
        kept = [mark for mark in self.value if self.spot(mark) != key]
        had = len(kept) < len(self.value)
        if tag is None and (had or self.control.tags):
            return tuple(kept)
        numbers = tuple(number for number in key if number >= 0)
        mark: Any = (*numbers, tag) if self.control.tags else (numbers if len(numbers) > 1 else numbers[0])
        return (*kept, mark)


class MarkTable(DataTable[Text]):
    """The grid; space or a click marks, number keys tag."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *NUMBER_KEYS,
        Binding("space", "mark", "Mark", show=False),
        Binding("delete,backspace", "unmark", "Unmark", show=False),
    ]

    def on_resize(self) -> None:
        """The row at hand stays in sight where the table has fewer rows than before."""
        self.move_cursor(row=self.cursor_row, column=self.cursor_column)

    def action_mark(self) -> None:
        """Mark the place of the cursor."""
        self._owner.turn(*self.cursor_coordinate)

    def action_unmark(self) -> None:
        """Take the mark off."""
        self._owner.turn(*self.cursor_coordinate, off=True)

    def action_select_cursor(self) -> None:
        """Enter is the screen's: it checks, and after a right answer goes on."""
        raise SkipAction

    def on_click(self, event: events.Click) -> None:
        """A click marks the cell that it hit."""
        row, column = event.style.meta.get("row", -1), event.style.meta.get("column", -1)
        if self._owner.marks is not None and row >= 0 and column >= 0:
            self._owner.turn(int(row), int(column))

    @property
    def _owner(self) -> "TableView":
        assert isinstance(self.parent, TableView)
        return self.parent

    def action_number(self, number: int) -> None:
        """Number keys tag."""
        if not self._owner.tag_with(number):
            raise SkipAction


class TableView(Vertical):
    """A table under its title, with its tags."""

    DEFAULT_CSS = """
    TableView { height: auto; padding: 0 1; }
    TableView MarkTable { height: 1fr; background: $background; }
    TableView MarkTable > .datatable--header-cursor { background: $panel; color: $foreground; }
    TableView .title { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.field: Field | None = None
        self.marks: Marks | None = None
        self._numbers: set[int] = set()
        """Columns that hold a number: a value that is missing there stands where numbers do."""

    def compose(self) -> ComposeResult:
        """Title, grid, tags."""
        yield Static(classes="title")
        yield MarkTable(zebra_stripes=True, cell_padding=1)
        yield Buttons(classes="tags")

    def show(self, table: Table, field: Field | None, value: Any) -> None:
        """Show the table with the marks that `field` holds."""
        old, self.table, self.field = self.table, table, field
        self._numbers = {at for row in table.rows for at, value in enumerate(row) if isinstance(value, int | float)}
        control = field.control if field is not None and isinstance(field.control, Cells) else None
        self.marks = Marks(control, tuple(value or ())) if control else None
        title, tags = self.query_one(".title", Static), self.query_one(Buttons)
        title.update(Content(table.title))
        title.display = bool(table.title)
        names = control.tags if control else ()
        tags.commands = tuple(Command(str(n), str(n) if n < 10 else "", name) for n, name in enumerate(names, 1))
        tags.display = bool(names)
        self._fill(self.query_one(MarkTable), table, old, control)

    def rows(self, width: int) -> int:
        """Rows that all of it takes."""
        if self.table is None:
            return 0
        tags = self.query_one(Buttons)
        return bool(self.table.title) + 1 + len(self.table.rows) + (tags.rows(width - 2) if tags.display else 0)

    def _fill(self, grid: MarkTable, table: Table, old: Table | None, control: Cells | None) -> None:
        grid.show_cursor = control is not None
        grid.can_focus = control is not None
        grid.cursor_type = _CURSORS[control.pick] if control else "row"
        same = old is not None and tuple(old.columns) == tuple(table.columns) and len(old.rows) == len(table.rows)
        if not same:
            grid.clear(columns=True)
            grid.add_columns(*(Text(str(name)) for name in table.columns))
            grid.add_rows([self._cell(r, c) for c in range(len(table.columns))] for r in range(len(table.rows)))
            return
        for r in range(len(table.rows)):
            for c in range(len(table.columns)):
                cell = self._cell(r, c)
                if grid.get_cell_at(Coordinate(r, c)) != cell:
                    grid.update_cell_at(Coordinate(r, c), cell, update_width=True)

    def _cell(self, row: int, column: int) -> Text:
        assert self.table is not None
        value = self.table.rows[row][column]
        right = isinstance(value, int | float) or (value is None and column in self._numbers)
        shown = "—" if value is None else self.table.cell(row, column)
        sign = next((_SIGNS.get(t, "") for r, c, t in self.table.marks if r in (row, -1) and c in (column, -1)), "")
        tag = self.marks.tag(row, column) if self.marks else None
        if tag is not None:
            rest = column > 0 and self.field is not None and getattr(self.field.control, "pick", "") == "rows"
            word = shown if rest else f"●{shown} ‹{tag}›" if tag else f"●{shown}"
            return Text(word, style="bold reverse", justify="left")
        return Text(
            f"{shown} {sign}" if sign else shown, style="bold" if sign else "", justify="right" if right else "left"
        )

    def turn(self, row: int, column: int, *, off: bool = False) -> None:
        """Ask for the mark here to be set, taken off, or (with tags) given the next tag."""
        if self.marks is None or self.field is None:
            return
        tags = list(self.marks.control.tags)
        if off and self.marks.tag(row, column) is None:
            return

        def turned(marks: Marks) -> tuple[Any, ...]:
            now, tag = marks.tag(row, column), None
            if tags and not off and now != tags[-1]:
                tag = tags[tags.index(now) + 1] if now in tags else tags[0]
            return marks.turned(row, column, tag)

        self._put(turned)

    def tag_with(self, number: int) -> bool:
        """Give tag `number` to the place of the cursor; whether there is such a tag."""
        if self.marks is None or self.field is None or number > len(self.marks.control.tags):
            return False
        row, column = self.query_one(MarkTable).cursor_coordinate
        tag = self.marks.control.tags[number - 1]
        self._put(lambda marks: marks.turned(row, column, tag))
        return True

    def _put(self, turned: Callable[[Marks], tuple[Any, ...]]) -> None:
        """Ask for what becomes of the marks that are there when its turn comes: those shown may be older."""
        assert self.marks is not None
        assert self.field is not None
        shown = self.marks
        self.post_message(ControlLine.Put(self.field.name, lambda marks: turned(replace(shown, value=tuple(marks)))))

    def on_buttons_pressed(self, event: Buttons.Pressed) -> None:
        """A click on a tag gives it to the place of the cursor."""
        event.stop()
        self.tag_with(int(event.id))
