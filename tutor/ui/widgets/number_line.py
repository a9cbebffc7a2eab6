"""A control that is typed: a number of an exercise's state."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from tutor.core.exercise.controls import Number
from tutor.ui.widgets.control import ControlLine


class NumberLine(ControlLine):
    """Digits type it, enter sets it; arrows count."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
        Binding("delete", "empty", "Not given", show=False),
    ]
    typed = reactive("")

    def render(self) -> Content:
        """`label  [ 42    ] unit`."""
        assert isinstance(self.field.control, Number)
        value = "" if self.value is None else f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        shown = f"{self.typed}▏" if self.typed else value or "…"
        box = Content.styled(f" {shown.ljust(12)} ", "bold on $surface" if not self.has_focus else "bold on $panel")
        return self.head() + box + Content.styled(f" {self.field.control.unit}", "$muted")

    def action_step(self, steps: int) -> None:
        """Ask for a step."""
        self.post_message(self.Nudged(self.field.name, steps))

    def action_empty(self) -> None:
        """Ask for no value."""
        self.post_message(self.Put(self.field.name, None))

    def on_key(self, event: events.Key) -> None:
        """Typing; enter sets, escape forgets."""
        if self.typed and event.key in ("enter", "escape", "backspace"):
            event.stop()
            if event.key == "enter":
                self._set()
            self.typed = self.typed[:-1] if event.key == "backspace" else ""
        elif event.character and (event.character in "0123456789+-." or (self.typed and event.is_printable)):
            event.stop()
            self.typed = (self.typed + event.character)[:24]

    def _set(self) -> None:
        self.post_message(self.Put(self.field.name, self.typed))

    def on_blur(self) -> None:
        """What was typed counts when the learner goes on."""
        if self.typed:
            self._set()
            self.typed = ""

    def on_click(self) -> None:
        """Keys go here."""
        self.focus()
