"""Complete tables with masks laid over them, so that what is missing is known."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np

from tutor.api import DataError, OwnTable, Source, imputation, inputs_and_output

CHANCE, SEEN, ITSELF, UNTOLD = "chance", "another column", "its own value", "cannot tell"
"""What decides that a value is missing."""
STORIES = {
    CHANCE: ("a freezer failed; its samples had been chosen by lot", "the courier lost a bag packed at random"),
    SEEN: ("the older, the more often skipped; age is in the table",
           "over 60, it was often skipped; age is in the table"),
    ITSELF: ("patients with a high value often refused", "above its range the device often writes nothing"),
    UNTOLD: ("nobody remembers why there are gaps", "the file came without a word about its gaps"),
}
HOLED = ("bmi", "bp", "s5")


@dataclass(frozen=True)
class Patients:
    """A complete table X (n, p) with y (n,), the masks (n, 3) over three columns, and why each has its gaps."""

    X: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    holed: tuple[int, ...]
    masks: np.ndarray
    why: tuple[str, ...]
    told: tuple[str, ...]
    seed: int
    source: Source | None = None

    @cached_property
    def Z(self) -> np.ndarray:
        """X as it was collected: NaN where it is missing."""
        rows = self.X.copy()
        for mask, j in zip(self.masks.T, self.holed, strict=True):
            rows[mask, j] = np.nan
        return rows

    @cached_property
    def missing(self) -> int:
        """How many values of the first holed column are missing."""
        return int(self.masks[:, 0].sum())

    @cached_property
    def observed(self) -> np.ndarray:
        """The values of the first holed column that are there."""
        found: np.ndarray = self.X[~self.masks[:, 0], self.holed[0]]
        return found

    @property
    def truth(self) -> np.ndarray:
        """The first holed column without gaps."""
        whole: np.ndarray = self.X[:, self.holed[0]]
        return whole

    @property
    def variance(self) -> float:
        """What mean filling leaves of its variance, ddof 0."""
        return imputation.variance_after_mean_fill(len(self.observed), len(self.y), float(self.observed.var()))


def mask(kind: str, column: np.ndarray, age: np.ndarray, share: float, seed: int) -> np.ndarray:
    """Which rows are missing; where nobody tells, any of the three may be at work."""
    if kind == UNTOLD:
        kind = Random(seed).choice([CHANCE, SEEN, ITSELF])
    if kind == CHANCE:
        return imputation.mcar(len(column), share, seed)
    return imputation.mar(age, share, seed) if kind == SEEN else imputation.mnar(column, share, seed)


def patients(seed: int, kinds: tuple[str, ...] = ()) -> Patients:
    """The diabetes table; the kinds of three masks are drawn unless given, and so are their shares."""
    names, X, y = inputs_and_output("core/diabetes", "progression")
    random = Random(seed)
    kinds = kinds or tuple(random.sample(list(STORIES), 3))
    holed = tuple(names.index(name) for name in HOLED)
    masks = [mask(kind, X[:, j], X[:, names.index("age")], random.uniform(0.25, 0.4), random.randrange(2**31))
             for kind, j in zip(kinds, holed, strict=True)]
    told = tuple(random.choice(STORIES[kind]) for kind in kinds)
    return Patients(X, y, names, holed, np.array(masks).T, kinds, told, seed)


def own(seed: int, table: OwnTable) -> Patients:
    """The number columns of the learner's table; the three that tell most about y get gaps of three kinds."""
    names, X, y = inputs_and_output(table, "y")
    if len(names) < 4 or not np.ptp(y):
        raise DataError("This takes a table with four columns of numbers or more beside y, without gaps: the gaps are "
                        "made on a copy, so that the truth is known. Fill yours first, or take another table.")
    telling = sorted(range(len(names)), key=lambda j: -abs(float(np.corrcoef(X[:, j], y)[0, 1])))[:10]
    names, X, random = tuple(names[j] for j in telling), X[:, telling], Random(seed)
    kinds = (CHANCE, SEEN, ITSELF)
    masks = [mask(kind, X[:, j], X[:, 3], random.uniform(0.25, 0.4), random.randrange(2**31))
             for j, kind in enumerate(kinds)]
    return Patients(X, y, names, (0, 1, 2), np.array(masks).T, kinds, kinds, seed, Source.of(table))
