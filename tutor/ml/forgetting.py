"""Forgetting: the chance to recall something falls with the days, and more slowly after each time it was recalled.

FSRS-6 describes a memory by its stability S, the days until the chance of recall has fallen to 0.9, and a difficulty
D from 1 to 10. With t days since it was last recalled:

    R(t, S) = (1 + f·t/S)^(-d),  f = 0.9^(-1/d) - 1          a power law, and R(S, S) = 0.9
    S' = S·(1 + e^a·(11 - D)·S^(-b)·(e^(c·(1 - R)) - 1))      the stability after it was recalled at the chance R

The later it is recalled, the smaller R and the more is won; that it was recalled is a condition, and less likely then.
The constants are averages over many learners. Source: J. Ye, "The Algorithm", wiki of open-spaced-repetition (FSRS-6,
default parameters).
"""

import math

import numpy as np

DECAY = 0.1542
FACTOR = 0.9 ** (-1 / DECAY) - 1
FIRST = 2.3065
"""S after a first right answer, in days."""
DIFFICULTY = 6.4133 - math.exp(2 * 0.8334) + 1
"""D after a first right answer, about 2.1."""
GROWTH, SATURATION, SURPRISE = 1.8722, 0.1666, 0.796
"""a, b and c of the formula."""


def recall(days: np.ndarray, stability: float) -> np.ndarray:
    """The chance of recall (n,) so many days (n,) after the last success."""
    chance: np.ndarray = (1 + FACTOR * np.asarray(days, dtype=float) / stability) ** -DECAY
    return chance


def days_until(chance: float, stability: float) -> float:
    """After how many days it has fallen to `chance`: the inverse of `recall`."""
    return float(stability * (chance ** (-1 / DECAY) - 1) / FACTOR)


def recalled(stability: float, days: float, difficulty: float = DIFFICULTY) -> float:
    """The stability after a success, `days` after the last one."""
    surprise = math.expm1(SURPRISE * (1 - float(recall(np.array(days), stability))))
    return stability * (1 + math.exp(GROWTH) * (11 - difficulty) * math.pow(stability, -SATURATION) * surprise)
