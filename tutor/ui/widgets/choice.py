"""A choice: pick one, or all that hold; number keys, arrows and mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.core.lesson.model import Choice
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.item import ItemView, keys
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.number_keys import NUMBER_KEYS, index_of
from tutor.ui.widgets.prose import Prose
from tutor.ui.widgets.rows import Rows


class OptionRows(Rows):
    """Options with a round mark (pick one) or a square one (pick all)."""

    BINDINGS: ClassVar[list[BindingType]] = [*NUMBER_KEYS, Binding("space", "pick", "Pick", show=False)]

    class Changed(Message):
        """What is picked changed."""

    def __init__(self, texts: Sequence[str], many: bool) -> None:
        super().__init__([inline(text) for text in texts])
        self.many = many
        self.picked: set[int] = set()

    def mark(self, row: int) -> Content:
        """The mark and the number key."""
        on = row in self.picked
        sign = ("[x]" if on else "[ ]") if self.many else ("(●)" if on else "( )")
        key = f"{row + 1}" if row < 9 else " "
        return Content.assemble((sign, "bold $primary" if on else "$muted"), (f" {key}", "$muted"))

    def choose(self, row: int) -> None:
        """Pick this one, or turn it over where several may be picked."""
        self.picked = self.picked ^ {row} if self.many else {row}
        self.refresh()
        self.show_cursor()
        self.post_message(self.Changed())

    def action_pick(self) -> None:
        """Pick the row under the cursor."""
        self.choose(self.cursor)

    def action_number(self, number: int) -> None:
        """Number keys pick."""
        self.cursor = index_of(number, self.items)
        self.choose(self.cursor)


class ChoiceView(ItemView):
    """A choice on a page; `order[i]` is the file's index of the option shown at i."""

    how = "Pick with its number, with space, or with the mouse; then press enter."
    item: Choice

    def __init__(self, item: Choice, order: Sequence[int]) -> None:
        super().__init__(item)
        self.order = tuple(order)

    def compose_prompt(self) -> ComposeResult:
        """What is asked, and how many may be picked."""
        many = " *(pick all that apply)*" if self.item.pick_all else ""
        yield Prose(self.item.prompt + many, classes="prompt")

    def compose_answer(self) -> ComposeResult:
        """The options in the order they are presented."""
        yield OptionRows([self.item.options[index].text for index in self.order], self.item.pick_all)

    def keys_to_answer(self) -> list[Command]:
        """By number, or with the cursor."""
        return [] if self.settled else [keys(f"1–{min(9, len(self.order))}", "pick")]

    def response(self) -> str:
        """Numbers in the file's order, from one."""
        return ",".join(str(n) for n in sorted(self.order[row] + 1 for row in self.query_one(OptionRows).picked))

    def fill(self, response: str) -> None:
        """Pick what was picked."""
        numbers = {int(n) - 1 for n in response.split(",") if n.strip().isdigit()}
        rows = self.query_one(OptionRows)
        rows.picked = {row for row, index in enumerate(self.order) if index in numbers}
        rows.refresh()

    def on_option_rows_changed(self, event: OptionRows.Changed) -> None:
        """Keep the draft."""
        event.stop()
        self.drafted()
