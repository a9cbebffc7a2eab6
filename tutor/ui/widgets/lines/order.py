"""The order control of an exercise: a sorter under its label."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.core.exercise.controls import Order
from tutor.core.exercise.controls.base import Field
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.order import Sorter, exchanged


class OrderLine(Vertical):
    """A field whose value is an order."""

    DEFAULT_CSS = "OrderLine { height: auto; }"
    KEYS = "space↑↓", "carry"
    WHOLE_ROW = True
    TAKES_LETTERS = False
    terse = False

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"control-{field.name}")
        self.field = field
        self.label_width = 0

    def compose(self) -> ComposeResult:
        """Label and sorter."""
        assert isinstance(self.field.control, Order)
        items = list(self.field.control.items)
        yield Static(Content.styled(f"  {self.field.label}", "bold"))
        yield Sorter(items, range(len(items)))

    @property
    def tall(self) -> int:
        """Its label, and a row for each."""
        assert isinstance(self.field.control, Order)
        return 1 + len(self.field.control.items)

    @property
    def value(self) -> tuple[int, ...]:
        """The order shown."""
        return tuple(self.query_one(Sorter).order)

    @value.setter
    def value(self, order: tuple[int, ...]) -> None:
        if tuple(order) != self.value and sorted(order) == sorted(self.value):
            self.query_one(Sorter).put_in_order(order)

    def on_sorter_changed(self, event: Sorter.Changed) -> None:
        """Ask for this exchange; the order shown may be older than the keys before it."""
        event.stop()
        self.post_message(ControlLine.Put(self.field.name, partial(exchanged, one=event.one, other=event.other)))
