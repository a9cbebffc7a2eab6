"""Markdown on screen, as one widget however long the text is."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.ui.messages import LinkAsked
from tutor.ui.widgets.markdown import ascii_wanted, blocks_of


def layout(text: str, width: int) -> tuple[Content, ...]:
    """The lines of a Markdown text at a width, with a blank line between blocks that want one."""
    return _layout(text, width, ascii_wanted())


@lru_cache(64)
def _layout(text: str, width: int, ascii_only: bool) -> tuple[Content, ...]:
    lines: list[Content] = []
    for block in blocks_of(text):
        if lines and not block.tight:
            lines.append(Content())
        lines += block.lines(width)
    return tuple(lines)


class Prose(Widget):
    """A text of a lesson. Its links are only told to the screen, which asks before it opens anything."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """The Markdown."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its longest line."""
        return max((line.cell_length for line in layout(self._text, container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes at `width`."""
        return len(layout(self._text, width)) if width and self._text else 0

    def render(self) -> Content:
        """The lines at the present width."""
        return Content("\n").join(layout(self._text, self.content_size.width or 1))

    def on_click(self, event: events.Click) -> None:
        """Tell which link was clicked, if one was."""
        href = event.style.meta.get("link")
        if href:
            event.stop()
            self.post_message(LinkAsked(str(href)))
