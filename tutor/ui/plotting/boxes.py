"""Box plots after Tukey: lying boxes, three rows each where there is room, else one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.cells import codes
from tutor.ui.plotting.data import Memory
from tutor.ui.plotting.palette import INK, ink_of
from tutor.ui.plotting.plot import Plot
from tutor.ui.plotting.scale import Array


@dataclass(frozen=True)
class Five:
    """What a box shows: whisker ends, quartiles and median, and the values beyond the whiskers."""

    low: float
    q1: float
    median: float
    q3: float
    high: float
    out: Array


def five(group: Any, memory: Memory) -> Five | None:
    """The numbers of a box, or None where nothing is finite; whiskers reach to values within 1.5 IQR."""
    return memory.of("box", (group,), lambda: _five(memory.floats(group)))


def _five(values: Array) -> Five | None:
    values = values[np.abs(values) < 1e150]
    if not len(values):
        return None
    q1, median, q3 = (float(value) for value in np.percentile(values, (25, 50, 75)))
    reach = 1.5 * (q3 - q1)
    inside = values[(values >= q1 - reach) & (values <= q3 + reach)]
    ends = inside if len(inside) else values
    out = np.unique(values[(values < q1 - reach) | (values > q3 + reach)])
    return Five(float(ends.min()), q1, median, q3, float(ends.max()), out)


def draw_boxes(plot: Plot, names: Sequence[str], groups: Sequence[Any], tone: Tone) -> None:
    """A box per name, in its slot from the top."""
    slots, canvas = plot.slots, plot.canvas
    each = canvas.height / max(1, len(slots.names))
    turn, slots.drawn = slots.drawn, slots.drawn + 1
    for name, group in zip(names, groups, strict=False):
        numbers = five(group, plot.memory)
        if numbers is None or str(name) not in slots.names:
            continue
        slot = slots.names.index(str(name))
        room = each / slots.share
        row = int(slot * each + (turn + 0.5) * room)
        _draw(plot, tone, numbers, min(canvas.height - 1, row), tall=room >= 3 and 0 < row < canvas.height - 1)


def _draw(plot: Plot, tone: Tone, numbers: Five, row: int, tall: bool) -> None:
    canvas, width = plot.canvas, plot.canvas.width
    five_positions = plot.x.position(np.array([numbers.low, numbers.q1, numbers.median, numbers.q3, numbers.high]))
    if np.isnan(five_positions).any():
        plot.dropped += 1
        return
    plot.beyond += int(((five_positions < 0) | (five_positions > 1)).any())
    low, left, middle, right, high = (
        min(width - 1, int(position * width)) for position in np.clip(five_positions, 0, 1)
    )
    ink = ink_of(tone)
    sign = canvas.palette.sign
    if right == left:
        right = min(width - 1, left + 1)
    line = sign("─", "-")

    def write(column: int, offset: int, drawn: str, ink: int = ink) -> None:
        canvas.write(column, row + offset, codes(drawn), ink)

    write(low, 0, sign("├", "|") + line * max(0, high - low - 1) + (sign("┤", "|") if high > low else ""))
    inner = (" " if tall else sign("▒", "=")) * (right - left - 1)
    ends = ("┤" if tall and left > low else "│", "├" if tall and high > right else "│")
    write(left, 0, sign(ends[0], "[") + inner + sign(ends[1], "]"))
    if tall:
        write(left, -1, sign("┌", "+") + line * (right - left - 1) + sign("┐", "+"))
        write(left, 1, sign("└", "+") + line * (right - left - 1) + sign("┘", "+"))
    for offset in (-1, 0, 1) if tall else (0,):
        write(middle, offset, sign("┃", "#"), INK)
    _outliers(plot, tone, numbers.out, row)


def _outliers(plot: Plot, tone: Tone, out: Array, row: int) -> None:
    if not len(out):
        return
    x = plot.x.position(out)
    x = x[~np.isnan(x)]
    inside = (x >= 0) & (x <= 1)
    y = np.full(len(x), 1 - (row + 0.5) / plot.canvas.height)
    plot.canvas.sign_at(x[inside], y[inside], plot.palette.sign("∘", "o"), tone)
    if not inside.all():
        plot.beyond += int(np.count_nonzero(~inside))
        plot.edge_marks(x[~inside], y[~inside], tone)
