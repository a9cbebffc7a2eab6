"""Small windows to choose from: which quiz, what to reset, what to take along."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar


class ChooseSheet(Sheet[str]):
    """Dismissed with the key of what was chosen; each choice is (key, title, about)."""

    DEFAULT_CSS = """
    ChooseSheet OptionList {
        background: $surface; border: none; padding: 0; height: auto; max-height: 70vh; min-height: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "choose", key_display="enter"),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.sheet_title, self.choices = title, choices

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content(self.sheet_title)  # type: ignore[assignment]
            yield OptionList(*(Option(_row(title, about)) for _, title, about in self.choices))
        yield KeyBar()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.choices[event.option_index][0])

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        self.query_one(OptionList).action_select()


def _row(title: str, about: str) -> Content:
    return Content.assemble((title, "bold"), (f"  {about}" if about else "", "$muted"))
