"""Rules across a chart, words in it, and what could not be shown."""

import numpy as np

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.cells import cells, codes, fit
from tutor.ui.plotting.data import floats
from tutor.ui.plotting.labels import Label
from tutor.ui.plotting.palette import ink_of
from tutor.ui.plotting.plot import Plot

RULE = 4
"""One dot of so many is left out of a rule."""


def draw_rule(plot: Plot, x: float | None, y: float | None, tone: Tone, label: str) -> None:
    """A dashed line from edge to edge; its label beside it where the chart has no legend."""
    if plot.swapped:
        x, y = y, x
    upright = x is not None
    scale, value = (plot.x, x) if upright else (plot.y, y)
    [at] = scale.position(floats([value]))
    if not 0 <= at <= 1:
        plot.beyond += int(not np.isnan(at))
        return
    ends = np.array([at]), np.array([0.0]), np.array([at]), np.array([1.0])
    x0, y0, x1, y1 = ends if upright else (ends[1], ends[0], ends[3], ends[2])
    plot.canvas.stroke(x0, y0, x1, y1, tone, "|" if upright else "-", clipped=True, dotted=RULE)
    if label and plot.labelled:
        _label_rule(plot, float(at), upright, cells(label, plot.palette.ascii), tone)


def _label_rule(plot: Plot, at: float, upright: bool, text: tuple[int, ...], tone: Tone) -> None:
    canvas = plot.canvas
    column = min(canvas.width - 1, int(at * canvas.width))
    row = min(canvas.height - 1, int((1 - at) * canvas.height))
    right = canvas.width - len(text)
    if upright:
        positions = [(column + 2, 0), (column - 1 - len(text), 0), (column + 2, canvas.height - 1)]
    else:
        positions = [(right, row - 1), (right, row + 1), (0, row - 1), (0, row + 1)]
    plot.labels.append(Label(text, positions, canvas.ink(tone)))


def draw_word(plot: Plot, x: float, y: float, text: str, tone: Tone) -> None:
    """A word, beginning at its place or as near to it as nothing else is."""
    across, up = plot.positions(floats([x]), floats([y]))
    if not ((across >= 0) & (across <= 1) & (up >= 0) & (up <= 1)).all():
        return
    row, column = divmod(int(plot.canvas.cell(across, up)[0]), plot.canvas.width)
    found = fit(text, plot.canvas.width, plot.palette.ascii)
    if found:
        around = [(column, row), (column + 1, row), (column - len(found), row), (column, row - 1), (column, row + 1)]
        plot.labels.append(Label(found, around, plot.canvas.ink(tone)))


def write_notes(plot: Plot) -> None:
    """That something diverged, lies beyond the limits or was left out, in a corner."""
    canvas, plain = plot.canvas, plot.palette.ascii
    found = cells(plot.notes(), plain)
    if found:
        sign = codes("! " if plain else "▲ ") if plot.diverged else ()
        said = (*codes(" "), *sign, *found)
        right, bottom = canvas.width - len(said), canvas.height - 1
        corners = [(right, 0), (0, 0), (right, bottom), (0, bottom)]
        plot.labels.insert(0, Label(said, corners, canvas.ink("bad") if canvas.heated else ink_of("bad")))
