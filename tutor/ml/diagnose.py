r"""When a line is wrong though its numbers look right: a curve, an outlier, a point that makes the slope.

Of n points on a line with two fitted numbers, with residuals r:

    leverage    hᵢ = diagonal of A(AᵀA)⁻¹Aᵀ = ‖row i of Q‖², A = QR: 0..1, adds up to the numbers fitted;
                at hᵢ = 1 the fit passes through point i whatever its y
    deleted t   tᵢ = rᵢ / (s₍ᵢ₎ √(1 − hᵢ)), s₍ᵢ₎² = (SSE − rᵢ² / (1 − hᵢ)) / (n − 3): the residual of point i
                from the line fitted without it, in standard errors
    quadratic   t² = (SSE₁ − SSE₂) / (SSE₂ / (n − 3)): what one more column, x², takes off the sum of squares

Source: Cook and Weisberg, Residuals and Influence in Regression (1982), 2.1-2.2; Anscombe (1973).
"""

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, design, least_squares, predict, residuals

Verdict = Literal["leverage", "outlier", "curve", "line"]


def leverage(X: ArrayLike) -> Array:
    """hᵢ of each row, shape (n,): how strongly its own y pulls the fit at that point."""
    U, s, _ = np.linalg.svd(design(X), full_matrices=False)
    rank = s > s[0] * len(U) * np.finfo(float).eps
    return np.asarray((U[:, rank] ** 2).sum(1), dtype=float)


def deleted_t(x: ArrayLike, y: ArrayLike) -> Array:
    """tᵢ of each point, shape (n,); 0 where h = 1 (no comparison), inf where the others fit exactly."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    r, free = residuals(y, predict(*least_squares(x, y), x)), 1 - leverage(x)
    tiny = 1e-12
    own = np.divide(r**2, free, out=np.zeros_like(r), where=free > tiny)
    total, left = float(r @ r), max(1, len(y) - 3)
    variance = np.maximum(0.0, total - own) / left
    exact = (variance * left <= tiny * total) & (total > 0)
    scale = np.sqrt(variance * np.maximum(free, 0.0))
    t = np.divide(r, scale, out=np.zeros_like(r), where=(free > tiny) & (scale > 0))
    return np.where(exact, np.copysign(math.inf, r), t)


def quadratic_t(x: ArrayLike, y: ArrayLike) -> float:
    """|t| of the x² term when added to the line; inf if the parabola is exact, 0 at two values of x."""
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if len(np.unique(x)) < 3:
        return 0.0
    z = (x - x.mean()) / x.std()
    losses = []
    for A in (z, np.column_stack([z, z**2])):
        rest = residuals(y, predict(*least_squares(A, y), A))
        losses.append(float(rest @ rest))
    line, parabola = losses
    if parabola <= 1e-12 * line:
        return math.inf if line > 1e-24 * float(y @ y) else 0.0
    return math.sqrt(max(0.0, line - parabola) / (parabola / max(1, len(x) - 3)))


def largest_residual(x: ArrayLike, y: ArrayLike) -> int:
    """The index of the point farthest from the least-squares line."""
    return int(np.abs(residuals(y, predict(*least_squares(x, y), x))).argmax())


def verdict(x: ArrayLike, y: ArrayLike) -> Verdict:
    """What spoils a straight line through these points most: the first of the three tests that fails.

    "leverage": one h ≥ 0.9, the slope hangs on that point. "outlier": one |t| above √(2 ln n) + 2, two
    standard errors beyond what the largest of n normal residuals comes to. "curve": |t| of x² above 4.
    """
    if leverage(x).max() >= 0.9:
        return "leverage"
    if np.abs(deleted_t(x, y)).max() > math.sqrt(2 * math.log(len(np.asarray(y)))) + 2:
        return "outlier"
    return "curve" if quadratic_t(x, y) > 4 else "line"
