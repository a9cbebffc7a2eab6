"""A small window to set a few things by the arrows before something begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from tutor.ui.screens.base import Sheet
from tutor.ui.widgets.keybar import KeyBar
from tutor.ui.widgets.pick_list import PickList


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to set: its `options` are values with the words for them; `at` is the one that is set."""

    name: str
    title: str
    options: tuple[tuple[Any, str], ...]
    at: int = 0


QUIZ = (
    Choice("items", "Questions", tuple((n, str(n)) for n in (3, 5, 10, 15, 20, 30, 50)), 2),
    Choice("practice", "Exercises and programs", ((True, "some, in place of questions"), (False, "none"))),
    Choice("feedback", "You get feedback", (("once", "after each answer"), ("end", "at the end, as in a test"))),
    Choice("minutes", "Target time", ((0, "none"), *((n, f"{n} min") for n in (5, 10, 15, 20, 30, 45, 60)))),
)  # fmt: skip
"""What can be set of a quiz, by the names of `Wish`."""


class SetSheet(Sheet[dict[str, Any]]):
    """Dismissed with what was set, by name."""

    DEFAULT_CSS = """
    SetSheet PickList, SetSheet PickList:focus { background: $surface; max-height: 70vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "change", key_display="←→", tooltip="Another value for this row"),
        Binding("left", "turn(-1)", "change", show=False, tooltip="The value before"),
    ]

    def __init__(self, title: str, choices: Sequence[Choice] = QUIZ, begin: str = "Begin") -> None:
        super().__init__()
        self.sheet_title, self.choices, self.begin = title, choices, begin
        self.at = [choice.at for choice in choices]

    def compose(self) -> ComposeResult:
        """To begin, and what can be set."""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = Content(self.sheet_title)
            yield PickList(Option(Content.styled(self.begin, "bold")), *(Option(row) for row in self._rows()))
        yield KeyBar()

    def on_mount(self) -> None:
        """Enter begins at once."""
        self.query_one(PickList).first()

    def _rows(self) -> list[Content]:
        wide = max(len(choice.title) for choice in self.choices)
        pairs = [(choice, choice.options[at][1]) for choice, at in zip(self.choices, self.at, strict=True)]
        ends = ("  ‹ ", "$accent"), (" ›", "$accent")
        return [
            Content.assemble((choice.title.ljust(wide), "$muted"), ends[0], (said, "bold"), ends[1])
            for choice, said in pairs
        ]

    @on(PickList.OptionSelected)
    def _chosen(self, event: PickList.OptionSelected) -> None:
        event.stop()
        if event.option_index:
            self.action_turn(1)
            return
        pairs = zip(self.choices, self.at, strict=True)
        self.dismiss({choice.name: choice.options[at][0] for choice, at in pairs})

    def action_turn(self, by: int) -> None:
        """Another value for the row under the cursor."""
        rows = self.query_one(PickList)
        row = (rows.highlighted or 0) - 1
        if row < 0:
            return
        self.at[row] = (self.at[row] + by) % len(self.choices[row].options)
        rows.replace_option_prompt_at_index(row + 1, self._rows()[row])
