"""The frame of a chart: axes, ticks, their labels and the axes' names, drawn by plotext and then kept.

plotext never sees data: it is given a chart of so many cells, and ticks at the middle of cells. So nothing
that is not finite, nothing beyond the limits and no vast number can reach it, and its places are ours.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tutor.ui.plotting.cells import FILLER, cells, fit
from tutor.ui.plotting.grid import SPACE, Codes, Grid, Inks
from tutor.ui.plotting.palette import AXIS, INK
from tutor.ui.plotting.scale import Tick

_STAND_IN, _BLANK = 0xE000, 0xE001
"""What plotext is given for the second half of a wide character, and for a cell that is written later."""
_LATER = {_STAND_IN: FILLER, _BLANK: SPACE}
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
    """All that a frame depends on; ticks go from the left and from the bottom.

    `folded` writes the labels of x into its axis, and its name too where that is not `below`: where rows are few,
    they belong to the data.
    """

    width: int
    height: int
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    name: str
    ascii: bool
    named: bool = False
    """Whether x's ticks are names, of which none may go."""
    folded: bool = False
    below: bool = True

    @property
    def margin(self) -> int:
        """The rows under the inside."""
        return (1 if self.folded else 2) + (bool(self.name) and self.below)

    @property
    def room(self) -> Inside:
        """The room that axes, labels and the name of x leave."""
        left = y_margin(self.y, self.width, self.ascii)
        return Inside(left, 0, max(1, self.width - left), max(1, self.height - self.margin))


def y_margin(y: tuple[Tick, ...], width: int, ascii: bool) -> int:
    """The columns of y's labels and its axis."""
    lines = [line for tick in y for line in label_lines(tick.label, width, ascii)]
    return max((len(line) for line in lines), default=1) + 1


@lru_cache(256)
def label_lines(label: str, width: int, ascii: bool) -> tuple[tuple[int, ...], ...]:
    """A label of y: in one line up to two fifths of the width, longer ones in two, parted at a space."""
    most, found = max(1, 2 * width // 5), cells(label, ascii) or (SPACE,)
    if len(found) <= most:
        return (found,)
    spaces = [at for at, code in enumerate(found[: most + 1]) if code == SPACE and at > 0]
    at = spaces[-1] if spaces else most
    first, rest = found[:at], found[at:][found[at] == SPACE :]
    return first, (rest if len(rest) <= most else fit(label, width, ascii)[at : at + most - 1] + fit("……", 1, ascii))


def fold(spec: FrameSpec) -> FrameSpec:
    """The frame with x's labels in its axis: the name beside them if two ticks remain, else in a row below."""
    width, name = spec.room.width, len(fit(spec.name, spec.width, spec.ascii))
    ends = [
        (tick_cell(tick.position, width, False) + len(label_cells(tick.label, spec.width, spec.ascii)) // 2 + 1, tick)
        for tick in spec.x
    ]
    beside = tuple(tick for end, tick in ends if end < width - name)
    named = len(beside) == len(spec.x) or (len(beside) > 1 and not spec.named)
    return replace(spec, folded=True, below=not named, x=beside if named else spec.x)


def label_cells(label: str, width: int, ascii: bool) -> tuple[int, ...]:
    """A tick's label, cut to a third of the width."""
    return fit(label, max(1, width // 3), ascii) or (32,)


@lru_cache(64)
def frame(spec: FrameSpec) -> Codes:
    """The cells of a frame, (height, width); drawn once for a spec, then the same array again: do not change it."""
    text = _plotext(spec)
    grid = Grid(spec.width, spec.height + spec.folded)
    for row, line in enumerate(text.split("\n")[: grid.height]):
        found = [_LATER.get(ord(sign), ord(sign)) for sign in line]
        found = [_ASCII_LINES.get(code, code) for code in found] if spec.ascii else found
        grid.put(0, row, tuple(found))
    _write_labels(grid, spec)
    return _folded(grid.codes, spec) if spec.folded else grid.codes


def _write_labels(grid: Grid, spec: FrameSpec) -> None:
    """The labels of y, in as many lines as they take, about the rows of their ticks."""
    room = spec.room
    for tick in spec.y:
        if 0 <= tick.position <= 1:
            row = room.height - 1 - tick_cell(tick.position, room.height, True)
            lines = label_lines(tick.label, spec.width, spec.ascii)
            row = max(0, min(row, room.height - len(lines)))
            for number, line in enumerate(lines):
                grid.put(room.column - 1 - len(line), row + number, line)


def _folded(codes: Codes, spec: FrameSpec) -> Codes:
    """The row of labels written over the axis above it, and the name at its end where it is not below."""
    axis = spec.room.height
    line, labels = codes[axis, spec.room.column :], codes[axis + 1, spec.room.column :]
    line[line == ord("+" if spec.ascii else "┬")] = ord("-" if spec.ascii else "─")
    written = labels != SPACE
    # A space on both sides: else the axis would be the minus of a number.
    line[1:][written[:-1]] = line[:-1][written[1:]] = SPACE
    line[written] = labels[written]
    codes[axis, : spec.room.column - 1] = codes[axis + 1, : spec.room.column - 1]
    name = () if spec.below else fit(spec.name, spec.room.width, spec.ascii)
    if name:
        codes[axis, spec.width - len(name) - 1 :] = (SPACE, *name)
    return np.delete(codes, axis + 1, axis=0)


def frame_inks(codes: Codes, spec: FrameSpec) -> Inks:
    """The ink of each cell of a frame: quiet lines and ticks, the name of x as text."""
    found = np.full(codes.shape, AXIS, np.uint8)
    if spec.below:
        found[spec.room.height + spec.margin - 1 :] = INK if spec.name else AXIS
    else:
        found[spec.room.height, spec.width - len(fit(spec.name, spec.room.width, spec.ascii)) :] = INK
    return found


def _plotext(spec: FrameSpec) -> str:
    """Axes, ticks and labels as plain text, by plotext."""
    room = spec.room
    # Imported here: it takes a sixth of a second, and not every screen has a chart. Its public figure is one
    # for the whole process and as large as the terminal, so each frame takes a figure of its own.
    import plotext

    terminal = type(plotext.terminal)()
    terminal.limit(False, False)
    figure = terminal._master
    figure.theme("colorless")
    figure.canvas("default")
    figure.plot_size(spec.width, spec.height + spec.folded)
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    blank = (_BLANK,) * (room.column - 1)
    for axis, size, marks in (("x", room.width, spec.x), ("y", room.height, spec.y)):
        ruler = figure.ruler(axis)
        ruler.lim(0, size)
        ruler.alignment(lim="edge", tick="dynamic" if axis == "x" else None)
        at = {tick_cell(tick.position, size, axis == "y"): tick.label for tick in marks if 0 <= tick.position <= 1}
        # Those of y may take two lines, which plotext does not write.
        labels = [
            _as_text(label_cells(label, spec.width, spec.ascii) if axis == "x" else blank) for label in at.values()
        ]
        ruler.ticks([cell + 0.5 for cell in at] or [0.5], labels or [" "])
    if spec.name and spec.below:
        figure.label(_as_text(fit(spec.name, room.width, spec.ascii)), axis="x")
    text: str = figure.build().string(True)
    return text


def tick_cell(position: float, size: int, upwards: bool) -> int:
    """The cell of a place, counted from the low end as plotext does; the canvas counts rows from the top."""
    if upwards:
        return size - 1 - min(size - 1, int((1 - position) * size))
    return min(size - 1, int(position * size))


def _as_text(found: tuple[int, ...]) -> str:
    return "".join(chr(code or _STAND_IN) for code in found)
