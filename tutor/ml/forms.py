"""Forms of a question: wrong routes that cannot be taken for the right one, and rows of a pool as numbered places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice, pairwise
from math import floor, log10, trunc
from typing import TypeVar

T = TypeVar("T")
MOST = 500
"""How many draws `first` looks at before it gives up."""

STRIDE = 7919
"""Between one seed that is tried and the next; a prime, so that the walks of two seeds meet late."""
ROUNDED = 1.15
"""The ratio that two values keep when one of them is rounded to two figures, with room for a tolerance."""


def apart(values: Iterable[float], by: float = ROUNDED) -> bool:
    """Whether of no two values of one sign the larger is at most `by` times the smaller, and none is 0."""
    found = list(values)
    signs = [sorted(abs(each) for each in found if each * sign > 0) for sign in (1, -1)]
    return all(found) and all(high > by * low for group in signs for low, high in pairwise(group))


def typed(value: float, figures: int = 3) -> list[float]:
    """`value`, which is not 0, as one may type it: rounded and cut off to 1 up to so many figures."""
    places = [figure - 1 - floor(log10(abs(value))) for figure in range(1, figures + 1)]
    return [cut(value * 10.0**place) / 10.0**place for place in places for cut in (round, trunc)]


def first(draws: Iterable[T], fair: Callable[[T], bool]) -> T:
    """The first of the draws that is fair. If one in ten is, all 500 fail once in 10²² times (ArithmeticError)."""
    for each in islice(draws, MOST):
        if fair(each):
            return each
    raise ArithmeticError(f"none of {MOST} draws is fair: ask for less")


def seeds(seed: int) -> Iterator[int]:
    """The seed, then others that its neighbours do not come to soon: a seed that draws nothing fair takes the next."""
    return ((seed + n * STRIDE) % 2**31 for n in count())


def numbered(rows: Sequence[Sequence[str]], *names: str) -> dict[str, str]:
    """The cells of each row under its names: numbered([("m", "weight")], "school", "said")["school1"] is "m"."""
    return {f"{name}{n}": cell for n, row in enumerate(rows, 1) for name, cell in zip(names, row, strict=True)}
