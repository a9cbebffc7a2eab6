"""Draw a chart: limits, frame, layers, notes, strips. The one door to this room for widgets and reports."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from textual.strip import Strip

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Bars, Box, HeatMap, Histogram
from tutor.ui.plotting import limits
from tutor.ui.plotting.axes import plan
from tutor.ui.plotting.canvas import Canvas
from tutor.ui.plotting.cells import cells
from tutor.ui.plotting.data import Memory, floats
from tutor.ui.plotting.frame import FrameSpec, Inside, frame, frame_inks
from tutor.ui.plotting.grid import Grid
from tutor.ui.plotting.header import Row, header, legend
from tutor.ui.plotting.heat import Surface, Surfaces, draw_heat_map, extent
from tutor.ui.plotting.labels import Label, place_labels
from tutor.ui.plotting.notes import write_notes
from tutor.ui.plotting.palette import Palette
from tutor.ui.plotting.pen import TerminalPen
from tutor.ui.plotting.plot import FINE, Plot, Slots
from tutor.ui.plotting.scale import Scale, make_scale

LEAST = (20, 6)
"""A chart smaller than this is a word."""
NARROW = 50
"""In fewer columns the legend is terse."""
FOLDED = 18
"""Below so many rows the labels of x stand in its axis: it gives the data two rows more."""
FEW = 8
"""With no more rows than this below it, a header that would need two does without the title."""


def draw(chart: Chart, width: int, height: int, palette: Palette) -> list[Strip]:
    """`height` strips of `width` cells; never raises for what is in the data."""
    return Plotter().strips(chart, width, height, palette)


def to_text(chart: Chart, width: int, height: int, ascii: bool = False) -> str:
    """The chart as lines of text without colour."""
    lines = Plotter().grid(chart, width, height, Palette.plain(ascii)).lines()
    return "\n".join(line.rstrip() for line in lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are: scales, the inside of the frame, and the frame itself."""

    x: Scale
    y: Scale
    room: Inside
    static: Grid
    swapped: bool
    slots: tuple[str, ...]
    share: int

    def locate(self, column: int, row: int) -> tuple[float, float] | None:
        """The (x, y) values at the middle of a cell of the whole chart, None outside the frame."""
        across, down = column - self.room.column, row - self.room.row
        if not (0 <= across < self.room.width and 0 <= down < self.room.height):
            return None
        x = float(self.x.value((across + 0.5) / self.room.width))
        y = float(self.y.value(1 - (down + 0.5) / self.room.height))
        return (y, x) if self.swapped else (x, y)


@dataclass
class Plotter:
    """Draws charts that follow each other in one place: keeps steady limits, heat maps and unchanged rows."""

    memory: Memory = field(default_factory=Memory)
    surfaces: Surfaces = field(default_factory=Surfaces)
    layout: Layout | None = None
    changed: list[int] = field(default_factory=list)
    """Rows that differ from the drawing before."""
    _static: tuple[Any, Grid] | None = None
    _heat: tuple[Any, Surface | None, Canvas, tuple[Label, ...]] | None = None
    _before: Grid | None = None
    _strips: list[Strip] | None = None
    _palette: Palette | None = None

    def strips(self, chart: Chart, width: int, height: int, palette: Palette) -> list[Strip]:
        """The chart as strips; those of rows that did not change are the very ones of last time."""
        grid = self.grid(chart, width, height, palette)
        same = grid.same_rows(self._before if palette == self._palette else None)
        self._strips = grid.strips(palette, self._strips, same)
        self._before, self._palette = grid, palette
        self.changed = [row for row, kept in enumerate(same) if not kept]
        return self._strips

    def grid(self, chart: Chart, width: int, height: int, palette: Palette) -> Grid:
        """The chart as cells."""
        if width < LEAST[0] or height < LEAST[1]:
            return _too_small(chart, width, height, palette)
        with np.errstate(all="ignore"):
            layout = self._lay_out(chart, width, height, palette)
            self.layout = layout
            plot = self._fill(chart, layout, palette)
        grid, room = layout.static.copy(), layout.room
        area = slice(room.row, room.row + room.height), slice(room.column, room.column + room.width)
        grid.codes[area], grid.inks[area], grid.grounds[area] = plot.canvas.finish()
        grid.wide = grid.wide or plot.canvas.wide
        return grid

    def _lay_out(self, chart: Chart, width: int, height: int, palette: Palette) -> Layout:
        names, share = _names(chart)
        swapped = bool(names) and _lies_down(chart, names, share, width)
        x_axis, y_axis = (chart.y, chart.x) if swapped else (chart.x, chart.y)
        entries = legend(chart, palette, self.surfaces, height >= FINE + 4, width < NARROW) if chart.legend else ()
        rows = header(y_axis.title, chart.title, entries, width, max(1, height - 6), palette.ascii)
        if len(rows) > 1 and height - len(rows) <= FEW:  # the title gives way where one row will do without it
            rows = min(rows, header(y_axis.title, "", entries, width, len(rows), palette.ascii), key=len)
        down = height - len(rows)
        wanted = limits.extents(chart, self.memory)
        wide, high = wanted[::-1] if swapped else wanted
        old_x, old_y = (self.layout.x, self.layout.y) if self.layout else (None, None)
        slot_scale = make_scale(-0.5, len(names) - 0.5) if names else None
        zeros = not names and any(isinstance(layer, Histogram) for layer in chart.layers)
        x = slot_scale if slot_scale and not swapped else limits.scale_of(x_axis, wide, old_x)
        y = _top_down(slot_scale) if slot_scale and swapped else limits.scale_of(y_axis, high, None if zeros else old_y)
        counts = _whole(chart, "y" if swapped else "x"), _whole(chart, "x" if swapped else "y")
        upright, lying = ((), names) if swapped else (names, ())
        name = x_axis.title
        spec, room = plan(width, down, height < FOLDED, x, y, name, upright, lying, *counts, palette.ascii)
        room = replace(room, row=len(rows))
        static = self._compose(spec, rows)
        return Layout(x, y, room, static, swapped, names, share)

    def _compose(self, spec: FrameSpec, rows: tuple[Row, ...]) -> Grid:
        """Header and frame in one grid, kept while neither changes."""
        key = (spec, rows)
        if self._static is not None and self._static[0] == key:
            return self._static[1]
        grid = Grid(spec.width, spec.height + len(rows))
        for at, row in enumerate(rows):
            for column, piece in row:
                grid.put(column, at, piece.text, piece.ink)
        grid.codes[len(rows) :] = frame(spec)
        grid.inks[len(rows) :] = frame_inks(grid.codes[len(rows) :], spec)
        grid.wide = grid.wide or bool((grid.codes == 0).any())
        self._static = (key, grid)
        return grid

    def _fill(self, chart: Chart, layout: Layout, palette: Palette) -> Plot:
        canvas = Canvas(layout.room.width, layout.room.height, palette)
        slots = Slots(layout.slots, layout.share)
        plot = Plot(canvas, layout.x, layout.y, self.memory, self.surfaces, layout.swapped, slots)
        plot.several = sum(isinstance(layer, Histogram) for layer in chart.layers) > 1
        plot.labelled = not chart.legend
        pen = TerminalPen(plot)
        for number, layer in enumerate(chart.layers):
            if isinstance(layer, HeatMap) and number == 0:
                self._draw_heat(plot, layer)
            else:
                layer.draw(pen)
        write_notes(plot)
        place_labels(plot.canvas, plot.labels)
        return plot

    def _draw_heat(self, plot: Plot, layer: HeatMap) -> None:
        """A heat map that stands still is drawn once, and copied beneath what moves."""
        found = self.surfaces.of(layer)
        key = (plot.x, plot.y, plot.canvas.width, plot.canvas.height, plot.palette, extent(layer))
        if self._heat is None or self._heat[0] != key or self._heat[1] is not found:
            draw_heat_map(plot, layer)
            self._heat = (key, found, plot.canvas.copy(), tuple(plot.labels))
        else:
            plot.canvas, labels = self._heat[2].copy(), self._heat[3]
            plot.labels += labels


def _too_small(chart: Chart, width: int, height: int, palette: Palette) -> Grid:
    grid = Grid(max(0, width), max(0, height))
    grid.put(0, 0, cells("chart: needs more room", palette.ascii), 0)
    return grid


def _names(chart: Chart) -> tuple[tuple[str, ...], int]:
    """Names of the bars or boxes in order, and how many layers share a place."""
    layers = [layer for layer in chart.layers if layer.slots]
    names = dict.fromkeys(str(name) for layer in layers for name in layer.slots)
    return tuple(names), max(1, len(layers))


def _lies_down(chart: Chart, names: tuple[str, ...], share: int, width: int) -> bool:
    """Boxes lie; bars lie where their names would not fit beneath them."""
    if any(isinstance(layer, Box) for layer in chart.layers):
        return True
    each = (width - 8) / len(names)
    longest = max(len(cells(name)) for name in names)
    return longest > each - 1 or each < share + 1


def _top_down(scale: Scale) -> Scale:
    """The first name at the top."""
    return Scale(scale.high, scale.low)


def _whole(chart: Chart, name: str) -> bool:
    """Whether an axis counts: it says so, or a histogram or bars of whole numbers stand on it."""
    if name == "x" or chart.y.whole:
        return (chart.x if name == "x" else chart.y).whole
    counted = [layer for layer in chart.layers if isinstance(layer, Histogram | Bars)]
    return bool(counted) and all(isinstance(layer, Histogram) or _are_whole(layer) for layer in counted)


def _are_whole(layer: Bars) -> bool:
    values = floats(layer.values)
    return layer.errors is None and bool((values == np.round(values)).all())
