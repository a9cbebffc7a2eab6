"""On or off."""

from operator import not_
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tutor.ui.widgets.control import ControlLine


class ToggleLine(ControlLine):
    """On or off."""

    KEYS = "space", "turn"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,left,right", "turn", "Turn over", show=False)]

    def render(self) -> Content:
        """`label  [x] on`."""
        on = bool(self.value)
        return self.head() + Content.assemble(("[x]" if on else "[ ]", "$primary"), (" on" if on else " off", "bold"))

    def action_turn(self) -> None:
        """Turn it over."""
        self.post_message(self.Put(self.field.name, not_))

    def on_click(self) -> None:
        """A click turns it over."""
        self.action_turn()
