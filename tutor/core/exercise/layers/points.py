"""Separate points."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, columns
from tutor.core.exercise.layers.facts import Fact, series
from tutor.core.exercise.limited import text


@dataclass(frozen=True, eq=False, slots=True)
class Points(Layer):
    """Separate points; `control` names the field of `Handles` that drags them along x."""

    x: Floats
    y: Floats
    control: str = ""

    sample: ClassVar[Sample] = "mark"

    def checked(self, subject: str) -> Self:
        x, y = columns(subject, self.x, self.y)
        return replace(self, x=x, y=y, control=text(self.control, subject))

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x), Reach("y", self.y))

    def draw(self, pen: Pen) -> None:
        pen.marks(self.x, self.y, self.tone)

    def fact(self) -> Fact:
        return series("points", self.label, self.x, self.y)
