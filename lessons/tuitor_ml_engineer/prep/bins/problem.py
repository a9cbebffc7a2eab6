"""What is cut into bins: points on a sine with fresh ones to validate on, or a column of a table with ten folds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, TypeAlias

import numpy as np

from tutor.api import (Choice, DataError, OwnTable, Slider, Source, arrays, bins, cached_method, forms, regression,
                       validation)

Predict: TypeAlias = Callable[[np.ndarray], np.ndarray]

MOST = 60
"""Most bins that can be chosen."""
FOLDS = 10
WIDTH, COUNT = "equal width", "equal count"
STRATEGIES: dict[str, bins.Strategy] = {WIDTH: "uniform", COUNT: "quantile"}
OPEN, BINS, LINE = "not decided", "bins", "a straight line"
TIE = 0.05
"""A mean squared error within 5% of the best counts as a tie, too."""


@dataclass(frozen=True)
class Cut:
    """How x is cut, what is kept in the end, and every (count, strategy) that has been on screen."""

    k: Annotated[int, Slider(1, MOST, step=1, label="bins")] = 2
    strategy: Annotated[str, Choice((WIDTH, COUNT), label="strategy")] = COUNT
    keep: Annotated[str, Choice((OPEN, BINS, LINE), label="keep")] = OPEN
    tried: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Rows:
    """Training rows x, y (n,), named; fresh rows to validate on, or none: then ten folds of the rows take turns."""

    x: np.ndarray
    y: np.ndarray
    names: tuple[str, str]
    seed: int
    fresh: tuple[np.ndarray, np.ndarray] | None = None
    source: Source | None = None

    @cached_property
    def folds(self) -> list[validation.Split]:
        return validation.folds(len(self.x), FOLDS, self.seed % 2**32)

    def fit(self, k: int, strategy: str) -> bins.Bins:
        """The bins of all training rows."""
        return bins.fit(self.x, self.y, k, STRATEGIES[strategy])

    @cached_method
    def errors(self, k: int, strategy: str) -> np.ndarray:
        """The squared error of each validation row, which no bin has seen."""
        return self._validated(lambda x, y: bins.fit(x, y, k, STRATEGIES[strategy]).predict)

    @cached_property
    def line_errors(self) -> np.ndarray:
        """The same for the least-squares line."""
        def fit(x: np.ndarray, y: np.ndarray) -> Predict:
            line = regression.line(x, y)
            return lambda new: line.intercept + line.slope * new
        return self._validated(fit)

    def _validated(self, fit: Callable[[np.ndarray, np.ndarray], Predict]) -> np.ndarray:
        if self.fresh is not None:
            x, y = self.fresh
            return np.asarray((y - fit(self.x, self.y)(x)) ** 2)
        squares = np.empty(len(self.y))
        for train, test in self.folds:
            squares[test] = (self.y[test] - fit(self.x[train], self.y[train])(self.x[test])) ** 2
        return squares

    def rmse(self, k: int, strategy: str) -> float:
        """Validation RMSE, in the unit of y."""
        return float(np.sqrt(self.errors(k, strategy).mean()))

    @property
    def line_rmse(self) -> float:
        """Validation RMSE of the line."""
        return float(np.sqrt(self.line_errors.mean()))

    def train_rmse(self, k: int, strategy: str) -> float:
        """RMSE on the rows that the means were taken of."""
        return regression.rmse(self.y, self.fit(k, strategy).predict(self.x))

    @cached_property
    def best(self) -> tuple[int, str]:
        """The count and strategy of the least validation error."""
        return min(((k, how) for k in range(1, MOST + 1) for how in STRATEGIES), key=lambda cut: self.rmse(*cut))

    @cached_property
    def line_wins(self) -> bool:
        """Whether the best bins are not better by more than one standard error: a tie goes to the simpler."""
        gap, se = validation.paired(self.line_errors, self.errors(*self.best))
        return gap <= se

    @property
    def from_ten_to_sixty(self) -> int:
        """What the validation error does from 10 to 60 bins of equal count: 0 falls, 1 stays within 1%, 2 rises."""
        ratio = self.rmse(MOST, COUNT) / self.rmse(10, COUNT)
        return 0 if ratio < 0.99 else 2 if ratio > 1.01 else 1

    @property
    def clearly(self) -> int:
        """Whether the best bins beat the line by more than a tie: 0 yes, 1 no."""
        return int(self.line_wins)


def sine(seed: int) -> Rows:
    """120 points on a sine with noise of 0.3, and 200 fresh ones, drawn until sixty bins lose beyond doubt.

    By chance, fresh points may agree with noise; then choosing on them would be right and still look wrong.
    """
    def lost(p: Rows) -> bool:
        gap, se = validation.paired(p.errors(MOST, COUNT), p.errors(*p.best))
        return gap > 3 * se and p.from_ten_to_sixty == 2

    draws = (Rows(*bins.sine(n, 120), ("x", "y"), n, bins.sine(n + 1000, 200)) for n in forms.seeds(seed))
    return forms.first(draws, lost)


def table(seed: int, own: OwnTable | None) -> Rows:
    """Body mass index and the progression of diabetes of 442 patients, or the learner's own x and y."""
    if own is None:
        return Rows(*arrays("core/diabetes", "bmi", "progression"), ("bmi", "progression"), seed)
    x, y = arrays(own, "x", "y")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise DataError("A column with a single value cannot be cut into bins. Take x and y that vary.")
    return Rows(x, y, (own.roles["x"], own.roles["y"]), seed, source=Source.of(own))
