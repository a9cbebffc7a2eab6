"""A slider: arrows step it, brackets step it coarsely, digits type it, the mouse drags it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.core.exercise.controls import Slider
from tutor.core.exercise.measured import measured, minus
from tutor.ui.widgets.typed_line import TypedLine

COARSE = 10


class SliderLine(TypedLine):
    """One slider."""

    KEYS = "←→[]", "move"
    WHOLE_ROW = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
        Binding("shift+left,left_square_bracket", f"step({-COARSE})", "Much less", show=False),
        Binding("shift+right,right_square_bracket", f"step({COARSE})", "Much more", show=False),
        Binding("home", "end(0)", "Lowest", show=False),
        Binding("end", "end(1)", "Highest", show=False),
    ]
    dragging = False

    @property
    def slider(self) -> Slider:
        """The control."""
        assert isinstance(self.field.control, Slider)
        return self.field.control

    def shown(self) -> str:
        """The value with as many decimals as a step has."""
        if self.typed:
            return f"{self.typed}▏"
        return self.slider.at(self.value or 0)

    def _parts(self) -> tuple[Content, str, int, str, str]:
        """Head, low end, width of the track, high end, value: what the line is made of."""
        head, low, high = self.head(), minus(f"{self.slider.low:g} "), minus(f" {self.slider.high:g}")
        widest = max(len(self.slider.text(self.slider.low)), len(self.slider.text(self.slider.high)))
        shown = "  " + self.shown().rjust(max(widest, 6) + len(measured("", self.slider.unit)))
        track = self.content_size.width - head.cell_length - len(low) - len(high) - len(shown) - 1
        return head, low.rjust(6), max(4, track - max(0, 6 - len(low)) - max(0, 6 - len(high))), high.ljust(6), shown

    def render(self) -> Content:
        """`label  low ━━━●─── high  value`."""
        head, low, track, high, shown = self._parts()
        at = round(self.slider.fraction(float(self.value or 0)) * (track - 1))
        return Content.assemble(
            head,
            (low, "$muted"),
            ("━" * at, "$primary"),
            ("●", "bold $accent" if self.has_focus else "bold $primary"),
            ("─" * (track - 1 - at), "$muted 60%"),
            (high, "$muted"),
            (shown, "bold"),
        )

    def action_step(self, steps: int) -> None:
        """Ask for a step."""
        self.post_message(self.Nudged(self.field.name, steps))

    def action_end(self, part: int) -> None:
        """Ask for one of its ends."""
        self.post_message(self.Put(self.field.name, self.slider.high if part else self.slider.low))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the knob."""
        self.dragging = True
        self.capture_mouse()
        self._drag(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        if self.dragging:
            self._drag(event.x)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.dragging = False
        self.release_mouse()

    def _drag(self, x: int) -> None:
        head, low, track, _, _ = self._parts()
        part = (x - head.cell_length - len(low)) / max(1, track - 1)
        if -0.1 <= part <= 1.1:
            self.post_message(self.Put(self.field.name, self.slider.at_fraction(part), merge=True))
