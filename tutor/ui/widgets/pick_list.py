"""A list to pick a row from: enter or a click takes it; no frame, so that it fits into any window."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class PickList(OptionList):
    """Textual's list, with its key in the footer."""

    DEFAULT_CSS = """
    PickList, PickList:focus { background: $background; border: none; padding: 0; height: auto; min-height: 1; }
    PickList:focus { background-tint: $foreground 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "take this", key_display="enter", tooltip="Take the row under the cursor"),
    ]

    def first(self) -> None:
        """The cursor on the first row that can be taken, unless it is on one."""
        if self.highlighted is None:
            rows = range(self.option_count)
            self.highlighted = next((row for row in rows if not self.get_option_at_index(row).disabled), None)
