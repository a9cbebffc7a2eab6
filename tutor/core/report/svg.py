"""A chart as an SVG picture for the report: the same data as on screen, for a browser or paper."""

import math
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from tutor.core.exercise.chart import (
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
)  # fmt: skip
from tutor.core.report.frame import HEIGHT, WIDTH, Frame
from tutor.core.safe_text import one_line

COLOURS = {
    "data": "#0072B2", "model": "#D55E00", "error": "#CC3311", "good": "#009E73", "bad": "#CC3311",
    "muted": "#777777", "accent": "#B8860B", "second": "#CC79A7", "third": "#56B4E9",
}  # fmt: skip
MOST_MARKS = 4_000
"""So many points of a layer are drawn; more would only blacken the picture."""


def svg(chart: Chart) -> str:
    """The picture as an `<svg>` element with a title and a description in words."""
    from tutor.core.exercise.words import words

    frame = Frame.around(chart)
    drawn = "".join(_DRAW[type(layer)](layer, frame) for layer in chart.layers)
    title = escape(one_line(chart.title or "chart"))
    told = escape(one_line(words(chart), 1_000))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="12"><title>{title}</title><desc>{told}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{frame.drawn()}'
        f'<svg x="0" y="0" width="{WIDTH}" height="{HEIGHT}">{drawn}</svg>{_legend(chart)}</svg>'
    )


def _pairs(x: Iterable[float], y: Iterable[float], frame: Frame) -> list[tuple[float, float] | None]:
    """Places on the picture; None where a value is not finite or has no logarithm."""
    found = [frame.place(float(a), float(b)) for a, b in zip(x, y, strict=False)]
    step = max(1, len(found) // MOST_MARKS)
    return found[::step]


def _points(layer: Any, frame: Frame) -> str:
    fill = COLOURS[layer.tone]
    places = [place for place in _pairs(layer.x, layer.y, frame) if place is not None]
    return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{fill}"/>' for x, y in places)


def _line(layer: Any, frame: Frame) -> str:
    runs: list[list[str]] = [[]]
    for place in _pairs(layer.x, layer.y, frame):
        if place is None:
            runs.append([])
        else:
            runs[-1].append(f"{place[0]:.1f},{place[1]:.1f}")
    stroke = f'fill="none" stroke="{COLOURS[layer.tone]}" stroke-width="2"'
    return "".join(f'<polyline points="{" ".join(run)}" {stroke}/>' for run in runs if run)


def _path(layer: Path, frame: Frame) -> str:
    ends = [place for place in (_pairs(layer.x, layer.y, frame) or [None]) if place is not None]
    both, fill = ends[:1] + ends[-1:], COLOURS[layer.tone]
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}"/>' for x, y in both)
    return _line(layer, frame) + marks


def _segments(layer: Segments, frame: Frame) -> str:
    strokes = zip(_pairs(layer.x0, layer.y0, frame), _pairs(layer.x1, layer.y1, frame), strict=True)
    return "".join(_stroke(a, b, COLOURS[layer.tone]) for a, b in strokes if a is not None and b is not None)


def _stroke(a: tuple[float, float], b: tuple[float, float], colour: str) -> str:
    return f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{colour}"/>'


def _error_bars(layer: ErrorBars, frame: Frame) -> str:
    ends = [(float(y) - float(e), float(y) + float(e)) for y, e in zip(layer.y, layer.errors, strict=False)]
    low, high = [a for a, _ in ends], [b for _, b in ends]
    return _segments(Segments(layer.x, low, layer.x, high, tone=layer.tone), frame) + _points(layer, frame)


def _bars(layer: Bars, frame: Frame) -> str:
    width, found = 0.7, []
    errors = list(layer.errors) if layer.errors is not None else [0.0] * len(layer.values)
    for at, (value, error) in enumerate(zip(layer.values, errors, strict=False)):
        found.append(_block(at - width / 2, at + width / 2, 0.0, float(value), frame, COLOURS[layer.tone]))
        if error:
            found.append(_error_bars(ErrorBars([at], [value], [error], tone="muted"), frame))
    return "".join(found)


def _histogram(layer: Histogram, frame: Frame) -> str:
    import numpy as np

    values = np.asarray(layer.values, dtype=float)
    counts, edges = np.histogram(values[np.isfinite(values)], bins=layer.bins)
    colour = COLOURS[layer.tone]
    return "".join(
        _block(float(a), float(b), 0.0, float(n), frame, colour)
        for a, b, n in zip(edges, edges[1:], counts, strict=False)
    )


def _box(layer: Box, frame: Frame) -> str:
    import numpy as np

    found = []
    for at, group in enumerate(layer.groups):
        values = np.asarray(group, dtype=float)
        values = values[np.isfinite(values)]
        if len(values):
            low, q1, middle, q3, high = (float(v) for v in np.percentile(values, [0, 25, 50, 75, 100]))
            found.append(_segments(Segments([at], [low], [at], [high], tone="muted"), frame))
            found.append(_block(at - 0.3, at + 0.3, q1, q3, frame, COLOURS[layer.tone]))
            found.append(_segments(Segments([at - 0.3], [middle], [at + 0.3], [middle], tone="model"), frame))
    return "".join(found)


def _block(x0: float, x1: float, y0: float, y1: float, frame: Frame, colour: str, opacity: float = 0.85) -> str:
    y0 = frame.y[0] if frame.chart.y.log and y0 <= 0 else y0
    a, b = frame.place(x0, y0, clip=True), frame.place(x1, y1, clip=True)
    if a is None or b is None:
        return ""
    left, top, width, height = min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}" '
        f'fill-opacity="{opacity:g}"/>'
    )


def _region(layer: Region, frame: Frame) -> str:
    x0, x1 = (frame.x[0] if layer.x0 is None else layer.x0), (frame.x[1] if layer.x1 is None else layer.x1)
    y0, y1 = (frame.y[0] if layer.y0 is None else layer.y0), (frame.y[1] if layer.y1 is None else layer.y1)
    return _block(x0, x1, y0, y1, frame, COLOURS[layer.tone], 0.15)


def _heat(layer: HeatMap, frame: Frame) -> str:
    import numpy as np

    z = np.asarray(layer.z, dtype=float)
    z = np.log10(np.where(z > 0, z, np.nan)) if layer.log else z
    rows, columns = z.shape[0], z.shape[1]
    row_step, column_step = max(1, rows // 60), max(1, columns // 80)
    low, high = float(np.nanmin(z)), float(np.nanmax(z))
    dx, dy = (layer.x_range[1] - layer.x_range[0]) / columns, (layer.y_range[1] - layer.y_range[0]) / rows
    found = []
    for row in range(0, rows, row_step):
        for column in range(0, columns, column_step):
            if math.isfinite(value := float(z[row, column])):
                shade = round(245 - 190 * (value - low) / ((high - low) or 1.0))
                x, y = layer.x_range[0] + dx * column, layer.y_range[0] + dy * row
                colour = f"rgb({shade},{shade},{min(255, shade + 20)})"
                found.append(_block(x, x + dx * column_step, y, y + dy * row_step, frame, colour, 1))
    return "".join(found)


def _text(layer: Text, frame: Frame) -> str:
    place = frame.place(float(layer.x), float(layer.y))
    if place is None:
        return ""
    fill, said = COLOURS[layer.tone], escape(one_line(layer.text))
    return f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" fill="{fill}">{said}</text>'


def _legend(chart: Chart) -> str:
    named = [layer for layer in chart.layers if layer.label] if chart.legend else []
    x, found = 60.0, []
    for layer in named if len(named) > 1 else []:
        label = one_line(layer.label, 40)
        found.append(f'<rect x="{x:.0f}" y="{HEIGHT - 14}" width="10" height="10" fill="{COLOURS[layer.tone]}"/>')
        found.append(f'<text x="{x + 14:.0f}" y="{HEIGHT - 5}">{escape(label)}</text>')
        x += 30 + 7 * len(label)
    return "".join(found)


_DRAW: dict[type, Callable[[Any, Frame], str]] = {
    Points: _points, Line: _line, Path: _path, Segments: _segments, Bars: _bars, Histogram: _histogram, Box: _box,
    ErrorBars: _error_bars, HeatMap: _heat, Region: _region, Text: _text,
}  # fmt: skip
