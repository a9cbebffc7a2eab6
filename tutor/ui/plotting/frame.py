"""The frame of a chart: axes, ticks, their labels and the axes' names, drawn by plotext and then kept.

plotext never sees data: it is given a chart of so many cells, and ticks at the middle of cells. So nothing
that is not finite, nothing beyond the limits and no vast number can reach it, and its places are ours.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.ui.plotting.cells import FILLER, fit
from tutor.ui.plotting.grid import Codes, Grid, Inks
from tutor.ui.plotting.palette import AXIS, INK
from tutor.ui.plotting.scale import Tick

_STAND_IN = 0xE000
_ASCII_LINES = {ord(line): ord(sign) for line, sign in zip("─│┌┐└┘├┤┬┴┼", "-|+++++++++", strict=True)}


@dataclass(frozen=True, slots=True)
class Inside:
    """Where the inside of a frame is, in cells."""

    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """All that a frame depends on; ticks go from the left and from the bottom."""

    width: int
    height: int
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    name: str
    ascii: bool


def inside(width: int, height: int, y: tuple[Tick, ...], name: str, ascii: bool) -> Inside:
    """The room that axes, labels and the name of x leave."""
    label = max((len(label_cells(tick.label, width, ascii)) for tick in y), default=1)
    below = 2 + bool(name)
    return Inside(label + 1, 0, max(1, width - label - 1), max(1, height - below))


def label_cells(label: str, width: int, ascii: bool) -> tuple[int, ...]:
    """A tick's label, cut to a third of the width."""
    return fit(label, max(1, width // 3), ascii) or (32,)


@lru_cache(64)
def frame(spec: FrameSpec) -> Codes:
    """The cells of a frame, (height, width); drawn once for a spec, then the same array again: do not change it."""
    room = inside(spec.width, spec.height, spec.y, spec.name, spec.ascii)
    text = _plotext(spec, room)
    grid = Grid(spec.width, spec.height)
    for row, line in enumerate(text.split("\n")[: spec.height]):
        found = [FILLER if ord(sign) == _STAND_IN else ord(sign) for sign in line]
        found = [_ASCII_LINES.get(code, code) for code in found] if spec.ascii else found
        grid.put(0, row, tuple(found))
    return grid.codes


def frame_inks(codes: Codes, room: Inside) -> Inks:
    """The ink of each cell of a frame: quiet lines and ticks, the name of x as text."""
    found = np.full(codes.shape, AXIS, np.uint8)
    found[room.row + room.height + 2 :] = INK
    return found


def _plotext(spec: FrameSpec, room: Inside) -> str:
    """Axes, ticks and labels as plain text, by plotext."""
    # Imported here: it takes a sixth of a second, and not every screen has a chart. Its public figure is one
    # for the whole process and as large as the terminal, so each frame takes a figure of its own.
    import plotext

    terminal = type(plotext.terminal)()
    terminal.limit(False, False)
    figure = terminal._master
    figure.theme("colorless")
    figure.canvas("default")
    figure.plot_size(spec.width, spec.height)
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    for axis, size, marks in (("x", room.width, spec.x), ("y", room.height, spec.y)):
        ruler = figure.ruler(axis)
        ruler.lim(0, size)
        ruler.alignment(lim="edge", tick="dynamic" if axis == "x" else None)
        at = {tick_cell(tick.place, size, axis == "y"): tick.label for tick in marks if 0 <= tick.place <= 1}
        labels = [_as_text(label_cells(label, spec.width, spec.ascii)) for label in at.values()]
        ruler.ticks([cell + 0.5 for cell in at] or [0.5], labels or [" "])
    if spec.name:
        figure.label(_as_text(fit(spec.name, room.width, spec.ascii)), axis="x")
    text: str = figure.build().string(True)
    return text


def tick_cell(place: float, size: int, upwards: bool) -> int:
    """The cell of a place, counted from the low end as plotext does; the canvas counts rows from the top."""
    if upwards:
        return size - 1 - min(size - 1, int((1 - place) * size))
    return min(size - 1, int(place * size))


def _as_text(found: tuple[int, ...]) -> str:
    return "".join(chr(code or _STAND_IN) for code in found)
