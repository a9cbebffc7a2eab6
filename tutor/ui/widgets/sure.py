"""How sure are you? One key, before the verdict; it never changes a score."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.core.quiz.rules import CONFIDENCE
from tutor.ui.widgets.number_keys import NUMBER_KEYS, index_of
from tutor.ui.widgets.rows import Rows


class SureRows(Rows):
    """1, 2 or 3; enter takes the row under the cursor, a click its row."""

    DEFAULT_CSS = "SureRows { margin: 1 0 0 0; border-left: outer $accent; padding: 0 1; background: $surface; }"

    BINDINGS: ClassVar[list[BindingType]] = [*NUMBER_KEYS, Binding("enter", "take", "Take it", show=False)]

    @dataclass
    class Chosen(Message):
        """The learner is this sure: 1 a guess, 2 fairly, 3 sure."""

        level: int

    def __init__(self) -> None:
        super().__init__([Content(word) for word in CONFIDENCE])
        self.border_title = ""
        self.cursor = 1

    def mark(self, row: int) -> Content:
        """The number key."""
        return Content.styled(f"{row + 1}", "bold $footer-key-foreground")

    def choose(self, row: int) -> None:
        """Take it."""
        self.post_message(self.Chosen(row + 1))

    def action_number(self, number: int) -> None:
        """Number keys choose."""
        self.choose(index_of(number, self.items))

    def action_take(self) -> None:
        """The row under the cursor."""
        self.choose(self.cursor)
