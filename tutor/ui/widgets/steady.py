"""Text that changes with every move: the page is laid out anew only when its number of lines changes."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Steady(Widget):
    """A widget of lines that it makes for a width."""

    DEFAULT_CSS = "Steady { height: auto; }"
    _tall = -1

    def lines(self, width: int) -> list[Content]:
        """The lines at `width` cells."""
        raise NotImplementedError

    def changed(self) -> None:
        """Paint anew; lay out anew only where that changes something."""
        width = self.content_size.width
        self.refresh(layout=not width or len(self.lines(width)) != self._tall)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines it has."""
        self._tall = len(self.lines(width)) if width else 0
        return self._tall

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self.lines(self.content_size.width or 1))
