"""A diagram on screen: whole where it fits, else the neighbourhood of its focus, to be moved with the mouse or keys."""

from textual import events
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tutor.core.exercise.view import Diagram
from tutor.ui.plotting.diagram import Sheet, window
from tutor.ui.plotting.palette import Palette

TALLEST = 14
STEP = 4


class DiagramView(Widget, can_focus=False):
    """Shows one `Diagram`; a drag moves the window over a large one, the wheel with shift moves it sideways."""

    DEFAULT_CSS = "DiagramView { height: auto; max-height: 14; min-width: 20; }"

    ascii: var[bool] = var(False)
    """Draw with plain ASCII."""

    def __init__(self, diagram: Diagram, *, ascii: bool = False) -> None:
        super().__init__()
        self.set_reactive(DiagramView.ascii, ascii)
        self._diagram, self._moved = diagram, (0, 0)
        self._sheet = Sheet(diagram, ascii)
        self._strips: list[Strip] | None = None

    def set_diagram(self, diagram: Diagram) -> None:
        """Show another diagram, with its focus in sight."""
        self._diagram, self._moved = diagram, (0, 0)
        self._redraw()

    def watch_ascii(self) -> None:
        """Draw anew."""
        self._redraw()

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._redraw())

    def on_resize(self) -> None:
        """Another window, another neighbourhood."""
        self._strips = None

    def notify_style_update(self) -> None:
        """Another background, it may be: draw anew."""
        super().notify_style_update()
        self._redraw()

    def _redraw(self) -> None:
        self._strips, height = None, self._sheet.height
        self._sheet = Sheet(self._diagram, self.ascii)
        self.refresh(layout=height != self._sheet.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All of it, up to a bound."""
        return max(1, min(TALLEST, self._sheet.height))

    def palette(self) -> Palette:
        """The colours of the app's theme on this widget's background, or none where the user wants none."""
        background = self.background_colors[1]
        return Palette.from_theme(self.app.current_theme, self.ascii, not self.app.no_color, background)

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        if self._strips is None:
            self._strips = self._drawn()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _drawn(self) -> list[Strip]:
        width, height = self.size
        x, y = window(self._sheet, self._diagram.focus, width, height)
        x = max(0, min(x + self._moved[0], self._sheet.width - width))
        y = max(0, min(y + self._moved[1], self._sheet.height - height))
        return self._sheet.rows(x, y, width, height, self.palette())

    def move(self, columns: int, rows: int) -> None:
        """Move the window over the diagram."""
        self._moved = (self._moved[0] + columns, self._moved[1] + rows)
        self._strips = None
        self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the diagram."""
        if event.button:
            event.stop()
            self.move(-int(event.delta_x), -int(event.delta_y))

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Look further left."""
        event.stop()
        self.move(-STEP, 0)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Look further right."""
        event.stop()
        self.move(STEP, 0)
