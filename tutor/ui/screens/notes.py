"""The learner's own words on a page; kept when the window closes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.text_editor import Editor


class NoteSheet(Sheet[str]):
    """Dismissed with the text; an empty one takes the note away."""

    DEFAULT_CSS = "NoteSheet TextArea, NoteSheet TextArea:focus { height: 10; border: none; background: $panel; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "keep and close", key_display="esc", priority=True),
    ]

    def __init__(self, page: str, text: str) -> None:
        super().__init__()
        self.page, self.text = page, text

    def compose(self) -> ComposeResult:
        """A field for as much as is wanted."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content(f"Your note on “{self.page}”")
            yield Editor(self.text, soft_wrap=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Write on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_close(self) -> None:
        """Keep it."""
        self.dismiss(self.query_one(TextArea).text)
