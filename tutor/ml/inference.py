r"""What one fit tells of its weights: standard errors and intervals, beside what it foretells.

With A = [X 1] of shape (n, p + 1) and residuals r, the noise has the variance s² = Σr²/(n − p − 1), and

    Cov(θ̂) = s² (AᵀA)⁻¹        SE_j = √Cov_jj        95% interval: θ̂_j ± t₀.₉₇₅(n − p − 1) · SE_j

if the model is linear with independent noise of one variance. A near-copy of a column makes AᵀA nearly singular: its
inverse, and with it SE, grows. The fit hardly changes, for what one weight gains the other gives up. So two questions
have two answers from the same rows: *which weight?* (explain) and *which y?* (predict).
Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 3.2; Shmueli, To Explain or to
Predict?, Statistical Science 25 (2010).
"""

import math
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, design, least_squares, predict, r2
from tutor.ml.validation import Split


class Weights(NamedTuple):
    """Weights (p,), their standard errors (p,) and the half-width (p,) of their 95% intervals."""

    W: Array
    se: Array
    half: Array


def weights(X: ArrayLike, y: ArrayLike, level: float = 0.95) -> Weights:
    """The least-squares weights of X (n, p) with errors and intervals. ValueError unless n > p + 1."""
    A, y = design(X), np.asarray(y, dtype=float)
    free = len(y) - A.shape[1]
    if free < 1:
        raise ValueError(f"{len(y)} rows leave nothing to tell the noise of {A.shape[1]} weights by")
    Q, R = np.linalg.qr(A)
    theta = np.linalg.solve(R, Q.T @ y)
    s2 = float(((y - A @ theta) ** 2).sum()) / free
    inverse = np.linalg.inv(R)
    se = np.sqrt(s2 * (inverse**2).sum(axis=1))[:-1]
    return Weights(theta[:-1], se, t_quantile((1 + level) / 2, free) * se)


@cache
def t_quantile(share: float, free: int) -> float:
    """What a t-distributed number of `free` degrees of freedom stays below with probability `share`, from 0.5 on."""
    low, high = 0.0, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, free) < share else (low, middle)
    return (low + high) / 2


def _t_below(t: float, free: int) -> float:
    """P(T ≤ t) for t ≥ 0: one half and the integral of Γ((ν+1)/2)/(√(νπ) Γ(ν/2)) (1 + x²/ν)^(−(ν+1)/2) from 0 to t.

    With x = √ν tan φ the integrand is cos^(ν−1) φ, smooth up to any t: Gauss's 64 points are exact enough.
    """
    end = math.atan(t / math.sqrt(free))
    at, weight = _gauss()
    area = float((weight * np.cos(end * (at + 1) / 2) ** (free - 1)).sum()) * end / 2
    log_scale = math.lgamma((free + 1) / 2) - math.lgamma(free / 2) - math.log(math.pi) / 2
    return 0.5 + area * math.exp(log_scale)


@cache
def _gauss() -> tuple[Array, Array]:
    """Where in −1..1 Gauss's rule of 64 points looks, and how much each look weighs."""
    return np.polynomial.legendre.leggauss(64)


def held_out_r2(X: ArrayLike, y: ArrayLike, splits: list[Split]) -> Array:
    """R² (k,) of least squares on each split's test rows."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    return np.array([r2(y[b], predict(*least_squares(X[a], y[a]), X[b])) for a, b in splits])


def near_copy(x: ArrayLike, noise: float, seed: int = 0) -> Array:
    """x (n,) plus normal noise of `noise` standard deviations of x."""
    x = np.asarray(x, dtype=float)
    copy: Array = x + noise * x.std() * np.random.RandomState(seed).randn(len(x))
    return copy
