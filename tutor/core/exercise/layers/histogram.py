"""Counts of values in bins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar, Self

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.base import Floats, Layer, Pen, Reach, Sample, array
from tutor.core.exercise.layers.facts import Fact, finite, named_words
from tutor.core.exercise.limited import Wrong, floats

BINS = 10_000
VAST = 1e150
"""Beyond this the width of a bin might overflow."""


@dataclass(frozen=True, eq=False, slots=True)
class Histogram(Layer):
    """Counts of `values` in `bins` equal bins, or between the given edges."""

    values: Floats
    bins: int | Sequence[float] = 10

    sample: ClassVar[Sample] = "steps"

    def checked(self, subject: str) -> Self:
        values = floats(self.values, subject)
        if isinstance(self.bins, int):
            if not 1 <= self.bins <= BINS:
                raise Wrong(f"{subject} has {self.bins} bins; it may have 1 to {BINS:,}")
            return replace(self, values=values)
        edges = floats(self.bins, f"bins of {subject}")
        if len(edges) < 2 or len(edges) > BINS or not (edges[1:] > edges[:-1]).all():
            raise Wrong(f"the bins of {subject} must be at least two edges, each above the one before")
        return replace(self, values=values, bins=tuple(edges.tolist()))

    def reach(self) -> Iterator[Reach]:
        counts, edges = self.counted()
        yield from (Reach("x", edges[[0, -1]], exact=True), Reach("y", (0.0, 0.5, float(counts.max(initial=1.0)))))

    def draw(self, pen: Pen) -> None:
        pen.steps(self)

    def fact(self) -> Fact:
        import numpy as np

        good, lost = finite(self.values)
        if not len(good):
            return Fact("histogram", self.label, 0, non_finite=lost)
        counts, edges = self.counted()
        names = [f"{low:.4g} to {high:.4g}" for low, high in pairwise(edges)]
        return Fact(
            "histogram",
            self.label,
            len(good),
            x=(float(good.min()), float(good.max())),
            values=tuple(zip(names, counts.tolist(), strict=True)),
            non_finite=lost,
            text=f"mean {good.mean():.4g}, median {np.median(good):.4g}",
        )

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        return named_words(fact, f"{fact.count:,} values in bins ")

    def counted(self) -> tuple[Any, Any]:
        """Counts (bins,) and edges (bins + 1,) as floats; a bin's right edge belongs to the next, but for the last."""
        import numpy as np

        values = array(self.values)
        values = values[abs(values) < VAST]
        bins: Any = self.bins
        if isinstance(bins, int | np.integer):
            low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
            if high - low <= max(1e-9 * max(abs(low), abs(high)), 1e-290):
                low, high = low - max(0.5, abs(low) * 1e-3), high + max(0.5, abs(high) * 1e-3)
            bins = np.linspace(low, high, min(BINS, max(1, int(bins))) + 1)
        else:
            bins = np.unique(array(bins)[abs(array(bins)) < VAST])
            bins = bins if len(bins) > 1 else np.array((0.0, 1.0))
        counts, edges = np.histogram(values, bins)
        return counts.astype(float), edges
