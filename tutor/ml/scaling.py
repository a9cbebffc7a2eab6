r"""Scaling: columns brought to one size, and whitening, which also removes what they share.

A scaler *remembers numbers of the training rows* and applies them to any rows. With X (n, p), mean μ and the
standard deviation σ of each column (ddof 0, as in scikit-learn's StandardScaler):

    min-max      (x − min) / (max − min)         in 0..1 on the training rows
    standard     (x − μ) / σ                     mean 0, standard deviation 1; correlations stay
    whitening    W (x − μ)  with  W Σ Wᵀ = I     covariance I: no correlation is left

Σ = U Λ Uᵀ is the covariance (ddof 1). Every W with WᵀW = Σ⁻¹ whitens, and any rotation of one is another:

    PCA   W = Λ^(−1/2) Uᵀ       along the principal axes, largest variance first
    ZCA   W = U Λ^(−1/2) Uᵀ     = Σ^(−1/2), symmetric; of all W it moves the points least: E‖x − μ − z‖² = Σ(√λ − 1)²

A column that does not vary has nothing to be divided by: it becomes 0, never NaN.
Source: Kessy, Lewin, Strimmer, Optimal Whitening and Decorrelation, The American Statistician 72 (2018).
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, as_table

FLAT = 1e-12
"""A spread below this share of the column's size (of the largest eigenvalue for Λ) is rounding, not spread."""

Kind = Literal["none", "minmax", "standard", "pca", "zca"]


class Scaler(NamedTuple):
    """What is remembered of the training rows: a center (p,) and a matrix W (p, p); z = W (x − center)."""

    center: Array
    W: Array

    def transform(self, X: ArrayLike) -> Array:
        """Rows (n, p) scaled by the remembered numbers, whatever these rows are."""
        z: Array = (as_table(X) - self.center) @ self.W.T
        return z


def fit(X: ArrayLike, kind: Kind) -> Scaler:
    """The scaler of `kind`, fitted to the training rows X (n, p) and to nothing else. ValueError if n < 2."""
    rows = as_table(X)
    if len(rows) < 2:
        raise ValueError(f"a spread needs two rows or more, not {len(rows)}")
    mean = rows.mean(axis=0)
    if kind == "none":
        return Scaler(np.zeros_like(mean), np.eye(len(mean)))
    if kind == "minmax":
        low = rows.min(axis=0)
        return Scaler(low, np.diag(_inverse(np.ptp(rows, axis=0), np.abs(rows).max(axis=0))))
    if kind == "standard":
        return Scaler(mean, np.diag(_inverse(rows.std(axis=0), np.abs(rows).max(axis=0))))
    values, U = principal_axes(rows)
    scale = np.diag(np.sqrt(_inverse(values, values[0])))
    return Scaler(mean, scale @ U.T if kind == "pca" else U @ scale @ U.T)


def principal_axes(X: ArrayLike) -> tuple[Array, Array]:
    """Eigenvalues (p,) of the covariance (ddof 1), largest first, and its eigenvectors as the columns of U (p, p)."""
    values, U = np.linalg.eigh(np.atleast_2d(np.cov(as_table(X).T)))
    return values[::-1], U[:, ::-1]


def covariance(X: ArrayLike) -> Array:
    """The covariance (p, p) of rows X (n, p), ddof 1."""
    return np.atleast_2d(np.cov(as_table(X).T))


def largest_correlation(X: ArrayLike) -> float:
    """The largest |r| between two columns; a column that does not vary takes no part."""
    rows = as_table(X)
    varies = np.ptp(rows, axis=0) > FLAT * np.abs(rows).max(axis=0)
    if varies.sum() < 2:
        return 0.0
    r = np.corrcoef(rows[:, varies].T)
    return float(np.abs(r - np.diag(np.diag(r))).max())


def condition_number(X: ArrayLike) -> float:
    """Largest over smallest eigenvalue of the covariance: what steps of gradient descent grow with."""
    values, _ = principal_axes(X)
    return float(values[0] / values[-1]) if values[-1] > 0 else float("inf")


def mean_square_move(X: ArrayLike, kind: Kind) -> float:
    """How far whitening carries the centered points: the mean of ‖x − μ − z‖² over rows, ddof 1."""
    rows = as_table(X)
    moved = rows - rows.mean(axis=0) - fit(rows, kind).transform(rows)
    return float((moved**2).sum() / (len(rows) - 1))


def _inverse(spread: Array, size: Array) -> Array:
    """1 / spread, and 0 where the spread is only rounding."""
    there = spread > FLAT * np.maximum(size, np.finfo(float).tiny)
    return np.where(there, 1 / np.where(there, spread, 1.0), 0.0)
