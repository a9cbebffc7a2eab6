"""Bands and words."""

import numpy as np

from tutor.core.exercise.layers import Region, Text
from tutor.ui.plotting.cells import cells
from tutor.ui.plotting.data import floats
from tutor.ui.plotting.grid import SPACE
from tutor.ui.plotting.palette import TINT, ink_of
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Scale


def draw_region(plot: Plot, layer: Region) -> None:
    """A tint with dotted borders; without colour a light shade."""
    sides = (
        ((layer.y0, layer.y1), (layer.x0, layer.x1)) if plot.swapped else ((layer.x0, layer.x1), (layer.y0, layer.y1))
    )
    spans = [_span(scale, *ends) for scale, ends in zip((plot.x, plot.y), sides, strict=True)]
    if None in spans:
        return
    (x0, x1), (y0, y1) = (span for span in spans if span is not None)
    canvas = plot.canvas
    rows = slice(*_cells(1 - y1, 1 - y0, canvas.height))
    columns = slice(*_cells(x0, x1, canvas.width))
    shape = canvas.height, canvas.width
    if canvas.palette.colour:
        canvas.grounds.reshape(shape)[rows, columns] = TINT + ink_of(layer.tone)
    else:
        under = canvas.under.reshape(shape)[rows, columns]
        under[under == SPACE] = ord(canvas.palette.sign("░", "."))
    _borders(plot, (x0, x1), (y0, y1), layer, sides)


def _span(scale: Scale, low: float | None, high: float | None) -> tuple[float, float] | None:
    """Places of a band, None where nothing of it is in the chart."""
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
    layer: Region,
    sides: tuple[tuple[float | None, float | None], tuple[float | None, float | None]],
) -> None:
    """A line of every other dot where the band ends within the chart."""
    canvas = plot.canvas
    if canvas.palette.ascii:
        return
    for end, given in zip(x, sides[0], strict=True):
        if given is not None and 0 < end < 1:
            along = (np.arange(0, canvas.down, 2) + 0.5) / canvas.down
            along = along[(along >= y[0]) & (along <= y[1])]
            canvas.dot_at(np.full(len(along), end), along, layer.tone)
    for end, given in zip(y, sides[1], strict=True):
        if given is not None and 0 < end < 1:
            along = (np.arange(0, canvas.across, 2) + 0.5) / canvas.across
            along = along[(along >= x[0]) & (along <= x[1])]
            canvas.dot_at(along, np.full(len(along), end), layer.tone)


def draw_text(plot: Plot, layer: Text) -> None:
    """A word, beginning at its place; moved to the left where it would not fit."""
    x, y = plot.places(floats([layer.x]), floats([layer.y]))
    if not ((x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)).all():
        return
    row, column = divmod(int(plot.canvas.cell(x, y)[0]), plot.canvas.width)
    plot.canvas.write(column, row, cells(layer.text, plot.palette.ascii), plot.canvas.ink(layer.tone))
