"""Sheets of text over the lesson: code to copy, charts in words, terms, help."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar


class TextSheet(Sheet[None]):
    """A text that scrolls; `y` copies it (through the terminal, so it works over ssh too)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy"),
        Binding("enter", "close", "Close", show=False),
    ]

    def __init__(self, title: str, body: Widget, copied: str = "") -> None:
        super().__init__()
        self.sheet_title, self.body, self.copied = title, body, copied

    def compose(self) -> ComposeResult:
        """The text in its frame."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = Content(self.sheet_title)
            yield self.body
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Copying needs something to copy."""
        return bool(self.copied) if action == "copy" else True

    def action_copy(self) -> None:
        """Put it on the clipboard."""
        self.app.copy_to_clipboard(self.copied)
        self.notify("Copied. If your terminal does not allow that, select the text with the mouse.")


def code_sheet(code: str) -> TextSheet:
    """The code for what is on screen."""
    from textual.highlight import highlight

    return TextSheet("Code for what is on screen", Static(highlight(code, language="python")), code)


def words_sheet(words: str) -> TextSheet:
    """The charts in words."""
    return TextSheet("What is on screen, in words", Static(Content(words)), words)
