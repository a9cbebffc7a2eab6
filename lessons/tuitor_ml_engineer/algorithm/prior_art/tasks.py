"""Two tasks with few labels, and the hidden layer of a network that has learnt another task before."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

import numpy as np

from tutor.api import Choice, Number, Slider, inputs_and_output, transfer

LABELS = (10, 20, 40, 80)
SOURCE, SPARE, DRAWS = 1000, 300, 20
OPEN, HELPS, SAME, HURTS = "?", "helps", "no difference", "hurts"
NOTHING = 0.01
"""A gain of less than one point is no difference."""
DEALS = ("01678", "23489", "12578", "01578", "03459", "24789", "34789", "13589", "12369", "16789", "02689", "12478",
         "01479", "12367")
"""Digits of the second source from which the other five lose clearly: a test measures it. From 14569 they hardly do."""
PARITY, SIZE = "odd or even", "below 5 or not"
FIRST, SECOND = 1, 2

Scores = tuple[int, tuple[float, ...], tuple[float, ...]]
"""Labels, and the accuracies of all draws on raw pixels and on pre-trained features."""


@dataclass(frozen=True)
class Called:
    """Labels on screen, the call on the second task, and what has been measured."""

    n: Annotated[int, Slider(10, 80, step=2, label="labels", log=True)] = 10
    call: Annotated[str, Choice((OPEN, HELPS, SAME, HURTS), label="task 2: it")] = OPEN
    points: Annotated[float | None, Number(label="by about", unit="points", low=0, high=100)] = None
    losses: tuple[float, ...] = ()
    first: tuple[Scores, ...] = ()
    trials: tuple[float, ...] = ()
    second: tuple[Scores, ...] = ()


@dataclass(frozen=True)
class Tasks:
    """First: all ten digits → `goal`. Second: the digits `known` → five digits, all of them known or none."""

    goal: str
    known: tuple[int, ...]
    new: tuple[int, ...]
    seed: int

    @property
    def apart(self) -> bool:
        """Whether the second network has never seen the digits of its new task."""
        return not set(self.known) & set(self.new)

    def gain(self) -> float:
        """Mean gain of accuracy by pre-training on the second task, over all draws of the fewest labels."""
        return gain(fewest(self, SECOND))

    @property
    def truth(self) -> str:
        """What pre-training does to the second task."""
        found = self.gain()
        return SAME if abs(found) < NOTHING else HELPS if found > 0 else HURTS

    @property
    def wins(self) -> int:
        """Who wins at the first task: 0 the pre-trained features, 1 raw pixels, 2 neither."""
        return _winner(gain(fewest(self, FIRST)))

    @property
    def wins_second(self) -> int:
        return _winner(self.gain())


def gain(scores: Scores) -> float:
    """Mean accuracy on pre-trained features less that on raw pixels."""
    return float(np.mean(scores[2]) - np.mean(scores[1]))


def _winner(by: float) -> int:
    return 2 if abs(by) < NOTHING else 0 if by > 0 else 1


@cache
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Pixels (1797, 64) from 0 to 1, and the digits (1797,)."""
    _, X, y = inputs_and_output("core/digits", "digit")
    return X / 16, y.astype(int)


def source(p: Tasks, task: int) -> np.ndarray:
    """Rows that the source network learns from; none of them is judged later."""
    rows, y = _shuffled(p)[:SOURCE], digits()[1]
    if task == SECOND:
        return np.flatnonzero(np.isin(y, p.known)) if p.apart else rows[np.isin(y[rows], p.known)]
    return rows


def draws(p: Tasks, task: int, n: int, count: int = DRAWS) -> list[transfer.Draw]:
    """So many draws of n labelled rows, each with the rows to be judged on."""
    y = digits()[1]
    if task == FIRST:
        return transfer.from_pool(_shuffled(p)[SOURCE:], n, SPARE, count, p.seed)
    fresh = np.setdiff1d(np.flatnonzero(np.isin(y, p.new)), source(p, SECOND))
    return transfer.per_class(y, fresh, n // 5, count, p.seed)


def pretraining(p: Tasks, task: int) -> Iterator[tuple[transfer.Network, float]]:
    """The source network of a task, epoch by epoch."""
    X, y = digits()
    rows = source(p, task)
    labels = y[rows] if task == FIRST else np.searchsorted(p.known, y[rows])
    return transfer.pretrain(X[rows], labels, seed=p.seed)


def measuring(p: Tasks, task: int, network: transfer.Network, count: int = DRAWS) -> Iterator[Scores]:
    """Accuracies of each draw on raw pixels and on the hidden layer, for one number of labels after the other."""
    X, y = digits()
    H = transfer.hidden(network, X)
    if task == FIRST:
        labels = y % 2 if p.goal == PARITY else (y >= 5).astype(int)
    else:
        labels = np.searchsorted(p.new, y) * np.isin(y, p.new)
    for n in LABELS:
        drawn = draws(p, task, n, count)
        yield n, tuple(transfer.accuracies(X, labels, drawn)), tuple(transfer.accuracies(H, labels, drawn))


@lru_cache(maxsize=32)
def trained(p: Tasks, task: int) -> transfer.Network:
    """The source network of a task, after its last epoch."""
    *_, (network, _) = pretraining(p, task)
    return network


@lru_cache(maxsize=32)
def fewest(p: Tasks, task: int) -> Scores:
    """All draws of the fewest labels, which is what the call is about."""
    return next(measuring(p, task, trained(p, task)))


def _shuffled(p: Tasks) -> np.ndarray:
    return np.random.RandomState(p.seed).permutation(len(digits()[1]))


def tasks(seed: int) -> Tasks:
    """A goal for the first task; for the second five digits, and a source without any of them or with all."""
    seed %= 2**32 - DRAWS
    random = np.random.RandomState(seed)
    known = [int(each) for each in DEALS[random.randint(len(DEALS))]]
    goal = (PARITY, SIZE)[random.randint(2)]
    new = [each for each in range(10) if each not in known]
    if random.randint(2):
        known = sorted((*new, *known[:2]))
    return Tasks(goal, tuple(known), tuple(new), seed)
