"""Squares on strokes: what a sum of squares adds up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array, columns
from tutor.core.exercise.layers.facts import Fact, finite


@dataclass(frozen=True, eq=False, slots=True)
class Squares(Layer):
    """A square on each stroke from (x, y0) to (x, y1), such as a residual: its area is the square of the residual.

    A side upwards is |y1 − y0| in y's units, a side across `stretch` × as many of x's; so areas compare as squared
    residuals do, whatever the axes. A negative `stretch` puts them on the left.
    """

    x: Floats
    y0: Floats
    y1: Floats
    stretch: float = 1.0

    sample: ClassVar[Sample] = "square"

    def checked(self, subject: str) -> Self:
        x, y0, y1 = columns(subject, self.x, self.y0, self.y1)
        return replace(self, x=x, y0=y0, y1=y1, stretch=float(self.stretch))

    def reach(self) -> Iterator[Reach]:
        x, y0, y1 = self._sides()
        yield from (Reach("x", ends, firm=False) for ends in (x, x + self.stretch * abs(y1 - y0)))
        yield from (Reach("y", ends, firm=False) for ends in (y0, y1))

    def draw(self, pen: Pen) -> None:
        x, y0, y1 = self._sides()
        pen.rectangles(x, y0, x + self.stretch * abs(y1 - y0), y1, self.tone)

    def fact(self) -> Fact:
        _, y0, y1 = self._sides()
        good, lost = finite((y1 - y0) ** 2)
        text = f"areas add up to {good.sum():.4g}; the largest is {good.max():.4g}" if len(good) else ""
        return Fact("squares", self.label, len(good), non_finite=lost, text=text)

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return f"{fact.count:,}; {fact.text}"

    def _sides(self) -> tuple[Any, Any, Any]:
        short = min(len(self.x), len(self.y0), len(self.y1))
        return array(self.x)[:short], array(self.y0)[:short], array(self.y1)[:short]
