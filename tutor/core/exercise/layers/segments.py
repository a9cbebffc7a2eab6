"""Separate strokes, such as residuals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array, columns
from tutor.core.exercise.layers.facts import Fact, finite


@dataclass(frozen=True, eq=False, slots=True)
class Segments(Layer):
    """Separate strokes from (x0[i], y0[i]) to (x1[i], y1[i]), e.g. residuals."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats

    sample: ClassVar[Sample] = "strokes"

    def checked(self, subject: str) -> Self:
        x0, y0, x1, y1 = columns(subject, self.x0, self.y0, self.x1, self.y1)
        return replace(self, x0=x0, y0=y0, x1=x1, y1=y1)

    def reach(self) -> Iterator[Reach]:
        for x, y in ((self.x0, self.y0), (self.x1, self.y1)):
            yield from (Reach("x", x, firm=False), Reach("y", y, firm=False))

    def draw(self, pen: Pen) -> None:
        pen.strokes(self.x0, self.y0, self.x1, self.y1, self.tone)

    def fact(self) -> Fact:
        across, up = array(self.x1) - array(self.x0), array(self.y1) - array(self.y0)
        good, lost = finite((across**2 + up**2) ** 0.5)
        text = f"the longest is {good.max():.4g}, the mean {good.mean():.4g}" if len(good) else ""
        return Fact("segments", self.label, len(good), non_finite=lost, text=text)
