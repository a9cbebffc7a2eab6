"""One fit of the diabetes table, a near-copy of bmi whose noise is turned, and what is called before each turn."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated, NamedTuple

import numpy as np

from tutor.api import Choice, inference, inputs_and_output, validation

FOLDS = 10
LEVELS = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02)
"""Noise of the copy, in standard deviations of bmi."""
TURNS = 5
"""The first is predicted, the other four are called and graded."""
OPEN = "?"
WIDER, SAME, NARROWER = "wider", "same", "narrower"
BETTER, WORSE = "better", "worse"
WEIGHT, SCORE = "weight ± interval", "held-out R²"
ASKED = "Doctor: what does bmi do, all else equal? Clinic: how far off is the next forecast?"


@dataclass(frozen=True)
class Calls:
    """How many turns were made, the two calls for the next one, those made before, and who needs which panel."""

    interval: Annotated[str, Choice((OPEN, WIDER, SAME, NARROWER), label="interval")] = OPEN
    r2: Annotated[str, Choice((OPEN, BETTER, SAME, WORSE), label="R²")] = OPEN
    doctor: Annotated[str, Choice((OPEN, WEIGHT, SCORE), label="doctor")] = OPEN
    clinic: Annotated[str, Choice((OPEN, WEIGHT, SCORE), label="clinic")] = OPEN
    turns: int = 0
    made: tuple[tuple[str, str], ...] = ()


class Reading(NamedTuple):
    """What one setting shows: the weight of bmi, half its interval, mean held-out R² and its standard error."""

    weight: float
    half: float
    r2: float
    se: float


@dataclass(frozen=True)
class Copy:
    """The table X (442, 10), y, and for each turn the noise of the copy and the seed that it is drawn with."""

    X: np.ndarray
    y: np.ndarray
    bmi: int
    path: tuple[tuple[float, int], ...]
    seed: int

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """One for the start, without a copy, and one for each turn."""
        splits = validation.folds(len(self.y), FOLDS, self.seed % 2**32)
        tables = [self.X, *(np.column_stack([self.X, inference.near_copy(self.X[:, self.bmi], noise, seed)])
                            for noise, seed in self.path)]
        found = []
        for table in tables:
            weights, scores = inference.weights(table, self.y), inference.held_out_r2(table, self.y, splits)
            found.append(Reading(float(weights.W[self.bmi]), float(weights.half[self.bmi]), float(scores.mean()),
                                 validation.corrected_se(scores, FOLDS)))
        return tuple(found)

    def truth(self, turn: int) -> tuple[str, str]:
        """What turn 1, 2, … did: to the interval (same within 10%), to R² (same within one standard error)."""
        before, after = self.readings[turn - 1], self.readings[turn]
        ratio, gap = after.half / before.half, after.r2 - before.r2
        width = WIDER if ratio > 1.1 else NARROWER if ratio < 0.9 else SAME
        return width, SAME if abs(gap) <= before.se else BETTER if gap > 0 else WORSE

    @property
    def truths(self) -> list[tuple[str, str]]:
        """Of the four turns that are called."""
        return [self.truth(turn) for turn in range(2, TURNS + 1)]

    @property
    def hurt(self) -> int:
        """What the first turn does: 0 to the interval alone, 1 to R² alone, 2 to both, 3 to neither."""
        width, score = self.truth(1)
        return {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}[width != SAME, score != SAME]


def copy(seed: int) -> Copy:
    """The table, and five settings in which the interval gets wider, narrower, and once stays as it was."""
    names, X, y = inputs_and_output("core/diabetes", "progression")
    random = Random(seed)
    levels = random.sample(LEVELS, 4)
    again = random.randint(0, 3)
    levels.insert(again + 1, levels[again])
    path = tuple((noise, random.randrange(2**31)) for noise in levels)
    return Copy(X, y, names.index("bmi"), path, seed)
