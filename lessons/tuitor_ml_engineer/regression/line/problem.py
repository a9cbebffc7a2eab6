"""What the learner fits a line to: eleven points of Anscombe's, or a table of their own."""

from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import Choice, DataError, OwnTable, Slider, Source, Trace, arrays, nice, scatter

SCHOOL = "m, b (school)"


def quartet(name: str) -> tuple[np.ndarray, np.ndarray]:
    """x and y of set I, II, III or IV of F. J. Anscombe, Graphs in Statistical Analysis (1973), each (11,)."""
    return arrays("core/anscombe", "x", "y", where={"set": name})


@dataclass(frozen=True)
class Fit:
    """A line, and the loss of each line tried on the way to it."""

    m: Annotated[float, Slider("m_range", label="m  turns")] = 0.0
    b: Annotated[float, Slider("b_range", label="b  lifts")] = 0.0
    letters: Annotated[str, Choice((SCHOOL, "W, b (machine learning)"), label="letters")] = SCHOOL
    tries: Annotated[tuple[float, ...], Trace("loss", on=("m", "b"))] = ()


@dataclass(frozen=True)
class Cloud(scatter.Scatter):
    """The points, counted from `origin`, and the line (m, b) that the learner starts with."""

    names: tuple[str, str] = ("x", "y")
    origin: tuple[float, float] = (0.0, 0.0)
    source: Source | None = None
    first: tuple[float, float] = (0.0, 0.0)

    @cached_property
    def m_range(self) -> tuple[float, float, float]:
        """(low, high, step): steeper than any line through these points need be, in twentieths of the best slope."""
        steepest = 2.5 * self.spread[1] / self.spread[0]
        return nice.span(-steepest, steepest, nice.step(0.05 * abs(self.best.slope)))

    @cached_property
    def b_range(self) -> tuple[float, float, float]:
        """(low, high, step): every line through the points at a slope offered, in tenths of what it can win."""
        reach = abs(self.mean[0]) * self.m_range[1] + 2 * self.spread[1]
        step = nice.step(0.1 * abs(self.best.r) * self.spread[1])
        return nice.span(self.mean[1] - reach, self.mean[1] + reach, step)

    @property
    def raising_b(self) -> int:
        """What raising b by one step does to the loss at the start: 0 lowers, 1 raises, 2 neither."""
        change = self.sse(self.first[0], self.first[1] + self.b_range[2]) - self.sse(*self.first)
        return 0 if change < 0 else 1 if change > 0 else 2

    def set_to(self, m: float, lift: float = 0.0) -> dict[str, float]:
        """The line of slope m that passes the point of the means `lift` above it, to the sliders' steps."""
        m = nice.nearest(m, self.m_range[2])
        return {"m": m, "b": nice.nearest(self.through_mean(m, lift), self.b_range[2])}

    def loss(self, fit: Fit) -> float:
        return self.sse(fit.m, fit.b)

    def about(self, fit: Fit, slope: float) -> bool:
        """Whether the learner's line has about this slope and passes about the point of the means."""
        sx, sy = self.spread
        return abs(self.lift(fit.m, fit.b)) < 0.15 * sy and abs(fit.m - slope) * sx < 0.05 * sy

    def off(self, fit: Fit) -> str:
        """How far the line is off at the mean x."""
        lift = nice.written(abs(self.lift(fit.m, fit.b)), 0.1 * self.b_range[2])
        return f"At the mean x = {self.mean[0]:.4g} it passes {lift}"


def cloud(seed: int, table: OwnTable | None) -> Cloud:
    """Anscombe's first set, or the learner's table; the seed draws a line that leans the other way."""
    x, y = quartet("I") if table is None else arrays(table, "x", "y")
    names = ("x", "y") if table is None else (table.roles["x"], table.roles["y"])
    (x, from_x), (y, from_y) = nice.counted(x), nice.counted(y)
    found = Cloud(x, y, names, (from_x, from_y), Source.of(table))
    if found.is_flat:
        raise DataError(f"x and y hardly go together (r = {found.best.r:.2f}), so no line does much better than a flat "
                        "one. Take another column for x.")
    random = Random(seed)
    tilt, lift = -random.uniform(0.3, 0.9), random.choice([-1, 1]) * random.uniform(0.5, 1.2)
    first = found.set_to(tilt * found.best.slope, lift * found.spread[1])
    return replace(found, first=(first["m"], first["b"]))
