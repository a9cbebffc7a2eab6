"""A diagram on screen: the neighbourhood of where one is, and the whole of it under the arrow keys."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tutor.core.exercise.view import Diagram
from tutor.ui.plotting.boxes_layout import plan_within
from tutor.ui.plotting.diagrams import draw_diagram, fits
from tutor.ui.plotting.palette import Palette

_STEP = (8, 3)


class DiagramView(Widget, can_focus=True):
    """Shows a `Diagram`. Where it does not fit, arrow keys move over all of it, and Home goes back."""

    DEFAULT_CSS = "DiagramView { height: auto; min-height: 5; } DiagramView:focus { background-tint: $foreground 4%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", "Move", show=False),
        Binding("right", "move(1, 0)", "Move", show=False),
        Binding("up", "move(0, -1)", "Move", show=False),
        Binding("down", "move(0, 1)", "Move", show=False),
        Binding("home", "home", "Back to here", show=False),
    ]

    ascii: var[bool] = var(False)
    """Draw with plain ASCII."""

    def __init__(
        self,
        diagram: Diagram,
        *,
        ascii: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._diagram = diagram
        self._offset: tuple[int, int] | None = None
        self._strips: list[Strip] | None = None
        self.set_reactive(DiagramView.ascii, ascii)

    @property
    def diagram(self) -> Diagram:
        """What is shown."""
        return self._diagram

    def set_diagram(self, diagram: Diagram) -> None:
        """Show another diagram; a new focus brings the view back to it."""
        if diagram.focus != self._diagram.focus:
            self._offset = None
        self._diagram = diagram
        if self.is_mounted:
            self._settle()
            self.refresh(layout=True)

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._redraw())

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size; only what can be moved takes the focus."""
        self._settle()

    def _settle(self) -> None:
        self.can_focus = bool(self.size) and not fits(self._diagram, *self.size, self.palette())
        self._redraw()

    def watch_ascii(self) -> None:
        """Draw anew."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Another background, it may be: draw anew."""
        super().notify_style_update()
        self._redraw()

    def palette(self) -> Palette:
        """The colours of the app's theme, or none where the user wants none."""
        background = self.background_colors[1]
        return Palette.from_theme(self.app.current_theme, self.ascii, not self.app.no_color, background)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All of the diagram, or two thirds of the screen."""
        most = max(12, viewport.height * 2 // 3)
        return min(most, self.rows(width) or most)

    def rows(self, width: int) -> int:
        """Rows that all of it takes; 0 where it is too wide to be seen at once."""
        whole = plan_within(self._diagram, width, self.ascii)
        return whole.height + 1 + bool(self._diagram.title) if whole.width <= width else 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrow keys are the diagram's only where there is more than can be seen."""
        if action == "move":
            return not fits(self._diagram, self.size.width, self.size.height, self.palette())
        return True

    def action_move(self, right: int, down: int) -> None:
        """Move over the whole diagram, from the focus on."""
        self.move(right * _STEP[0], down * _STEP[1])

    def action_home(self) -> None:
        """Back to the neighbourhood of the focus."""
        self._offset = None
        self._redraw()

    def move(self, columns: int, rows: int) -> None:
        """Move over the whole diagram by cells, from the focus on."""
        whole = plan_within(self._diagram, self.size.width, self.ascii)
        x, y = self._offset if self._offset is not None else self._from_focus()
        x, y = x + columns, y + rows
        self._offset = (max(0, min(x, whole.width - self.size.width)), max(0, min(y, whole.height - self.size.height)))
        self._redraw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A drag moves a diagram that does not fit."""
        if event.button and self.check_action("move", ()):
            event.stop()
            self.move(-int(event.delta_x), -int(event.delta_y))

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Look further left."""
        self._scrolled(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Look further right."""
        self._scrolled(event, 1)

    def _scrolled(self, event: events.MouseEvent, side: int) -> None:
        if self.check_action("move", ()):
            event.stop()
            self.action_move(side, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows for the screen."""
        if self._strips is None or len(self._strips) != self.size.height:
            width, height = self.size
            self._strips = draw_diagram(self._diagram, width, height, self.palette(), self._offset)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of what was drawn last."""
        known = self._strips is not None and y < len(self._strips)
        return self._strips[y] if known and self._strips else Strip.blank(self.size.width)

    def _from_focus(self) -> tuple[int, int]:
        box = plan_within(self._diagram, self.size.width, self.ascii).boxes.get(self._diagram.focus)
        if box is None:
            return (0, 0)
        return (box.middle[0] - self.size.width // 2, box.middle[1] - self.size.height // 2)

    def _redraw(self) -> None:
        self._strips = None
        self.refresh()
