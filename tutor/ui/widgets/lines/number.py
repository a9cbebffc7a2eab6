"""A control that is typed: a number of an exercise's state."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.exercise.controls import Number
from tutor.ui.widgets.typed_line import TypedLine


class NumberLine(TypedLine):
    """Digits type it, enter sets it; arrows count."""

    KEYS = "0–9", "type"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
        Binding("delete", "empty", "Not given", show=False),
    ]

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

    def on_click(self) -> None:
        """Keys go here."""
        self.focus()
