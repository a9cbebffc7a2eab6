"""Heat maps: two halves to a cell in colour, shades without; contour lines with their levels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.core.exercise.layers import HeatMap
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.contours import draw_contours, level_text
from tutor.ui.plotting.data import floats, table
from tutor.ui.plotting.palette import HEAT, STEPS
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array, power

_SHADES, _ASCII_SHADES = " ░▒▓", " .:-=+"
_COARSE = 12
"""A table with fewer rows or columns is cells, not samples of something smooth."""


@dataclass(frozen=True, eq=False)
class Surface:
    """A heat map's values ready to draw: z (as log10 where asked), its limits, and the levels of its contours."""

    z: Array
    low: float
    high: float
    levels: Array
    smooth: bool
    log: bool

    def ends(self) -> tuple[str, str]:
        """The lowest and the highest value, as words for the legend."""
        low, high = (float(power(self.low)), float(power(self.high))) if self.log else (self.low, self.high)
        return level_text(low), level_text(high)


def surface(layer: HeatMap) -> Surface | None:
    """The layer's values, or None where nothing of it is finite."""
    z = table(layer.z)
    if layer.log:
        with np.errstate(all="ignore"):
            z = np.log10(np.where(z > 0, z, np.nan))
    z = np.where(np.abs(z) < 1e150, z, np.nan)
    if not np.isfinite(z).any():
        return None
    low, high = float(np.nanmin(z)), float(np.nanmax(z))
    smooth = min(z.shape) >= _COARSE and not _few(z)
    return Surface(z, low, high, _levels(layer, low, high), smooth, layer.log)


def _few(z: Array) -> bool:
    """Whether z holds just a few values, such as the classes of a classifier."""
    first = z.ravel()[:64]
    return len(np.unique(first)) <= 12 and len(np.unique(z)) <= 12


def _levels(layer: HeatMap, low: float, high: float) -> Array:
    """Levels as asked; where only a number is given, closer to each other near the bottom of a bowl."""
    if not isinstance(layer.contours, int | np.integer):
        levels = floats(layer.contours)
        return np.unique(np.log10(levels[levels > 0]) if layer.log else levels[np.isfinite(levels)])[:50]
    count = min(30, max(0, int(layer.contours)))
    part = np.arange(1, count + 1) / (count + 1)
    return low + (high - low) * (part if layer.log else part**2)


class Surfaces:
    """The surfaces of the last few heat maps: a surface is worked out once while it stands still."""

    def __init__(self) -> None:
        self._kept: list[tuple[HeatMap, Surface | None]] = []

    def of(self, layer: HeatMap) -> Surface | None:
        """`surface`, or the very same object as before for a layer of the same values."""
        for kept, found in self._kept:
            if kept is layer or same_heat(kept, layer):
                return found
        self._kept = [(layer, surface(layer)), *self._kept[:3]]
        return self._kept[0][1]


def draw_heat_map(plot: Plot, layer: HeatMap) -> None:
    """Shades, then contour lines, then their levels."""
    found = plot.surfaces.of(layer)
    canvas = plot.canvas
    canvas.heated = canvas.palette.colour
    if found is None:
        return
    span = (*_ends(layer.x_range), *_ends(layer.y_range))
    if canvas.palette.colour:
        _halves(canvas, _steps(sample(plot, found, span, canvas.width, 2 * canvas.height), found, STEPS))
    else:
        shades = _ASCII_SHADES if canvas.palette.ascii else _SHADES
        step = _steps(sample(plot, found, span, canvas.width, canvas.height), found, len(shades))
        canvas.under[:] = np.array([ord(sign) for sign in shades], np.uint32)[np.maximum(step, 0)].ravel()
    if len(found.levels):
        draw_contours(plot, found.levels, found.log, sample(plot, found, span, 2 * canvas.width, 4 * canvas.height))


def _ends(limits: tuple[float, float]) -> tuple[float, float]:
    ends = floats(limits)
    ends = np.clip(ends, -1e150, 1e150)
    low, high = (float(ends[0]), float(ends[1])) if len(ends) == 2 and np.isfinite(ends).all() else (0.0, 1.0)
    return (low, high) if low != high else (low - 0.5, high + 0.5)


def sample(plot: Plot, found: Surface, span: tuple[float, float, float, float], across: int, down: int) -> Array:
    """z at the middle of across × down pixels, from the upper left; NaN outside of it."""
    x = plot.x.value((np.arange(across) + 0.5) / across)
    y = plot.y.value(1 - (np.arange(down) + 0.5) / down)
    column, row = (x - span[0]) / (span[1] - span[0]), (y - span[2]) / (span[3] - span[2])
    column, row = (np.where(np.abs(part) < 2, part, -1.0) for part in (column, row))
    rows, columns = found.z.shape
    if not found.smooth:
        outside = np.logical_or.outer((row < 0) | (row > 1), (column < 0) | (column > 1))
        at_row = np.clip(row * rows, 0, rows - 1).astype(np.intp)
        at_column = np.clip(column * columns, 0, columns - 1).astype(np.intp)
        return np.where(outside, np.nan, found.z[at_row][:, at_column])
    return _between(_between(found.z, row * (rows - 1)).T, column * (columns - 1)).T


def _between(z: Array, at: Array) -> Array:
    """Rows of z at fractional indices, straight between neighbours; NaN a little beyond the ends."""
    last = len(z) - 1
    held = np.clip(at, 0, last)
    low = np.minimum(held.astype(np.intp), last - 1)
    part = (held - low)[:, None]
    rows: Array = z[low] * (1 - part) + z[low + 1] * part
    rows[(at < -0.51) | (at > last + 0.51)] = np.nan
    return rows


def _steps(z: Array, found: Surface, steps: int) -> NDArray[np.intp]:
    """Which of so many steps each value is in; -1 where there is none."""
    span = found.high - found.low
    part = (z - found.low) / span if span > 0 else np.where(np.isnan(z), np.nan, 0.5)
    part = np.where(np.isnan(part), -1.0, np.clip(part * steps, 0, steps - 1))
    return part.astype(np.intp)


def _halves(canvas: Canvas, step: NDArray[np.intp]) -> None:
    inks = np.where(step < 0, 0, step + HEAT).astype(np.uint8)
    upper, lower = inks[0::2].ravel(), inks[1::2].ravel()
    known = (upper > 0) | (lower > 0)
    sign = np.where(upper > 0, ord("▀"), ord("▄"))
    canvas.under[:] = np.where(known & (upper != lower), sign, canvas.under)
    canvas.under_inks[:] = np.where(upper > 0, upper, np.where(known, lower, canvas.under_inks))
    canvas.grounds[:] = np.where((upper > 0) & (lower > 0), lower, canvas.grounds)


def extent(layer: HeatMap) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ranges of x and y, low first."""
    (x0, x1), (y0, y1) = _ends(layer.x_range), _ends(layer.y_range)
    return (min(x0, x1), max(x0, x1)), (min(y0, y1), max(y0, y1))


def same_heat(one: HeatMap, other: HeatMap) -> bool:
    """Whether two layers would be drawn the same."""
    if (tuple(one.x_range), tuple(one.y_range), one.log) != (tuple(other.x_range), tuple(other.y_range), other.log):
        return False
    if not np.array_equal(
        floats([one.contours] if isinstance(one.contours, int) else one.contours),
        floats([other.contours] if isinstance(other.contours, int) else other.contours),
    ):
        return False
    if one.z is other.z:
        return True
    old, new = table(one.z), table(other.z)
    return bool(old.shape == new.shape and ((old == new) | (np.isnan(old) & np.isnan(new))).all())
