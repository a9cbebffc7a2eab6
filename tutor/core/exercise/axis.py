"""An axis of a chart, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its name with unit, its limits (None = from the data), logarithmic or not, and whether it counts.

    An axis of counts (`whole`) has ticks at whole numbers only.
    """

    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    log: bool = False
    whole: bool = False

    @property
    def title(self) -> str:
        """`label (unit)`."""
        return f"{self.label} ({self.unit})" if self.label and self.unit else self.label or self.unit


UNNAMED = Axis()
"""Limits from the data, and no name."""
