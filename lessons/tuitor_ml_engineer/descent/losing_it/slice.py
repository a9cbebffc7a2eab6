"""A slice of the loss: b is fixed, m turns the line, and the loss of each m makes a parabola."""

from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Axis, Chart, Criterion, Exercise, Frames, Line, Metric, Misconception, Number, OwnTable, Points,
                       Prediction, Slider, Squares, Trace, View, action, losses, nice, nice_limits,
                       regression, rubric, source_code, wrong_value)

from .problem import across, quartet

STEP = 0.02
X, Y = (3.0, 18.0), (2.0, 14.0)
"""What the chart shows; squares that are larger reach beyond it."""


@dataclass(frozen=True)
class Turned:
    """The slope, what the learner says of the least loss, the slopes tried, and whether the range was swept."""

    m: Annotated[float, Slider("m_range", label="m  turns")] = 0.0
    argmin: Annotated[float | None, Number(label="argmin: the best m")] = None
    least: Annotated[float | None, Number(label="min: its loss")] = None
    tried: Annotated[tuple[float, ...], Trace(lambda p, s: s.m, on=("m",))] = ()
    swept: bool = False


@dataclass(frozen=True)
class Slice:
    """Anscombe's first set, a height b that stays, and the slope that the slider begins with."""

    x: np.ndarray
    y: np.ndarray
    b: float
    first: float

    @cached_property
    def curve(self) -> losses.Parabola:
        """The loss as a function of m."""
        return losses.slice_along_slope(self.x, self.y, self.b)

    @property
    def m_range(self) -> tuple[float, float, float]:
        """(low, high, step), from 0.4 below the start to 0.8 above it."""
        return nice.nearest(self.first - 0.4, STEP), nice.nearest(self.first + 0.8, STEP), STEP

    def loss(self, m: float) -> float:
        """SSE of the line mx + b."""
        return regression.sse(self.y, m * self.x + self.b)


def swapped(field: str) -> Misconception[Slice, Turned]:
    """min where argmin is asked for, or the other way round."""
    where = field == "argmin"
    says = ("that is how small the loss gets. The argmin is the m where it does." if where else
            "that is the m where the loss is least. The min is how small the loss gets there.")
    return wrong_value("argmin is the smallest loss" if where else "min is the best m", field,
                       lambda p: p.curve.least if where else p.curve.argmin, says, criterion=field_name(field))


def field_name(field: str) -> str:
    """What a line of the rubric is called."""
    return {"argmin": "argmin", "least": "min"}[field]


class OneSlope(Exercise[Slice, Turned]):
    """Where is this slice lowest, and how low is it?"""

    untouched = "Turn the line first: move m, or press Sweep."
    pass_at = 1.0
    predictions = (
        Prediction("b stays, m goes through its range in equal steps, and each loss leaves a dot. What will the dots "
                   "make?", ("a V: straight down, then straight up", "a bowl: steep far out, level at the bottom",
                             "a slope that falls, then stays level"), truth=1, see="sweep",
                   why="Each residual changes evenly with m, so its square is a parabola in m, and a sum of such "
                   "parabolas is one again."),
    )
    misconceptions = (
        swapped("argmin"),
        swapped("least"),
        wrong_value("argmin of m and b together", "argmin", lambda p: regression.line(p.x, p.y).slope,
                    lambda p, s: f"{s.argmin:.4g} is the best m when b may move too. Here b stays at {p.b:g}.",
                    score=0.0, criterion="argmin"),
        wrong_value("min over m and b together", "least", lambda p: regression.line(p.x, p.y).sse,
                    lambda p, s: f"{s.least:.4g} is the least loss when b may move too. Here b stays at {p.b:g}.",
                    score=0.0, criterion="min"),
        Misconception("stopped before the bottom", lambda p, s: s.argmin is not None
                      and 0.03 < abs(s.argmin - p.curve.argmin) < 0.3 and abs(s.argmin - regression.line(
                          p.x, p.y).slope) > 0.01,
                      lambda p, s: f"at m = {s.argmin:.4g} the loss is {p.loss(s.argmin or 0.0):.4g}, and at m = "
                      f"{_nearer(p, s.argmin or 0.0):.2f} only {p.loss(_nearer(p, s.argmin or 0.0)):.4g}.",
                      lambda p: {"argmin": round(p.curve.argmin + 0.08, 2)}, criterion="argmin"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Slice:
        random = Random(seed)
        x, y = quartet("I")
        b = random.choice([0.0, 1.0, 2.0, 4.5, 5.0, 6.0, 7.0])
        best = losses.slice_along_slope(x, y, b).argmin
        return Slice(x, y, b, nice.nearest(best - random.uniform(0.12, 0.3), STEP))

    def start(self, p: Slice) -> Turned:
        return Turned(m=p.first)

    @action("Sweep", key="s")
    def sweep(self, p: Slice, s: Turned) -> Frames[Turned]:
        """Every m of the slider, from low to high."""
        low, high, step = p.m_range
        for m in np.arange(low, high + step / 2, step):
            at = nice.nearest(float(m), step)
            s = replace(s, m=at, tried=(*s.tried, at)[-120:], swept=True)
            yield s

    def view(self, p: Slice, s: Turned) -> View:
        """The residuals as squares; once the range was swept, the loss of each m that was tried, which then leads."""
        ends = np.array(X)
        return View(
            Chart([Squares(p.x, s.m * p.x + p.b, p.y, stretch=across(X, Y), label="squared residuals", tone="error"),
                   Line(ends, s.m * ends + p.b, label="your line", tone="model"),
                   Points(p.x, p.y, label="points")],
                  x=Axis("x", low=X[0], high=X[1]), y=Axis("y", low=Y[0], high=Y[1]), title="squares", share=0.6),
            self._losses(p, s) if s.swept else None,
            Metric(f"b stays at {p.b:g}; m", s.m, format=".2f"),
            Metric("loss: all squares together", p.loss(s.m), format=".2f"),
        )

    def _losses(self, p: Slice, s: Turned) -> Chart:
        low, high, _ = p.m_range
        tried, highest = np.array(sorted({*s.tried, s.m})), nice_limits(0.0, p.curve.at([low, high]))[1]
        return Chart([Points(tried, p.curve.at(tried), label="losses tried"),
                      Points([s.m], [p.loss(s.m)], label="this m", tone="accent")],
                     x=Axis("m", low=low, high=high), y=Axis("loss", low=0, high=highest), title="loss of each m",
                     share=0.4)

    def validate(self, p: Slice, s: Turned) -> str:
        return "" if s.argmin is not None and s.least is not None else "Type both: the argmin and the min."

    def criteria(self, p: Slice, s: Turned) -> list[Criterion]:
        """Where, to a step of the slider; how little, to one per cent."""
        return [rubric.number("argmin", s.argmin, p.curve.argmin, rel=0, absolute=STEP,
                              says="look at which m the loss turns from falling to rising."),
                rubric.number("min", s.least, p.curve.least, says="read the loss at the best m.")]

    def praise(self, p: Slice, s: Turned) -> str:
        return (f"The argmin is m = {p.curve.argmin:.4f}, the min is {p.curve.least:.2f}: where, and how little. The "
                f"whole curve is {p.curve.least:.2f} + {p.curve.curve:.0f} · (m − {p.curve.argmin:.4f})².")

    def solution(self, p: Slice, s: Turned) -> Turned:
        return replace(s, m=nice.nearest(p.curve.argmin, STEP), argmin=round(p.curve.argmin, 2),
                       least=round(p.curve.least, 2))

    def code(self, p: Slice, s: Turned) -> str:
        """The loss at this m, and the least of those that the slider can reach."""
        low, high, step = p.m_range
        return f"""import numpy as np

{source_code(None, x=p.x, y=p.y)}b = {p.b:g}


def loss(m):
    return np.sum((y - (m * x + b)) ** 2)


print(f"m {s.m:.2f}, loss {{loss({s.m:g}):.2f}}")
slopes = np.arange({low:g}, {high + step / 2:g}, {step:g})
values = [loss(m) for m in slopes]
print("argmin", slopes[np.argmin(values)], "min", min(values))
"""


def _nearer(p: Slice, m: float) -> float:
    """A slope halfway back to the best one."""
    return round((m + p.curve.argmin) / 2, 2)
