"""Every key that means something on the screen below, in groups of its own words."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tutor import __version__
from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar

_FURTHER = (
    ("tab, shift+tab", "To the next field or control, or back"),
    ("↑ ↓", "In a list: another row; in a text: scroll"),
    ("1 … 9", "Pick the option, partner or tag of this number"),
    ("space", "Pick, mark, take or drop what is under the cursor"),
    ("shift+↑ ↓", "Carry a row up or down, where things are put in order"),
    ("← →", "Move a slider by a step; shift or [ ] moves it by ten"),
    ("digits", "On a slider or number: type the value, then enter"),
    ("ctrl+q", "Leave, from anywhere"),
    ("mouse", "Click anything, drag sliders and rows, turn the wheel"),
)

_ABOUT = (
    f"tutor {__version__}, MIT licence. The built-in course follows the topics of the talk "
    "“Life as an ML Engineer” (David Rasch, Infinia ML, 2018)."
)


class HelpSheet(Sheet[None]):
    """The keys of `below`, as its bindings say them."""

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """One line a key."""
        with VerticalScroll(classes="sheet") as sheet:
            sheet.border_title = "Keys"
            yield Static(self._keys())
        yield KeyBar()

    def _keys(self) -> Content:
        keys: dict[str, list[str]] = {}
        for _, binding, _, _ in self.below.active_bindings.values():
            if binding.id and binding.description:
                keys.setdefault(binding.tooltip or binding.description, []).append(self.app.get_key_display(binding))
        lines = [(", ".join(dict.fromkeys(shown)), text) for text, shown in keys.items()]
        lines.append(("ctrl+p", "Find a lesson or a command by its name"))
        width = max(len(key) for key, _ in (*lines, *_FURTHER)) + 2
        here, further = (Content("\n").join(_line(*line, width) for line in each) for each in (lines, _FURTHER))
        return Content("\n\n").join([here, further, Content(_ABOUT).stylize("$muted")])


def _line(key: str, text: str, width: int) -> Content:
    return Content.assemble((key.ljust(width), "bold $footer-key-foreground"), text)
