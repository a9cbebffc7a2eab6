"""Matching pairs: stand on a left row and press the number of its right one, or click both."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.core.lesson.model import Match
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.item import ItemView, keys, listed
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.number_keys import NUMBER_KEYS, index_of
from tutor.ui.widgets.rows import Rows


class PairRows(Rows):
    """Left rows with their chosen partner, and under them the numbered right rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *NUMBER_KEYS,
        Binding("left", "turn(-1)", "Partner before", show=False),
        Binding("right,space", "turn(1)", "Next partner", show=False),
        Binding("delete,backspace", "forget", "No partner", show=False),
    ]

    class Changed(Message):
        """A pair was made or undone."""

    def __init__(self, left: Sequence[str], right: Sequence[str]) -> None:
        self.left = [inline(text) for text in left]
        self.right = [inline(text) for text in right]
        self.pairs: dict[int, int] = {}
        super().__init__(self._texts())

    def _texts(self) -> list[Content]:
        rows = []
        for row, text in enumerate(self.left):
            if row in self.pairs:
                index_of = self.pairs[row]
                rows.append(text + Content.styled(f"  →  {index_of + 1} ", "bold $primary") + self.right[index_of])
            else:
                rows.append(text + Content.styled("  →  …", "$muted"))
        return rows + self.right

    def mark(self, row: int) -> Content:
        """Right rows carry their number, left rows whether they have a partner."""
        if row < len(self.left):
            return Content.styled("●" if row in self.pairs else "○", "$primary")
        index_of = row - len(self.left)
        used = "✓" if index_of in self.pairs.values() else " "
        return Content.styled(f"  {index_of + 1}{used}", "$muted")

    def _lines(self, row: int, width: int) -> list[Content]:
        """The right rows stand apart from the left ones."""
        lines = super()._lines(row, width)
        return [Content(), *lines] if row == len(self.left) else lines

    def action_cursor(self, by: int) -> None:
        """The cursor stays on the left rows."""
        self.cursor = min(max(0, self.cursor + by), len(self.left) - 1)

    def choose(self, row: int) -> None:
        """A click on a right row gives it to the left row under the cursor."""
        if row < len(self.left):
            self.current = row
        else:
            self.cursor = self.current
            self.join(row - len(self.left))

    current = 0

    def watch_cursor(self) -> None:
        """Remember the left row."""
        if self.cursor < len(self.left):
            self.current = self.cursor
        super().watch_cursor()

    def join(self, index_of: int) -> None:
        """Give the right row to the row under the cursor; nobody else keeps it."""
        self.pairs = {left: right for left, right in self.pairs.items() if right != index_of}
        self.pairs[self.cursor] = index_of
        self.redraw()
        self.post_message(self.Changed())

    def action_turn(self, by: int) -> None:
        """The next free partner."""
        free = [p for p in range(len(self.right)) if p not in self.pairs.values() or self.pairs.get(self.cursor) == p]
        if free:
            now = self.pairs.get(self.cursor)
            start = free.index(now) + by if now in free else (0 if by > 0 else -1)
            self.join(free[start % len(free)])

    def action_forget(self) -> None:
        """Undo this pair."""
        if self.pairs.pop(self.cursor, None) is not None:
            self.redraw()
            self.post_message(self.Changed())

    def redraw(self) -> None:
        """The pairs changed."""
        self.items = self._texts()
        self.refresh(layout=True)

    def action_number(self, number: int) -> None:
        """Number keys join."""
        self.join(index_of(number, self.right))


class MatchView(ItemView):
    """A match question; `order[i]` is the file's index of the right text shown at i."""

    how = "Stand on a row and press the number of its partner."
    item: Match

    def __init__(self, item: Match, order: Sequence[int]) -> None:
        super().__init__(item)
        self.order = tuple(order)

    def compose_answer(self) -> ComposeResult:
        """Both columns."""
        yield PairRows(self.item.left, [self.item.right[index] for index in self.order])

    def keys_to_answer(self) -> list[Command]:
        """A row, then its partner."""
        return [] if self.settled else [keys("↑↓", "row"), keys(f"1–{min(9, len(self.order))}", "its partner")]

    def response(self) -> str:
        """`left=right` in the file's order, from one."""
        pairs = self.query_one(PairRows).pairs
        return ",".join(f"{left + 1}={self.order[index_of] + 1}" for left, index_of in sorted(pairs.items()))

    def missing(self) -> str:
        """The rows that have no partner yet."""
        rows = self.query_one(PairRows)
        alone = [f"“{text.plain}”" for row, text in enumerate(rows.left) if row not in rows.pairs]
        if not rows.pairs or not alone:
            return ""
        named = alone if len(alone) < 4 else [*alone[:2], f"{len(alone) - 2} more rows"]
        return f"{listed(named)} {'has' if len(alone) == 1 else 'have'} no partner yet."

    def fill(self, response: str) -> None:
        """The pairs that were made."""
        rows = self.query_one(PairRows)
        for pair in filter(None, response.split(",")):
            left, _, right = pair.partition("=")
            if left.isdigit() and right.isdigit() and int(right) - 1 in self.order:
                rows.pairs[int(left) - 1] = self.order.index(int(right) - 1)
        rows.redraw()

    def on_pair_rows_changed(self, event: PairRows.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self.drafted()
