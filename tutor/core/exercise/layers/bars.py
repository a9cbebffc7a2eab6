"""A bar per name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array
from tutor.core.exercise.layers.facts import Fact, named, named_words
from tutor.core.exercise.layers.names import checked_names
from tutor.core.exercise.limited import floats


@dataclass(frozen=True, eq=False, slots=True)
class Bars(Layer):
    """A bar per name from 0 to its value, with ±`errors` where given."""

    names: Sequence[str]
    values: Floats
    errors: Floats | None = None

    sample: ClassVar[Sample] = "bar"

    @property
    def slots(self) -> Sequence[str]:
        return self.names

    def checked(self, subject: str) -> Self:
        names = checked_names(self.names, subject)
        errors = None if self.errors is None else floats(self.errors, subject, len(names))
        return replace(self, names=names, values=floats(self.values, subject, len(names)), errors=errors)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("y", self.values), Reach("y", (0.0,)))
        if self.errors is not None:
            short = min(len(self.values), len(self.errors))
            values, spread = array(self.values[:short]), array(self.errors[:short])
            yield from (Reach("y", values - spread), Reach("y", values + spread))

    def draw(self, pen: Pen) -> None:
        pen.bars(self.names, self.values, self.errors, self.tone)

    def fact(self) -> Fact:
        errors = [None] * len(self.names) if self.errors is None else self.errors
        wide = ", ".join(f"{name} ±{error:.4g}" for name, error in zip(self.names, errors, strict=True) if error)
        return named("bars", self.label, self.names, self.values, wide and f"error bars: {wide}")

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return named_words(fact)
