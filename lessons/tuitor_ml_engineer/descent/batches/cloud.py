"""The cloud of all batches: the gradient of every choice of B out of eleven points, and how it narrows with B."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from math import comb, nan, sqrt
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import (Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, Note, Number, OwnTable, Points,
                       Prediction, Rule, Slider, View, action, arrays, cached_method, forms, minibatch, rubric,
                       source_code, wrong_value)

NARROW = (1.0, 0.4, 0.25, 0.1)
"""Widths of the cloud of batches of four, against that of single rows, which the prediction offers."""


@dataclass(frozen=True)
class Seen:
    """The size of a batch, the sizes met so far, whether the mean of the cloud is drawn, and the variance claimed."""

    batch: Annotated[int, Slider(1, 11, step=1, label="B")] = 1
    variance: Annotated[float | None, Number(label="variance along W", low=0)] = None
    averaged: bool = False
    met: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class Cloud:
    """The points, where on the loss their gradients are taken, and the size of batch that is asked for."""

    x: np.ndarray
    y: np.ndarray
    theta: tuple[float, float]
    asked: int

    @cached_property
    def g(self) -> np.ndarray:
        """The gradient of each point's own square, (11, 2): along W, along b."""
        return minibatch.row_gradients(self.theta, self.x, self.y)

    @cached_property
    def full(self) -> np.ndarray:
        """The gradient of the mean over all points, (2,)."""
        return np.asarray(self.g.mean(axis=0))

    @cached_method
    def cloud(self, batch: int) -> np.ndarray:
        """The gradients of all batches of this size, (C(11, B), 2)."""
        return minibatch.every_batch(self.g, batch)

    def measured(self, batch: int) -> float:
        """The variance of the cloud along W."""
        return float(self.cloud(batch)[:, 0].var())

    def formula(self, batch: int, replacement: bool = False) -> float:
        """The variance along W by the formula."""
        return float(minibatch.variance(self.g, batch, replacement=replacement)[0])

    def against(self, batch: int) -> int:
        """How many batches point away from where the full gradient points: a step on them climbs."""
        return int((self.cloud(batch) @ self.full < 0).sum())

    @property
    def narrows(self) -> int:
        """Which of the widths offered is nearest to that of the batches of four."""
        ratio = sqrt(self.measured(4) / self.measured(1))
        return min(range(len(NARROW)), key=lambda i: abs(NARROW[i] - ratio))


ROUTES: tuple[tuple[str, Callable[[Cloud], float], str], ...] = (
    ("drawn with replacement", lambda p: p.formula(p.asked, replacement=True),
     "that is s²/B, for rows that may be drawn twice. A batch draws without replacement: times (n − B)/(n − 1)."),
    ("the standard deviation is the variance", lambda p: sqrt(p.formula(p.asked)),
     "that is the standard deviation. The variance is its square."),
    ("n for n − 1", lambda p: p.formula(p.asked, replacement=True) * (11 - p.asked) / 11,
     "almost: the factor is (n − B)/(n − 1), not (n − B)/n. For B = 1 it has to be 1."),
    ("the noise falls with B squared", lambda p: p.formula(p.asked) / p.asked,
     "divided by B once too often: the variance goes with 1/B, the standard deviation with 1/√B."),
    ("single rows tell it", lambda p: p.formula(1),
     "that is the variance of single rows. Averaging B of them makes it smaller."),
)
"""Wrong routes to the variance: name, where it leads, what is said of it."""


def misconceptions() -> Iterator[Misconception[Cloud, Any]]:
    """Variances that leave out the factor of drawing without replacement, or get it wrong, and other measures."""
    for name, value, says in ROUTES:
        score = 0.0 if name == "single rows tell it" else 0.5
        yield wrong_value(name, "variance", value, says, score=score, criterion="variance", within=0.02)


def _fair(p: Cloud) -> bool:
    """Whether one to four rows contradict the full gradient, and no wrong route leads near the right variance."""
    answers = [p.formula(p.asked), *(value(p) for _, value, _ in ROUTES)]
    return 1 <= p.against(1) <= 4 and forms.apart(answers, by=1.06)


class AllBatches(Exercise[Cloud, Seen]):
    """Every batch that there is, and one variance to work out."""

    misconceptions = tuple(misconceptions())
    predictions = (
        Prediction("Each point is the gradient of a single row. Take all batches of four instead: how wide is their "
                   "cloud (standard deviation), against this one?",
                   [f"about {each:g} times as wide" if each < 1 else "just as wide" for each in NARROW],
                   truth="narrows", see="batch", steps=3,
                   why="√(1/4 · 7/10) = 0.42: a mean of four is half as wide, and drawing without replacement narrows "
                       "it a little more."),
        Prediction("Where will the mean of all batches of a size lie?",
                   ("exactly on the full gradient", "near it: the smaller B, the farther off",
                    "anywhere in the cloud"), truth=0, see="average",
                   why="Each row is in as many batches as any other. So the mean of all batches is the mean of all "
                       "rows: a batch is unsure, but not biased."),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Cloud:
        """A place on the loss where some rows, but not most, contradict the full gradient."""
        random, (x, y) = Random(seed), arrays("core/anscombe", "x", "y", where={"set": "I"})
        return forms.first((Cloud(x, y, (random.randint(-2, 12) / 10, random.randint(0, 12) / 2),
                                  random.choice([3, 5, 6, 7, 8])) for _ in count()), _fair)

    def settle(self, p: Cloud, before: Seen, after: Seen) -> Seen:
        """Sizes that were met leave their point in the chart of the noise."""
        return replace(after, met=tuple(sorted({*after.met, after.batch})))

    def view(self, p: Cloud, s: Seen) -> View:
        """The cloud in limits that stand still, and its variance beside the formula."""
        cloud, middle = p.cloud(s.batch), p.full
        low, high = middle - 1.1 * np.abs(p.g - middle).max(axis=0), middle + 1.1 * np.abs(p.g - middle).max(axis=0)
        sizes, met = range(1, 11), [b for b in s.met if b not in (p.asked, 11)]
        mean = cloud.mean(axis=0)
        noise = Axis("variance", low=p.formula(10) / 1.5, high=1.5 * p.formula(1), log=True)
        told = "to be worked out" if s.batch == p.asked else f"{p.measured(s.batch):.5g}"
        return View(
            Chart([Rule(x=float(middle[0]), label="all rows", tone="muted"), Rule(y=float(middle[1]), tone="muted"),
                   Points(cloud[:, 0], cloud[:, 1], label="batches", tone="data"),
                   *([Points([mean[0]], [mean[1]], label="their mean", tone="good")] if s.averaged else [])],
                  x=Axis("∂L/∂W", low=low[0], high=high[0]), y=Axis("∂L/∂b", low=low[1], high=high[1]),
                  title=f"all {len(cloud)} batches of {s.batch}", share=0.6),
            Chart([Line(sizes, [p.formula(b, replacement=True) for b in sizes], label="s²/B", tone="muted"),
                   Line(sizes, [p.formula(b) if b != p.asked else nan for b in sizes], label="formula", tone="model"),
                   Points(met, [p.measured(b) for b in met], label="measured", tone="data")],
                  x=Axis("B", low=1, high=11, log=True), y=noise, title="noise along W", share=0.4),
            Metric("s² (single rows)", p.measured(1), format=".5g"),
            Metric(f"variance at B = {s.batch}", told),
            Metric("climbing", f"{p.against(s.batch)} of {comb(11, s.batch)}"),
            Metric("mean − all rows", float(np.abs(mean - middle).max()), format=".0e") if s.averaged else None,
            Note(f"Asked for: the variance at B = {p.asked}.", tone="accent"),
        )

    @action("Average all", key="e")
    def average(self, p: Cloud, s: Seen) -> Seen:
        """Mark the mean of all batches."""
        return replace(s, averaged=True)

    def validate(self, p: Cloud, s: Seen) -> str:
        return f"Type the variance at B = {p.asked}." if s.variance is None else ""

    def criteria(self, p: Cloud, s: Seen) -> list[Criterion]:
        """Within 2%, edges included."""
        return [rubric.number("variance", s.variance, p.formula(p.asked), rel=0.02,
                              says="s²/B, times (n − B)/(n − 1), with n = 11.")]

    def praise(self, p: Cloud, s: Seen) -> str:
        return (f"All {comb(11, p.asked)} batches of {p.asked} measured: variance {p.measured(p.asked):.5g}, standard "
                f"deviation {sqrt(p.measured(p.asked)):.3g}, around a full gradient of {p.full[0]:.4g}.")

    def solution(self, p: Cloud, s: Seen) -> Seen:
        return replace(s, variance=round(p.formula(p.asked), 2))

    def code(self, p: Cloud, s: Seen) -> str:
        """All batches by itertools; the variance that is asked for is left to the learner."""
        told = "" if s.batch == p.asked else f'print(f"variance at B = {s.batch}: {{cloud[:, 0].var():.5g}}")\n'
        mean = ('print(f"mean − all rows {np.abs(cloud.mean(axis=0) - full).max():.0e}")\n'
                if s.averaged else "")
        return f"""from itertools import combinations

import numpy as np

{source_code(None, x=p.x, y=p.y)}W, b = {p.theta}
g = 2 * (W * x + b - y)[:, None] * np.column_stack([x, np.ones(len(x))])
full = g.mean(axis=0)
cloud = np.array([g[list(rows)].mean(axis=0) for rows in combinations(range(len(x)), {s.batch})])
print(f"s² (single rows) {{g[:, 0].var():.5g}}")
{told}print(f"climbing {{np.sum(cloud @ full < 0)}} of {{len(cloud)}}")
{mean}"""
