"""The first line of a screen: where the learner is, and on the right what stands of it."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Header(Widget):
    """Two texts on one line; the left one gives way."""

    DEFAULT_CSS = "Header { height: 1; dock: top; background: $panel; padding: 0 1; }"
    ALLOW_SELECT = False

    left: reactive[Content] = reactive(Content())
    right: reactive[Content] = reactive(Content())

    def render(self) -> Content:
        """Left and right, with the room between."""
        width = self.content_size.width
        left = self.left.truncate(max(0, width - self.right.cell_length - 2), ellipsis=True)
        return left + " " * max(1, width - left.cell_length - self.right.cell_length) + self.right


def dots(states: list[str], here: int) -> Content:
    """A dot a page: ● done, ◐ begun, ○ untouched; the present one is set apart."""
    signs = {"done": "●", "begun": "◐"}
    parts = [
        (signs.get(state, "○"), "bold $accent" if page == here else "$primary") for page, state in enumerate(states)
    ]
    return Content.assemble(*parts)
