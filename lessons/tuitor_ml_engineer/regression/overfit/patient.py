"""A curve of degree 12 that overfits fifteen rows, and what is offered to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import numpy as np

from tutor.api import Choice, Criterion, Slider, cached_method, polynomial, regression, rubric, validation

from .problem import ROWS, TRUTHS

NOTHING, RIDGE, FREER = "as it is", "ridge", "degree 14"
DEGREE, NOISE, HELD = 12, 0.3, 200
LAMBDAS = tuple(10.0**k for k in range(-4, 3))
OFFERS = {False: 5, True: 60}
"""More rows on offer: few, where ridge wins, and many, where they do."""


@dataclass(frozen=True)
class Tried:
    """The cure on screen, the λ of ridge, and all that has been tried: (cure, its λ or 0)."""

    cure: Annotated[str, Choice("cures", label="cure")] = NOTHING
    penalty: Annotated[float, Slider(LAMBDAS[0], LAMBDAS[-1], step=10, label="λ", log=True)] = LAMBDAS[0]
    tried: tuple[tuple[str, float], ...] = ((NOTHING, 0.0),)

    @property
    def key(self) -> tuple[str, float]:
        """What is on screen."""
        return self.cure, self.penalty if self.cure == RIDGE else 0.0


@dataclass(frozen=True)
class Patient:
    """Fifteen rows, then those on offer: x and y (15 + m,). Besides, rows held out."""

    x: np.ndarray
    y: np.ndarray
    new_x: np.ndarray
    new_y: np.ndarray
    many: bool
    """Whether many rows are on offer, or few."""

    @property
    def more(self) -> str:
        return f"{OFFERS[self.many]} more rows"

    @property
    def cures(self) -> tuple[str, ...]:
        return NOTHING, RIDGE, self.more, FREER

    def rows(self, cure: str) -> tuple[np.ndarray, np.ndarray]:
        n = len(self.x) if cure == self.more else ROWS
        return self.x[:n], self.y[:n]

    @cached_method
    def fit(self, cure: str, penalty: float) -> regression.Fit:
        """W and b of the cured curve, over its Chebyshev columns."""
        x, y = self.rows(cure)
        return polynomial.ridge(polynomial.chebyshev(x, degree(cure)), y, penalty)

    def says(self, cure: str, penalty: float, at: Any) -> np.ndarray:
        return regression.predict(*self.fit(cure, penalty), polynomial.chebyshev(at, degree(cure)))

    def squares(self, cure: str, penalty: float = 0.0) -> np.ndarray:
        """Squared errors on the rows held out."""
        return np.asarray((self.new_y - self.says(cure, penalty, self.new_x)) ** 2)

    def held_out(self, cure: str, penalty: float = 0.0) -> float:
        """RMSE on the rows held out."""
        return float(self.squares(cure, penalty).mean() ** 0.5)

    def training(self, cure: str, penalty: float = 0.0) -> float:
        """RMSE on the rows that are fitted."""
        x, y = self.rows(cure)
        return regression.rmse(y, self.says(cure, penalty, x))

    @cached_property
    def offered(self) -> tuple[tuple[str, float], ...]:
        """Everything that can be done."""
        return (NOTHING, 0.0), *((RIDGE, penalty) for penalty in LAMBDAS), (self.more, 0.0), (FREER, 0.0)

    @cached_property
    def best(self) -> tuple[str, float]:
        """What leaves the least on the rows held out."""
        return min(self.offered, key=lambda key: self.held_out(*key))

    @cached_property
    def tuned(self) -> float:
        """The λ that leaves the least."""
        return min(LAMBDAS, key=lambda penalty: self.held_out(RIDGE, penalty))

    @property
    def winner(self) -> int:
        """What is best: 0 ridge, 1 more rows, 2 more freedom."""
        return 0 if self.best[0] == RIDGE else 2 if self.best[0] == FREER else 1

    def line(self, key: tuple[str, float]) -> Criterion:
        """What a cure is worth: full within one standard error of the best."""
        mine, best = self.squares(*key), self.squares(*self.best)
        return rubric.within_se("cure", float(mine.mean()), float(best.mean()), validation.naive_se(best),
                                higher_is_better=False, note=f"{named(key)} has RMSE {self.held_out(*key):.2g} on the "
                                f"rows held out, the best offer has {self.held_out(*self.best):.2g}")

    @property
    def clear(self) -> bool:
        """Whether the cure that should win wins clearly: few rows lose to ridge, many rows beat it."""
        wins = self.more if self.many else RIDGE
        others = [key for key in self.offered if key[0] != wins or key[1] in (LAMBDAS[0], LAMBDAS[-1])]
        return self.best[0] == wins and all(self.line(key).score <= 0.5 for key in others)


def degree(cure: str) -> int:
    """The degree of the cured curve."""
    return 14 if cure == FREER else DEGREE


def named(key: tuple[str, float]) -> str:
    """A cure as it is called in a table."""
    return f"{RIDGE}, λ = {key[1]:g}" if key[0] == RIDGE else key[0]


def patients(seed: int) -> Iterator[Patient]:
    """One after another; whether the rows on offer are many is decided once."""
    rng = np.random.RandomState(seed % 2**32)
    many = bool(rng.randint(2))
    f = TRUTHS[str(rng.choice(["y = sin πx", "y = sin 1.6πx"]))]
    while True:
        x = np.concatenate([np.linspace(-1, 1, ROWS), rng.uniform(-1, 1, OFFERS[many]).round(3)])
        new_x = rng.uniform(-1, 1, HELD).round(3)
        y, new_y = (np.round(f(each) + NOISE * rng.randn(len(each)), 3) for each in (x, new_x))
        yield Patient(x, y, new_x, new_y, many)
