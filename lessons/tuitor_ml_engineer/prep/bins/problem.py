"""What is cut into bins: points on a sine with fresh ones to validate on, or a column of a table with ten folds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, TypeAlias

import numpy as np

from tutor.api import Choice, DataError, OwnTable, Slider, Source, bins, columns, regression, validation

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

    @cached_property
    def _errors(self) -> dict[tuple[int, str], np.ndarray]:
        return {}

    def fit(self, k: int, strategy: str) -> bins.Bins:
        """The bins of all training rows."""
        return bins.fit(self.x, self.y, k, STRATEGIES[strategy])

    def errors(self, k: int, strategy: str) -> np.ndarray:
        """The squared error of each validation row, which no bin has seen."""
        if (k, strategy) not in self._errors:
            how = STRATEGIES[strategy]
            self._errors[k, strategy] = self._validated(lambda x, y: bins.fit(x, y, k, how).predict)
        return self._errors[k, strategy]

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
    seed = seed % 2**31
    while True:
        p = Rows(*bins.sine(seed, 120), ("x", "y"), seed, bins.sine(seed + 1000, 200))
        gap, se = validation.paired(p.errors(MOST, COUNT), p.errors(*p.best))
        if gap > 3 * se and p.from_ten_to_sixty == 2:
            return p
        seed = (seed + 7919) % 2**31


def table(seed: int, own: OwnTable | None) -> Rows:
    """Body mass index and the progression of diabetes of 442 patients, or the learner's own x and y."""
    if own is None:
        found = columns("core/diabetes")
        return Rows(np.array(found["bmi"], float), np.array(found["progression"], float), ("bmi", "progression"), seed)
    x, y = np.array(own["x"], float), np.array(own["y"], float)
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise DataError("A column with a single value cannot be cut into bins. Take x and y that vary.")
    return Rows(x, y, (own.roles["x"], own.roles["y"]), seed, source=Source.of(own))
