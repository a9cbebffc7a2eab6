"""How sure are you? One key, before the verdict; it never changes a score."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from tutor.core.quiz.rules import CONFIDENCE
from tutor.ui.widgets.rows import Rows


class SureRows(Rows):
    """1, 2 or 3; enter takes the row under the cursor, a click its row."""

    DEFAULT_CSS = "SureRows { margin: 1 0 0 0; border-left: outer $accent; padding: 0 1; background: $surface; }"

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

    def on_key(self, event: events.Key) -> None:
        """Number keys and enter."""
        if event.character and event.character in "123":
            event.stop()
            self.choose(int(event.character) - 1)
        elif event.key == "enter":
            event.stop()
            self.choose(self.cursor)
