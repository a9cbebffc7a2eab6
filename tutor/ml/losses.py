r"""Losses: one number for all residuals of a model, the least value it takes (min), and where (argmin).

    SSE = Σ r²    MSE = SSE / n    RMSE = √MSE    SAE = Σ |r|    MAE = SAE / n        r = y − ŷ, n of them

SSE and MSE have the unit of y squared, the others that of y. If g grows, argmin g(f) = argmin f: so SSE, MSE and RMSE
share an argmin, and so do SAE and MAE, while each has a min of its own. Squares and absolute values do not share one:

    model       least squares             least absolute errors
    a constant  the mean of y             a median of y
    a line      Sxy / Sxx, b = ȳ − m x̄    one through two of the points at least (a linear programme)

Along one number of a linear model, SSE is a parabola: with b fixed, its argmin is m* = Σx(y − b) / Σx² and

    SSE(m) = SSE(m*) + Σx² (m − m*)²

Sources: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 3.2, for squares; Bloomfield &
Steiger, Least Absolute Deviations (1983), ch. 1, for absolute errors.
"""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, line, mae, mse, rmse, sse


def sae(y: ArrayLike, predicted: ArrayLike) -> float:
    """Σ |y − ŷ|, in the unit of y."""
    return mae(y, predicted) * len(np.asarray(y))


LOSSES: dict[str, Callable[[ArrayLike, ArrayLike], float]] = {
    "SSE": sse,
    "MSE": mse,
    "RMSE": rmse,
    "SAE": sae,
    "MAE": mae,
}
"""By name, each a function of y (n,) and the predictions (n,)."""
SQUARES = ("SSE", "MSE", "RMSE")
"""Those that grow with Σ r²; the others grow with Σ |r|."""


class Parabola(NamedTuple):
    """L(m) = least + curve · (m − argmin)², least at argmin."""

    argmin: float
    least: float
    curve: float

    def at(self, m: ArrayLike) -> Array:
        """L at each m."""
        return np.asarray(self.least + self.curve * (np.asarray(m, dtype=float) - self.argmin) ** 2)


def slice_along_slope(x: ArrayLike, y: ArrayLike, b: float) -> Parabola:
    """SSE of ŷ = mx + b as a function of m alone. ValueError if every x is 0: then m does nothing."""
    x, rest = np.asarray(x, dtype=float), np.asarray(y, dtype=float) - b
    curve = float(x @ x)
    if curve == 0:
        raise ValueError("every x is 0, so the slope does nothing")
    best = float(x @ rest) / curve
    return Parabola(best, float(((rest - best * x) ** 2).sum()), curve)


def parabola_through(m: ArrayLike, values: ArrayLike) -> Parabola | None:
    """The parabola through three points or more of one that opens upwards; None where they do not tell it."""
    m, values = np.asarray(m, dtype=float), np.asarray(values, dtype=float)
    if len(set(m.tolist())) < 3 or not np.ptp(values):
        return None
    reach, height = float(np.ptp(m)), float(np.ptp(values))
    low, least = float(m.min()), float(values.min())
    a, b, c = np.polyfit((m - low) / reach, (values - least) / height, 2)
    if a <= 0:
        return None
    return Parabola(
        low - reach * float(b / (2 * a)), least + height * float(c - b * b / (4 * a)), height * float(a) / reach**2
    )


def best_constant(name: str, y: ArrayLike) -> float:
    """The constant with the least loss of this name: the mean, or the median (of an even number, the middle one)."""
    values = np.asarray(y, dtype=float)
    return float(np.mean(values) if name in SQUARES else np.median(values))


def best_line(name: str, x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """(slope, intercept) of the line with the least loss of this name."""
    if name not in SQUARES:
        return least_absolute(x, y)
    fit = line(x, y)
    return fit.slope, fit.intercept


def least_absolute(x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """(slope, intercept) that leave the least Σ|y − ŷ|: some best line passes through two of the points.

    Tries every pair, n² / 2 lines of n residuals, so keep n below a few hundred. ValueError if x is constant.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    pairs = [(i, j) for i, j in combinations(range(len(x)), 2) if x[i] != x[j]]
    if not pairs:
        raise ValueError("x is constant, so no slope can be told")
    i, j = np.array(pairs).T
    slopes = (y[j] - y[i]) / (x[j] - x[i])
    intercepts = y[i] - slopes * x[i]
    found = np.abs(y - slopes[:, None] * x - intercepts[:, None]).sum(1)
    best = int(found.argmin())
    return float(slopes[best]), float(intercepts[best])
