"""The first line of a screen: where the learner is, and on the right what stands of it."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

SEPARATOR = " › "


class Header(Widget):
    """Two texts on one line; the left one gives way."""

    DEFAULT_CSS = "Header { height: 1; dock: top; background: $panel; padding: 0 1; }"
    ALLOW_SELECT = False

    left: reactive[Content] = reactive(Content())
    trail: reactive[tuple[str, ...]] = reactive(())
    """In the place of `left`: from the widest place to the one where the learner is, which gives way last."""
    right: reactive[Content] = reactive(Content())

    def render(self) -> Content:
        """Left and right, with the room between."""
        width = self.content_size.width
        room = max(0, width - self.right.cell_length - 2)
        left = (way(self.trail, room) if self.trail else self.left).truncate(room, ellipsis=True)
        return left + " " * max(1, width - left.cell_length - self.right.cell_length) + self.right


LEAST = 8
"""Columns of a place's name that are worth showing."""


def way(trail: Sequence[str], room: int) -> Content:
    """As much of a trail as there is room for: the wider places are left out, or cut, first."""
    names = [name for name in trail if name]
    while len(names) > 1:
        over = sum(map(cell_len, names)) + len(SEPARATOR) * (len(names) - 1) - room
        if over <= 0:
            break
        if len(names) == 2 and cell_len(names[0]) - over >= LEAST:
            names[0] = set_cell_size(names[0], cell_len(names[0]) - over - 1).rstrip() + "…"
            break
        del names[0]
    parts: list[Content | tuple[str, str]] = [(f"{name}{SEPARATOR}", "$muted") for name in names[:-1]]
    return Content.assemble(*parts, (names[-1], "bold")) if names else Content()


def dots(states: list[str], here: int) -> Content:
    """A dot a page: ● done, ◐ begun, ○ untouched; the present one is set apart."""
    signs = {"done": "●", "begun": "◐"}
    parts = [
        (signs.get(state, "○"), "bold $accent" if page == here else "$primary") for page, state in enumerate(states)
    ]
    return Content.assemble(*parts)
