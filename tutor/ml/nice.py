"""Numbers that a person would choose: round steps, ranges on those steps, data counted from a round number.

A slider over data in any unit needs a step, a range and a way to write values. The steps 1, 2 and 5 times a power of
ten are those of the ticks on a hand-drawn axis (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
"""

from math import ceil, floor, log10
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def step(size: float) -> float:
    """The largest of …, 0.1, 0.2, 0.5, 1, 2, 5, … that is at most `size`. ValueError unless size > 0."""
    if not size > 0:
        raise ValueError(f"a step needs a size above 0, not {size}")
    unit = 10.0 ** floor(log10(size))
    return float(f"{next(each for each in (5, 2, 1) if each * unit <= size * (1 + 1e-9)) * unit:.12g}")


def nearest(value: float, step: float) -> float:
    """The multiple of `step` that is nearest to `value`, without the rounding error of a product."""
    return float(f"{round(value / step) * step:.12g}")


def span(low: float, high: float, step: float) -> tuple[float, float, float]:
    """(low, high, step) of a slider from at most `low` to at least `high`, both on multiples of the step."""
    return nearest(floor(low / step + 1e-9) * step, step), nearest(ceil(high / step - 1e-9) * step, step), step


def written(value: float, step: float) -> str:
    """`value` with as many decimals as a step has; very large and very small ones with an exponent."""
    decimals = max(0, -floor(log10(step) + 1e-9))
    return f"{value:.{decimals}f}" if decimals <= 6 and step < 1e6 else f"{value:.6g}"


def counted(values: ArrayLike) -> tuple[NDArray[Any], float]:
    """`values` and the round number that they are counted from: 0, unless all of them are far from it.

    Far means more than six standard deviations: years, say, of which the differences matter.
    """
    array = np.asarray(values, float)
    mean, sd = float(array.mean()), float(array.std())
    if abs(mean) <= 6 * sd or not sd:
        return array, 0.0
    unit = 10.0 ** ceil(log10(sd))
    origin = float(f"{round(mean / unit) * unit:.15g}")
    return array - origin, origin
