"""What a chart says, as facts: count, ranges, trend and extremes of every layer, for words and for tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from tutor.core.exercise.chart import (
    AnyLayer,
    Bars,
    Box,
    Chart,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Path,
    Points,
    Region,
    Segments,
    Text,
)

Trend = Literal["rising", "falling", "flat", "no trend", ""]
Place = tuple[float, float]

NO_TREND = 0.05
"""Below this r² of the least-squares line there is no trend to speak of."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one layer says. `low` and `high` are the places (x, y) of its least and greatest value."""

    kind: str
    label: str
    count: int
    x: Place | None = None
    y: Place | None = None
    trend: Trend = ""
    low: Place | None = None
    high: Place | None = None
    values: tuple[tuple[str, float], ...] = ()
    points: tuple[Place, ...] = ()
    non_finite: int = 0
    text: str = ""


def chart_facts(chart: Chart) -> list[Fact]:
    """The facts of every layer, in drawing order."""
    return [_FACTS[type(layer)](layer) for layer in chart.layers]


def trend(x: Any, y: Any) -> Trend:
    """The sign of the least-squares slope of y on x, both (n,) and finite; "no trend" where it explains < 5 %."""
    if len(x) < 2 or x.min() == x.max():
        return ""
    dx, dy = _centred(x), _centred(y)
    spread = float(dy @ dy)
    if spread <= 1e-24 * len(y):
        return "flat"
    along = float(dx @ dy)
    if along**2 < NO_TREND * float(dx @ dx) * spread:
        return "no trend"
    return "rising" if along > 0 else "falling"


def _centred(values: Any) -> Any:
    """Scaled to at most 1 in size, so that values of a diverged model do not overflow, less their mean."""
    scaled = values / max(float(np.abs(values).max()), 1e-300)
    return scaled - scaled.mean()


def _array(values: Any) -> Any:
    return np.asarray(list(values) if isinstance(values, Iterable) else values, dtype=float)


def _series(kind: str, layer: AnyLayer, x: Any, y: Any, **more: Any) -> Fact:
    x, y = _array(x), _array(y)
    good = np.isfinite(x) & np.isfinite(y)
    lost, (x, y) = int((~good).sum()), (x[good], y[good])
    if not len(x):
        return Fact(kind, layer.label, 0, non_finite=lost, **more)
    low, high = int(np.argmin(y)), int(np.argmax(y))
    return Fact(
        kind,
        layer.label,
        len(x),
        x=(float(x.min()), float(x.max())),
        y=(float(y.min()), float(y.max())),
        trend=trend(x, y),
        low=(float(x[low]), float(y[low])),
        high=(float(x[high]), float(y[high])),
        points=tuple(zip(x.tolist(), y.tolist(), strict=True)),
        non_finite=lost,
        **more,
    )


def _points(layer: Points) -> Fact:
    return _series("points", layer, layer.x, layer.y)


def _line(layer: Line) -> Fact:
    return _series("line", layer, layer.x, layer.y)


def _path(layer: Path) -> Fact:
    return _series("path", layer, layer.x, layer.y)


def _error_bars(layer: ErrorBars) -> Fact:
    fact = _series("points with error bars", layer, layer.x, layer.y)
    errors = _array(layer.errors)
    errors = errors[np.isfinite(errors)]
    widest = f"error bars up to ±{errors.max():.4g}" if len(errors) else ""
    return _with(fact, text=widest)


def _segments(layer: Segments) -> Fact:
    lengths = np.hypot(_array(layer.x1) - _array(layer.x0), _array(layer.y1) - _array(layer.y0))
    good = lengths[np.isfinite(lengths)]
    text = f"the longest is {good.max():.4g}, the mean {good.mean():.4g}" if len(good) else ""
    return Fact("segments", layer.label, len(good), non_finite=len(lengths) - len(good), text=text)


def _bars(layer: Bars) -> Fact:
    errors = [None] * len(layer.names) if layer.errors is None else layer.errors
    wide = ", ".join(f"{name} ±{error:.4g}" for name, error in zip(layer.names, errors, strict=True) if error)
    return _named("bars", layer.label, layer.names, _array(layer.values), wide and f"error bars: {wide}")


def _named(kind: str, label: str, names: Sequence[str], values: Any, text: str = "") -> Fact:
    good = values[np.isfinite(values)]
    span = (float(good.min()), float(good.max())) if len(good) else None
    pairs = tuple(zip(names, values.tolist(), strict=True))
    return Fact(kind, label, len(good), y=span, values=pairs, non_finite=len(values) - len(good), text=text)


def _histogram(layer: Histogram) -> Fact:
    values = _array(layer.values)
    good = values[np.isfinite(values)]
    if not len(good):
        return Fact("histogram", layer.label, 0, non_finite=len(values))
    counts, edges = np.histogram(good, bins=layer.bins)
    names = [f"{low:.4g} to {high:.4g}" for low, high in pairwise(edges)]
    span = (float(good.min()), float(good.max()))
    bins = tuple(zip(names, counts.tolist(), strict=True))
    text = f"mean {good.mean():.4g}, median {np.median(good):.4g}"
    return Fact("histogram", layer.label, len(good), x=span, values=bins, non_finite=len(values) - len(good), text=text)


def _box(layer: Box) -> Fact:
    groups = [(_array(group), name) for group, name in zip(layer.groups, layer.names, strict=True)]
    lost = sum(int((~np.isfinite(group)).sum()) for group, _ in groups)
    finite = [(group[np.isfinite(group)], name) for group, name in groups]
    parts = [f"{name} from {g.min():.4g} to {g.max():.4g}" for g, name in finite if len(g)]
    medians = np.array([np.median(g) if len(g) else np.nan for g, _ in finite])
    fact = _named("box plots", layer.label, layer.names, medians, "; ".join(parts))
    return _with(fact, non_finite=lost)


def _heat_map(layer: HeatMap) -> Fact:
    z = np.asarray(layer.z, dtype=float)
    lost = int((~np.isfinite(z)).sum())
    if lost == z.size:
        return Fact("heat map", layer.label, 0, non_finite=lost)
    least, greatest = float(z[np.isfinite(z)].min()), float(z[np.isfinite(z)].max())
    return Fact(
        "heat map",
        layer.label,
        z.size - lost,
        layer.x_range,
        layer.y_range,
        low=_cell(layer, z, least),
        high=_cell(layer, z, greatest),
        values=(("least", least), ("greatest", greatest)),
        non_finite=lost,
    )


def _cell(layer: HeatMap, z: Any, value: float) -> Place:
    row, column = np.argwhere(z == value)[0]
    return _node(layer.x_range, z.shape[1], column), _node(layer.y_range, z.shape[0], row)


def _node(span: Place, count: int, index: int) -> float:
    """Where value `index` of `count` stands, the first and last being at the ends of `span`."""
    return float(span[0] + (span[1] - span[0]) * (index / (count - 1) if count > 1 else 0.5))


def _region(layer: Region) -> Fact:
    return Fact("region", layer.label, 1, text=f"x {_span(layer.x0, layer.x1)}, y {_span(layer.y0, layer.y1)}")


def _span(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "everywhere"
    return f"from {'the edge' if low is None else f'{low:.4g}'} to {'the edge' if high is None else f'{high:.4g}'}"


def _text(layer: Text) -> Fact:
    return Fact("text", layer.label, 1, low=(layer.x, layer.y), text=layer.text)


def _with(fact: Fact, **changes: Any) -> Fact:
    return replace(fact, **changes)


_FACTS: dict[type, Any] = {
    Points: _points,
    Line: _line,
    Path: _path,
    Segments: _segments,
    Bars: _bars,
    Histogram: _histogram,
    Box: _box,
    ErrorBars: _error_bars,
    HeatMap: _heat_map,
    Region: _region,
    Text: _text,
}
