"""A table in many units, five ways to scale it, and what three kinds of model make of each."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated, NamedTuple

import numpy as np

from tutor.api import (Choice, DataError, OwnTable, Source, cached_method, descent, inputs_and_output, neighbours,
                       scaling, validation)

FOLDS = 5
NONE, MINMAX, STANDARD, PCA, ZCA = "none", "min-max", "standard", "PCA white", "ZCA white"
KINDS: dict[str, scaling.Kind] = {NONE: "none", MINMAX: "minmax", STANDARD: "standard", PCA: "pca", ZCA: "zca"}
OPEN, BETTER, SAME, WORSE = "?", "better", "same", "worse"
STAYS, GOES = "stay", "vanish"


@dataclass(frozen=True)
class Calls:
    """Four calls on what standardising does, and the scaler that is on screen once they are made."""

    knn: Annotated[str, Choice((OPEN, BETTER, SAME, WORSE), label="neighbours")] = OPEN
    descent: Annotated[str, Choice((OPEN, "fewer", SAME, "more"), label="steps")] = OPEN
    tree: Annotated[str, Choice((OPEN, BETTER, SAME, WORSE), label="tree")] = OPEN
    r: Annotated[str, Choice((OPEN, STAYS, GOES), label="correlations")] = OPEN
    kind: Annotated[str, Choice(tuple(KINDS), label="scaling")] = NONE
    seen: bool = False
    """Whether a scaling has been looked at: the calls stay from then on."""

    @property
    def told(self) -> tuple[str, ...]:
        return self.knn, self.descent, self.tree, self.r


class Effect(NamedTuple):
    """What one scaler does: accuracies per fold (5,), the condition number, and the largest |r|."""

    knn: np.ndarray
    tree: np.ndarray
    kappa: float
    r: float

    @property
    def steps(self) -> float:
        """Steps of gradient descent to a millionth of the first error, at the best rate."""
        return descent.predicted_steps(self.kappa) if self.kappa > 1 + 1e-6 else 1.0


@dataclass(frozen=True)
class Table:
    """Inputs X (n, p), classes y (n,) from 0, the names, and the two columns that are drawn."""

    X: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    classes: tuple[str, ...]
    pair: tuple[int, int]
    seed: int
    source: Source | None = None

    @cached_method
    def effect(self, kind: str) -> Effect:
        """Neighbours and tree on five folds, scaled inside each; κ and correlation of all rows."""
        splits = validation.folds(len(self.y), FOLDS, self.seed % 2**32, self.y)
        z = scaling.fit(self.X, KINDS[kind]).transform(self.X)
        return Effect(*neighbours.accuracies(self.X, self.y, splits, KINDS[kind]), scaling.condition_number(z),
                      scaling.largest_correlation(z))

    @cached_property
    def truths(self) -> tuple[str, str, str, str]:
        """What standardising does to neighbours, to steps, to the tree and to correlations."""
        raw, scaled = self.effect(NONE), self.effect(STANDARD)
        ratio = scaled.steps / raw.steps
        return (_against(raw.knn, scaled.knn), "fewer" if ratio < 0.9 else "more" if ratio > 1.1 else SAME,
                _against(raw.tree, scaled.tree), STAYS if scaled.r > 0.9 * raw.r else GOES)


def _against(before: np.ndarray, after: np.ndarray) -> str:
    """Better or worse by more than a standard error of the folds' difference, or the same."""
    gap, se = float((after - before).mean()), validation.corrected_se(after - before, FOLDS)
    return BETTER if gap > max(se, 0.005) else WORSE if gap < -max(se, 0.005) else SAME


def wine(seed: int) -> Table:
    """178 wines, thirteen measurements in as many units, three cultivars."""
    names, X, cultivars = inputs_and_output("core/wine", "cultivar")
    classes, y = np.unique(cultivars.astype(int), return_inverse=True)
    partner = Random(seed).choice(["alcohol", "hue", "flavanoids"])
    return Table(X, y, names, tuple(f"wine {c}" for c in classes),
                 (names.index("proline"), names.index(partner)), seed)


def own(seed: int, table: OwnTable) -> Table:
    """The number columns of the learner's table, and their categories."""
    names, X, _ = inputs_and_output(table, "target")
    classes, y = np.unique([str(each) for each in table["target"]], return_inverse=True)
    if len(names) < 2 or not 2 <= len(classes) <= 12 or np.bincount(y).min() < FOLDS:
        raise DataError("This takes two columns of numbers or more without gaps, and a target with 2 to 12 classes of "
                        "at least five rows each. Take another target, or another table.")
    names, X = names[:20], X[:, :20]
    spreads = X.std(axis=0)
    pair = (int(np.argmax(spreads)), int(np.argmin(spreads)))
    return Table(X, y, names, tuple(map(str, classes)), pair, seed, Source.of(table))
