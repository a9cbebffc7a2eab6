"""A question with yes and no, before anything leaves the terminal."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar


class AskSheet(Sheet[bool]):
    """Dismissed with True for yes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "yes", "yes"), Binding("n", "close", "no")]

    def __init__(self, question: str, about: str) -> None:
        super().__init__()
        self.question, self.about = question, about

    def compose(self) -> ComposeResult:
        """The question and what it is about."""
        with Vertical(classes="sheet"):
            yield Static(Content.assemble((self.question, "bold"), "\n\n", self.about))
        yield KeyBar()

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)
