"""From values to positions along an axis (0 at its low end, 1 at its high one), and the ticks on it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tutor.core.exercise.measured import minus
from tutor.core.exercise.nice import nice_step

Array = NDArray[np.float64]
FAR = 1e9
"""Positions are held within ±FAR, so that no later sum overflows; the error is far below a dot."""
_VAST = 1e150


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` (as log10 where `log`); always finite and `low` < `high`."""

    low: float
    high: float
    log: bool = False

    def position(self, values: Array) -> Array:
        """Where values lie, 0 to 1 within the limits; ±inf becomes ±FAR; NaN, and ≤ 0 on a log axis, NaN."""
        if self.log:
            values = np.log10(np.where(values > 0, values, np.nan))
        positions: Array = np.clip((values - self.low) / (self.high - self.low), -FAR, FAR)
        return positions

    def at(self, value: float) -> float:
        """`position` of one number."""
        if self.log:
            value = math.log10(value) if value > 0 else math.nan
        return max(-FAR, min(FAR, (value - self.low) / (self.high - self.low))) if value == value else value

    def value(self, position: float | Array) -> float | Array:
        """The value at a position: the inverse of `position`."""
        raw = self.low + position * (self.high - self.low)
        return power(raw) if self.log else raw


def power(exponent: float | Array) -> float | Array:
    """10 to an exponent, the largest number where there is none so large."""
    found: float | Array = 10.0 ** np.minimum(exponent, 308.25)
    return found


def make_scale(low: float, high: float, log: bool = False) -> Scale:
    """A usable scale near the limits asked for: in order, apart, finite; `low`, `high` are values."""
    if log:
        low, high = (math.log10(max(5e-324, min(1.7e308, end))) for end in (low, high))
    low, high = (max(-_VAST, min(_VAST, end)) for end in sorted((low, high)))
    least = max(abs(low), abs(high)) * 1e-12 or 1e-300
    if high - low <= least:
        middle, half = (low + high) / 2, (max(abs(low), abs(high)) * 0.1 or 0.5)
        low, high = middle - half, middle + half
    return Scale(low, high, log)


def multiples(low: float, high: float, step: float) -> list[float]:
    """The multiples of a step from low to high, at most a hundred."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, min(last, first + 100) + 1)]


@dataclass(frozen=True, slots=True)
class Tick:
    """A position on an axis (0 to 1) and its label."""

    position: float
    label: str


@lru_cache(256)
def ticks(scale: Scale, most: int, whole: bool = False) -> tuple[Tick, ...]:
    """At least two ticks at round values, at most about `most`; `whole` ones where the axis counts."""
    low, high = min(scale.low, scale.high), max(scale.low, scale.high)
    if scale.log:
        return tuple(_log_ticks(scale, most))
    values, step = _round_values(low, high, most, whole)
    labels = number_labels(values, step)
    # A multiple may lie beyond an end by what floats cannot tell.
    positions = (min(1.0, max(0.0, scale.at(value))) for value in values)
    return tuple(Tick(position, label) for position, label in zip(positions, labels, strict=True))


def _round_values(low: float, high: float, most: int, whole: bool) -> tuple[list[float], float]:
    """Multiples of a nice step, two at least; with the step."""
    for count in (most, 2 * most, 5 * most):  # a step of half the span has two multiples in it, wherever it begins
        step = nice_step(high - low, count)
        if whole and high - low >= 2:
            step = max(1.0, step)
        values = multiples(low, high, step)
        if len(values) > 1:
            break
    return values, step


def _log_ticks(scale: Scale, most: int) -> list[Tick]:
    span = scale.high - scale.low
    decades = [float(n) for n in range(math.ceil(scale.low - 1e-9), math.floor(scale.high + 1e-9) + 1)]
    if len(decades) >= 2:
        every = min(math.ceil(len(decades) / max(2, most)), len(decades) - 1)
        shown = [n for n in decades if int(n) % every == 0]
        shown = shown if len(shown) > 1 else [decades[0], decades[every]]
        return [Tick(min(1.0, max(0.0, (n - scale.low) / span)), power_label(n)) for n in shown]
    low, high = 10.0**scale.low, 10.0**scale.high
    if not (low > 0 and high < math.inf and high > low):
        return [Tick((n - scale.low) / span, power_label(n)) for n in decades]
    values, step = _round_values(low, high, most, False)
    kept = [value for value in values if value > 0] or [low, high]
    positions = [(math.log10(value) - scale.low) / span for value in kept]
    return [Tick(position, label) for position, label in zip(positions, number_labels(kept, step), strict=True)]


def power_label(exponent: float) -> str:
    """10 to a whole exponent, as short as it can be read."""
    power = int(exponent)
    return f"{10.0**power:.{max(0, -power)}f}" if -4 <= power <= 5 else f"1e{power}"


def number_labels(values: Sequence[float], step: float) -> list[str]:
    """Labels of one form for all: the same decimals, or powers of ten for the very large and very small."""
    largest = max((abs(value) for value in values), default=0.0)
    digits = -math.floor(math.log10(step))
    plain = [minus(f"{value:.{max(0, digits)}f}") if value else "0" for value in values] if largest < 1e15 else []
    if not largest or (largest < 1e6 and step >= 1e-4):
        return plain
    powers = [_power(value, max(0, min(15, digits + math.floor(math.log10(largest))))) for value in values]
    shorter = plain and max(map(len, plain)) <= max(map(len, powers))
    return plain if shorter else powers


def _power(value: float, digits: int) -> str:
    if not value:
        return "0"
    mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
    return f"{minus(mantissa)}e{int(exponent)}"
