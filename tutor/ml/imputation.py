r"""Missing values: who is missing, what a fill does, and an imputer that remembers only its training rows.

Why a value is missing decides what may be concluded (Rubin 1976):

    MCAR   missing completely at random: by chance alone      the rows that are left are a fair sample
    MAR    depends on what *is* seen (an older person …)      fair within groups of what is seen
    MNAR   depends on the missing value itself                the seen values are no fair sample, and no fill knows it

The table alone cannot tell MAR from MNAR: only how it was collected can. Filling with the mean of the n_obs seen of
n values keeps their mean and shrinks the spread (ddof 0), since every filled value lies at one point:

    var_filled = n_obs/n · var_obs

Missing is NaN. Source: Little, Rubin, Statistical Analysis with Missing Data (2019), 1.3 and 4.2.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array, as_table

Fill = Literal["mean", "median"]
Mask = NDArray[np.bool_]


class Imputer(NamedTuple):
    """The fill of each column (p,), and which columns (p,) get an indicator of having been missing."""

    fills: Array
    indicated: Mask

    def transform(self, X: ArrayLike) -> Array:
        """Rows (n, p) with each NaN filled, and a 0/1 column behind them for each indicated column."""
        rows = as_table(X)
        missing = np.isnan(rows)
        return np.hstack([np.where(missing, self.fills, rows), missing[:, self.indicated].astype(float)])


def fit(X: ArrayLike, how: Fill = "mean", indicator: bool = False) -> Imputer:
    """Fills from the seen values of the training rows X (n, p); ValueError for a column without any."""
    rows = as_table(X)
    missing = np.isnan(rows)
    if missing.all(axis=0).any():
        raise ValueError("a column without a single value has nothing to be filled with")
    fills = np.nanmean(rows, axis=0) if how == "mean" else np.nanmedian(rows, axis=0)
    indicated: Mask = np.logical_and(missing.any(axis=0), indicator)
    return Imputer(fills, indicated)


def nearest_rows(X: ArrayLike, Z: ArrayLike, k: int = 5) -> Array:
    """Z (m, p) with each NaN filled by the mean of the k training rows X (n, p) nearest in what both have.

    Distance: the root of the mean of squared differences over the shared columns, in units of their standard
    deviation in X. A row that shares nothing with a neighbour gets the column's mean.
    """
    rows, filled = as_table(X), as_table(Z).copy()
    spread = np.nanstd(rows, axis=0)
    unit = np.where(spread > 0, spread, 1.0)
    mean = np.nanmean(rows, axis=0)
    for i, j in zip(*np.nonzero(np.isnan(filled)), strict=True):
        have = np.flatnonzero(~np.isnan(rows[:, j]))
        gaps = ((rows[have] - as_table(Z)[i]) / unit) ** 2
        shared = (~np.isnan(gaps)).sum(axis=1)
        near = np.where(shared > 0, np.nansum(gaps, axis=1) / np.maximum(shared, 1), np.inf)
        order = np.argsort(near, kind="stable")[:k]
        order = order[np.isfinite(near[order])]
        filled[i, j] = rows[have[order], j].mean() if len(order) else mean[j]
    return filled


def variance_after_mean_fill(seen: int, n: int, variance: float) -> float:
    """n_obs/n · var_obs, ddof 0."""
    return seen / n * variance


def mcar(n: int, share: float, seed: int) -> Mask:
    """Which of n values are missing by chance alone, each with probability `share`."""
    return np.random.RandomState(seed).rand(n) < share


def mar(seen: ArrayLike, share: float, seed: int, slope: float = 2.0) -> Mask:
    """Missing where *another* column `seen` (n,) is high: logistic in its standardised value, about `share` in all."""
    return np.random.RandomState(seed).rand(np.size(seen)) < _chance(seen, share, slope)


def mnar(values: ArrayLike, share: float, seed: int, slope: float = 2.0) -> Mask:
    """Missing where the value *itself* is high: logistic in its standardised value, about `share` in all."""
    return np.random.RandomState(seed).rand(np.size(values)) < _chance(values, share, slope)


def _chance(values: ArrayLike, share: float, slope: float) -> Array:
    """1 / (1 + e^−(slope z + c)) with the c that makes the mean `share`; c = 0 for a half."""
    v = np.asarray(values, dtype=float)
    z = slope * (v - v.mean()) / v.std()
    low, high = -50.0, 50.0
    for _ in range(60):
        c = (low + high) / 2
        low, high = (c, high) if (1 / (1 + np.exp(-(z + c)))).mean() < share else (low, c)
    chance: Array = 1 / (1 + np.exp(-(z + (low + high) / 2)))
    return chance
