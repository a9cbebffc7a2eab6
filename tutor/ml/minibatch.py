r"""Mini-batches: the gradient of a few rows as an estimate of the gradient of all, and descent that walks by it.

The loss is the mean of the squares of n rows, so its gradient g is the mean of the rows' own gradients,
gᵢ = 2 aᵢ (aᵢθ − yᵢ) with aᵢ = (xᵢ, 1). The gradient of a batch, g_B, is the mean over B rows drawn without
replacement. Over all C(n, B) batches

    E g_B = g        Var g_B = s²/B · (n − B)/(n − 1)        s² = Σ (gᵢ − g)² / n

with replacement the last factor is 1. A step is one update θ ← θ − η g_B; an epoch is one pass over the shuffled rows,
⌈n/B⌉ steps. Near the bottom a constant rate keeps a walk in motion: for w ← w − η(λw + ξ) with Var ξ = σ²

    Var w = ησ² / (λ(2 − ηλ))                                         the noise floor

Sources: Cochran, Sampling Techniques (1977), 2.6; Bottou, Curtis & Nocedal, SIAM Review 60 (2018), 4.2.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, design


def row_gradients(theta: ArrayLike, X: ArrayLike, y: ArrayLike) -> Array:
    """gᵢ of each row, shape (n, p + 1), the slope along b last; their mean is the gradient of the mean of squares."""
    A = design(X)
    off: Array = A @ np.asarray(theta, dtype=float) - np.asarray(y, dtype=float)
    return 2 * off[:, None] * A


def every_batch(g: Array, B: int) -> Array:
    """The gradient of every batch of B of the n rows, shape (C(n, B), p + 1)."""
    chosen = np.array(list(combinations(range(len(g)), B)))
    return np.asarray(g[chosen].mean(axis=1))


def variance(g: Array, B: int, *, replacement: bool = False) -> Array:
    """Var g_B along each number of θ, shape (p + 1,)."""
    n = len(g)
    spread: Array = g.var(axis=0) / B
    return spread if replacement else spread * (n - B) / (n - 1)


def steps_per_epoch(n: int, B: int) -> int:
    """⌈n/B⌉: the last batch takes what is left."""
    return math.ceil(n / B)


def last_batch(n: int, B: int) -> int:
    """Rows in the last batch of an epoch: the remainder, or B where there is none."""
    return n - (steps_per_epoch(n, B) - 1) * B


def noise_floor(eta: float, lam: float, sigma2: float) -> float:
    """Var w that w ← w − η(λw + ξ) settles at, for 0 < ηλ < 2."""
    return eta * sigma2 / (lam * (2 - eta * lam))


def wander(eta: float, lam: float, xi: ArrayLike) -> Array:
    """w after each step of w ← w − η(λw + ξ) from 0, one step for each ξ."""
    w, path = 0.0, []
    for noise in np.asarray(xi, dtype=float).tolist():
        w -= eta * (lam * w + noise)
        path.append(w)
    return np.array(path)


def batches(X: ArrayLike, y: ArrayLike, B: int, seeds: Sequence[int]) -> Iterator[tuple[Array, Array]]:
    """Rows (walks, B, p + 1) of [X 1] and their y (walks, B), batch after batch, epoch after epoch, without end.

    Each seed is a walk's own, and shuffles the rows anew in every epoch.
    """
    A, y = design(X), np.asarray(y, dtype=float)
    dice = [np.random.RandomState(seed) for seed in seeds]
    while True:
        order = np.array([each.permutation(len(A)) for each in dice])
        rows, goal = A[order], y[order]
        for first in range(0, len(A), B):
            yield rows[:, first : first + B], goal[:, first : first + B]


def walks(start: ArrayLike, X: ArrayLike, y: ArrayLike, B: int, eta: float, steps: int, seeds: Sequence[int]) -> Array:
    """Walks side by side, one for each seed: θ at the start and after each step, (steps + 1, walks, p + 1).

    A walk that diverges runs on to inf and NaN, without a warning.
    """
    theta = np.repeat(np.asarray(start, dtype=float)[None, :, None], len(seeds), axis=0)
    path = [theta]
    with np.errstate(over="ignore", invalid="ignore"):
        for a, goal in islice(batches(X, y, B, seeds), steps):
            off = a @ theta - goal[:, :, None]
            theta = theta - (2 * eta / a.shape[1]) * (a.transpose(0, 2, 1) @ off)
            path.append(theta)
    return np.array(path)[..., 0]
