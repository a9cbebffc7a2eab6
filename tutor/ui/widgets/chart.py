"""A chart on screen: drawn when it is painted, once a frame, and only the rows that changed are sent."""

from collections.abc import Collection
from dataclasses import dataclass

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tutor.core.exercise.chart import Chart
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.render import Plotter


class ChartView(Widget, can_focus=False):
    """Shows one `Chart`; `set_chart` gives the next. Clicks and drags are told as `Picked`."""

    DEFAULT_CSS = "ChartView { height: 12; min-width: 20; }"

    ascii: var[bool] = var(False)
    """Draw with plain ASCII."""

    @dataclass
    class Picked(Message):
        """The mouse is held down at (x, y), in the chart's own units; `dragged` where it came there moving."""

        view: "ChartView"
        x: float
        y: float
        dragged: bool = False

        @property
        def control(self) -> "ChartView":
            """The chart."""
            return self.view

    def __init__(
        self,
        chart: Chart,
        *,
        ascii: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._chart = chart
        self._plotter = Plotter()
        self._strips: list[Strip] = []
        self._drawn: tuple[Chart, Size, Palette] | None = None
        self._held: tuple[float, float] | None = None
        self.set_reactive(ChartView.ascii, ascii)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    @property
    def inside(self) -> int:
        """Rows within the frame, as drawn last; 0 before that."""
        return 0 if self._plotter.layout is None else self._plotter.layout.room.height

    @property
    def around(self) -> int:
        """Rows of legend and axis, as drawn last; 0 before that."""
        return len(self._strips) - self.inside if self.inside else 0

    def set_chart(self, chart: Chart) -> None:
        """Show another chart, with the next frame; nothing is drawn now."""
        self._chart = chart
        if self.is_mounted:
            # An empty region asks for a paint of nothing yet: which rows changed is known once it is drawn.
            self.refresh(Region())

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._redraw())

    def watch_ascii(self) -> None:
        """Draw anew."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Another background, it may be: draw anew."""
        super().notify_style_update()
        self._redraw()

    def _redraw(self) -> None:
        self._drawn = None
        self.refresh()

    def palette(self) -> Palette:
        """The colours of the app's theme on this widget's background, or none where the user wants none."""
        background = self.background_colors[1]
        return Palette.from_theme(self.app.current_theme, self.ascii, not self.app.no_color, background)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the chart asks for."""
        return self._chart.height

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """What Textual is to paint now: the rows that differ. Private in Textual 8; `render_lines` does without."""
        changed = self._draw()
        if changed:
            self._set_dirty(*_runs(changed, self.size.width))
        return super()._exchange_repaint_regions()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows for the screen, of the chart as it is now."""
        if self._drawn is None or self._drawn[0] is not self._chart or self._drawn[1] != self.size:
            self._draw()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of what was drawn last."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _draw(self) -> list[int]:
        """Bring the strips up to date; the rows that changed by that."""
        wanted = (self._chart, self.size, self.palette())
        if self._drawn is not None and self._drawn[0] is wanted[0] and self._drawn[1:] == wanted[1:]:
            return []
        self._strips = self._plotter.strips(self._chart, self.size.width, self.size.height, wanted[2])
        self._drawn = wanted
        return self._plotter.changed

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to pick."""
        if event.button == 1:
            self._held = None
            self._pick(event, dragged=False)
            self.capture_mouse(self._held is not None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pick on while the button is held."""
        if self._held is not None:
            self._pick(event, dragged=True)

    def on_mouse_up(self) -> None:
        """End the drag."""
        if self._held is not None:
            self._held = None
            self.release_mouse()

    def _pick(self, event: events.MouseEvent, dragged: bool) -> None:
        """Tell the values under the mouse, unless they are those of last time."""
        offset = event.get_content_offset(self)
        layout = self._plotter.layout
        found = layout.locate(offset.x, offset.y) if offset is not None and layout is not None else None
        if found is not None and found != self._held:
            self._held = found
            self.post_message(self.Picked(self, *found, dragged))


def _runs(rows: list[int], width: int) -> list[Region]:
    """Rows in order, those that follow each other in one region."""
    found: list[Region] = []
    for row in rows:
        if found and found[-1].bottom == row:
            last = found.pop()
            found.append(Region(0, last.y, width, last.height + 1))
        else:
            found.append(Region(0, row, width, 1))
    return found
