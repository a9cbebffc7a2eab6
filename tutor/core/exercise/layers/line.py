"""A curve."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, columns
from tutor.core.exercise.layers.facts import Fact, series


@dataclass(frozen=True, eq=False, slots=True)
class Line(Layer):
    """A curve through its points in order; a non-finite value is a gap."""

    x: Floats
    y: Floats

    sample: ClassVar[Sample] = "curve"

    def checked(self, subject: str) -> Self:
        x, y = columns(subject, self.x, self.y)
        return replace(self, x=x, y=y)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x, firm=False), Reach("y", self.y, firm=False))

    def draw(self, pen: Pen) -> None:
        pen.curve(self.x, self.y, self.tone)

    def fact(self) -> Fact:
        return series("line", self.label, self.x, self.y)
