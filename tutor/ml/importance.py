r"""Which input matters? Four answers of one linear model, and each answers its own question.

    raw weight       |W_j|                      per unit of x_j: change the unit, and the order changes
    per sd           |W_j| sd_j                 what a typical difference in x_j does, the others held
    permutation      R² − R²(x_j shuffled)      what *this model* loses if the link of x_j to y *and to the other
                                                inputs* is broken; for least squares about 2 (W_j sd_j)² / var y
    drop and refit   R² − R²(refit without)     what *you* lose if x_j is no longer collected: others stand in

None of them says that x_j causes y: nothing was changed, only looked at.
Source: Breiman, Random Forests, Machine Learning 45 (2001); Hooker, Mentch, Zhou, Unrestricted permutation forces
extrapolation, Statistics and Computing 31 (2021).
"""

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.inference import held_out_r2
from tutor.ml.regression import Array, least_squares, predict, r2
from tutor.ml.validation import Split


def per_sd(X: ArrayLike, y: ArrayLike) -> Array:
    """W_j sd_j (p,), in the unit of y, with its sign; sd of ddof 0."""
    X = np.asarray(X, dtype=float)
    effect: Array = least_squares(X, y).W * X.std(axis=0)
    return effect


def permutation(X: ArrayLike, y: ArrayLike, repeats: int = 30, seed: int = 0) -> Array:
    """The mean drop (p,) in R² when a column is shuffled, over so many shuffles; the model stays as it was fitted."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    fit = least_squares(X, y)
    full, told = r2(y, predict(*fit, X)), predict(*fit, X)
    rs = np.random.RandomState(seed)
    drops = np.empty((X.shape[1], repeats))
    for j in range(X.shape[1]):
        for i in range(repeats):
            moved = (X[rs.permutation(len(y)), j] - X[:, j]) * fit.W[j]
            drops[j, i] = full - r2(y, told + moved)
    return np.asarray(drops.mean(axis=1))


def permutation_by_formula(X: ArrayLike, y: ArrayLike) -> Array:
    """2 (W_j sd_j)² / var y (p,): what shuffling a column costs least squares on average, on its own rows."""
    value: Array = 2 * per_sd(X, y) ** 2 / np.asarray(y, dtype=float).var()
    return value


def drop_column(X: ArrayLike, y: ArrayLike) -> Array:
    """How far R² falls (p,) when the model is fitted anew without a column, on the rows of the fit."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    full = r2(y, predict(*least_squares(X, y), X))
    without = [np.delete(X, j, axis=1) for j in range(X.shape[1])]
    return np.array([full - r2(y, predict(*least_squares(Z, y), Z)) for Z in without])


def held_out_without(X: ArrayLike, y: ArrayLike, splits: list[Split]) -> Array:
    """R² (p, k) on each split's test rows when the model is fitted without a column."""
    X = np.asarray(X, dtype=float)
    return np.array([held_out_r2(np.delete(X, j, axis=1), y, splits) for j in range(X.shape[1])])


def order(importance: ArrayLike) -> list[int]:
    """Column numbers, the most important first, by size without sign."""
    return [int(j) for j in np.argsort(-np.abs(np.asarray(importance, dtype=float)), kind="stable")]
