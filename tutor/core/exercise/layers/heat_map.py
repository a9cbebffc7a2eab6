"""A surface seen from above."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Layer, Pen, Reach, Sample
from tutor.core.exercise.layers.facts import Coordinates, Fact, point_words, range_words
from tutor.core.exercise.limited import Wrong, floats

CONTOURS = 100


@dataclass(frozen=True, eq=False, slots=True)
class HeatMap(Layer):
    """`z[row][column]` over x in `x_range` (columns) and y in `y_range` (rows, low first), with contour lines.

    `contours` is how many levels, or the levels; `log` shades log10(z).
    """

    z: Any
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    contours: int | Sequence[float] = 0
    log: bool = False

    sample: ClassVar[Sample] = "shades"

    def checked(self, subject: str) -> Self:
        for name, (low, high) in (("x_range", self.x_range), ("y_range", self.y_range)):
            if not float(low) < float(high):
                raise Wrong(f"{subject}: {name} must be (low, high), not ({low}, {high})")
        z = floats(self.z, subject, dimensions=2)
        if not z.size:
            raise Wrong(f"{subject} has no cells")
        contours = self.contours
        if not isinstance(contours, int):
            contours = tuple(floats(contours, f"contours of {subject}").tolist())
        if (contours if isinstance(contours, int) else len(contours)) > CONTOURS:
            raise Wrong(f"{subject} has more than {CONTOURS} contours")
        return replace(self, z=z, contours=contours)

    def reach(self) -> Iterator[Reach]:
        yield from (Reach("x", self.x_range, exact=True), Reach("y", self.y_range, exact=True))

    def draw(self, pen: Pen) -> None:
        pen.surface(self)

    def fact(self) -> Fact:
        import numpy as np

        z = np.asarray(self.z, dtype=float)
        good = z[np.isfinite(z)]
        if not len(good):
            return Fact("heat map", self.label, 0, non_finite=z.size)
        least, greatest = float(good.min()), float(good.max())
        return Fact(
            "heat map",
            self.label,
            len(good),
            self.x_range,
            self.y_range,
            low=self._cell(np.argwhere(z == least)[0], z.shape),
            high=self._cell(np.argwhere(z == greatest)[0], z.shape),
            values=(("least", least), ("greatest", greatest)),
            non_finite=z.size - len(good),
        )

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        (_, least), (_, greatest) = fact.values
        ranges = ", ".join(range_words(name, span) for name, span in (("x", fact.x), ("y", fact.y)) if span)
        low, high = point_words(fact.low, x, y), point_words(fact.high, x, y)
        return f"{ranges}; least {least:.4g} at {low}, greatest {greatest:.4g} at {high}"

    def _cell(self, at: Any, shape: tuple[int, ...]) -> Coordinates:
        row, column = at
        return _node(self.x_range, shape[1], column), _node(self.y_range, shape[0], row)


def _node(span: Coordinates, count: int, index: int) -> float:
    """Where value `index` of `count` stands, the first and last being at the ends of `span`."""
    return float(span[0] + (span[1] - span[0]) * (index / (count - 1) if count > 1 else 0.5))
