"""One linear model, four rankings of its inputs, and what it costs to do without one of them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np

from tutor.api import (Choice, DataError, Number, OwnTable, Slider, Source, cached_method, importance,
                       inputs_and_output, regression, validation)

FOLDS = 10
REPEATS = 3
MOST = 10
RAW, PER_SD, SHUFFLED, DROPPED = "raw weight", "per sd", "shuffled", "dropped"
RANKINGS = (RAW, PER_SD, SHUFFLED, DROPPED)
OPEN, YES, NO = "?", "true", "false"


@dataclass(frozen=True)
class Choices:
    """The ranking on screen, the feature to do without, two statements, and the features that were tried."""

    by: Annotated[str, Choice(RANKINGS, label="ranked by")] = RAW
    without: Annotated[str, Choice("options", label="stop collecting")] = OPEN
    one: Annotated[str, Choice((OPEN, YES, NO), label="statement 1")] = OPEN
    two: Annotated[str, Choice((OPEN, YES, NO), label="statement 2")] = OPEN
    tried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """A feature that is moved for practice, by how many sd, and the change that is asked for."""

    feature: Annotated[str, Choice("others", label="try")] = ""
    sds: Annotated[float, Slider(-3, 3, step=0.5, label="moved by", unit="sd")] = 0.0
    change: Annotated[float | None, Number(label="change of ŷ")] = None


@dataclass(frozen=True)
class Model:
    """Inputs X (n, p), y (n,), their names, and the seed of the folds."""

    X: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    output: str
    seed: int
    source: Source | None = None

    @cached_property
    def fit(self) -> regression.Fit:
        return regression.least_squares(self.X, self.y)

    @cached_property
    def sd(self) -> np.ndarray:
        """Standard deviation (p,) of each input."""
        return np.asarray(self.X.std(axis=0))

    @property
    def options(self) -> tuple[str, ...]:
        return (OPEN, *self.names)

    @cached_method
    def ranking(self, by: str) -> np.ndarray:
        """The importance (p,) of each input in one of four ways, without sign."""
        if by == SHUFFLED:
            return np.abs(importance.permutation(self.X, self.y, 10, self.seed % 2**32))
        if by == DROPPED:
            return np.abs(importance.drop_column(self.X, self.y))
        return np.abs(self.fit.W * (self.sd if by == PER_SD else 1))

    def first(self, by: str) -> str:
        """The most important input."""
        return self.names[importance.order(self.ranking(by))[0]]

    def _squares(self, X: np.ndarray) -> np.ndarray:
        """Squared error (n,) of each row by models that have not seen it, the mean of three deals into ten folds."""
        squares = np.zeros(len(self.y))
        for repeat in range(REPEATS):
            for train, test in validation.folds(len(self.y), FOLDS, (self.seed + repeat) % 2**32):
                fit = regression.least_squares(X[train], self.y[train])
                squares[test] += (self.y[test] - regression.predict(*fit, X[test])) ** 2 / REPEATS
        return squares

    @cached_property
    def refitted(self) -> dict[str, np.ndarray]:
        """Those errors of the model without each input; under "" those of the model with all."""
        return {"": self._squares(self.X),
                **{name: self._squares(np.delete(self.X, j, axis=1)) for j, name in enumerate(self.names)}}

    def held_out(self, without: str = "") -> float:
        """Held-out R²."""
        return float(1 - self.refitted[without].mean() / self.y.var())

    @cached_property
    def cheapest(self) -> str:
        """The input whose loss costs least on held-out rows."""
        return max(self.names, key=self.held_out)

    def behind(self, name: str) -> tuple[float, float]:
        """How far the error without `name` is above that without the cheapest, row by row, and its standard error."""
        return validation.paired(self.refitted[name], self.refitted[self.cheapest])

    @property
    def shuffled_first(self) -> str:
        """The input of which the statements speak: the first one by shuffling."""
        return self.first(SHUFFLED)

    @property
    def costs_less(self) -> int:
        """What dropping that input costs, against shuffling it: 0 as much, 1 less than half, 2 more."""
        j = self.names.index(self.shuffled_first)
        ratio = self.ranking(DROPPED)[j] / self.ranking(SHUFFLED)[j]
        return 1 if ratio < 0.5 else 2 if ratio > 1.05 else 0

    @property
    def truths(self) -> tuple[str, str]:
        """Of "shuffling it costs more than dropping it" and "in another unit its bar per sd would change"."""
        j = self.names.index(self.shuffled_first)
        return (YES if self.ranking(SHUFFLED)[j] > self.ranking(DROPPED)[j] else NO), NO

    @cached_property
    def asked(self) -> tuple[str, float]:
        """The input that is moved in the question, and by how many sd."""
        effect = np.abs(self.fit.W * self.sd)
        moves = [(j, by) for j in range(len(self.names)) for by in (-2.0, -1.5, 1.5, 2.0)
                 if effect[j] > 0.05 * effect.max() and abs(abs(by * self.sd[j]) - 1) > 0.05 < abs(self.sd[j] - 1)]
        j, by = moves[np.random.RandomState(self.seed % 2**32).randint(len(moves))] if moves else (0, 2.0)
        return self.names[j], by

    @property
    def others(self) -> tuple[str, ...]:
        """Inputs that may be moved: all but the one in question."""
        return tuple(name for name in self.names if name != self.asked[0])

    def effect(self, name: str, sds: float) -> float:
        """By how much ŷ changes when the input moves by so many sd, the others held."""
        j = self.names.index(name)
        return float(self.fit.W[j] * self.sd[j] * sds)


def model(seed: int, table: OwnTable | None) -> Model:
    """All ten inputs of the diabetes table, or the number columns of the learner's."""
    output = "y" if table else "progression"
    names, X, y = inputs_and_output(table or "core/diabetes", output)
    names, X = names[:MOST], X[:, :MOST]
    if len(names) < 3 or len(y) < 5 * len(names):
        raise DataError("This takes a table with three columns of numbers or more beside y, and at least five rows for "
                        "each. Take another table, or fill its gaps.")
    return Model(X, y, names, table.roles["y"] if table else output, seed, Source.of(table))
