"""The bowl that a sum of squares makes over (W, b), and walks of gradient descent on it.

With the curvature H and the bottom θ*, L(θ) = L* + ½ (θ − θ*)ᵀ H (θ − θ*): how fast a walk gets down hangs on H and
on the start alone. (Goodfellow, Bengio & Courville, Deep Learning, 4.3.1; Nesterov, Introductory Lectures, 2.1.)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import isfinite, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.ml.descent import Steps, directions, hessian, rates, run, steps_to
from tutor.ml.regression import line

Array = NDArray[Any]


@dataclass(frozen=True)
class Bowl:
    """The sum of squares of y = Wx + b over n points, and where a walk on it begins: θ = (W, b)."""

    x: Array
    y: Array
    start: Array

    @classmethod
    def standardised(cls, x: Array, y: Array, start: Array) -> "Bowl":
        """The same loss and the same line to begin with, over x with mean 0 and standard deviation 1 (ddof 0)."""
        mean, sd = x.mean(), x.std()
        return cls((x - mean) / sd, y, np.array([start[0] * sd, start[1] + start[0] * mean]))

    @cached_property
    def best(self) -> Array:
        """θ* at the bottom, (2,)."""
        fit = line(self.x, self.y)
        return np.array([fit.slope, fit.intercept])

    @cached_property
    def H(self) -> Array:
        """The curvature, (2, 2)."""
        return hessian(self.x)

    @cached_property
    def rates(self) -> Steps:
        """The largest stable and the best constant rate, and κ."""
        return rates(self.H)

    def path(self, runs: Iterable[tuple[float, int]]) -> Array:
        """Every θ from the start on, shape (steps + 1, 2), after runs of (η, steps)."""
        at, pieces = self.start, [self.start[None]]
        for eta, count in runs:
            piece = run(at, self.x, self.y, eta, count)
            at, pieces = piece[-1], [*pieces, piece[1:]]
        return np.concatenate(pieces)

    def above(self, at: Array) -> float:
        """How much more than the bottom θ loses; inf where it ran away."""
        with np.errstate(over="ignore", invalid="ignore"):
            more = float(0.5 * (at - self.best) @ self.H @ (at - self.best))
        return more if isfinite(more) else float("inf")

    def steps(self, eta: float, enough: float) -> int | None:
        """Steps at rate η from the start until at most `enough` more than the bottom is lost; None if never."""
        values, vectors = directions(self.H)
        error = vectors @ (np.sqrt(np.maximum(values, 0)) * (vectors.T @ (self.start - self.best)))
        return steps_to(self.H, error, eta, sqrt(enough / self.above(self.start)))
