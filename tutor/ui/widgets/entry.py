"""Questions answered by typing: a number with its unit, or a short text."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from tutor.core.lesson.model import Number, Text
from tutor.ui.widgets.item import ItemView


class EntryView(ItemView):
    """One line to type into; enter checks."""

    DEFAULT_CSS = """
    EntryView .entry { height: auto; }
    EntryView Input { width: 1fr; max-width: 48; }
    EntryView .unit { width: auto; padding: 0 1; color: $text-muted; }
    """
    placeholder = "type your answer"

    def aside(self) -> str:
        """What stands beside the line."""
        return ""

    def compose_answer(self) -> ComposeResult:
        """The line, and what is to be known about it."""
        with Horizontal(classes="entry"):
            yield Input(placeholder=self.placeholder, compact=True)
            yield Static(Content(self.aside()), classes="unit")

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
    """A number; its unit and tolerance are shown."""

    item: Number
    placeholder = "a number"

    def aside(self) -> str:
        """The unit, and how near is near enough."""
        return "  ".join(filter(None, (self.item.unit, tolerance(self.item))))


class TextView(EntryView):
    """A few words."""

    item: Text
    placeholder = "a word or a few"


def tolerance(item: Number) -> str:
    """How near an answer must be, as the author wrote it: the right case's `± …`, or empty."""
    for case in item.cases:
        if case.right:
            _, sign, width = case.match.replace("+-", "±").partition("±")
            return f"(± {width.strip()} is near enough)" if sign else ""
    return ""
