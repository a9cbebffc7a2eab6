"""Detectors of what is wrong with a table, each one rule with its number, so that a flag can be argued about.

    issue         where      flagged when
    constant      a column   it has one value
    id            a column   text or whole numbers, all different: it names the row and tells nothing about it
    leak          an input   alone it foretells the target: cross-validated score of 0.99 or more
    sentinel      a column   its least or greatest value is at least 3% of it (and 3 rows), and apart from the
                             rest by half of the rest's range or more (-999 for "missing")
    imbalance     target     a category whose rarest class has less than 5% of the rows
    duplicates    the table  at least 1% of the rows repeat an earlier one, ids left aside

A table is a mapping of column name to values of equal length; NaN and empty text are missing and are not values.
The leak's score is that of the simplest model that can use any one column: look up the nearest value seen in
training (5 folds). For a category: its majority class, balanced accuracy; for a quantity: R² of the means, joined
by straight lines.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor.ml.estimators import kind_of
from tutor.ml.regression import Array, r2
from tutor.ml.validation import Split, dealt

Table: TypeAlias = Mapping[str, Sequence[Any]]
Issue = Literal["constant", "id", "leak", "sentinel", "imbalance", "duplicates"]
Flag: TypeAlias = tuple[str, Issue]
"""(column, issue); duplicates belong to no column and are flagged as ("", "duplicates")."""


def detect(table: Table, target: str) -> frozenset[Flag]:
    """Every flag that the rules above give. KeyError if there is no such target."""
    inputs = [name for name in table if name != target]
    blank = {name for name in inputs if is_constant(table[name])}
    ids = {name for name in inputs if name not in blank and is_id(table[name])}
    rest = [name for name in inputs if name not in blank | ids]
    flags: set[Flag] = {(name, "constant") for name in blank} | {(name, "id") for name in ids}
    flags |= {(name, "leak") for name in rest if leak_score(table[name], table[target]) >= 0.99}
    flags |= {(name, "sentinel") for name in [*rest, target] if sentinel(table[name]) is not None}
    if is_imbalanced(table[target]):
        flags.add((target, "imbalance"))
    if duplicated(table, ids) >= 0.01:
        flags.add(("", "duplicates"))
    return frozenset(flags)


def present(values: Sequence[Any]) -> list[Any]:
    """The values that are there: no None, NaN or empty text."""
    return [value for value in values if value is not None and value == value and value != ""]


def is_constant(values: Sequence[Any]) -> bool:
    """Whether at most one value occurs."""
    return len(set(present(values))) <= 1


def is_id(values: Sequence[Any]) -> bool:
    """Whether every row has a value of its own; numbers with a fraction are measures, not names."""
    known = present(values)
    named = all(isinstance(value, str) or float(value).is_integer() for value in known)
    return named and len(set(known)) == len(values) > 1


def sentinel(values: Sequence[Any]) -> float | None:
    """The isolated extreme value that stands for something else, or None."""
    column = numbers(present(values))
    if column is None or len(set(column)) < 6:
        return None
    steps = np.unique(column)
    for value, gap, rest in (
        (steps[0], steps[1] - steps[0], steps[-1] - steps[1]),
        (steps[-1], steps[-1] - steps[-2], steps[-2] - steps[0]),
    ):
        if gap >= rest / 2 and np.sum(column == value) >= max(3, 0.03 * len(column)):
            return float(value)
    return None


def is_imbalanced(values: Sequence[Any]) -> bool:
    """Whether this is a category whose rarest class has less than 5% of the rows."""
    counts = Counter(present(values))
    return kind_of(values) == "category" and len(counts) > 1 and min(counts.values()) < 0.05 * counts.total()


def duplicated(table: Table, but: Collection[str] = ()) -> float:
    """The share of rows that repeat an earlier row, columns in `but` left aside."""
    columns = [[str(value) for value in values] for name, values in table.items() if name not in but]
    rows = list(zip(*columns, strict=True))
    return 1 - len(set(rows)) / len(rows) if rows else 0.0


def leak_score(values: Sequence[Any], target: Sequence[Any], k: int = 5) -> float:
    """How well one column alone foretells the target: balanced accuracy or R² over k held-out folds, at most 1.

    Rows are dealt to the folds in the order of their values, so that the score hangs on no seed and no row order.
    """
    x = numbers(values)
    x = _codes(values)[1].astype(float) if x is None else np.where(np.isfinite(x), x, -1e300)
    if len(x) < k:
        return 0.0
    if kind_of(target) == "quantity":
        y = np.array(target, dtype=float)
        return r2(y, _held_out(x, y, dealt(np.lexsort((y, x)), k)))
    classes, y = _codes(target)
    members = [y == each for each in range(len(classes))]
    splits = dealt(np.lexsort((x, y)), k)
    shares = np.column_stack([_held_out(x, its.astype(float), splits, joined=False) for its in members])
    right = shares.argmax(1) == y
    return float(np.mean([right[its].mean() for its in members]))


def numbers(values: Sequence[Any]) -> Array | None:
    """The values as floats, shape (n,), None among them as NaN; None if any is text."""
    if any(isinstance(value, str) for value in values):
        return None
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def setf1(found: Collection[Any], truth: Collection[Any]) -> float:
    """F1 of a set of flags against the true set: 2 · hits / (found + true); 1 if both are empty."""
    found, truth = set(found), set(truth)
    return 2 * len(found & truth) / (len(found) + len(truth)) if found or truth else 1.0


def _codes(values: Sequence[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The different values as text, and the number of each row's among them, shape (n,)."""
    classes, codes = np.unique(np.array([str(value) for value in values]), return_inverse=True)
    return classes, codes


def _held_out(x: Array, y: Array, splits: list[Split], joined: bool = True) -> Array:
    """The mean of y at the nearest x seen in training (or on the straight line between the two), held out."""
    guess = np.empty_like(y, dtype=float)
    for train, test in splits:
        seen, which = np.unique(x[train], return_inverse=True)
        means = np.bincount(which, y[train]) / np.bincount(which)
        nearest = np.searchsorted((seen[1:] + seen[:-1]) / 2, x[test])
        guess[test] = np.interp(x[test], seen, means) if joined else means[nearest]
    return guess
