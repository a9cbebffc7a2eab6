"""Several numbers on one track: up and down choose one, arrows and brackets step it, digits type it, the mouse drags it
here or in its chart."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from tutor.core.exercise.controls import Handles
from tutor.core.exercise.layers import Points
from tutor.core.exercise.measured import measured, minus
from tutor.ui.widgets.lines.slider import SliderLine
from tutor.ui.widgets.typed_line import TypedLine


class HandlesLine(TypedLine):
    """The numbers as handles; one of them is in hand."""

    KEYS = "↑↓←→", "move"
    WHOLE_ROW = True
    BINDINGS: ClassVar[list[BindingType]] = SliderLine.BINDINGS
    held = reactive(0)
    """Which one is in hand."""
    dragging = False

    @property
    def handles(self) -> Handles:
        """The control."""
        assert isinstance(self.field.control, Handles)
        return self.field.control

    @property
    def numbers(self) -> tuple[float, ...]:
        """What it shows."""
        return tuple(map(float, self.value or ()))

    def shown(self) -> str:
        """Which one is in hand, and where it is."""
        scale, numbers = self.handles.scale, self.numbers
        now = f"{self.typed}▏" if self.typed else scale.text(numbers[self.held]) if numbers else ""
        return f"no. {self.held + 1}: {measured(now, self.handles.unit)}"

    def _parts(self) -> tuple[Content, str, int, str, str]:
        """Head, low end, width of the track, high end, value: what the line is made of."""
        scale, head = self.handles.scale, self.head()
        low, high = minus(f"{scale.low:g} "), minus(f" {scale.high:g}")
        widest = max(len(scale.text(scale.low)), len(scale.text(scale.high)))
        room = widest + len(f"no. {self.handles.count}: {self.handles.unit}") + bool(self.handles.unit)
        shown = "  " + self.shown().ljust(room)
        return head, low, max(4, self.content_size.width - head.cell_length - len(low + high + shown) - 1), high, shown

    def render(self) -> Content:
        """`label  low ──●──◉─── high  no. 2: value`; the one in hand lies on top."""
        head, low, track, high, shown = self._parts()
        at = [round(self.handles.scale.fraction(each) * (track - 1)) for each in self.numbers]
        marks = dict.fromkeys(at, ("●", "bold $primary"))
        if at:
            marks[at[self.held]] = ("◉", "bold $accent") if self.has_focus else ("◉", "bold $primary")
        cells = [marks.get(cell, ("─", "$muted 60%")) for cell in range(track)]
        return Content.assemble(head, (low, "$muted"), *cells, (high, "$muted"), (shown, "bold"))

    def action_other(self, by: int) -> None:
        """The next number up or down; beyond the last or first one, the control there."""
        if 0 <= self.held - by < int(self.handles.count):
            self.action_set()
            self.held -= by
        else:
            super().action_other(by)

    def action_step(self, steps: int) -> None:
        """Ask for a step of the one in hand."""
        held = self.held
        stepped = lambda now: self.handles.stepped(self.field, now, held, steps)  # noqa: E731
        self.post_message(self.Put(self.field.name, stepped, merge=f"no. {held}"))

    def action_end(self, part: int) -> None:
        """Ask for one of the ends."""
        self.put(self.handles.high if part else self.handles.low)

    def action_set(self) -> None:
        """Ask for the number that was typed."""
        if self.typed:
            self.put(self.typed)
            self.typed = ""

    def put(self, where: float | str, *, merge: bool = False) -> None:
        """Ask for the one in hand to be at `where`; with `merge`, all such moves of it in a row are one."""
        held = self.held
        moved = lambda now: self.handles.moved(now, held, where)  # noqa: E731
        self.post_message(self.Put(self.field.name, moved, merge=f"no. {held}" if merge else False))

    def picked(self, points: Points, x: float, y: float, *, dragged: bool) -> None:
        """The mouse is held down in a chart of them: take the nearest point, and bring it there along x."""
        if self.disabled or len(points.x) != len(self.numbers):
            return
        if not dragged:
            across, up = self.handles.high - self.handles.low, (max(points.y) - min(points.y)) or 1
            far = [((a - x) / across) ** 2 + ((b - y) / up) ** 2 for a, b in zip(points.x, points.y, strict=True)]
            self.held = far.index(min(far))
            self.focus()
        self.put(self.handles.mark(x), merge=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the nearest knob."""
        self.dragging = True
        self.capture_mouse()
        self._drag(event.x, take=True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        if self.dragging:
            self._drag(event.x, take=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.dragging = False
        self.release_mouse()

    def _drag(self, x: int, *, take: bool) -> None:
        head, low, track, _, _ = self._parts()
        part = (x - head.cell_length - len(low)) / max(1, track - 1)
        if not -0.1 <= part <= 1.1:
            return
        if take:
            far = [abs(self.handles.scale.fraction(each) - part) for each in self.numbers]
            self.held = far.index(min(far))
        self.put(self.handles.scale.at_fraction(part), merge=True)
