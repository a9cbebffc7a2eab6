"""Fifteen rows to fit curves to and more rows held out: drawn from a known truth, or from a table of the learner's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import numpy as np

from tutor.api import DataError, OwnTable, Slider, Source, arrays, forms, polynomial, regression, validation

ROWS, HELD, MOST = 15, 60, 13
"""Rows that are fitted, rows held out at most, and the highest degree."""
DEGREES = tuple(range(MOST + 1))
TIE = 1.05
"""A validation error that is at most this multiple of the lowest ties with it."""
TRUTHS: dict[str, Callable[[Any], Any]] = {
    "y = 0.9x": lambda x: 0.9 * x,
    "y = 1.6x² − 0.6": lambda x: 1.6 * x**2 - 0.6,
    "y = sin πx": lambda x: np.sin(np.pi * x),
    "y = sin 1.6πx": lambda x: np.sin(1.6 * np.pi * x),
    "y = cos 2πx": lambda x: np.cos(2 * np.pi * x),
}
ACROSS = np.linspace(-1, 1, 401)


@dataclass(frozen=True)
class Choosing:
    """The degree on screen, the degrees seen so far, and the one that was decided on."""

    degree: Annotated[int, Slider(0, MOST, step=1, label="degree")] = 0
    seen: tuple[int, ...] = (0,)
    chosen: int | None = None


@dataclass(frozen=True)
class Sample:
    """Rows to fit (x, y), rows held out to choose by, and what is kept for the end: rows, or the truth."""

    x: np.ndarray
    y: np.ndarray
    new_x: np.ndarray
    new_y: np.ndarray
    last_x: np.ndarray
    last_y: np.ndarray
    noise: float = 0.0
    truth: str = ""
    names: tuple[str, str] = ("x", "y")
    rows: tuple[tuple[int, ...], ...] = ()
    source: Source | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """Between them lie all rows."""
        return float(self.x.min()), float(self.x.max())

    def columns(self, x: Any, degree: int) -> np.ndarray:
        """Chebyshev columns of x, with the fitted rows' range as −1..1."""
        return polynomial.chebyshev(polynomial.scaled(x, *self.ends), degree)

    @cached_property
    def _fits(self) -> dict[int, regression.Fit]:
        return {d: polynomial.ridge(self.columns(self.x, d), self.y) for d in DEGREES}

    def curve(self, degree: int, x: Any) -> np.ndarray:
        """What the fit of this degree says at x."""
        return regression.predict(*self._fits[degree], self.columns(x, degree))

    def _error(self, y: Any, said: Any) -> float:
        return max(regression.rmse(y, said), 1e-9 * float(np.ptp(self.y)))

    @cached_property
    def training(self) -> tuple[float, ...]:
        """RMSE of each degree on the rows that it is fitted to."""
        return tuple(self._error(self.y, self.curve(d, self.x)) for d in DEGREES)

    @cached_property
    def validation(self) -> tuple[float, ...]:
        """RMSE of each degree on the rows held out."""
        return tuple(self._error(self.new_y, self.curve(d, self.new_x)) for d in DEGREES)

    @cached_property
    def last(self) -> tuple[float, ...]:
        """RMSE of each degree on the rows kept for the end; with a known truth, what endless new rows would give."""
        found = (self._error(self.last_y, self.curve(d, self.last_x)) for d in DEGREES)
        return tuple(float(np.hypot(error, self.noise)) for error in found)

    @cached_property
    def best(self) -> int:
        """The degree with the lowest validation error; the simplest of equals."""
        return min(DEGREES, key=lambda d: self.validation[d])

    def behind(self, degree: int, best: int) -> float:
        """By how many standard errors `degree` is behind `best` on the held-out rows.

        The unit is the paired one, or that of the best where it is smaller: a wild curve must not excuse itself.
        """
        squares, least = ((self.curve(d, self.new_x) - self.new_y) ** 2 for d in (degree, best))
        gap, paired = validation.paired(squares, least)
        unit = min(paired, validation.naive_se(least))
        return gap / unit if unit > 0 else 0.0

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """What each degree is worth: 1 up to one standard error or 5% behind the best, nothing from three on."""
        limit = TIE * self.validation[self.best]
        return tuple(1.0 if self.validation[d] <= limit else float(np.clip((3 - self.behind(d, self.best)) / 2, 0, 1))
                     for d in DEGREES)

    @property
    def ties(self) -> tuple[int, ...]:
        """The degrees that are as good as the best as far as anyone can tell, the simplest first."""
        return tuple(d for d in DEGREES if self.scores[d] == 1)

    @property
    def where(self) -> int:
        """Where the best degree lies: 0 it is the highest, 1 at most a line, 2 between them."""
        return 0 if self.best == MOST else 1 if self.best <= 1 else 2

    @property
    def fair(self) -> bool:
        """Whether the rule leads to a good degree here, and neither the simplest nor the most flexible will do."""
        last, ties = self.last, self.ties
        good = [d for d in DEGREES if last[d] <= 1.05 * min(last)]
        return (self.scores[0] <= 0.5 and self.scores[MOST] == 0 and len(ties) <= 6 and max(ties) - ties[0] < len(ties)
                and set(good) <= set(ties) and ties[0] in good and max(last[d] for d in ties) <= 1.25 * min(last)
                and any(self.scores[d] <= 0.5 for d in range(self.best + 1, MOST)))


def drawn(rng: np.random.RandomState, truth: str, noise: float = 0.3, held: int = HELD) -> Sample:
    """Fifteen evenly spaced rows of a truth, held-out rows anywhere, and the truth itself for the end."""
    f = TRUTHS[truth]
    x, new_x = np.linspace(-1, 1, ROWS), rng.uniform(-1, 1, held).round(3)
    y, new_y = (np.round(f(each) + noise * rng.randn(len(each)), 3) for each in (x, new_x))
    return Sample(x, y, new_x, new_y, ACROSS, f(ACROSS), noise, truth)


def samples(seed: int) -> Iterator[Sample]:
    """One after another, from any of the truths."""
    rng = np.random.RandomState(seed % 2**32)
    truth = str(rng.choice(list(TRUTHS)))
    while True:
        yield drawn(rng, truth)


def sample(seed: int, table: OwnTable | None) -> Sample:
    """The first fair one of this seed, or rows of the learner's table."""
    return forms.first(samples(seed), lambda each: each.fair) if table is None else own(seed, table)


def own(seed: int, table: OwnTable) -> Sample:
    """Fifteen rows that span x, all of them different in x; of the others the most are held out, and some kept."""
    x, y = arrays(table, "x", "y")
    rng = np.random.RandomState(seed % 2**32)
    order = rng.permutation(len(x))
    firsts = order[np.unique(x[order], return_index=True)[1]]
    if len(firsts) < ROWS or not np.ptp(y):
        raise DataError(f"A curve needs at least {ROWS} different values of x, and a y that varies. "
                        "Take other columns.")
    strata = np.array_split(firsts, ROWS)
    fitted = np.array([strata[0][0], *(rng.choice(part) for part in strata[1:-1]), strata[-1][-1]])
    rest = order[~np.isin(order, fitted)]
    held = min(HELD, len(rest) * 4 // 7)
    parts = fitted, rest[:held], rest[held : held + 400]
    xs, ys = ([column[rows] for rows in parts] for column in (x, y))
    return Sample(xs[0], ys[0], xs[1], ys[1], xs[2], ys[2], names=(table.roles["x"], table.roles["y"]),
                  source=Source.of(table), rows=tuple(tuple(rows.tolist()) for rows in parts))
