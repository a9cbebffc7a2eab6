"""Text that changes with every move: the page is laid out anew only when its number of lines changes."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Steady(Widget):
    """A widget of lines that it makes for a width."""

    DEFAULT_CSS = "Steady { height: auto; }"
    _tall = -1
    _made: tuple[tuple[int, Size], list[Content]] | None = None

    def lines(self, width: int) -> list[Content]:
        """The lines at `width` cells, in a window of this size."""
        raise NotImplementedError

    def rows(self, width: int) -> int:
        """How many lines it has at a width."""
        return len(self._lines(width)) if width > 0 else 0

    def changed(self) -> None:
        """Paint anew; lay out anew only where that changes something."""
        self._made = None
        width = self.content_size.width
        self.refresh(layout=not width or len(self._lines(width)) != self._tall)

    def notify_style_update(self) -> None:
        """Another theme, it may be: make the lines anew."""
        super().notify_style_update()
        self._made = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines it has."""
        self._tall = len(self._lines(width)) if width else 0
        return self._tall

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width or 1))

    def _lines(self, width: int) -> list[Content]:
        room = width, self.app.size
        if self._made is None or self._made[0] != room:
            self._made = room, self.lines(width)
        return self._made[1]
