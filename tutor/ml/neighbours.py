r"""Two classifiers that feel scale differently: nearest neighbours, and a decision tree.

k nearest neighbours asks the k training rows at the smallest distance √Σ(x_j − x'_j)², and the majority answers: a
column in large units decides alone. A tree asks one column at a time "x_j ≤ t?", with the t that leaves the least Gini
impurity Σ_c p_c (1 − p_c) in the two halves, weighted by their rows: it sees only the order of values, which no
increasing change of scale alters. Rotate the columns, as whitening does, and it sees other columns.
Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 13.3 and 9.2.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array, as_table
from tutor.ml.scaling import Kind, fit
from tutor.ml.validation import Split

Labels: TypeAlias = NDArray[np.intp]
Leaf: TypeAlias = int
Node: TypeAlias = "Leaf | tuple[int, float, Node, Node]"
"""A class, or (column, threshold, the node for x ≤ threshold, the node for x > threshold)."""


def nearest(X: ArrayLike, y: ArrayLike, new: ArrayLike, k: int = 5) -> Labels:
    """The majority class of the k nearest of X (n, p) for each new row (m, p); the smallest class of a tie."""
    rows, asked, truth = as_table(X), as_table(new), np.asarray(y, dtype=int)
    square = (asked**2).sum(axis=1)[:, None] - 2 * asked @ rows.T + (rows**2).sum(axis=1)
    near = np.argsort(square, axis=1, kind="stable")[:, :k]
    votes = np.stack([(truth[near] == each).sum(axis=1) for each in range(truth.max() + 1)], axis=1)
    return np.asarray(votes.argmax(axis=1))


def tree(X: ArrayLike, y: ArrayLike, depth: int = 3) -> Node:
    """A tree of at most `depth` questions in a row, grown greedily on X (n, p) and classes y (n,) from 0."""
    rows, truth = as_table(X), np.asarray(y, dtype=int)
    best = _question(rows, truth) if depth and len(np.unique(truth)) > 1 else None
    if best is None:
        return int(np.bincount(truth).argmax())
    column, threshold = best
    low = rows[:, column] <= threshold
    return column, threshold, tree(rows[low], truth[low], depth - 1), tree(rows[~low], truth[~low], depth - 1)


def ask(node: Node, X: ArrayLike) -> Labels:
    """The tree's class (n,) for each row of X (n, p)."""
    rows = as_table(X)
    if isinstance(node, int):
        return np.full(len(rows), node)
    column, threshold, low, high = node
    return np.where(rows[:, column] <= threshold, ask(low, rows), ask(high, rows))


def _question(X: Array, y: Labels) -> tuple[int, float] | None:
    """The column and threshold, halfway between two values, that leave the least impurity; None if no row differs."""
    one = np.eye(int(y.max()) + 1)[y]
    found: tuple[float, int, float] | None = None
    for j in range(X.shape[1]):
        order = np.argsort(X[:, j], kind="stable")
        x, left = X[order, j], one[order].cumsum(axis=0)[:-1]
        cuts = np.flatnonzero(x[1:] > x[:-1])
        if not len(cuts):
            continue
        right = one.sum(axis=0) - left
        n_left, n_right = left.sum(axis=1), right.sum(axis=1)
        gini = n_left - (left**2).sum(axis=1) / n_left + n_right - (right**2).sum(axis=1) / n_right
        at = cuts[int(np.argmin(np.round(gini[cuts], 9)))]
        if found is None or gini[at] < found[0] - 1e-9:
            found = float(gini[at]), j, float((x[at] + x[at + 1]) / 2)
    return None if found is None else found[1:]


def accuracies(X: ArrayLike, y: ArrayLike, splits: list[Split], kind: Kind, k: int = 5) -> tuple[Array, Array]:
    """Accuracy per split (J,) of neighbours and of a tree, the columns scaled by each split's training rows."""
    rows, truth = as_table(X), np.asarray(y, dtype=int)
    by_distance, by_questions = [], []
    for train, test in splits:
        scaler = fit(rows[train], kind)
        a, b = scaler.transform(rows[train]), scaler.transform(rows[test])
        by_distance.append((nearest(a, truth[train], b, k) == truth[test]).mean())
        by_questions.append((ask(tree(a, truth[train]), b) == truth[test]).mean())
    return np.array(by_distance), np.array(by_questions)
