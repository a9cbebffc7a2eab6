"""A race down a loss: five walks with shuffles of their own over the diabetes table, or over a learner's own rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf
from typing import Annotated, Any

import numpy as np

from tutor.api import (DataError, OwnTable, Slider, Source, cached_method, descent, inputs_and_output, minibatch,
                       regression)

WALKS = 5
TICKS = 80
"""Points in time that a race shows, the start not counted."""
MOST_ROWS, MOST_INPUTS = 500, 10
PERFECT = 0.999
"""The R² from which on so little is left unexplained that rows hardly contradict each other."""
Ran = tuple[int, float, int]
"""(B, η, walks inside the goal) of a finished race."""


@dataclass(frozen=True)
class Runner:
    """Batch size and learning rate, how much of the race is run, and the races run before."""

    batch: Annotated[int, Slider("sizes", log=True, label="B")] = 1
    eta: Annotated[float, Slider(1e-4, 1, step=10**0.1, log=True, label="η")] = 0.01
    at: int = 0
    ran: tuple[Ran, ...] = ()


@dataclass(frozen=True)
class Track:
    """Inputs X (n, p) standardised, y (n,), where all walks start, how long the race is and how near its goal."""

    X: np.ndarray
    y: np.ndarray
    start: np.ndarray
    epochs: int
    nominal: float
    seed: int
    inputs: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def n(self) -> int:
        return len(self.y)

    @property
    def sizes(self) -> tuple[float, float, float]:
        """(low, high, factor) of the batch sizes offered."""
        return 1, self.n, 2

    @property
    def seeds(self) -> list[int]:
        """A shuffle for each walk."""
        return [(WALKS * self.seed + i) % 2**32 for i in range(WALKS)]

    @cached_property
    def least(self) -> float:
        """The least mean of squares."""
        return regression.mse(self.y, regression.predict(*regression.least_squares(self.X, self.y), self.X))

    @cached_property
    def constant(self) -> float:
        """How far above the least the best constant ends, in per cent."""
        return float(self._above(self.y.var() - self.least))

    @cached_property
    def edge(self) -> float:
        """The largest stable rate of the full batch, 2/λmax."""
        return descent.rates(descent.hessian(self.X, "mean")).stable

    def _above(self, excess: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore"):
            return 100 * excess / self.least

    def steps(self, batch: int, at: int = TICKS) -> int:
        """Steps completed when `at` of the race's ticks are over."""
        whole, part = divmod(at * self.epochs, TICKS)
        return whole * minibatch.steps_per_epoch(self.n, batch) + part * self.n // (TICKS * batch)

    @cached_property
    def first(self) -> float:
        """How far above the least all walks start, in per cent."""
        return float(self._above(regression.mse(self.y, self.y * 0 + self.start[-1]) - self.least))

    def above(self, batch: int, eta: float) -> np.ndarray:
        """How far each walk is above the least at each tick, in per cent, shape (TICKS + 1, WALKS)."""
        return self._race(batch, eta)[0]

    def exact(self, batch: int, eta: float) -> np.ndarray:
        """How far above the least the gradient of all rows would be after as many steps, at each tick."""
        return self._race(batch, eta)[1]

    @cached_method(newest=1)
    def _race(self, batch: int, eta: float) -> tuple[np.ndarray, np.ndarray]:
        """Both of a race: every frame of it asks for them."""
        steps = [self.steps(batch, at) for at in range(TICKS + 1)]
        seen = minibatch.walks(self.start, self.X, self.y, batch, eta, steps[-1], self.seeds)[steps]
        losses = descent.losses(seen.reshape(-1, seen.shape[-1]), self.X, self.y, "mean")
        far = self._above(losses - self.least).reshape(seen.shape[:2])
        exact = self._above(descent.excess(self.start, self.X, self.y, eta, steps, "mean")[0])
        return np.where(np.isfinite(far), far, inf), exact

    def rate_without_noise(self, steps: int) -> tuple[float, float]:
        """The rate with which exact gradients come nearest in so many steps, and how near, in per cent."""
        etas = self.edge * np.linspace(0.01, 0.99, 99)
        far = self._above(descent.excess(self.start, self.X, self.y, etas, steps, "mean")[:, 0])
        return float(etas[far.argmin()]), float(far.min())

    @cached_property
    def goal(self) -> float:
        """Per cent above the least within which a walk has to end; more than usual on an own table that needs more."""
        worst = 0.0 if self.source is None else float(self.above(*self.best)[-1].max())
        return self.nominal if worst <= self.nominal else float(f"{1.2 * worst:.2g}")

    @cached_property
    def best(self) -> tuple[int, float]:
        """Of a few (B, η), the first with all walks inside, or else the one whose worst walk ends nearest."""
        ends = {}
        for pair in self._candidates():
            ends[pair] = float(self.above(*pair)[-1].max())
            if ends[pair] <= 0.95 * self.nominal:
                return pair
        return min(ends, key=ends.__getitem__)

    def _candidates(self) -> Iterator[tuple[int, float]]:
        """The full batch; then η in proportion to B, as far as the full batch's edge allows."""
        yield from ((self.n, round(part * self.edge, 5)) for part in (0.8, 0.6, 0.4))
        for batch in (64, 16, 4):
            for scale in (0.02, 0.01):
                yield batch, round(min(scale * batch / self.X.shape[1], 0.4 * self.edge), 5)

    def inside(self, batch: int, eta: float) -> int:
        """How many walks end within the goal."""
        return int((self.above(batch, eta)[-1] <= self.goal).sum())


def track(seed: int, table: OwnTable | None, epochs: int, nominal: float) -> Track:
    """All patients from w = 0, or up to 500 rows of the learner's own table from two standard deviations too low."""
    if table is None:
        names, z, y = _patients()
        return Track(z, y, np.zeros(len(names) + 1), epochs, nominal, seed, names)
    names, X, y = inputs_and_output(table, "y")
    order = np.random.RandomState(seed % 2**32).permutation(len(y))[:MOST_ROWS]
    X, y = X[order], y[order]
    varies = [i for i in range(X.shape[1]) if np.ptp(X[:, i]) > 1e-12 * np.abs(X[:, i]).max()][:MOST_INPUTS]
    if not varies or not np.ptp(y) > 1e-12 * np.abs(y).max():
        raise DataError("This takes a table with a column of numbers or more beside y, without gaps, and a y that "
                        "varies. Fill the gaps first, or take another table.")
    z = descent.standardise(X[:, varies]).z
    if regression.r2(y, regression.predict(*regression.least_squares(z, y), z)) > PERFECT:
        raise DataError("The columns tell y almost exactly, so batches would hardly contradict each other. "
                        "Take another y, or leave out the column that gives it away.")
    start = np.append(np.zeros(len(varies)), y.mean() - 2 * y.std())
    return Track(z, y, start, epochs, nominal, seed, tuple(names[i] for i in varies), Source.of(table))


@cache
def _patients() -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """Names, standardised inputs and progression of the diabetes table; no race changes them."""
    names, X, y = inputs_and_output("core/diabetes", "progression")
    return names, descent.standardise(X).z, y
