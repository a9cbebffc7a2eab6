"""One number in a valley: ten steps of gradient descent, so that η and λ mean something before there are more."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Path, Slider, View,
                       first_of)

STEPS = 10
NEAR = 0.01
"""The share of the first distance that may be left."""


@dataclass(frozen=True)
class Valley:
    """L(w) = λ/2 · w², with its bottom at 0; every walk starts at w = 1."""

    curvature: int

    def factor(self, eta: float) -> float:
        """What a step multiplies w by."""
        return 1 - eta * self.curvature

    def walk(self, eta: float) -> np.ndarray:
        """w at the start and after each of ten steps, (11,)."""
        return self.factor(eta) ** np.arange(STEPS + 1)

    def loss(self, w: np.ndarray) -> np.ndarray:
        """The height of the valley at w."""
        return self.curvature / 2 * w**2

    def said(self, eta: float) -> str:
        """What a step does, in words."""
        return f"each step multiplies w by {self.factor(eta):.2f}"


@dataclass(frozen=True)
class Rate:
    """How far a step goes."""

    eta: Annotated[float, Slider(0.01, 1.2, step=0.01, label="η")] = 0.01


class OneNumber(Exercise[Valley, Rate]):
    """Ten steps down a valley of one number."""

    untouched = "Move η and watch the ten steps."
    misconceptions = first_of(
        Misconception("divergence is a bug", lambda p, s: p.factor(s.eta) <= -1, lambda p, s:
                      f"Far too large: {p.said(s.eta)}, so it lands farther out each time.",
                      lambda p: {"eta": round(2.4 / p.curvature, 2)}),
        Misconception("larger is faster", lambda p, s: p.factor(s.eta) < 0, lambda p, s:
                      f"Too large: {p.said(s.eta)}. It swings across the bottom and back.",
                      lambda p: {"eta": round(1.8 / p.curvature, 2)}),
        Misconception("smaller is safer, so better", lambda p, s: True, lambda p, s:
                      f"Too small: {p.said(s.eta)}, so ten of them do not get there.", lambda p: {"eta": 0.02}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Valley:
        return Valley(Random(seed).choice([2, 3, 5, 6, 8]))

    def view(self, p: Valley, s: Rate) -> View:
        w, walk = np.linspace(-1.4, 1.4, 57), p.walk(s.eta)
        tangent = np.array([0.7, 1.2])
        return View(
            Chart([Line(w, p.loss(w), label="loss", tone="muted"),
                   Line(tangent, p.curvature * (tangent - 0.5), label="slope at w = 1", tone="accent"),
                   Path(walk, p.loss(walk), label="ten steps", tone="model")],
                  x=Axis("w", low=-1.4, high=1.4), y=Axis("loss", low=0, high=float(p.curvature))),
            Metric("λ, the slope at w = 1", p.curvature, format="d"),
            Metric("one step: w × (1 − ηλ) = w ×", p.factor(s.eta), format=".2f"),
            Metric("w after ten steps", float(walk[-1]), goal=NEAR, format=".2g"),
        )

    def criteria(self, p: Valley, s: Rate) -> list[Criterion]:
        there = f"There: {p.said(s.eta)}. At η = 1/λ = {1 / p.curvature:.3g} a single step would do"
        near = abs(p.walk(s.eta)[-1]) <= NEAR
        return [Criterion("distance", float(near), note=there if near else "")]

    def solution(self, p: Valley, s: Rate) -> Rate:
        return replace(s, eta=round(1 / p.curvature, 2))

    def code(self, p: Valley, s: Rate) -> str:
        return f"""curvature, eta = {p.curvature}, {s.eta:g}
w = 1.0
for _ in range({STEPS}):
    slope = curvature * w
    w = w - eta * slope
print(f"slope at w = 1: {{curvature}}, one step: w × {{1 - eta * curvature:.2f}}, after ten steps: {{w:.2g}}")
"""
