"""Points, lines, paths, strokes and error bars."""

from typing import Any

import numpy as np

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.canvas import LINES
from tutor.ui.plotting.palette import LOOKS, START, STEP
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array
from tutor.ui.plotting.strokes import Ints

_ARROWS = ("→", "↗", "↑", "↖", "←", "↙", "↓", "↘")
_ASCII_ARROWS = (">", "/", "^", "\\", "<", "/", "v", "\\")
_FEW_STEPS = 40


def draw_points(plot: Plot, x: Any, y: Any, tone: Tone) -> None:
    """A mark a point while there is room for marks, four dots where there are more, one where there are many."""
    where = (plot.x, plot.y, plot.canvas.width, plot.canvas.height, plot.swapped, plot.palette.ascii)
    before = plot.dropped
    found = plot.memory.of(("points", where), (x, y), lambda: _sorted_points(plot, x, y))
    cell, bit, at_x, at_y, out_x, out_y, out, dropped = found
    plot.dropped = before + dropped
    if len(cell) <= plot.room:
        draw_marks(plot, at_x, at_y, tone)
    elif len(cell) <= 2 * plot.room:
        plot.canvas.stamp(at_x, at_y, STEP, tone, LINES)
    else:
        plot.canvas.set_dots(cell, bit, tone)
    if out:
        plot.beyond += out
        plot.edge_marks(out_x, out_y, tone)


def draw_marks(plot: Plot, x: Array, y: Array, tone: Tone) -> None:
    """The tone's mark at positions 0 to 1: a sign where cells are fine, else of dots, where values truly are."""
    if plot.palette.ascii or plot.fine:
        plot.canvas.sign_at(x, y, plot.palette.mark(tone), tone)
    else:
        plot.canvas.stamp(x, y, LOOKS[tone].dots, tone)


def within(positions: Array) -> bool:
    """Whether all positions are in the chart; not so where one is missing."""
    return bool(positions.min() >= 0 and positions.max() <= 1)


def _sorted_points(plot: Plot, x: Any, y: Any) -> tuple[Ints, Ints, Array, Array, Array, Array, int, int]:
    """Cells, bits and positions of the points within; a few hundred positions of those outside, how many, dropped."""
    before = plot.dropped
    x, y = plot.positions(x, y)
    canvas = plot.canvas
    if not len(x) or (within(x) and within(y)):
        within_x, within_y, out_x, out_y = x, y, x[:0], y[:0]
    else:
        inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
        outside = ~(inside | np.isnan(x) | np.isnan(y))
        within_x, within_y, out_x, out_y = x[inside], y[inside], x[outside], y[outside]
    column = np.minimum((within_x * canvas.across).astype(np.intp), canvas.across - 1)
    row = np.minimum(((1 - within_y) * canvas.down).astype(np.intp), canvas.down - 1)
    cell, bit = canvas.index(column, row)
    if len(bit) > canvas.across * canvas.down:
        last = np.full(canvas.bits.shape[1], -1, np.intp)
        last[bit] = np.arange(len(bit))
        kept = last[last >= 0]
        cell, bit, within_x, within_y = cell[kept], bit[kept], within_x[kept], within_y[kept]
    out = len(out_x)
    every = out // 500 + 1
    few = slice(None if len(cell) <= 2 * plot.room else 0)
    return cell, bit, within_x[few], within_y[few], out_x[::every], out_y[::every], out, plot.dropped - before


def draw_curve(plot: Plot, x: Any, y: Any, tone: Tone) -> None:
    """A curve; gaps where values are missing, a mark where it leaves the chart."""
    _curve(plot, *plot.positions(x, y), tone)


def _curve(plot: Plot, x: Array, y: Array, tone: Tone) -> None:
    if 1 < len(x) <= 16 * plot.canvas.across and within(x) and within(y):
        plot.canvas.stroke(x[:-1], y[:-1], x[1:], y[1:], tone, clipped=True)
        return
    if len(x) and not (np.isfinite(x) & np.isfinite(y)).any() and not plot.dropped:
        plot.diverged = True
    plot.watch(x, y)
    x, y = _thin(x, y, plot.canvas.across)
    known = ~(np.isnan(x) | np.isnan(y))
    joined = known[:-1] & known[1:]
    plot.canvas.stroke(x[:-1][joined], y[:-1][joined], x[1:][joined], y[1:][joined], tone)
    alone = known & ~np.append(joined, False) & ~np.insert(joined, 0, False)
    _dots_within(plot, x[alone[: len(x)]], y[alone[: len(x)]], tone)
    _exits(plot, x, y, tone)


def _dots_within(plot: Plot, x: Array, y: Array, tone: Tone) -> None:
    inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
    if inside.any():
        plot.canvas.stamp(x[inside], y[inside], STEP, tone, LINES)


def _thin(x: Array, y: Array, across: int) -> tuple[Array, Array]:
    """A huge curve with few points: per column first, lowest, highest and last if x rises, else every n-th."""
    if len(x) <= 16 * across:
        return x, y
    if not (np.diff(x) >= 0).all():
        every = len(x) // (16 * across) + 1
        kept = np.append(np.arange(0, len(x), every), len(x) - 1)
        return x[kept], y[kept]
    column = np.floor(np.clip(x, -1, 2) * across)
    starts = np.flatnonzero(np.append(True, np.diff(column) != 0))
    last = np.append(starts[1:], len(x)) - 1
    low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    thin_x = np.repeat(x[starts], 4)
    thin_x[3::4] = x[last]
    return thin_x, np.stack((y[starts], low, high, y[last]), axis=1).ravel()


def _exits(plot: Plot, x: Array, y: Array, tone: Tone) -> None:
    """Marks at the upper and lower edge where the curve crosses it, or above where it is all outside."""
    for sign, outside in ((1.0, y > 1), (0.0, y < 0)):
        if not outside.any():
            continue
        turns = np.flatnonzero(outside[:-1] != outside[1:])
        known = turns[~(np.isnan(y[turns]) | np.isnan(y[turns + 1]))]
        y0, y1 = y[known], y[known + 1]
        cross = x[known] + (x[known + 1] - x[known]) * ((sign - y0) / (y1 - y0))
        if not len(turns):
            known_x = x[np.isfinite(x)]
            cross = np.clip((known_x[:1] + known_x[-1:]) / 2, 0, 1)
        elif not len(known):
            cross = np.clip(x[outside], 0, 1)[:1]
        cross = cross[(cross >= 0) & (cross <= 1)][:8]
        mark = plot.palette.sign("▲", "^") if sign else plot.palette.sign("▼", "v")
        plot.canvas.sign_at(cross, np.full(len(cross), sign), mark, tone)


def draw_walk(plot: Plot, x: Any, y: Any, tone: Tone) -> None:
    """A walk: its line, its steps, arrows along it, a ring where it begins and the tone's mark where it is now."""
    x, y = plot.positions(x, y)
    _curve(plot, x, y, tone)
    known = ~(np.isnan(x) | np.isnan(y))
    x, y = x[known], y[known]
    inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
    out = len(x) - int(np.count_nonzero(inside))
    if out:
        plot.beyond += out
        plot.edge_marks(x[~inside][-3:], y[~inside][-3:], tone)
    if not inside.any():
        return
    signed = plot.palette.ascii or plot.fine
    if len(x) <= _FEW_STEPS and signed:
        plot.canvas.sign_at(x[inside], y[inside], plot.palette.sign("•", "o"), tone)
    elif len(x) <= _FEW_STEPS:
        plot.canvas.stamp(x[inside], y[inside], STEP, tone, LINES)
    _directions(plot, x, y, tone)
    if inside[0] and signed:
        plot.canvas.sign_at(x[:1], y[:1], plot.palette.sign("○", "O"), tone)
    elif inside[0]:
        plot.canvas.stamp(x[:1], y[:1], START, tone)
    if inside[-1]:
        draw_marks(plot, x[-1:], y[-1:], tone)


def _directions(plot: Plot, x: Array, y: Array, tone: Tone) -> None:
    """An arrow in the middle of steps that are long enough to show one, never close to the last arrow."""
    across, up = x * plot.canvas.width, y * plot.canvas.height
    arrows = _ASCII_ARROWS if plot.palette.ascii else _ARROWS
    walked, since = 0.0, 6.0
    for at in range(len(x) - 1) if len(x) <= 500 else ():
        dx, dy = float(across[at + 1] - across[at]), float(up[at + 1] - up[at])
        length = max(abs(dx), 2 * abs(dy))
        middle_x, middle_y = (x[at] + x[at + 1]) / 2, (y[at] + y[at + 1]) / 2
        walked += length
        if length >= 4 and walked >= since and 0 <= middle_x <= 1 and 0 <= middle_y <= 1:
            turn = round(float(np.arctan2(2 * dy, dx)) / (np.pi / 4)) % 8
            plot.canvas.sign_at(np.array([middle_x]), np.array([middle_y]), arrows[turn], tone)
            since = walked + 12


def draw_strokes(plot: Plot, x0: Any, y0: Any, x1: Any, y1: Any, tone: Tone) -> None:
    """Separate strokes, of every other dot: no one takes them for a curve, with or without colour."""
    x0, y0 = plot.positions(x0, y0)
    x1, y1 = plot.positions(x1, y1)
    short = min(len(x0), len(x1))
    x0, y0, x1, y1 = x0[:short], y0[:short], x1[:short], y1[:short]
    known = ~np.isnan(x0 + y0 + x1 + y1)
    plot.watch(x1[known], y1[known])
    plot.canvas.stroke(x0[known], y0[known], x1[known], y1[known], tone, dotted=2)


def draw_whiskers(plot: Plot, x: Any, low: Any, high: Any, tone: Tone) -> None:
    """A line from low to high with short caps; on a log axis one that reaches below 0 goes down to the edge."""
    scale = plot.x if plot.swapped else plot.y
    low, high = plot.memory.floats(low), plot.memory.floats(high)
    if scale.log:
        low = np.where((low <= 0) & (high > 0), 5e-324, low)
    before = plot.dropped
    x0, y0 = plot.positions(x, low)
    x1, y1 = plot.positions(x, high)
    plot.dropped = before
    known = ~np.isnan(x0 + y0 + x1 + y1)
    x0, y0, x1, y1 = x0[known], y0[known], x1[known], y1[known]
    plot.canvas.stroke(x0, y0, x1, y1, tone, "-" if plot.swapped else "|", dotted=0)
    if plot.palette.ascii:
        return
    cap_x, cap_y = (0.0, 0.99 / plot.canvas.down) if plot.swapped else (0.99 / plot.canvas.across, 0.0)
    for x, y in ((x0, y0), (x1, y1)):
        plot.canvas.stroke(x - cap_x, y - cap_y, x + cap_x, y + cap_y, tone, dotted=0)
