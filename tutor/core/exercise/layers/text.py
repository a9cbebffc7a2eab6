"""A word in the chart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Layer, Pen, Reach
from tutor.core.exercise.layers.facts import Fact, point_words
from tutor.core.exercise.limited import text


@dataclass(frozen=True, eq=False, slots=True)
class Text(Layer):
    """A word at a place in the chart, or beside it where something is drawn there."""

    x: float
    y: float
    text: str

    def checked(self, subject: str) -> Self:
        return replace(self, x=float(self.x), y=float(self.y), text=text(self.text, subject))

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", (self.x,), firm=False), Reach("y", (self.y,), firm=False))

    def draw(self, pen: Pen) -> None:
        pen.word(self.x, self.y, self.text, self.tone)

    def fact(self) -> Fact:
        return Fact("text", self.label, 1, low=(self.x, self.y), text=self.text)

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return f"“{fact.text}” at {point_words(fact.low, x, y)}"
