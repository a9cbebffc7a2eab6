"""Questions answered by typing: a number with its unit, or a short text."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from tutor.core.lesson.model import Number, Text
from tutor.core.questions import answer_hint
from tutor.ui.widgets.fields import Field
from tutor.ui.widgets.item import ItemView

BEGINS = "0123456789-−+.,("
"""What a number or a sum may begin with."""


class EntryView(ItemView):
    """One line to type into; enter checks."""

    DEFAULT_CSS = """
    EntryView .entry { height: auto; }
    EntryView Input { width: 1fr; max-width: 48; }
    EntryView .unit { width: auto; padding: 0 1; color: $muted; }
    """
    how = "Type it, then press enter."
    takes_keys = False
    closes = True
    placeholder = unit = ""

    def compose_answer(self) -> ComposeResult:
        """The line, and what is to be known about it."""
        with Horizontal(classes="entry"):
            yield Field(placeholder=self.placeholder, compact=True, select_on_focus=False)
            yield Static(Content(self.unit), classes="unit")

    def response(self) -> str:
        """As typed."""
        return self.query_one(Input).value

    def fill(self, response: str) -> None:
        """What was typed."""
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = response
        line.cursor_position = len(response)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.drafted()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.do("check")


class NumberView(EntryView):
    """A number; how near is near enough, and in which unit, is shown."""

    def __init__(self, item: Number) -> None:
        super().__init__(item)
        self.placeholder = ", ".join(filter(None, ("a number", answer_hint(item))))
        self.unit = item.unit

    def press(self, key: str) -> bool:
        """A digit or a sign begins the answer, wherever the page is."""
        line = self.query_one(Input)
        if key not in BEGINS or not line.focusable:
            return False
        self.screen.set_focus(line)  # at once: the digits after it may be here already
        line.insert_text_at_cursor(key)
        return True


class TextView(EntryView):
    """A few words."""

    typed = True

    def __init__(self, item: Text) -> None:
        super().__init__(item)
        self.placeholder, self.unit = answer_hint(item), ""
