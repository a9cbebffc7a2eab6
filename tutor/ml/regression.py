r"""Linear regression: a weight for each input, one bias, and the sum of squares that they leave.

    ŷ = X Wᵀ + b        X (n, p) inputs    W (p,) or (k, p) weights    b () or (k,) biases    ŷ (n,) or (n, k)

The unit of W_j is the unit of y per unit of x_j; b has the unit of y. Losses are of residuals y − ŷ:

    SSE = Σ (y − ŷ)²     MSE = SSE / n     RMSE = √MSE     MAE = Σ |y − ŷ| / n

Appending a column of ones to X makes b the last weight, so that one least-squares problem finds all:
θ = argmin ‖Aθ − y‖², A = [X 1], and the residuals are at right angles to every column of A: Aᵀ(y − Aθ) = 0.
Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 3.2.
"""

import math
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]


class Fit(NamedTuple):
    """Weights W of shape (p,) and a float b, or for k outputs W (k, p) and b (k,)."""

    W: Array
    b: Any


class Line(NamedTuple):
    """A least-squares line: its two numbers, the correlation r of x and y, r² and the sum of squares left."""

    slope: float
    intercept: float
    r: float
    r2: float
    sse: float


def as_table(X: ArrayLike) -> Array:
    """X as floats of shape (n, p); a vector (n,) becomes a table of one column."""
    rows = np.asarray(X, dtype=float)
    return rows.reshape(-1, 1) if rows.ndim == 1 else rows


def design(X: ArrayLike) -> Array:
    """A = [X 1] of shape (n, p + 1): the ones carry b."""
    rows = as_table(X)
    return np.concatenate([rows, np.ones((len(rows), 1))], axis=1)


def predict(W: ArrayLike, b: ArrayLike, X: ArrayLike) -> Array:
    """ŷ = X Wᵀ + b, of shape (n,) for W (p,), of shape (n, k) for W (k, p)."""
    return np.asarray(as_table(X) @ np.asarray(W, dtype=float).T + b, dtype=float)


def residuals(y: ArrayLike, predicted: ArrayLike) -> Array:
    """y − ŷ, above the line is positive. ValueError if the shapes differ: (n,) − (n, 1) would be (n, n)."""
    seen, told = np.asarray(y, dtype=float), np.asarray(predicted, dtype=float)
    if seen.shape != told.shape:
        raise ValueError(f"y has shape {seen.shape} and the predictions {told.shape}; they must be equal")
    rest: Array = seen - told
    return rest


def sse(y: ArrayLike, predicted: ArrayLike) -> float:
    """Σ (y − ŷ)², in the unit of y squared."""
    return float((residuals(y, predicted) ** 2).sum())


def mse(y: ArrayLike, predicted: ArrayLike) -> float:
    """The mean of (y − ŷ)², in the unit of y squared."""
    return float((residuals(y, predicted) ** 2).mean())


def rmse(y: ArrayLike, predicted: ArrayLike) -> float:
    """√MSE, in the unit of y."""
    return math.sqrt(mse(y, predicted))


def mae(y: ArrayLike, predicted: ArrayLike) -> float:
    """The mean of |y − ŷ|, in the unit of y."""
    return float(np.abs(residuals(y, predicted)).mean())


def r2(y: ArrayLike, predicted: ArrayLike) -> float:
    """1 − SSE / SSE of the best constant: 1 is perfect, 0 no better than the mean. NaN if y is constant."""
    y = np.asarray(y, dtype=float)
    spread = float(((y - y.mean(0)) ** 2).sum())
    return 1 - sse(y, predicted) / spread if spread else math.nan


def least_squares(X: ArrayLike, y: ArrayLike, method: Literal["svd", "qr", "normal"] = "svd") -> Fit:
    """The W and b that leave the least SSE, for y (n,) or (n, k).

    "svd" takes the shortest of many answers where inputs repeat each other; "qr" and "normal" need full
    rank. "normal" solves AᵀAθ = Aᵀy and squares the condition number: it is here to be seen losing digits.
    """
    A, y = design(X), np.asarray(y, dtype=float)
    if method == "svd":
        theta = np.linalg.lstsq(A, y, rcond=None)[0]
    elif method == "qr":
        Q, R = np.linalg.qr(A)
        theta = np.linalg.solve(R, Q.T @ y)
    else:
        theta = np.linalg.solve(A.T @ A, A.T @ y)
    return Fit(theta[:-1].T, theta[-1])


def condition_number(X: ArrayLike) -> float:
    """Largest over smallest singular value of A = [X 1]: how much errors in y may grow in θ."""
    return float(np.linalg.cond(design(X)))


def line(x: ArrayLike, y: ArrayLike) -> Line:
    """The least-squares line in closed form: slope Sxy / Sxx, through the point of the means.

    Sxy = Σ(x − x̄)(y − ȳ), Sxx = Σ(x − x̄)². ValueError if x is constant: every slope fits alike.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    dx, dy = x - x.mean(), y - y.mean()
    sxx, sxy, syy = float(dx @ dx), float(dx @ dy), float(dy @ dy)
    if sxx == 0:
        raise ValueError("x is constant, so no slope can be told")
    slope = sxy / sxx
    r = sxy / math.sqrt(sxx * syy) if syy else math.nan
    rest = dy - slope * dx
    return Line(slope, float(y.mean() - slope * x.mean()), r, r * r, float(rest @ rest))


def excess(loss: float, best: float, baseline: float) -> float:
    """How much of the way from the baseline to the best possible loss is done, on a log scale, in 0..1.

    ρ = (loss − best) / (baseline − best), score = −log₁₀(ρ) / 2: 1 from ρ = 0.01 on, 0.5 at 0.1, 0 at 1.
    """
    if not math.isfinite(loss):
        return 0.0
    room = baseline - best
    if loss <= best + 1e-12 * max(room, 0.0):
        return 1.0
    if room <= 0:
        return 0.0
    return min(1.0, max(0.0, -math.log10((loss - best) / room) / 2))
