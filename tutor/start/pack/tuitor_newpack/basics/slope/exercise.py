"""Turn the line y = mx until it fits six walks. The smallest good exercise: a problem, a state, and rules."""

from dataclasses import dataclass
from random import Random
from typing import Annotated

from tutor.api import Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Points, Slider, View
from tutor.api import columns, rubric


@dataclass(frozen=True)
class Walks:  # the problem: what an attempt works on
    x: tuple[float, ...]
    y: tuple[float, ...]

    def best(self) -> float:  # the slope of the least squares: Σxy / Σx²
        return sum(x * y for x, y in zip(self.x, self.y, strict=True)) / sum(x * x for x in self.x)

    def loss(self, m: float) -> float:
        return sum((m * x - y) ** 2 for x, y in zip(self.x, self.y, strict=True))


@dataclass(frozen=True)
class Slope:  # the state: what the learner changes
    m: Annotated[float, Slider(0, 8, step=0.1, label="slope m", unit="km/h")] = 0.0


class Turn(Exercise[Walks, Slope]):  # the rules: pure functions of the two
    misconceptions = (
        Misconception("stopped early", lambda p, s: s.m < p.best(), "Your line is too flat.", lambda p: {"m": 3.0}),
        Misconception("too far", lambda p, s: s.m > p.best(), "Your line is too steep.", lambda p: {"m": 6.0}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Walks:
        walks = columns("newpack/walks")
        rows = Random(seed).sample(range(len(walks["km"])), 6)
        return Walks(tuple(walks["hours"][row] for row in rows), tuple(walks["km"][row] for row in rows))

    def view(self, p: Walks, s: Slope) -> View:
        line = Line([0, 4], [0, 4 * s.m], label="your line", tone="model")
        time, way = Axis("time", "h", low=0, high=4), Axis("way", "km", low=0, high=24)
        chart = Chart([Points(p.x, p.y, label="walks"), line], x=time, y=way)
        return View(chart, Metric("loss", p.loss(s.m), unit="km²", format=".1f"))

    def criteria(self, p: Walks, s: Slope) -> list[Criterion]:
        return [rubric.excess("loss", p.loss(s.m), best=p.loss(p.best()), baseline=p.loss(0.0))]

    def solution(self, p: Walks, s: Slope) -> Slope:
        return Slope(p.best())
