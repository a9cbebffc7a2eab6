"""Putting things in order: carried by keys or dragged by the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.core.lesson.model import Order
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.item import ItemView, keys
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.rows import Rows


def exchanged(order: Sequence[int], one: int, other: int) -> tuple[int, ...]:
    """`order` with the entries in rows `one` and `other` in each other's place."""
    found = list(order)
    found[one], found[other] = found[other], found[one]
    return tuple(found)


class Sorter(Rows):
    """A list to be put in order; space takes a row, arrows carry it, space drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take", "Take or drop", show=False),
        Binding("shift+up,ctrl+up,K", "carry(-1)", "Carry up", show=False),
        Binding("shift+down,ctrl+down,J", "carry(1)", "Carry down", show=False),
    ]

    @dataclass
    class Changed(Message):
        """The entries in rows `one` and `other` changed places."""

        one: int
        other: int

    def __init__(self, texts: Sequence[str], order: Sequence[int], *, id: str | None = None) -> None:
        self.texts = [inline(text) for text in texts]
        self.order = list(order)
        self.taken = self.dragging = False
        super().__init__([self.texts[index] for index in self.order], id=id)

    def mark(self, row: int) -> Content:
        """The place, and whether the row is being carried."""
        held = self.taken and row == self.cursor
        return Content.assemble((f"{row + 1}.", "$muted"), (" ↕" if held else "  ", "bold $accent"))

    def put_in_order(self, order: Sequence[int]) -> None:
        """Show this order."""
        self.order = list(order)
        self.items = [self.texts[index] for index in self.order]
        self.refresh(layout=True)

    def action_take(self) -> None:
        """Take the row under the cursor, or drop it."""
        self.taken = not self.taken
        self.refresh()
        self.screen.refresh_bindings()

    def action_cursor(self, by: int) -> None:
        """The cursor moves, and what it carries with it."""
        if self.taken:
            self.action_carry(by)
        else:
            super().action_cursor(by)

    def action_carry(self, by: int) -> None:
        """Carry the row one place."""
        target = self.cursor + by
        if 0 <= target < len(self.order):
            self.put_in_order(exchanged(self.order, self.cursor, target))
            self.post_message(self.Changed(self.cursor, target))
            self.cursor = target

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the row that is pressed."""
        row = event.style.meta.get("row")
        if row is not None:
            self.focus()
            self.cursor = int(row)
            self.dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Carry it towards the mouse."""
        if self.dragging:
            row = self.row_at(event.y)
            if row != self.cursor:
                self.action_carry(1 if row > self.cursor else -1)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Drop it."""
        self.dragging = False
        self.release_mouse()

    def row_at(self, y: int) -> int:
        """The row on line `y` of the widget, the nearest one outside."""
        line = 0
        for row in range(len(self.items)):
            line += len(self._lines(row, self._width))
            if y < line:
                return row
        return len(self.items) - 1


class OrderView(ItemView):
    """An order question; `order` is how the entries are first shown."""

    how = "Take a row with space, carry it with the arrows, drop it with space."
    item: Order

    def __init__(self, item: Order, order: Sequence[int]) -> None:
        super().__init__(item)
        self.first = tuple(order)

    def compose_answer(self) -> ComposeResult:
        """The entries."""
        yield Sorter(self.item.entries, self.first)

    def keys_to_answer(self) -> list[Command]:
        """Take, carry, drop."""
        held = any(rows.taken for rows in self.query(Sorter))
        return (
            []
            if self.settled
            else [keys("↑↓", "carry"), keys("space", "drop")]
            if held
            else [keys("↑↓", "row"), keys("space", "take")]
        )

    def response(self) -> str:
        """Numbers in the file's order, from one; empty while nothing was moved."""
        if tuple(self.query_one(Sorter).order) == self.first:
            return ""
        return ",".join(str(index + 1) for index in self.query_one(Sorter).order)

    def fill(self, response: str) -> None:
        """The order that was left."""
        order = [int(n) - 1 for n in response.split(",") if n.strip().isdigit()]
        if sorted(order) == list(range(len(self.item.entries))):
            self.query_one(Sorter).put_in_order(order)

    def on_sorter_changed(self, event: Sorter.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self.drafted()
