"""Two small groups, and all the ways in which chance could have dealt their labels."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb
from typing import Annotated

import numpy as np

from tutor.api import DataError, Number, OwnTable, Slider, Source

MOST, ENOUGH = 2000, 500
COUNTABLE = 20_000
"""So many ways to deal the labels are gone through one by one, at most."""


@dataclass(frozen=True)
class Shuffled:
    """How many shuffles are wanted and done, and the p-value that the learner reads off."""

    wanted: Annotated[int, Slider(100, MOST, step=100, label="shuffles to run")] = ENOUGH
    p_value: Annotated[float | None, Number(label="your p-value", low=0, high=1)] = None
    done: int = 0


@dataclass(frozen=True)
class Groups:
    """The values of A (the first `first`) and of B, and the seed of the shuffles."""

    values: np.ndarray
    first: int
    seed: int
    names: tuple[str, str] = ("A", "B")
    unit: str = "s"
    source: Source | None = None

    def gap(self, values: np.ndarray) -> float:
        """Mean of A minus mean of B."""
        return float(values[: self.first].mean() - values[self.first :].mean())

    @cached_property
    def observed(self) -> float:
        return self.gap(self.values)

    @cached_property
    def shuffles(self) -> np.ndarray:
        return self.shuffled(MOST)

    def shuffled(self, n: int) -> np.ndarray:
        """Differences of n shuffles."""
        random = np.random.RandomState(self.seed)
        return np.array([self.gap(random.permutation(self.values)) for _ in range(n)])

    def extreme(self, gaps: np.ndarray) -> np.ndarray:
        """Whether each is at least as far from 0 as the observed one, but for rounding."""
        return np.abs(gaps) >= abs(self.observed) * (1 - 1e-9)

    def upper(self, done: int) -> int:
        """How many of the first shuffles are as extreme on the observed side alone."""
        gaps = self.shuffles[:done]
        return int((self.extreme(gaps) & (gaps * self.observed > 0)).sum())

    def count(self, done: int) -> int:
        """How many of the first shuffles are as extreme, on either side."""
        return int(self.extreme(self.shuffles[:done]).sum())

    def p(self, done: int) -> float:
        """The p-value after so many shuffles; the observed deal is one of the ways."""
        return (1 + self.count(done)) / (1 + done)

    @cached_property
    def exact(self) -> float | None:
        """The p-value over all ways to deal the labels, where those can be counted."""
        size = len(self.values)
        if comb(size, self.first) > COUNTABLE:
            return None
        total, rest = self.values.sum(), size - self.first
        sums = np.array([self.values[list(at)].sum() for at in combinations(range(size), self.first)])
        return float(self.extreme(sums / self.first - (total - sums) / rest).mean())

    @property
    def middle(self) -> int:
        """Where the middle of the shuffles lies: 0 at the observed difference, 1 near 0, 2 elsewhere."""
        middle, spread = float(np.median(self.shuffles)), float(self.shuffles.std())
        return 1 if abs(middle) < 0.25 * spread else 0 if abs(middle - self.observed) < 0.25 * spread else 2


def groups(seed: int, table: OwnTable | None) -> Groups:
    """Two versions of a page, six loads each, with a p-value that is neither tiny nor large; or the learner's groups."""
    random = np.random.RandomState(seed)
    if table is None:
        while True:
            slow, fast = random.normal(2.0, 0.3, 6), random.normal(1.75, 0.3, 6)
            found = Groups(np.round(np.concatenate([slow, fast]), 2), 6, int(random.randint(2**31 - 1)))
            if found.exact is not None and 0.03 <= found.exact <= 0.3 and found.observed > 0:
                return found
    labels, values = [str(label) for label in table["x"]], np.array(table["y"], float)
    names = sorted(set(labels))
    if len(names) != 2:
        raise DataError(f"The column of labels has {len(names)} different values. Choose one with just two, such as A and B.")
    of_a = np.array([label == names[0] for label in labels])
    if min(of_a.sum(), (~of_a).sum()) < 3:
        raise DataError(f"Of {names[0]} or {names[1]} there are fewer than three rows: too few to shuffle.")
    if len(set(values)) == 1:
        raise DataError(f"All values of {table.roles['y']} are equal, so no shuffle changes anything. Choose another column.")
    joined = np.concatenate([values[of_a], values[~of_a]])
    return Groups(joined, int(of_a.sum()), int(random.randint(2**31 - 1)), (names[0], names[1]), "", Source.of(table))
