"""Controls on screen, one module a kind, named as the kind's module in the core: `slider.py` has the SliderLine."""

from typing import Any, ClassVar, Protocol

from tutor.core.exercise.controls.base import Control, Field
from tutor.ui.widgets.mirrored import widget_of


class Line(Protocol):
    """What the panel of controls asks of each."""

    KEYS: ClassVar[tuple[str, str]]
    """What the footer says of the keys that move it."""
    WHOLE_ROW: ClassVar[bool]
    """Whether it never shares a row with another."""
    TAKES_LETTERS: ClassVar[bool]
    """Whether letters are typed into it, so that they are no keys of the app."""
    field: Field
    value: Any
    label_width: int
    terse: bool
    """Whether it keeps to one row where it could take more."""

    @property
    def tall(self) -> int:
        """Rows that it takes at least."""


def line_of(kind: type[Control]) -> Any:
    """The class of widget that moves such a control, a `Line`."""
    return widget_of(kind, __name__, "Line")
