"""A line across the whole chart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Layer, Pen, Reach, Sample
from tutor.core.exercise.layers.facts import Fact, value_words
from tutor.core.exercise.limited import Wrong


@dataclass(frozen=True, eq=False, slots=True)
class Rule(Layer):
    """A line across the whole chart: level at `y`, or upright at `x`; one of the two is given.

    Its label is in the legend, or on the line where the chart has no legend.
    """

    x: float | None = None
    y: float | None = None

    sample: ClassVar[Sample] = "rule"

    def checked(self, subject: str) -> Self:
        if (self.x is None) == (self.y is None):
            raise Wrong(f"{subject} needs either x (an upright line) or y (a level one)")
        x, y = (None if end is None else float(end) for end in (self.x, self.y))
        return replace(self, x=x, y=y)

    def reach(self) -> Iterator[Reach]:
        if self.x is not None:
            yield Reach("x", (self.x,), firm=False)
        if self.y is not None:
            yield Reach("y", (self.y,), firm=False)

    def draw(self, pen: Pen) -> None:
        pen.rule(self.x, self.y, self.tone, self.label)

    def fact(self) -> Fact:
        at = self.x if self.y is None else self.y
        return Fact("rule", self.label, 1, values=(("x" if self.y is None else "y", float(at or 0.0)),))

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        ((name, value),) = fact.values
        return f"across the chart at {name} = {value_words(value, x if name == 'x' else y)}"
