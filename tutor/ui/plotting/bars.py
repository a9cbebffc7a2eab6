"""Bars and histograms: filled cells, with an eighth of a cell where they end."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tutor.core.exercise.layers import Histogram
from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.data import Memory, floats
from tutor.ui.plotting.palette import CUT, INK, LOOKS, TINT, ink_of
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array

_PARTED = 3
"""Bars of a histogram are told apart from so many columns on; in narrower ones the gap would be seen before them."""
_UP = " ▁▂▃▄▅▆▇█"
_RIGHT = " ▏▎▍▌▋▊▉█"
FILLS = "█▒▓░"
"""What bars that share a place are filled with, in turn, so that not their colour alone tells them apart."""


def draw_bars(plot: Plot, names: Sequence[str], values: Any, errors: Any, tone: Tone) -> None:
    """A bar per name in its slot; bars of several layers stand side by side."""
    slots, canvas = plot.slots, plot.canvas
    length = canvas.height if plot.swapped else canvas.width
    turn, slots.drawn = slots.drawn, slots.drawn + 1
    values, errors = floats(values), floats(errors)
    for name, value in zip(names, values, strict=False):
        if str(name) not in slots.names:
            continue
        first, last = _slot_cells(plot, slots.names.index(str(name)), turn, length)
        _bar(plot, first, last, float(value), tone, FILLS[turn % len(FILLS)])
    for name, value, error in zip(names, values, errors, strict=False):
        if str(name) in slots.names and np.isfinite(error):
            first, last = _slot_cells(plot, slots.names.index(str(name)), turn, length)
            _whisker(plot, (first + last - 1) // 2, float(value), abs(float(error)))


def _slot_cells(plot: Plot, slot: int, turn: int, length: int) -> tuple[int, int]:
    """First cell and end of a bar, counted along the axis of names."""
    slots = plot.slots
    each = length / max(1, len(slots.names))
    thick = max(1, int(each * 0.8) // slots.share)
    start = int(slot * each + (each - thick * slots.share) / 2 + 0.5) + turn * thick
    first = min(length - 1, max(0, start))
    return first, min(length, first + thick)


def _bar(plot: Plot, first: int, last: int, value: float, tone: Tone, full: str) -> None:
    scale = plot.x if plot.swapped else plot.y
    zero, end = (float(position) for position in scale.position(np.array([0.0, value])))
    zero = 0.0 if np.isnan(zero) else min(1.0, max(0.0, zero))
    if np.isnan(end):
        plot.dropped += int(scale.log and value <= 0)
        return
    if not 0 <= end <= 1:
        plot.beyond += 1
        plot.watch(np.array([0.5]), np.array([end]))
    fill(plot.canvas, first, last, zero, min(1.0, max(0.0, end)), plot.swapped, tone, full)
    if end > 1 or end < 0:
        middle = ((first + last) / 2) / (plot.canvas.height if plot.swapped else plot.canvas.width)
        position = np.array([1 - middle if plot.swapped else middle]), np.array([end])
        plot.edge_marks(*(position[::-1] if plot.swapped else position), tone)


def fill(
    canvas: Canvas, first: int, last: int, low: float, high: float, across: bool, tone: Tone, full: str = "█"
) -> None:
    """Fill the cells of a bar between two places (either way round), the end to an eighth of a cell if it is solid."""
    cells, ink = canvas.width if across else canvas.height, ink_of(tone)
    base = round(low * cells)
    exact = full == "█" and not canvas.palette.ascii
    eighths = round((high - low) * cells * 8) if exact else round((high - low) * cells) * 8
    whole, part = divmod(abs(eighths), 8)
    steps = _RIGHT if across else _UP
    down = eighths < 0
    line = [base - 1 - at if down else base + at for at in range(whole)]
    _paint(canvas, line, first, last, across, ord(canvas.palette.sign(full, LOOKS[tone].ascii_line)), ink)
    if part and not down:
        _paint(canvas, [base + whole], first, last, across, ord(steps[part]), ink)
    elif part >= 4:
        _paint(canvas, [base - 1 - whole], first, last, across, ord("▐" if across else "▀"), ink)


def _paint(canvas: Canvas, line: list[int], first: int, last: int, across: bool, code: int, ink: int) -> None:
    shape = canvas.height, canvas.width
    canvas.filled = True
    codes, inks = canvas.under.reshape(shape), canvas.under_inks.reshape(shape)
    for at in line:
        if across and 0 <= at < canvas.width:
            codes[first:last, at], inks[first:last, at] = code, ink
        elif not across and 0 <= at < canvas.height:
            codes[canvas.height - 1 - at, first:last], inks[canvas.height - 1 - at, first:last] = code, ink


def _whisker(plot: Plot, middle: int, value: float, error: float) -> None:
    """A thin stroke with caps over a bar; inside the bar it is cut out of its colour."""
    scale, canvas = (plot.x if plot.swapped else plot.y), plot.canvas
    ends = scale.position(np.array([value - error, value + error]))
    if scale.log and value - error <= 0:
        ends[0] = 0.0
    if np.isnan(ends).any():
        return
    length = canvas.width if plot.swapped else canvas.height
    low, high = (int(min(length - 1, max(0, position * length))) for position in np.clip(ends, 0, 1))
    signs = ("├", "─", "┤") if plot.swapped else ("┴", "│", "┬")
    plain = ("|", "-", "|") if plot.swapped else ("-", "|", "-")
    solid = canvas.solid()
    for at in range(low, high + 1):
        which = 0 if at == low else 2 if at == high else 1
        cell = middle * canvas.width + at if plot.swapped else (canvas.height - 1 - at) * canvas.width + middle
        if which == 1 and solid[cell] and not canvas.palette.colour:
            continue
        canvas.signs[cell] = ord(
            "┼" if low == high and not canvas.palette.ascii else canvas.palette.sign(signs[which], plain[which])
        )
        canvas.sign_inks[cell] = CUT if solid[cell] else INK


def counted(layer: Histogram, memory: Memory) -> tuple[Array, Array]:
    """Counts and edges, remembered."""
    key = ("histogram", repr(layer.bins) if isinstance(layer.bins, int) else tuple(floats(layer.bins)))
    return memory.of(key, (layer.values,), layer.counted)


def draw_steps(plot: Plot, layer: Histogram) -> None:
    """Counts as bars without gaps; several of them as outlines, the first one shaded."""
    counts, edges = counted(layer, plot.memory)
    plot.histograms += 1
    if plot.several:
        _outline(plot, layer, counts, edges, shaded=plot.histograms == 1)
        return
    ends = plot.y.position(counts)
    columns = _columns(plot, edges)
    parted = min(last - first for first, last in pairwise(columns)) >= _PARTED
    for (first, last), end, count in zip(pairwise(columns), ends.tolist(), counts.tolist(), strict=True):
        if count > 0 and not np.isnan(end):
            plot.beyond += int(end > 1)
            last = max(last, first + 1)
            fill(plot.canvas, first, last, _floor(plot), min(1.0, max(end, 0.0)), False, layer.tone)
            if parted:
                _part(plot.canvas, last - 1)


def _part(canvas: Canvas, column: int) -> None:
    """An eighth of a column between two bins, where their bars are full."""
    codes = canvas.under.reshape(canvas.height, canvas.width)[:, column]
    codes[codes == ord("█")] = ord("▉")


def _columns(plot: Plot, edges: Array) -> list[int]:
    positions = np.clip(np.nan_to_num(plot.x.position(edges), nan=0.0), 0, 1)
    return [round(position * plot.canvas.width) for position in positions.tolist()]


def _floor(plot: Plot) -> float:
    zero = plot.y.at(0.0)
    return 0.0 if np.isnan(zero) else min(1.0, max(0.0, zero))


def _outline(plot: Plot, layer: Histogram, counts: Array, edges: Array, shaded: bool) -> None:
    positions = plot.y.position(counts)
    positions = np.where(np.isnan(positions), _floor(plot), positions)
    if shaded:
        canvas, columns = plot.canvas, _columns(plot, edges)
        shape = canvas.height, canvas.width
        for at, end in enumerate(np.clip(positions, 0, 1).tolist()):
            part = slice(canvas.height - round(end * canvas.height), canvas.height), slice(columns[at], columns[at + 1])
            if canvas.palette.colour:
                canvas.grounds.reshape(shape)[part] = TINT + ink_of(layer.tone)
            else:
                canvas.under.reshape(shape)[part] = ord(canvas.palette.sign("░", "."))
    x = np.repeat(plot.x.position(edges), 2)
    y = np.concatenate(([_floor(plot)], np.repeat(positions, 2), [_floor(plot)]))
    known = ~(np.isnan(x[:-1]) | np.isnan(x[1:]))
    plot.canvas.stroke(x[:-1][known], y[:-1][known], x[1:][known], y[1:][known], layer.tone)
