"""Straight strokes: cut to the chart (Liang and Barsky 1984), then walked dot by dot."""

import numpy as np
from numpy.typing import NDArray

from tutor.ui.plotting.scale import Array

Ints = NDArray[np.intp]
_MOST = 200_000


def clip(x0: Array, y0: Array, x1: Array, y1: Array) -> tuple[Array, Array, Array, Array]:
    """The parts of strokes that lie in the unit square; strokes outside of it are left out."""
    dx, dy = x1 - x0, y1 - y0
    enter, leave = np.zeros_like(x0), np.ones_like(x0)
    inside = np.ones(x0.shape, bool)
    with np.errstate(all="ignore"):
        for step, room in ((-dx, x0), (dx, 1 - x0), (-dy, y0), (dy, 1 - y0)):
            still = step == 0
            inside &= ~still | (room >= 0)
            at = np.where(still, 0.0, room / step)
            enter = np.where(step < 0, np.maximum(enter, at), enter)
            leave = np.where(step > 0, np.minimum(leave, at), leave)
    inside &= enter <= leave
    x0, y0, dx, dy, enter, leave = (a[inside] for a in (x0, y0, dx, dy, enter, leave))
    ends = (x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy)
    held = tuple(np.minimum(np.maximum(end, 0.0), 1.0) for end in ends)
    return held[0], held[1], held[2], held[3]


def walk(x0: Array, y0: Array, x1: Array, y1: Array) -> tuple[Array, Array, Ints]:
    """Points less than a dot apart along strokes given in dots, and how far along all of them each is."""
    dx, dy = x1 - x0, y1 - y0
    steps = np.maximum(np.abs(dx), np.abs(dy)).astype(np.intp) + 1
    total = int(steps.sum())
    if total > _MOST:
        every = slice(None, None, total // _MOST + 1)
        x0, y0, dx, dy, steps = x0[every], y0[every], dx[every], dy[every], steps[every]
    counts = steps + 1
    first = np.cumsum(counts) - counts
    step_x, step_y = dx / steps, dy / steps
    stroke = np.repeat(np.arange(len(steps)), counts)
    number = np.arange(len(stroke))
    x = (x0 - first * step_x)[stroke] + step_x[stroke] * number
    y = (y0 - first * step_y)[stroke] + step_y[stroke] * number
    return x, y, number - stroke
