"""What the controls of an exercise share: a label, a value to show, and messages that ask for a move."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tutor.core.exercise.controls.base import Field
from tutor.core.safe_text import one_line


class ControlLine(Widget, can_focus=True):
    """A control on one line. It never holds the truth: it asks, and shows the value it is given."""

    DEFAULT_CSS = """
    ControlLine { height: 1; width: 1fr; }
    ControlLine:focus { background: $primary 14%; }
    ControlLine:disabled, ControlLine.-barred { opacity: 60%; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "other(-1)", "Control above", show=False),
        Binding("down", "other(1)", "Control below", show=False),
    ]

    KEYS: ClassVar[tuple[str, str]]
    WHOLE_ROW: ClassVar[bool] = False
    TAKES_LETTERS: ClassVar[bool] = False
    terse = False
    tall = 1

    value: reactive[Any] = reactive(None)
    label_width = reactive(12)

    @dataclass
    class Nudged(Message):
        """Move field `name` by `steps`."""

        name: str
        steps: int

    @dataclass
    class Put(Message):
        """Put `value` into field `name`, or what it makes of the value that is there when its turn comes.

        The value shown may be older than the keys before this one. `merge` joins a drag into one step to undo: with
        those before it, or with a text those of the same one.
        """

        name: str
        value: Any
        merge: bool | str = False

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"control-{field.name}")
        self.field = field

    def head(self) -> Content:
        """The label, padded to the width that all labels of the panel share."""
        pointer = "› " if self.has_focus_within else "  "
        return Content.assemble(
            (pointer, "bold $accent"),
            (one_line(self.field.label, self.label_width).ljust(self.label_width), "bold"),
            "  ",
        )

    def action_other(self, by: int) -> None:
        """The control above or below; tab alone leads out of the exercise."""
        item = next((each for each in self.ancestors if each.has_class("item")), self.screen)
        around = [each for each in self.screen.focus_chain if item in each.ancestors]
        at = around.index(self.screen.focused or self) + by
        if 0 <= at < len(around):
            self.screen.set_focus(around[at])

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Keys go elsewhere."""
        self.refresh()
