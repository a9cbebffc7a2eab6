"""Points that are not known exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array, columns
from tutor.core.exercise.layers.facts import Fact, finite, series


@dataclass(frozen=True, eq=False, slots=True)
class ErrorBars(Layer):
    """Points with ±`errors` in y."""

    x: Floats
    y: Floats
    errors: Floats

    sample: ClassVar[Sample] = "whiskers"

    def checked(self, subject: str) -> Self:
        x, y, errors = columns(subject, self.x, self.y, self.errors)
        return replace(self, x=x, y=y, errors=errors)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x), Reach("y", self.y), *(Reach("y", end) for end in self._ends()))

    def draw(self, pen: Pen) -> None:
        short = min(len(self.x), len(self.y), len(self.errors))
        pen.whiskers(self.x[:short], *self._ends(), self.tone)
        pen.marks(self.x, self.y, self.tone)

    def fact(self) -> Fact:
        errors, _ = finite(self.errors)
        widest = f"error bars up to ±{errors.max():.4g}" if len(errors) else ""
        return series("points with error bars", self.label, self.x, self.y, widest)

    def _ends(self) -> tuple[Floats, Floats]:
        """The lower and the upper end of each bar."""
        short = min(len(self.x), len(self.y), len(self.errors))
        y, spread = array(self.y[:short]), abs(array(self.errors[:short]))
        return y - spread, y + spread
