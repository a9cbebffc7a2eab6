"""Number keys as bindings: all keys of a widget go one way then, and come in the order in which they were pressed."""

from collections.abc import Sequence

from textual.actions import SkipAction
from textual.binding import Binding

NUMBER_KEYS = [Binding(str(number), f"number({number})", f"Take {number}", show=False) for number in range(1, 10)]
"""For the BINDINGS of a widget that has `action_number`."""


def index_of(number: int, things: Sequence[object]) -> int:
    """The index of the thing with this number; a number that none has is left to others."""
    if number > len(things):
        raise SkipAction
    return number - 1
