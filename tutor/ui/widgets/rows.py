"""Rows of text with a cursor, for keys and mouse: what choices, orders and matches are made of."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget


class Rows(Widget, can_focus=True):
    """A short list that wraps its texts under a hanging mark; subclasses say what a row's mark is and does."""

    DEFAULT_CSS = "Rows { height: auto; width: 1fr; }"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", "Up", show=False),
        Binding("down", "cursor(1)", "Down", show=False),
    ]

    cursor = reactive(0, repaint=True)

    def __init__(self, items: Sequence[Content], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items = list(items)

    def mark(self, row: int) -> Content:
        """What stands before row `row`; all marks have one width."""
        raise NotImplementedError

    def choose(self, row: int) -> None:
        """Row `row` was clicked."""

    def action_cursor(self, by: int) -> None:
        """Move the cursor, staying inside."""
        self.cursor = min(max(0, self.cursor + by), len(self.items) - 1)

    def watch_cursor(self) -> None:
        """Keep the row in sight."""
        if self.has_focus:
            self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll the nearest ancestor that scrolls just as far as the cursor's row needs."""
        above = sum(len(self._lines(row, self._width)) for row in range(self.cursor))
        height = len(self._lines(self.cursor, self._width))
        for ancestor in self.ancestors:
            if isinstance(ancestor, Widget) and ancestor.allow_vertical_scroll:
                top = self.content_region.y - ancestor.content_region.y + ancestor.scroll_offset.y + above
                ancestor.scroll_to_region(Region(0, top, 1, height), animate=False, x_axis=False)
                return

    @property
    def _width(self) -> int:
        return max(8, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all rows."""
        return self.rows(width)

    def rows(self, width: int) -> int:
        """The lines of all rows at this width."""
        return sum(len(self._lines(row, width)) for row in range(len(self.items))) if width > 0 else 0

    def render(self) -> Content:
        """All rows; the cursor's is set apart by a sign and, in focus, a background."""
        lines: list[Content] = []
        for row in range(len(self.items)):
            style = Style.from_meta({"row": row})
            for line in self._lines(row, self._width):
                line = line.pad_right(max(0, self._width - line.cell_length))
                if row == self.cursor and self.has_focus:
                    line = line.without_spans.stylize("$block-cursor-foreground on $block-cursor-background")
                lines.append(line.stylize(style))
        return Content("\n").join(lines)

    def _lines(self, row: int, width: int) -> list[Content]:
        pointer = "› " if row == self.cursor and self.has_focus else "  "
        mark = pointer + self.mark(row)
        wrapped = self.items[row].wrap(max(4, width - mark.cell_length - 1)) or [Content()]
        blank = Content(" " * mark.cell_length)
        return [(mark if i == 0 else blank) + " " + line for i, line in enumerate(wrapped)]

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on its row and chooses it."""
        row = event.style.meta.get("row")
        if row is not None:
            event.stop()
            self.focus()
            self.cursor = int(row)
            self.choose(int(row))
            self.refresh(layout=True)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
