"""Small windows to choose from: which quiz, what to reset, what to take along."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList


class ChooseSheet(Sheet[str]):
    """Dismissed with the key of what was chosen; each choice is (key, title, about)."""

    DEFAULT_CSS = """
    ChooseSheet PickList, ChooseSheet PickList:focus { background: $surface; max-height: 70vh; }
    """

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.sheet_title, self.choices = title, choices

    def compose(self) -> ComposeResult:
        """The choices."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content(self.sheet_title)
            yield PickList(*(Option(_row(title, about)) for _, title, about in self.choices))
        yield KeyBar()

    @on(PickList.OptionSelected)
    def _chosen(self, event: PickList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.choices[event.option_index][0])

    def on_mount(self) -> None:
        """The first row is at hand."""
        self.query_one(PickList).first()


def _row(title: str, about: str) -> Content:
    return Content.assemble((title, "bold"), (f"  {about}" if about else "", "$muted"))
