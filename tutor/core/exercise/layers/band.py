"""The area between two curves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array, columns
from tutor.core.exercise.layers.facts import Fact, point_words, series, value_words


@dataclass(frozen=True, eq=False, slots=True)
class Band(Layer):
    """The area between the curves `low` and `high` over the same x: what several runs lie between."""

    x: Floats
    low: Floats
    high: Floats

    sample: ClassVar[Sample] = "tint"

    def checked(self, subject: str) -> Self:
        x, low, high = columns(subject, self.x, self.low, self.high)
        return replace(self, x=x, low=low, high=high)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x), Reach("y", self.low), Reach("y", self.high))

    def draw(self, pen: Pen) -> None:
        pen.band(self.x, self.low, self.high, self.tone)

    def fact(self) -> Fact:
        return series("band", self.label, self.x, array(self.high) - array(self.low))

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        first, last = fact.points[0], fact.points[-1]
        ends = f"{_width(first, x, y)}, {_width(last, x, y)}" if len(fact.points) > 1 else _width(first, x, y)
        widest = fact.high or first
        return f"{ends}; widest at x = {value_words(widest[0], x)}: {value_words(widest[1], y)}; {self._lies(x, y)}"

    def _lies(self, x: Axis, y: Axis) -> str:
        """Where its lower curve is lowest and its upper one highest."""
        low, high = (series("", "", self.x, ends) for ends in (self.low, self.high))
        return f"lowest at {point_words(low.low, x, y)}, highest at {point_words(high.high, x, y)}"


def _width(at: tuple[float, float], x: Axis, y: Axis) -> str:
    return f"{value_words(at[1], y)} wide at x = {value_words(at[0], x)}"
