"""Round numbers for an axis: steps between ticks, and limits that hold the data."""

import math
from typing import Any

MARGIN = 0.03
"""The part of the range that stays free at both ends."""
LEAST = 1e-300
"""What is less is no end of a logarithmic axis: its power of ten is no float."""


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that fits at most `most` steps into the span."""
    rough = span / max(1, most)
    base = 10.0 ** math.floor(math.log10(rough))
    return next((base * factor for factor in (1, 2, 5) if base * factor >= rough * 0.9999), base * 10)


def nice_limits(*values: Any, log: bool = False) -> tuple[float, float]:
    """Round limits around all finite ones of numbers, lists and arrays: `Axis("x", "m²", *nice_limits(x, others))`.

    Data that begin at zero keep it as their end. With `log` the limits are 1, 2 or 5 × 10ⁿ around what is above 0.
    """
    import numpy as np

    found = np.concatenate([np.ravel(np.asarray(each, dtype=float)) for each in values] or [np.empty(0)])
    found = found[np.isfinite(found) & ((found > LEAST) | (not log))]
    if not len(found):
        return (1.0, 10.0) if log else (0.0, 1.0)
    low, high = float(found.min()), float(found.max())
    if log:
        bottom, top = _mantissa(low, down=True), _mantissa(high, down=False)
        return bottom, (top if top > bottom else 10 * bottom)
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        low, high = low - (abs(low) * 0.1 or 0.5), high + (abs(high) * 0.1 or 0.5)
    return round_limits(low, high)


def round_limits(low: float, high: float) -> tuple[float, float]:
    """Multiples of half a nice step beyond low < high, by a margin; zero stays an end where it is one."""
    span = high - low
    step = nice_step(span, 10) / 2
    bottom = math.floor((low - MARGIN * span) / step) * step
    top = math.ceil((high + MARGIN * span) / step) * step
    bottom, top = 0.0 if low >= 0 > bottom else bottom, 0.0 if high <= 0 < top else top
    return float(f"{bottom:.15g}"), float(f"{top:.15g}")


def _mantissa(value: float, down: bool) -> float:
    """The next of 1, 2, 5 × 10ⁿ at or below, or above a value."""
    base = 10.0 ** math.floor(math.log10(value))
    # The logarithm may round up to the next power: one decade more on either side holds the answer.
    steps = [base * factor for factor in (0.5, 1, 2, 5, 10, 20)]
    return max(s for s in steps if s <= value) if down else min(s for s in steps if s >= value)
