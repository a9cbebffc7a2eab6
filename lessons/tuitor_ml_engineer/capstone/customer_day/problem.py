"""The customer's file of a seed, and what follows from the learner's choices, each number recomputed."""

from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from random import Random
from typing import Any

import numpy as np

from tutor.api import OwnTable, columns, costs, customer, imputation, logistic, neighbours, scaling, validation

from .state import ALL, DROP, FOLDED, GAP, KEEP, LOGISTIC, NEAREST, ONE, TRAIN, ZERO, Day

FOLDS = 5
GRID = np.round(np.arange(0.01, 1, 0.01), 2)
PRICES = (15, 20, 25, 30)
AREAS = ("mean_area", "worst_area")
GAPPED = ("mean_smoothness", "mean_texture", "mean_symmetry", "worst_smoothness", "worst_texture", "worst_symmetry")
WHOLE = "(all rows)"


@cache
def _clean() -> tuple[tuple[str, ...], np.ndarray, tuple[bool, ...]]:
    table = dict(columns("core/breast_cancer"))
    malignant = tuple(str(each).startswith("m") for each in table.pop("diagnosis"))
    return tuple(table), np.array(list(table.values()), dtype=float).T, malignant


@dataclass(frozen=True)
class Customer:
    """The seed, which two columns are spoilt, and how many false alarms a missed sample costs."""

    seed: int
    units: str
    gapped: str
    price: int

    @cached_property
    def file(self) -> customer.Delivery:
        """What was delivered, and what only the sender knows."""
        names, X, malignant = _clean()
        return customer.deliver(X, malignant, names.index(self.units), names.index(self.gapped), self.seed)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What can be flagged: the columns, then the whole table."""
        return ("site", *_clean()[0], "report_code", "diagnosis", WHOLE)

    @cached_property
    def truth(self) -> frozenset[tuple[int, str]]:
        """(row of the contract, defect) of all that was planted."""
        found = {self.units: "mixed units", self.gapped: "sentinel", "site": "constant", "report_code": "leak",
                 "diagnosis": "spelling", WHOLE: "duplicates"}
        return frozenset((self.names.index(name), kind) for name, kind in found.items())

    def column(self, name: str) -> np.ndarray:
        """A column of numbers as delivered."""
        return self.file.code if name == "report_code" else self.file.numbers[:, _clean()[0].index(name)]

    @cached_property
    def cuts(self) -> tuple[float, float, float]:
        """The slider of the unit: from 0 to above the smallest true value."""
        true = float(self.file.true_numbers[:, _clean()[0].index(self.units)].min())
        step = 10.0 if true < 150 else 20.0
        return 0.0, step * 40, step

    @cached_property
    def cut(self) -> float:
        """The cut of the slider in the middle of the gap between the two units."""
        j, step = _clean()[0].index(self.units), self.cuts[2]
        low = float(self.file.true_numbers[:, j].max()) * customer.UNIT
        return step * round((low + float(self.file.true_numbers[:, j].min())) / 2 / step)

    @cached_property
    def best(self) -> Day:
        """The reference day, up to the model."""
        return Day(cut=self.cut, gaps=GAP, spelling=FOLDED, repeats=DROP, code=DROP, model=LOGISTIC, fitted=TRAIN,
                   t=float(GRID[np.argmin(np.abs(GRID - self.rule))]))

    @property
    def rule(self) -> float:
        """t* = c_FP/(c_FP + c_FN)."""
        return costs.best_threshold(self.price, 1)

    def _repaired(self, s: Day, numbers: np.ndarray, code: np.ndarray) -> np.ndarray:
        X = numbers.copy()
        i, j = _clean()[0].index(self.units), _clean()[0].index(self.gapped)
        X[X[:, i] < s.cut, i] *= 100
        if s.gaps in (ZERO, GAP):
            X[X[:, j] == customer.SENTINEL, j] = 0.0 if s.gaps == ZERO else np.nan
        return np.column_stack([X, code]) if s.code == KEEP else X

    def labels(self, s: Day) -> list[str]:
        """The labels of the rows in use, after the repair."""
        told = self.file.labels[: len(self.used(s))]
        return [each.strip().upper() if s.spelling == FOLDED else each for each in told]

    def used(self, s: Day) -> np.ndarray:
        """The inputs (n, p) of the rows in use, after the repair."""
        n = customer.ROWS if s.repeats == DROP else len(self.file.labels)
        return self._repaired(s, self.file.numbers, self.file.code)[:n]

    def malignant(self, s: Day) -> np.ndarray:
        """Which rows in use are labelled M."""
        return np.array([each == "M" for each in self.labels(s)])

    def sealed_rows(self, s: Day) -> np.ndarray:
        """The inputs of the sealed rows, treated in the same way."""
        return self._repaired(s, self.file.sealed_numbers, self.file.sealed_code)

    @cached_property
    def sealed_malignant(self) -> np.ndarray:
        """Which sealed rows are malignant."""
        return np.array([each == "M" for each in self.file.sealed_labels])

    @cached_property
    def _kept(self) -> dict[Any, Any]:
        return {}

    def crossed(self, s: Day, model: str = "") -> tuple[np.ndarray, np.ndarray]:
        """Accuracy of each fold (5,), and the probability (n,) of each row from a model that has not seen it."""
        s = replace(s, model=model or s.model)
        if s.pipeline not in self._kept:
            X, y, S = self.used(s), self.malignant(s), self.sealed_rows(s)
            p, scores = np.empty(len(y)), []
            for train, test in validation.folds(len(y), FOLDS, self.seed, y):
                rows = X[train] if s.fitted != ALL else np.vstack([X, S])
                p[test] = foretold(s.model, rows, X[train], y[train], X[test])
                scores.append(float(((p[test] >= 0.5) == y[test]).mean()))
            self._kept[s.pipeline] = np.array(scores), p
        return self._kept[s.pipeline]  # type: ignore[no-any-return]

    def cv(self, s: Day, model: str = "") -> tuple[float, float]:
        """Cross-validated accuracy, and its corrected standard error."""
        scores, _ = self.crossed(s, model)
        return validation.mean(scores), validation.corrected_se(scores, FOLDS)

    def sealed(self, s: Day) -> np.ndarray:
        """The probability of each sealed row, by the model fitted to all rows in use."""
        key = "sealed", s.pipeline
        if key not in self._kept:
            X, S = self.used(s), self.sealed_rows(s)
            rows = np.vstack([X, S]) if s.fitted == ALL else X
            self._kept[key] = foretold(s.model, rows, X, self.malignant(s), S)
        return self._kept[key]  # type: ignore[no-any-return]

    def accuracy(self, s: Day) -> float:
        """The sealed accuracy at one half."""
        return costs.accuracy(self.sealed_malignant, self.sealed(s), 0.5)

    def cost(self, s: Day, t: float) -> float:
        """What 100 samples cost when all from t on go first, in false alarms, held out."""
        y, p = self.malignant(s), self.crossed(s)[1]
        return 100 * costs.cost(y, p, t, self.price, 1) / len(y)

    def curve(self, s: Day) -> np.ndarray:
        """That cost at each threshold of GRID."""
        y, p = self.malignant(s), self.crossed(s)[1]
        return 100 * costs.curve(y, p, GRID, self.price, 1) / len(y)

    def trivial(self, s: Day) -> tuple[float, float]:
        """What 100 samples cost where none goes first, and where all do."""
        y = self.malignant(s)
        never, always = costs.trivial(y, self.price, 1)
        return 100 * never / len(y), 100 * always / len(y)

    @cached_property
    def least(self) -> float:
        """The larger of the least cost of the reference and of the rule's, so that the rule always earns full marks."""
        return max(float(self.curve(self.best).min()), self.cost(self.best, self.best.t))

    def error(self, s: Day) -> float:
        """The standard error of forecast less sealed score: of cross-validation, and of so few sealed rows."""
        share = min(0.99, max(self.accuracy(s), 0.5))
        return float(np.hypot(self.cv(s)[1], validation.binomial_se(share, len(self.sealed_malignant))))

    @cached_property
    def free(self) -> float:
        """What always B scores on the sealed rows."""
        return float(1 - self.sealed_malignant.mean())

    @property
    def fair(self) -> bool:
        """Whether the right way is told right by its numbers, and the leak shows."""
        best, leak = self.best, replace(self.best, code=KEEP)
        near = abs(self.cv(best)[0] - self.accuracy(best)) <= 1.9 * self.error(best)
        wins = self.cv(best)[0] >= self.cv(best, NEAREST)[0] > self.cv(best, ONE)[0] + self.cv(best)[1]
        left = (self.cost(best, 0.5) - self.least) / (min(self.trivial(best)) - self.least)
        return left > 0.1 and near and wins and self.accuracy(best) - self.accuracy(leak) > 0.15 and self.cv(leak)[0] > 0.99


def foretold(model: str, seen: np.ndarray, X: np.ndarray, y: np.ndarray, new: np.ndarray) -> np.ndarray:
    """p (m,) of new rows (m, p) by a model of X (n, p); fills, means and spreads are those of the rows `seen`."""
    imputer, scaler = prepared(seen)
    A, B = (scaler.transform(imputer.transform(rows)) for rows in (X, new))
    if model == NEAREST:
        return neighbours.nearest(A, y, B).astype(float)
    width = 1 if model == ONE else A.shape[1]
    return logistic.probability(logistic.fit(A[:, :width], y), B[:, :width])


def prepared(seen: np.ndarray) -> tuple[imputation.Imputer, scaling.Scaler]:
    """Fills and scaling, fitted to the rows `seen`."""
    imputer = imputation.fit(seen)
    return imputer, scaling.fit(imputer.transform(seen), "standard")


@lru_cache(maxsize=32)
def _day(seed: int) -> Customer:
    while True:
        random = Random(seed)
        found = Customer(seed, random.choice(AREAS), random.choice(GAPPED), random.choice(PRICES))
        if found.fair:
            return found
        seed = (seed + 7919) % 2**31


def open_day(seed: int, table: OwnTable | None) -> Customer:
    """A file on which the right way does not lose by bad luck."""
    return _day(seed % 2**31)
