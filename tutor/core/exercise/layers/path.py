"""A walk, such as gradient descent's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, columns
from tutor.core.exercise.layers.facts import Fact, series


@dataclass(frozen=True, eq=False, slots=True)
class Path(Layer):
    """Steps of a walk: joined points, with the first and the last one marked."""

    x: Floats
    y: Floats

    sample: ClassVar[Sample] = "walk"

    def checked(self, subject: str) -> Self:
        x, y = columns(subject, self.x, self.y)
        return replace(self, x=x, y=y)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x, firm=False), Reach("y", self.y, firm=False))

    def draw(self, pen: Pen) -> None:
        pen.walk(self.x, self.y, self.tone)

    def fact(self) -> Fact:
        return series("path", self.label, self.x, self.y)
