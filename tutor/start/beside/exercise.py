"""One number for three: the smallest sum of squared misses."""

from dataclasses import dataclass
from random import Random
from typing import Annotated

from tutor.api import Axis, Chart, Criterion, Exercise, Metric, Misconception, OwnTable, Points, Rule
from tutor.api import Slider, View, rubric


@dataclass(frozen=True)
class Three:  # the problem: what an attempt works on
    y: tuple[int, int, int]

    def mean(self) -> float:
        return sum(self.y) / 3

    def loss(self, c: float) -> float:
        return sum((y - c) ** 2 for y in self.y)


@dataclass(frozen=True)
class Guess:  # the state: what the learner changes
    c: Annotated[float, Slider(0, 20, step=0.5, label="number")] = 0.0


class Nudge(Exercise[Three, Guess]):  # the rules: pure functions of the two
    misconceptions = (
        Misconception("too low", lambda p, s: s.c < p.mean(), "The loss falls if you go up.", lambda p: {"c": 1.0}),
        Misconception("too high", lambda p, s: s.c > p.mean(), "The loss falls if you go down.", lambda p: {"c": 19.0}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Three:
        low = Random(seed).randint(2, 8)
        return Three((low, low + 3, low + 9))

    def view(self, p: Three, s: Guess) -> View:
        yours = Rule(y=s.c, label="yours", tone="model")
        numbers = Points([1, 2, 3], p.y, label="numbers")
        chart = Chart([numbers, yours], x=Axis("which", whole=True), y=Axis("value", low=0, high=20))
        return View(chart, Metric("loss", p.loss(s.c), format=".1f"))

    def criteria(self, p: Three, s: Guess) -> list[Criterion]:
        return [rubric.excess("loss", p.loss(s.c), best=p.loss(p.mean()), baseline=p.loss(0.0))]

    def solution(self, p: Three, s: Guess) -> Guess:
        return Guess(p.mean())
