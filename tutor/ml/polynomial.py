r"""Polynomials: a curve as flexible as you like, what its flexibility costs, and ridge, which holds it back.

A polynomial of degree d is linear regression on d columns made of one input. Which columns span it is a matter of
numerics alone. The powers x, x², …, xᵈ are nearly copies of each other; Chebyshev's polynomials on [−1, 1] are not:

    T₀ = 1,  T₁ = x,  Tₖ₊₁ = 2x Tₖ − Tₖ₋₁,  |Tₖ| ≤ 1        T₀ is the column of ones that carries b

With d = n − 1 there is a coefficient for each of n points, and the curve passes through all of them. Ridge pulls
the weights towards 0. With U S Vᵀ the centred columns, ŷ = Hy and hᵢ the diagonal of H:

    ridge       argmin ‖y − XW − b‖² + λ‖W‖²:   W = V diag(s / (s² + λ)) Uᵀ y,   b = ȳ − x̄·W
    leverage    hᵢ = 1/n + Σⱼ uᵢⱼ² sⱼ² / (sⱼ² + λ)
    left out    yᵢ − ŷᵢ of the fit without row i  =  rᵢ / (1 − hᵢ)

λ = 0 is least squares. The last line is exact for any λ: n fits for the price of one.
Sources: Trefethen, Approximation Theory and Approximation Practice (2013), 3; Hastie, Tibshirani, Friedman, The
Elements of Statistical Learning (2009), 3.4.1 and 7.10.
"""

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, Fit, as_table, predict, residuals

RANK = 1e-10
"""Singular values below this share of the largest count as 0: the weights are then the shortest that fit."""


def scaled(x: ArrayLike, low: float, high: float) -> Array:
    """x of [low, high] as −1..1."""
    return np.asarray(2 * (np.asarray(x, dtype=float) - low) / (high - low) - 1, dtype=float)


def chebyshev(x: ArrayLike, degree: int) -> Array:
    """The columns T₁ … T_d of x (n,) in [−1, 1], shape (n, d)."""
    x = np.asarray(x, dtype=float)
    columns = [np.ones_like(x), x]
    while len(columns) <= degree:
        columns.append(2 * x * columns[-1] - columns[-2])
    return np.array(columns[1 : degree + 1], dtype=float).reshape(degree, len(x)).T


def powers(x: ArrayLike, degree: int) -> Array:
    """The columns x, x², …, xᵈ of x (n,), shape (n, d): the same curves, and much worse numbers."""
    return np.asarray(as_table(x) ** np.arange(1, degree + 1), dtype=float)


def monomials(X: ArrayLike, degree: int) -> Array:
    """All products of up to `degree` columns of X (n, p): p + d choose d columns, less the constant."""
    rows = as_table(X)
    chosen = [c for d in range(1, degree + 1) for c in combinations_with_replacement(range(rows.shape[1]), d)]
    return np.array([rows[:, c].prod(axis=1) for c in chosen], dtype=float).T


def ridge(X: ArrayLike, y: ArrayLike, penalty: float = 0.0) -> Fit:
    """W (p,) and b that leave the least SSE + penalty · ‖W‖² for y (n,); b is not pulled."""
    y, middle = np.asarray(y, dtype=float), as_table(X).mean(axis=0)
    U, s, Vt = _factors(X)
    W = Vt.T @ (s / (s**2 + penalty) * (U.T @ (y - y.mean())))
    return Fit(W, float(y.mean() - middle @ W))


def leverage(X: ArrayLike, penalty: float = 0.0) -> Array:
    """hᵢ of each row, shape (n,): how far its own y pulls the fit there. They add up to the coefficients in use."""
    U, s, _ = _factors(X)
    return np.asarray(1 / len(U) + (U**2 * (s**2 / (s**2 + penalty))).sum(axis=1), dtype=float)


def left_out(X: ArrayLike, y: ArrayLike, penalty: float = 0.0) -> Array:
    """yᵢ − ŷᵢ of the fit to all rows but i, shape (n,), without those fits: rᵢ / (1 − hᵢ). Needs every hᵢ < 1."""
    r = residuals(y, predict(*ridge(X, y, penalty), X))
    return np.asarray(r / (1 - leverage(X, penalty)), dtype=float)


def loocv(X: ArrayLike, y: ArrayLike, penalty: float = 0.0) -> float:
    """Leave-one-out cross-validation: the mean square of what the fits without a row leave of that row."""
    return float((left_out(X, y, penalty) ** 2).mean())


def _factors(X: ArrayLike) -> tuple[Array, Array, Array]:
    """U (n, r), s (r,) and Vᵀ (r, p) of the centred columns, r their rank."""
    rows = as_table(X)
    U, s, Vt = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    kept = s > RANK * s[:1].sum()
    return U[:, kept], s[kept], Vt[kept]
