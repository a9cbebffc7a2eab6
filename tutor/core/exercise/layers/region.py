"""A shaded part of the chart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Layer, Pen, Reach, Sample
from tutor.core.exercise.layers.facts import Fact, span_words


@dataclass(frozen=True, eq=False, slots=True)
class Region(Layer):
    """A shaded rectangle; None reaches to the edge of the chart."""

    x0: float | None = None
    x1: float | None = None
    y0: float | None = None
    y1: float | None = None

    sample: ClassVar[Sample] = "tint"

    def checked(self, subject: str) -> Self:
        ends = (self.x0, self.x1, self.y0, self.y1)
        x0, x1, y0, y1 = (None if end is None else float(end) for end in ends)
        return replace(self, x0=x0, x1=x1, y0=y0, y1=y1)

    def reach(self) -> Iterator[Reach]:
        yield Reach("x", [end for end in (self.x0, self.x1) if end is not None], firm=False)
        yield Reach("y", [end for end in (self.y0, self.y1) if end is not None], firm=False)

    def draw(self, pen: Pen) -> None:
        pen.tint(self.x0, self.x1, self.y0, self.y1, self.tone)

    def fact(self) -> Fact:
        text = f"x {span_words(self.x0, self.x1)}, y {span_words(self.y0, self.y1)}"
        return Fact("region", self.label, 1, text=text)

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return fact.text
