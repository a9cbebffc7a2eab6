"""A thousand steps of gradient descent with their path recorded, against a bare loop in numpy.

python benchmarks descent
"""

from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np
from figures import Figure, in_turns, ratio

from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.ml import descent

STEPS, ROWS = 1000, 200


def measure(rounds: int = 60) -> Iterator[Figure]:
    """The teaching library's run, and the lesson's, each against a loop of the same steps."""
    random = np.random.default_rng(3)
    x = random.normal(size=ROWS)
    y = 2 * x + 1 + random.normal(size=ROWS)
    eta = descent.rates(descent.hessian(x)).best / 10
    part = "Gradient descent, a thousand steps with their path"
    ours, bare = in_turns(rounds, lambda: _seconds(lambda: descent.run((0, 0), x, y, eta, STEPS)),
                          lambda: _seconds(lambda: loop(x, y, eta)))  # fmt: skip
    assert np.allclose(descent.run((0, 0), x, y, eta, STEPS), loop(x, y, eta))
    yield Figure(part, "tutor.ml.descent.run / a bare numpy loop", ratio(ours, bare), 1.5)
    lesson = load_object(load_catalog().find("descent"), "exercise:Descend")()
    lesson.setup(1)
    rate, data = lesson.raw.rates.best, (lesson.x, lesson.y)
    walked, bare = in_turns(rounds, lambda: _seconds(lambda: lesson._path(False, ((rate, STEPS),))),
                            lambda: _seconds(lambda: loop(*data, rate)))  # fmt: skip
    yield Figure(part, "lesson `descent`, its walk / a bare numpy loop", ratio(walked, bare), 1.5)


def loop(x: np.ndarray, y: np.ndarray, eta: float) -> np.ndarray:
    """What one would write: H and c once, a step and its place each turn."""
    A = np.column_stack([x, np.ones(len(x))])
    H, c, at = 2 * A.T @ A, 2 * A.T @ y, np.zeros(2)
    path = np.empty((STEPS + 1, 2))
    path[0] = at
    for number in range(STEPS):
        at = at - eta * (H @ at - c)
        path[number + 1] = at
    return path


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
