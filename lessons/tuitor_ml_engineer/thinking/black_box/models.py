"""Components that are really fitted to wine and measured here: scores, bytes, and the time of single calls."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import cycle, islice
from pickle import dumps
from time import perf_counter
from typing import Any

import numpy as np

from tutor.api import estimator, inputs_and_output, sealed, validation

FOLDS, TIMED, AT_ONCE = 5, 100, 20
TREE, FOREST = "tree", "forest"
SOURCES = {
    TREE: "DecisionTreeClassifier(max_depth=2, random_state=0)",
    "kNN": "KNeighborsClassifier()",
    "naive Bayes": "GaussianNB()",
    "logistic": "make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))",
    FOREST: "RandomForestClassifier(50, random_state=0)",
}
"""Name -> the code that makes it."""


@dataclass(frozen=True)
class Measured:
    """A component's name, accuracy of each fold, pickled size in bytes, and milliseconds of each single-row call."""

    name: str
    scores: tuple[float, ...] = ()
    size: int = 0
    times: tuple[float, ...] = ()

    @property
    def mean(self) -> float:
        """Mean of the times, in ms."""
        return float(np.mean(self.times))

    @property
    def p95(self) -> float:
        """95th percentile of the times, in ms."""
        return sealed.p95(self.times)


def measuring(name: str, seed: int) -> Iterator[Measured]:
    """Five folds, then all rows for the size, then a hundred timed calls: what is known after each bit of work."""
    model, (_, X, y) = estimator(SOURCES[name]), inputs_and_output("core/wine", "cultivar")
    found = Measured(name)
    for fold in validation.folds(len(y), FOLDS, seed, y):
        found = replace(found, scores=(*found.scores, float(validation.scores(model, X, y, [fold])[0])))
        yield found
    found = replace(found, size=len(dumps(model.fit(X, y))))
    rows = cycle(X[:, None])
    for row in islice(rows, 5):
        model.predict(row)
    while len(found.times) < TIMED:
        found = replace(found, times=(*found.times, *(_timed(model, row) for row in islice(rows, AT_ONCE))))
        yield found


def _timed(model: Any, row: np.ndarray) -> float:
    start = perf_counter()
    model.predict(row)
    return round(1000 * (perf_counter() - start), 4)


@lru_cache(maxsize=16)
def measured(name: str, seed: int) -> Measured:
    """All of it."""
    *_, last = measuring(name, seed)
    return last
