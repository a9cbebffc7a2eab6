"""The limits of a chart's axes: as given, or from the data, round, and steady while the data move a little."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import AnyLayer, Histogram
from tutor.core.exercise.layers.base import Reach
from tutor.core.exercise.nice import round_limits
from tutor.ui.plotting.bars import counted
from tutor.ui.plotting.data import Memory, floats
from tutor.ui.plotting.scale import Array, Scale, make_scale

_SANE = 1e100
"""Beyond this a value does not stretch an axis."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What a layer wants to show of an axis. What is `firm` is data; the rest (models) may stretch it a little.

    `exact` ends get no margin.
    """

    low: float
    high: float
    firm: bool = True
    exact: bool = False


def extents(chart: Chart, memory: Memory) -> tuple[list[Extent], list[Extent]]:
    """What the layers want of x and of y (as the author says x and y)."""
    x: list[Extent] = []
    y: list[Extent] = []
    for layer in chart.layers:
        for reach in _reach(layer, memory):
            axis, wanted = (chart.x, x) if reach.axis == "x" else (chart.y, y)
            ends = None if _fixed(axis) else _ends(memory, reach.values, axis.log)
            if ends and reach.exact:
                wanted += _exact(axis, *ends)
            elif ends:
                wanted.append(Extent(*ends, reach.firm))
    return x, y


def _reach(layer: AnyLayer, memory: Memory) -> Iterable[Reach]:
    """What a layer wants; a histogram is counted once while it stands still."""
    if not isinstance(layer, Histogram):
        return layer.reach()
    counts, edges = counted(layer, memory)
    return Reach("x", edges[[0, -1]], exact=True), Reach("y", (0.0, 0.5, float(counts.max(initial=1.0))))


def _exact(axis: Axis, low: float, high: float) -> list[Extent]:
    """The very ends; on a log axis what is above zero of it, three decades at most."""
    if not axis.log:
        return [Extent(low, high, exact=True)]
    return [Extent(low if low > 0 else high * 1e-3, high, exact=True)] if high * 1e-3 > 0 else []


def _fixed(axis: Axis) -> bool:
    """Whether the author set both ends, so that the data need not be asked."""
    return axis.low is not None and axis.high is not None


def _ends(memory: Memory, values: Any, log: bool) -> tuple[float, float] | None:
    return memory.of(("ends", log), (values,), lambda: _find_ends(memory.floats(values), log))


def _find_ends(values: Array, log: bool) -> tuple[float, float] | None:
    if not len(values):
        return None
    low, high = float(np.fmin.reduce(values)), float(np.fmax.reduce(values))
    if low < -_SANE or high > _SANE or (log and low <= 0):
        values = values[(values > (0 if log else -_SANE)) & ((values < _SANE) | log) & (values < np.inf)]
        return (float(values.min()), float(values.max())) if len(values) else None
    return None if np.isnan(low) else (low, high)


def scale_of(axis: Axis, wanted: Sequence[Extent], before: Scale | None = None, firm: bool = False) -> Scale:
    """The scale of an axis. `before` is kept where it still serves; `firm` keeps the very ends (names)."""
    low, high = _given(axis.low, axis.log), _given(axis.high, axis.log)
    if low is not None and high is not None:
        return make_scale(low, high, axis.log)
    least, most, exact = _union(wanted, axis.log)
    found = make_scale(least, most, axis.log) if exact or firm else _rounded(least, most, axis.log)
    if before is not None and before.log == axis.log and not exact and _serves(before, least, most):
        found = before
    if low is None and high is None:
        return found
    ends = found.value(0.0), found.value(1.0)
    return _one_given(low, high, float(ends[0]), float(ends[1]), axis.log)


def _given(value: float | None, log: bool) -> float | None:
    ends = floats([value])
    return None if not np.isfinite(ends[0]) or (log and ends[0] <= 0) else float(ends[0])


def _one_given(low: float | None, high: float | None, found_low: float, found_high: float, log: bool) -> Scale:
    if low is not None:
        return make_scale(low, found_high if found_high > low else (low * 10 if log else low + 1), log)
    top = 1.0 if high is None else high
    return make_scale(found_low if found_low < top else (top / 10 if log else top - 1), top, log)


def _union(wanted: Sequence[Extent], log: bool) -> tuple[float, float, bool]:
    """Lowest, highest and whether these are the very ends; models stretch the data's range at most threefold."""
    firm = [extent for extent in wanted if extent.firm]
    loose = [extent for extent in wanted if not extent.firm]
    if not wanted:
        return (1.0, 10.0, True) if log else (0.0, 1.0, True)
    base = firm or loose
    low, high = min(e.low for e in base), max(e.high for e in base)
    fixed = [e for e in firm if e.exact]
    exact = bool(fixed) and low >= min(e.low for e in fixed) and high <= max(e.high for e in fixed)
    if firm and loose and not exact and high > low:
        room_low, room_high = (low * (low / high), high * (high / low)) if log else (2 * low - high, 2 * high - low)
        low = min(low, max(min(e.low for e in loose), room_low))
        high = max(high, min(max(e.high for e in loose), room_high))
    return low, high, exact


@lru_cache(64)
def _rounded(low: float, high: float, log: bool) -> Scale:
    """Limits with a margin, at round values; data that begin at zero keep it as their floor."""
    tight = make_scale(low, high, log)
    span = tight.high - tight.low
    if log:
        return Scale(tight.low - 0.04 * span, tight.high + 0.04 * span, True)
    return make_scale(*round_limits(tight.low, tight.high))


def _serves(before: Scale, low: float, high: float) -> bool:
    """Whether the old limits hold the new data without leaving much of the chart empty."""
    start, stop = before.at(low), before.at(high)
    return 0 <= start <= stop <= 1 and stop - start >= 0.5
