r"""Binning: a quantity cut into ranges, and the mean of y in each range as the prediction.

    edges     equal width:   e_j = min + j (max − min) / k          ranges of one size; some may be empty
              equal count:   e_j = the j/k quantile of x            ranges of about as many rows; equal edges merge
    predict   ŷ(x) = mean of y over the training rows in x's range  (the overall mean where a range is empty)

Edges and means come from the training rows alone; rows outside the first or last edge belong to the outer ranges.
Few bins are stiff, many are noisy: with n_j rows the mean of a bin has the variance σ²/n_j.
The quantiles are linear between ranks (numpy's default; type 7 of Hyndman and Fan 1996).
Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 5.2 (piecewise constant fits).
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array

Strategy = Literal["uniform", "quantile"]


class Bins(NamedTuple):
    """Inner edges (k − 1,) in the unit of x, and the mean of y (k,), the count (k,) of training rows of each bin."""

    edges: Array
    means: Array
    counts: NDArray[np.intp]

    def predict(self, x: ArrayLike) -> Array:
        """The mean of the bin that each x (n,) falls into; an edge belongs to the bin above it."""
        return self.means[which(x, self.edges)]


def inner_edges(x: ArrayLike, k: int, strategy: Strategy = "quantile") -> Array:
    """The k − 1 inner edges of k bins of x (n,); fewer where quantiles coincide. ValueError if k < 1."""
    if k < 1:
        raise ValueError(f"there is no cutting into {k} bins")
    values = np.asarray(x, dtype=float)
    if strategy == "uniform":
        return np.linspace(values.min(), values.max(), k + 1)[1:-1]
    return np.unique(np.quantile(values, np.linspace(0, 1, k + 1)))[1:-1]


def which(x: ArrayLike, edges: ArrayLike) -> NDArray[np.intp]:
    """The number of each value's bin, from 0: how many inner edges are at or below it."""
    number: NDArray[np.intp] = np.digitize(np.asarray(x, dtype=float), np.asarray(edges, dtype=float))
    return number


def fit(x: ArrayLike, y: ArrayLike, k: int, strategy: Strategy = "quantile") -> Bins:
    """k bins of the training rows x (n,), y (n,)."""
    values = np.asarray(y, dtype=float)
    edges = inner_edges(x, k, strategy)
    bin_of = which(x, edges)
    counts = np.bincount(bin_of, minlength=len(edges) + 1)
    sums = np.bincount(bin_of, values, minlength=len(edges) + 1)
    return Bins(edges, np.where(counts > 0, sums / np.maximum(counts, 1), values.mean()), counts)


def sine(seed: int, n: int, noise: float = 0.3) -> tuple[Array, Array]:
    """x (n,) uniform in 0..1 and y = sin 2πx + N(0, noise²): a relation that no straight line follows."""
    rs = np.random.RandomState(seed)
    x = rs.uniform(0, 1, n)
    return x, np.sin(2 * np.pi * x) + noise * rs.randn(n)
