"""Contour lines of a surface, and the level on each."""

import numpy as np
from numpy.typing import NDArray

from tutor.ui.plotting.canvas import BACK, Canvas
from tutor.ui.plotting.cells import codes
from tutor.ui.plotting.labels import Label
from tutor.ui.plotting.palette import CONTOUR, INK, OVER
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array, power

CROWDED = 0.16
"""Where more than this part of all dots are contours, every second level is left out: lines in threes are a blot."""
_PLACES = 40


def draw_contours(plot: Plot, levels: Array, log: bool, z: Array) -> None:
    """Lines where z crosses a level, z being given at every dot (NaN where there is none), and words on them."""
    known = ~np.isnan(z)
    levels, band, edge = _uncrowded(levels, z, known)
    canvas = plot.canvas
    row, column = np.nonzero(edge)
    if not canvas.palette.ascii:
        cell, bit = canvas.index(column, row)
        canvas.set_bits(cell, bit, CONTOUR if canvas.palette.colour else 0, BACK)
    ink = OVER + 6 if canvas.palette.colour else INK
    for number, level in enumerate(levels.tolist()):
        text = codes(level_text(float(power(level) if log else level)))
        positions = _label_positions(canvas, np.where(known, band, -1), number, len(text))
        plot.labels.append(Label(text, positions, ink, needed=False))


def _uncrowded(levels: Array, z: Array, known: NDArray[np.bool_]) -> tuple[Array, NDArray[np.intp], NDArray[np.bool_]]:
    """As many levels as can be told apart at this size, which band each dot is in, and where the bands meet."""
    while True:
        band = np.searchsorted(levels, np.where(known, z, -np.inf)).astype(np.intp)
        edge = np.zeros(z.shape, bool)
        edge[:, :-1] |= (band[:, :-1] != band[:, 1:]) & known[:, :-1] & known[:, 1:]
        edge[:-1] |= (band[:-1] != band[1:]) & known[:-1] & known[1:]
        if len(levels) < 3 or np.count_nonzero(edge) <= CROWDED * edge.size:
            return levels, band, edge
        levels = levels[1 - len(levels) % 2 :: 2]


def _label_positions(canvas: Canvas, band: NDArray[np.intp], number: int, length: int) -> list[tuple[int, int]]:
    """Where the level may stand: on its contour, near where that crosses the middle of the chart."""
    above = band > number
    row, column = np.nonzero((above[:-1] != above[1:]) & (band[:-1] >= 0) & (band[1:] >= 0))
    rows, columns = row // 4, column // 2
    order = np.lexsort((rows, np.abs(columns - canvas.width // 2) // 4))
    tried = order[:: max(1, len(order) // _PLACES)].tolist()
    positions = [(int(columns[at]) - length // 2, int(rows[at])) for at in tried]
    return [(column, row) for column, row in positions if 0 <= column <= canvas.width - length]


def level_text(value: float) -> str:
    """A level in three digits, without more signs than it needs."""
    return f"{value:.3g}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
