"""One table: control of a field -> the line that moves it."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from tutor.core.exercise.controls import Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import Field
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.number_line import NumberLine
from tutor.ui.widgets.picks import ChoiceLine, ToggleLine
from tutor.ui.widgets.slider import SliderLine
from tutor.ui.widgets.sort_control import SortControl

_LINES: dict[type, type[Any]] = {
    Slider: SliderLine,
    Choice: ChoiceLine,
    Toggle: ToggleLine,
    Number: NumberLine,
    Order: SortControl,
}


class Controls(Layer):
    """The controls of an exercise below each other; cells are marked in their table instead."""

    DEFAULT_CSS = "Controls { margin: 1 0 0 0; }"

    def __init__(self, fields: Sequence[Field], locked: bool) -> None:
        super().__init__()
        self.locked = locked
        fields = [field for field in fields if type(field.control) in _LINES]
        self.lines = [_LINES[type(field.control)](field) for field in fields]
        self.display = bool(fields)

    def compose(self) -> ComposeResult:
        """One line a field, with labels of one width."""
        width = max((len(line.field.label) for line in self.lines), default=0)
        for line in self.lines:
            line.label_width = min(width, 32)
            line.disabled = self.locked
            yield line

    def show(self, play: Play, enabled: tuple[str, ...] | None, *, locked: bool) -> None:
        """Show the state's values; what cannot be used now is greyed."""
        for line in self.lines:
            line.value = getattr(play.state, line.field.name)
            line.disabled = locked or (enabled is not None and line.field.name not in enabled)
