"""A control that takes a text: one line to type into."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.widgets import Input, Static

from tutor.core.exercise.controls import Entry
from tutor.core.exercise.controls.base import Field as StateField
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.fields import Field


class Draft(Field):
    """The line. Enter sets what was typed; with nothing new in it, enter means what it means elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = ControlLine.BINDINGS  # Textual's own field takes up and down to scroll
    begun = False
    """Whether it holds what the state has not got yet."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing new, nothing to set."""
        return self.begun if action == "submit" else super().check_action(action, parameters)

    @property
    def barred(self) -> bool:
        """Whether it cannot be used now: then letters are keys."""
        return self.parent is not None and self.parent.has_class("-barred")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are typed, unless nothing can be."""
        return not self.barred and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Nothing goes in where nothing can be set."""
        if self.barred and event.is_printable:
            event.prevent_default()

    def action_other(self, by: int) -> None:
        """The control above or below."""
        assert isinstance(self.parent, ControlLine)
        self.parent.action_other(by)


class EntryLine(ControlLine, can_focus=False):
    """Letters type it, enter sets it; whoever goes on has set it too. Escape makes letters keys again."""

    KEYS = "a–z", "type"
    TAKES_LETTERS = True
    DEFAULT_CSS = """
    EntryLine { layout: horizontal; }
    EntryLine Static { width: auto; }
    EntryLine Draft { width: 1fr; max-width: 48; }
    """
    value: reactive[str] = reactive("", always_update=True)

    def __init__(self, field: StateField) -> None:
        super().__init__(field)
        assert isinstance(field.control, Entry)
        self.line = Draft(placeholder="…", compact=True, select_on_focus=False, max_length=field.control.longest)

    def compose(self) -> ComposeResult:
        """Label and line."""
        yield Static(self.head())
        yield self.line

    def watch_value(self, value: str) -> None:
        """The state's text, unless another one is being typed."""
        if not self.line.begun and self.line.value != value:
            with self.line.prevent(Input.Changed):
                self.line.value = value
            self.line.cursor_position = len(value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.line.begun = True

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.put()

    def put(self) -> None:
        """Ask for the text that was typed, if one was."""
        if self.line.begun:
            self.line.begun = False
            self.post_message(self.Put(self.field.name, self.line.value))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show that letters go here."""
        self.query_one(Static).update(self.head())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What was typed counts when the learner goes on."""
        self.query_one(Static).update(self.head())
        self.put()
