"""FSRS-6 with its published weights: how long a memory holds, and how hard it is to keep.

The formulas are those of the reference library (`fsrs`, against which the tests hold them); written out on floats
they take a tenth of its time, so that a million attempts are folded in seconds.
"""

from math import exp

AGAIN, HARD, GOOD = 1, 2, 3
W = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
DECAY = W[20]
FACTOR = 0.9 ** (-1 / DECAY) - 1
"""The forgetting curve: R = (1 + FACTOR · days / stability) ** -DECAY, so that R(stability) = 0.9."""
LEAST, LONGEST = 0.001, 36_500
"""The least stability, and the longest interval, in days."""
_EASY = W[4] - exp(W[5] * 3) + 1
_GROWTH, _LAPSE = exp(W[8]), exp(W[17] * W[18])
_SAME_DAY = {mark: exp(W[17] * (mark - 3 + W[18])) for mark in (AGAIN, HARD, GOOD)}
_HARDER = {mark: -(W[6] * (mark - 3)) / 9.0 for mark in (AGAIN, HARD, GOOD)}
_TIRING, _MEAN, _KEPT = -W[19], W[7] * _EASY, 1 - W[7]


def recall(stability: float, days: float) -> float:
    """The chance to remember after `days` with this stability (days); a clock that went back is no time at all."""
    return float((1 + FACTOR * max(0.0, days) / stability) ** -DECAY)


def first(mark: int) -> tuple[float, float]:
    """Stability (days) and difficulty (1..10) after the first rating."""
    return W[mark - 1], _bounded(W[4] - exp(W[5] * (mark - 1)) + 1)


def rated(stability: float, difficulty: float, days: int, mark: int) -> tuple[float, float]:
    """Stability and difficulty after one more rating, `days` after the last."""
    harder = difficulty + (10.0 - difficulty) * _HARDER[mark]
    if days < 1:
        growth = _SAME_DAY[mark] * stability**_TIRING
        held = stability if growth < 1.0 and mark != AGAIN else stability * growth
    elif mark == AGAIN:
        forgot = 1 - recall(stability, days)
        long = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp(forgot * W[14])
        held = min(long, stability / _LAPSE)
    else:
        surprise = exp((1 - recall(stability, days)) * W[10]) - 1
        penalty = W[15] if mark == HARD else 1.0
        held = stability * (1 + _GROWTH * (11 - difficulty) * stability ** -W[9] * surprise * penalty)
    hard = _MEAN + _KEPT * harder
    return held if held > LEAST else LEAST, hard if 1.0 <= hard <= 10.0 else _bounded(hard)


def interval(stability: float) -> int:
    """Whole days until the chance has fallen to 0.9, which are as many as the stability."""
    return min(max(round(stability), 1), LONGEST)


def _bounded(difficulty: float) -> float:
    return 1.0 if difficulty < 1.0 else 10.0 if difficulty > 10.0 else difficulty
