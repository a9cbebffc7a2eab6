"""One table: control of a field -> the line that moves it."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from tutor.core.exercise.controls import Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.play import Play
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
        barred = [line for line in self.lines if locked or (enabled is not None and line.field.name not in enabled)]
        self._keep_focus([line for line in self.lines if line not in barred])
        for line in self.lines:
            line.disabled = line in barred

    def _keep_focus(self, usable: Sequence[Any]) -> None:
        """A control that cannot be used any more hands the focus on: keys must go on meaning something."""
        held = next((line for line in self.lines if line.has_focus_within), None)
        if held is not None and held not in usable and usable:
            after = self.lines.index(held)
            heir = min(usable, key=lambda line: (self.lines.index(line) < after, self.lines.index(line)))
            self.screen.set_focus(next((each for each in heir.walk_children(with_self=True) if each.can_focus), None))
