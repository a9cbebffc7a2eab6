"""Points, lines, paths, strokes and error bars."""

import numpy as np

from tutor.core.exercise.layers import ErrorBars, Line, Path, Points, Segments
from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array
from tutor.ui.plotting.strokes import Ints

_ARROWS = ("→", "↗", "↑", "↖", "←", "↙", "↓", "↘")
_ASCII_ARROWS = (">", "/", "^", "\\", "<", "/", "v", "\\")
_FEW_STEPS = 40


def draw_points(plot: Plot, layer: Points) -> None:
    """A sign a point while there is room for signs, dots where there are more."""
    source = (layer.x, layer.y)
    where = (plot.x, plot.y, plot.canvas.width, plot.canvas.height, plot.swapped, plot.palette.ascii)
    before = plot.dropped
    found = plot.memory.of(("points", where), source, lambda: _sorted_points(plot, layer))
    cell, bit, out_x, out_y, out, dropped = found
    plot.dropped = before + dropped
    if dense(plot, len(cell)):
        plot.canvas.set_dots(cell, bit, layer.tone)
    else:
        plot.canvas.signs[cell] = ord(plot.palette.mark(layer.tone))
        plot.canvas.sign_inks[cell] = plot.canvas.ink(layer.tone)
    if out:
        plot.beyond += out
        plot.edge_marks(out_x, out_y, layer.tone)


def within(places: Array) -> bool:
    """Whether all places are in the chart; not so where one is missing."""
    return bool(places.min() >= 0 and places.max() <= 1)


def dense(plot: Plot, count: int) -> bool:
    """Whether points are better shown as dots than as signs."""
    return not plot.palette.ascii and count > max(40, plot.canvas.width * plot.canvas.height // 16)


def _sorted_points(plot: Plot, layer: Points) -> tuple[Ints, Ints, Array, Array, int, int]:
    """Cells and bits of the points within; up to a few hundred places of those outside, how many, and dropped."""
    before = plot.dropped
    x, y = plot.places(layer.x, layer.y)
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
        seen = np.zeros(canvas.bits.size, bool)
        seen[bit] = True
        bit = np.flatnonzero(seen)
        cell = bit >> 3
    out = len(out_x)
    every = out // 500 + 1
    return cell, bit, out_x[::every], out_y[::every], out, plot.dropped - before


def draw_line(plot: Plot, layer: Line) -> None:
    """A curve; gaps where values are missing, a mark where it leaves the chart."""
    x, y = plot.places(layer.x, layer.y)
    _curve(plot, layer, x, y)


def _curve(plot: Plot, layer: Line | Path, x: Array, y: Array) -> None:
    if 1 < len(x) <= 16 * plot.canvas.across and within(x) and within(y):
        plot.canvas.stroke(x[:-1], y[:-1], x[1:], y[1:], layer.tone, clipped=True)
        return
    if len(x) and not (np.isfinite(x) & np.isfinite(y)).any() and not plot.dropped:
        plot.diverged = True
    plot.watch(x, y)
    x, y = _thin(x, y, plot.canvas.across)
    known = ~(np.isnan(x) | np.isnan(y))
    joined = known[:-1] & known[1:]
    plot.canvas.stroke(x[:-1][joined], y[:-1][joined], x[1:][joined], y[1:][joined], layer.tone)
    alone = known & ~np.append(joined, False) & ~np.insert(joined, 0, False)
    _dots_within(plot, x[alone[: len(x)]], y[alone[: len(x)]], layer)
    _exits(plot, x, y, layer)


def _dots_within(plot: Plot, x: Array, y: Array, layer: Line | Path) -> None:
    inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
    if inside.any():
        plot.canvas.dot_at(x[inside], y[inside], layer.tone)


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


def _exits(plot: Plot, x: Array, y: Array, layer: Line | Path) -> None:
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
        plot.canvas.sign_at(cross, np.full(len(cross), sign), mark, layer.tone)


def draw_path(plot: Plot, layer: Path) -> None:
    """A walk: its line, its steps, arrows along it, ○ where it begins and the tone's mark where it is now."""
    x, y = plot.places(layer.x, layer.y)
    _curve(plot, layer, x, y)
    known = ~(np.isnan(x) | np.isnan(y))
    x, y = x[known], y[known]
    inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)
    out = len(x) - int(np.count_nonzero(inside))
    if out:
        plot.beyond += out
        plot.edge_marks(x[~inside][-3:], y[~inside][-3:], layer.tone)
    if not inside.any():
        return
    if len(x) <= _FEW_STEPS:
        plot.canvas.sign_at(x[inside], y[inside], plot.palette.sign("•", "o"), layer.tone)
    _directions(plot, x, y, layer)
    ends = ((0, plot.palette.sign("○", "O")), (-1, plot.palette.mark(layer.tone)))
    for end, mark in ends:
        if inside[end]:
            plot.canvas.sign_at(x[[end]], y[[end]], mark, layer.tone)


def _directions(plot: Plot, x: Array, y: Array, layer: Path) -> None:
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
            plot.canvas.sign_at(np.array([middle_x]), np.array([middle_y]), arrows[turn], layer.tone)
            since = walked + 12


def draw_segments(plot: Plot, layer: Segments) -> None:
    """Separate strokes."""
    x0, y0 = plot.places(layer.x0, layer.y0)
    x1, y1 = plot.places(layer.x1, layer.y1)
    short = min(len(x0), len(x1))
    x0, y0, x1, y1 = x0[:short], y0[:short], x1[:short], y1[:short]
    known = ~np.isnan(x0 + y0 + x1 + y1)
    plot.watch(x1[known], y1[known])
    plot.canvas.stroke(x0[known], y0[known], x1[known], y1[known], layer.tone)


def draw_error_bars(plot: Plot, layer: ErrorBars) -> None:
    """A mark per point and a whisker through it, with short caps."""
    x, y, spread = (plot.memory.floats(values) for values in (layer.x, layer.y, layer.errors))
    short = min(len(x), len(y), len(spread))
    x, y, spread = x[:short], y[:short], np.abs(spread[:short])
    low, high = y - spread, y + spread
    scale = plot.x if plot.swapped else plot.y
    if scale.log:
        low = np.where((low <= 0) & (y > 0), 5e-324, low)
    before = plot.dropped
    x0, y0 = plot.places(x, low)
    x1, y1 = plot.places(x, high)
    plot.dropped = before
    known = ~np.isnan(x0 + y0 + x1 + y1)
    whisker(plot, x0[known], y0[known], x1[known], y1[known], layer.tone)
    draw_points(plot, Points(x, y, tone=layer.tone))


def whisker(plot: Plot, x0: Array, y0: Array, x1: Array, y1: Array, tone: Tone) -> None:
    """Strokes with caps at both ends, across the values' axis."""
    plot.canvas.stroke(x0, y0, x1, y1, tone, "-" if plot.swapped else "|")
    if plot.palette.ascii:
        return
    cap_x, cap_y = (0.0, 0.99 / plot.canvas.down) if plot.swapped else (0.99 / plot.canvas.across, 0.0)
    for x, y in ((x0, y0), (x1, y1)):
        plot.canvas.stroke(x - cap_x, y - cap_y, x + cap_x, y + cap_y, tone)
