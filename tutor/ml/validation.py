r"""Choosing a model by cross-validation without being fooled by the luck of the folds.

J scores of k folds (J = k, or k times the repeats) have mean m and standard deviation s (ddof 1). Their
training sets overlap, so s/√J is too small; the corrected standard error takes the overlap into account:

    SE = s √(1/J + n_test/n_train),   n_test/n_train = 1/(k − 1)

No unbiased estimate exists (Bengio and Grandvalet 2004). Every model with m ≥ best m − SE(best) is as good as
the best as far as anyone can tell; the one-standard-error rule takes the simplest of them.
Source: Nadeau and Bengio, Inference for the Generalization Error, Machine Learning 52 (2003).

A score cannot prove that held-out rows stayed held out: fitting a scaler to all rows moves it by 2e-5 or not at all.
The invariance probe can: move the held-out rows far away, fit again, and compare what was fitted, bit for bit.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array

Split: TypeAlias = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Row numbers to train on, and row numbers to test on."""


def folds(n: int, k: int = 5, seed: int = 0, labels: ArrayLike | None = None) -> list[Split]:
    """k splits of n shuffled rows, each row tested once; with `labels` (n,) each fold gets its share of each.

    ValueError unless 2 ≤ k ≤ n.
    """
    if not 2 <= k <= n:
        raise ValueError(f"{n} rows cannot be dealt into {k} folds")
    rows = np.random.RandomState(seed).permutation(n)
    if labels is not None:
        rows = rows[np.argsort(np.asarray(labels)[rows], kind="stable")]
    return dealt(rows, k)


def dealt(rows: NDArray[np.intp], k: int) -> list[Split]:
    """k splits of the rows 0..n-1, dealt to the folds one by one in the order of `rows` (n,)."""
    fold = np.empty(len(rows), dtype=int)
    fold[rows] = np.arange(len(rows)) % k
    return [(np.flatnonzero(fold != each), np.flatnonzero(fold == each)) for each in range(k)]


def scores(estimator: Any, X: Array, y: Array, splits: Sequence[Split]) -> Array:
    """estimator.fit(train).score(test) of each split, shape (J,), each on a fresh copy of the estimator."""
    return np.array([deepcopy(estimator).fit(X[a], y[a]).score(X[b], y[b]) for a, b in splits], dtype=float)


def mean(scores: ArrayLike) -> float:
    """The mean of the scores."""
    return float(np.asarray(scores, dtype=float).mean())


def naive_se(scores: ArrayLike) -> float:
    """s/√J, which takes the folds for independent: too small."""
    values = np.asarray(scores, dtype=float)
    return float(values.std(ddof=1)) / math.sqrt(len(values))


def corrected_se(scores: ArrayLike, k: int) -> float:
    """s √(1/J + 1/(k − 1)) of J scores from k folds, repeated or not."""
    values = np.asarray(scores, dtype=float)
    return float(values.std(ddof=1)) * math.sqrt(1 / len(values) + 1 / (k - 1))


def binomial_se(share: float, n: int) -> float:
    """√(p(1 − p)/n): the standard error of a share (an accuracy) p seen on n rows."""
    return math.sqrt(share * (1 - share) / n)


def best(scores: Mapping[str, ArrayLike]) -> str:
    """The name with the highest mean score."""
    return max(scores, key=lambda name: mean(scores[name]))


def accepted(scores: Mapping[str, ArrayLike], k: int, tie: float = 0.0) -> list[str]:
    """The names whose mean is within one corrected SE (or `tie`, if that is more) of the best, as given."""
    return [name for name in scores if shortfall(scores, name, k, tie) <= 1]


def simplest(scores: Mapping[str, ArrayLike], k: int, tie: float = 0.0) -> str:
    """The one-standard-error rule: the first accepted name, where `scores` goes from simple to complex."""
    return accepted(scores, k, tie)[0]


def shortfall(scores: Mapping[str, ArrayLike], name: str, k: int, tie: float = 0.0) -> float:
    """How many corrected SE of the best model (at least `tie`) the mean of `name` lies below the best."""
    top = best(scores)
    gap = mean(scores[top]) - mean(scores[name])
    unit = max(corrected_se(scores[top], k), tie)
    return gap / unit if unit else math.inf if gap else 0.0


def within_se(scores: Mapping[str, ArrayLike], name: str, k: int, tie: float = 0.002) -> float:
    """The score of choosing `name`: 1 within one SE of the best, falling straight to 0 at three SE.

    `tie` is the least difference that counts; for errors give them negated, and 5% of the best as `tie`.
    """
    return min(1.0, max(0.0, (3 - shortfall(scores, name, k, tie)) / 2))


def paired(errors: ArrayLike, best: ArrayLike) -> tuple[float, float]:
    """How far the mean of `errors` lies above that of `best`, on the same m rows, and the standard error of that.

    Row by row, sd(eᵢ − bᵢ)/√m: what makes a row hard for both models cancels.
    """
    gaps = np.asarray(errors, dtype=float) - np.asarray(best, dtype=float)
    return float(gaps.mean()), naive_se(gaps)


def worth_trying(now: ArrayLike, then: ArrayLike, k: int) -> bool:
    """Whether `then` beats `now` by more than one corrected SE of the better one."""
    gap = mean(then) - mean(now)
    return gap > 0 and gap > corrected_se(then, k)


def held(score: float, baseline: float, reference: float, se: float) -> float:
    """A sealed test's score, in 0..1: 0 at the baseline, 1 from one SE below the reference's score on."""
    room = reference - se - baseline
    if room <= 0:
        return 1.0 if score >= reference - se else 0.0
    return min(1.0, max(0.0, (score - baseline) / room))


def corrupted(X: ArrayLike, held_out: ArrayLike, shift: float = 1e6) -> Array:
    """A copy of X (n, p) whose held-out rows (row numbers or a mask) lie `shift` away."""
    moved = np.array(X, dtype=float)
    moved[np.asarray(held_out)] += shift
    return moved


def largest_shift(fitted: Callable[[Array], ArrayLike], X: ArrayLike, held_out: ArrayLike) -> float:
    """How far the fitted numbers move when the held-out rows are corrupted: exactly 0 for an honest procedure."""
    before = np.asarray(fitted(np.array(X, dtype=float)), dtype=float)
    after = np.asarray(fitted(corrupted(X, held_out)), dtype=float)
    if before.shape != after.shape:
        return math.inf
    return float(np.abs(before - after).max(initial=0.0))
