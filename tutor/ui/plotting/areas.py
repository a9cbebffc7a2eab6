"""Shaded parts of a chart: rectangles, and bands between two curves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.canvas import BACK, Canvas
from tutor.ui.plotting.grid import SPACE
from tutor.ui.plotting.palette import TINT, ink_of
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array, Scale

Ends = tuple[float | None, float | None]


def draw_tint(plot: Plot, x: Ends, y: Ends, tone: Tone) -> None:
    """A tint with dotted borders; without colour a light shade."""
    sides = (y, x) if plot.swapped else (x, y)
    spans = [_span(scale, *ends) for scale, ends in zip((plot.x, plot.y), sides, strict=True)]
    if None in spans:
        return
    (x0, x1), (y0, y1) = (span for span in spans if span is not None)
    canvas = plot.canvas
    inside = np.zeros((canvas.height, canvas.width), bool)
    inside[slice(*_cells(1 - y1, 1 - y0, canvas.height)), slice(*_cells(x0, x1, canvas.width))] = True
    _shade(canvas, inside, tone)
    _borders(plot, (x0, x1), (y0, y1), tone, sides)


def draw_band(plot: Plot, x: Any, low: Any, high: Any, tone: Tone) -> None:
    """A tint where the middle of a cell is between the curves, which are dotted lines themselves."""
    across, bottom = plot.positions(x, low)
    _, top = plot.positions(x, high)
    short = min(len(across), len(top))
    across, bottom, top = across[:short], bottom[:short], top[:short]
    if plot.swapped or not short:
        return
    order = np.argsort(across, kind="stable")
    across, bottom, top = across[order], bottom[order], top[order]
    canvas = plot.canvas
    if canvas.palette.colour or canvas.palette.ascii:
        _shade(canvas, _between(across, bottom, top, canvas.width, canvas.height), tone)
    else:
        row, column = np.nonzero(_between(across, bottom, top, canvas.across, canvas.down))
        sparse = (column % 4 == 0) & (row % 4 == 1 + column // 4 % 2 * 2)
        canvas.set_dots(*canvas.index(column[sparse], row[sparse]), tone, plane=BACK)
    for side in () if canvas.palette.ascii else (bottom, top):
        known = ~np.isnan(across + side)
        joined = known[:-1] & known[1:]
        first, last = (across[:-1][joined], side[:-1][joined]), (across[1:][joined], side[1:][joined])
        canvas.stroke(*first, *last, tone, dotted=2, plane=BACK)


def _between(across: Array, bottom: Array, top: Array, width: int, height: int) -> NDArray[np.bool_]:
    """Of which of width × height pixels the middle is between two curves over the same rising positions."""
    columns, rows = (np.arange(width) + 0.5) / width, 1 - (np.arange(height)[:, None] + 0.5) / height
    one, other = (np.interp(columns, across, side, left=np.nan, right=np.nan) for side in (bottom, top))
    found: NDArray[np.bool_] = (rows >= np.fmin(one, other)) & (rows <= np.fmax(one, other))
    return found


def draw_rectangles(plot: Plot, one: tuple[Any, Any], other: tuple[Any, Any], tone: Tone) -> None:
    """Outlines of dots, and a tint in cells whose middle is inside."""
    (x0, y0), (x1, y1) = plot.positions(*one), plot.positions(*other)
    short = min(len(x0), len(x1))
    sides = np.stack((x0[:short], y0[:short], x1[:short], y1[:short]))
    x0, y0, x1, y1 = sides[:, ~np.isnan(sides).any(axis=0)]
    canvas = plot.canvas
    for start, end in ((y0, y0), (y1, y1)):
        canvas.stroke(x0, start, x1, end, tone, dotted=0, plane=BACK)
    for across in (x0, x1):
        canvas.stroke(across, y0, across, y1, tone, dotted=0, plane=BACK)
    if canvas.palette.colour:
        column = ((np.arange(canvas.width) + 0.5) / canvas.width)[:, None]
        row = (1 - (np.arange(canvas.height) + 0.5) / canvas.height)[:, None]
        across = (column >= np.fmin(x0, x1)) & (column <= np.fmax(x0, x1))
        upwards = (row >= np.fmin(y0, y1)) & (row <= np.fmax(y0, y1))
        _shade(canvas, upwards.astype(np.intp) @ across.T.astype(np.intp) > 0, tone)


def _shade(canvas: Canvas, inside: NDArray[np.bool_], tone: Tone) -> None:
    if canvas.palette.colour:
        canvas.grounds[inside.ravel()] = TINT + ink_of(tone)
    else:
        canvas.under[inside.ravel() & (canvas.under == SPACE)] = ord(canvas.palette.sign("░", "."))


def _span(scale: Scale, low: float | None, high: float | None) -> tuple[float, float] | None:
    """Positions of a band, None where nothing of it is in the chart."""
    ends = [0.0 if low is None else scale.at(float(low)), 1.0 if high is None else scale.at(float(high))]
    if np.isnan(ends).any():
        if not scale.log:
            return None
        ends = [0.0 if np.isnan(end) else end for end in ends]
    start, stop = sorted(ends)
    return (max(0.0, start), min(1.0, stop)) if stop >= 0 and start <= 1 else None


def _cells(start: float, stop: float, count: int) -> tuple[int, int]:
    first = min(count - 1, int(start * count))
    return first, max(first + 1, min(count, round(stop * count)))


def _borders(
    plot: Plot,
    x: tuple[float, float],
    y: tuple[float, float],
    tone: Tone,
    sides: tuple[Ends, Ends],
) -> None:
    """A line of every other dot where the band ends within the chart."""
    canvas = plot.canvas
    if canvas.palette.ascii:
        return
    for end, given in zip(x, sides[0], strict=True):
        if given is not None and 0 < end < 1:
            along = (np.arange(0, canvas.down, 2) + 0.5) / canvas.down
            along = along[(along >= y[0]) & (along <= y[1])]
            canvas.dot_at(np.full(len(along), end), along, tone, BACK)
    for end, given in zip(y, sides[1], strict=True):
        if given is not None and 0 < end < 1:
            along = (np.arange(0, canvas.across, 2) + 0.5) / canvas.across
            along = along[(along >= x[0]) & (along <= x[1])]
            canvas.dot_at(along, np.full(len(along), end), tone, BACK)
