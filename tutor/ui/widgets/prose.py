"""Markdown on screen, as one widget however long the text is."""

from functools import lru_cache

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.core.safe_text import clean
from tutor.ui.messages import LinkAsked
from tutor.ui.widgets.markdown import ascii_wanted, blocks_of


def layout(text: str, width: int, dense: bool = False) -> tuple[Content, ...]:
    """The lines of a Markdown text at a width, with a blank line between blocks that want one, unless `dense`."""
    return _layout(text, width, dense, ascii_wanted())


@lru_cache(64)
def _layout(text: str, width: int, dense: bool, ascii_only: bool) -> tuple[Content, ...]:
    lines: list[Content] = []
    for block in blocks_of(text):
        if lines and not block.tight and not dense:
            lines.append(Content())
        lines += block.lines(width)
    return tuple(lines)


class Prose(Widget):
    """A text of a lesson. Its links are only told to the screen, which asks before it opens anything."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._most: int | None = None

    @property
    def text(self) -> str:
        """The Markdown."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    @property
    def most(self) -> int | None:
        """Rows that it may take, without blank lines then; None: as many as it needs."""
        return self._most

    @most.setter
    def most(self, most: int | None) -> None:
        if most != self._most:
            self._most = most
            self.refresh(layout=True)

    def rows(self, width: int) -> int:
        """Rows that all of it takes at this width, without blank lines."""
        return len(self._laid(width, True)) if width > 0 and self._text else 0

    def _laid(self, width: int, dense: bool = False) -> tuple[Content, ...]:
        return layout(self._text, width, dense)

    def _lines(self, width: int) -> tuple[Content, ...]:
        if self._most is None:
            return self._laid(width)
        lines = self._laid(width, True)
        if len(lines) <= self._most:
            return lines
        kept = lines[: self._most]
        return (*kept[:-1], kept[-1].truncate(max(1, width - 2)).rstrip() + " …") if kept else ()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its longest line."""
        return max((line.cell_length for line in self._lines(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes at `width`."""
        return len(self._lines(width)) if width and self._text else 0

    def render(self) -> Content:
        """The lines at the present width."""
        return Content("\n").join(self._lines(self.content_size.width or 1))

    def on_click(self, event: events.Click) -> None:
        """Tell which link was clicked, if one was."""
        href = event.style.meta.get("link")
        if href:
            event.stop()
            self.post_message(LinkAsked(str(href)))


class PlainText(Prose):
    """A text that is shown as it is: of a stranger, or of an error."""

    def _laid(self, width: int, dense: bool = False) -> tuple[Content, ...]:
        return tuple(Content(clean(self._text)).wrap(width))
