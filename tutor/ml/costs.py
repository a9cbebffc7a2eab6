r"""What a decision costs: two kinds of error, two prices, and the threshold that follows from them.

A model gives each case a probability p of "yes"; we act where p ≥ t. A missed case costs c_FN, a false alarm c_FP:

    cost(t) = c_FN · #{yes, p < t} + c_FP · #{no, p ≥ t}

Acting on one case pays if p c_FN > (1 − p) c_FP. With probabilities that can be trusted, the best threshold is

    t* = c_FP / (c_FP + c_FN)

whatever the data; 0.5 is best only where both errors cost the same. The two trivial policies, never and always, are
the thresholds above 1 and at 0: a model must beat the cheaper one.
Source: Elkan, The Foundations of Cost-Sensitive Learning, IJCAI (2001).
"""

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array

NEVER, ALWAYS = 1.01, 0.0
"""Thresholds that act on no case, and on every case."""


def best_threshold(miss: float, false_alarm: float) -> float:
    """t* = c_FP / (c_FP + c_FN). ValueError unless both are at least 0 and one is above."""
    if min(miss, false_alarm) < 0 or miss + false_alarm <= 0:
        raise ValueError(f"costs {miss} and {false_alarm}: both must be 0 or more, and one above")
    return false_alarm / (false_alarm + miss)


def counts(yes: ArrayLike, p: ArrayLike, t: float) -> tuple[int, int]:
    """(missed cases, false alarms) of acting where p ≥ t, for truths `yes` (n,) and probabilities p (n,)."""
    truth, act = np.asarray(yes, dtype=bool), np.asarray(p, dtype=float) >= t
    return int((truth & ~act).sum()), int((~truth & act).sum())


def cost(yes: ArrayLike, p: ArrayLike, t: float, miss: float, false_alarm: float) -> float:
    """The cost of all cases at threshold t, in the unit of the two prices."""
    missed, alarms = counts(yes, p, t)
    return miss * missed + false_alarm * alarms


def curve(yes: ArrayLike, p: ArrayLike, thresholds: ArrayLike, miss: float, false_alarm: float) -> Array:
    """The cost at each threshold (m,)."""
    truth, chance = np.asarray(yes, dtype=bool), np.asarray(p, dtype=float)
    act = chance >= np.asarray(thresholds, dtype=float)[:, None]
    told: Array = miss * (truth & ~act).sum(axis=1) + false_alarm * (~truth & act).sum(axis=1)
    return told


def trivial(yes: ArrayLike, miss: float, false_alarm: float) -> tuple[float, float]:
    """(never, always): what acting on no case costs, and acting on all."""
    truth = np.asarray(yes, dtype=bool)
    return miss * int(truth.sum()), false_alarm * int((~truth).sum())


def accuracy(yes: ArrayLike, p: ArrayLike, t: float) -> float:
    """The share of cases decided rightly at threshold t."""
    return 1 - sum(counts(yes, p, t)) / np.size(yes)
