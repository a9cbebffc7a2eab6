"""What the charts are measured against: bare rasters, and other people's widgets. Needs only Textual and numpy."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

RANDOM = np.random.RandomState(7)
X = RANDOM.uniform(0, 10, 200)
Y = 2 * X + RANDOM.standard_normal(200)
ALONG = np.linspace(0, 10, 100)
LOW, HIGH = -2.0, 24.0
GRID = np.linspace(-3, 3, 50)
SURFACE = (GRID[None, :] - 1) ** 2 + 2 * (GRID[:, None] + 0.5) ** 2
BITS = np.array([[0, 3], [1, 4], [2, 5], [6, 7]])


def slopes(number: int) -> tuple[float, float]:
    """The two moving lines of frame `number`."""
    return 1.5 + 0.01 * (number % 100), 2.2 - 0.005 * (number % 80)


def walk(number: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The moving path of frame `number`: a descent on the surface, from a start that moves too."""
    steps = np.arange(2 + number % 30)
    return 1 - (3.5 - 0.1 * (number % 25)) * 0.8**steps, -0.5 + 3 * 0.7**steps


def in_runs(text: str, looks: np.ndarray[Any, Any], style_of: Callable[[int], Style]) -> list[Strip]:
    """Strips of `text`, a segment for each run of equal looks in a row."""
    width, strips = looks.shape[1], []
    for at, row in enumerate(looks):
        starts = [0, *(np.flatnonzero(row[1:] != row[:-1]) + 1).tolist(), width]
        begin = at * width
        strips.append(
            Strip(
                [
                    Segment(text[begin + start : begin + end], style_of(int(row[start])))
                    for start, end in pairwise(starts)
                ],
                width,
            )
        )
    return strips


class Bare(Widget):
    """The least a raster can do: points and two lines in braille, in three colours. No axes, no legend."""

    DEFAULT_CSS = "Bare, BareMono, BareHeat, Counter { height: 100%; width: 100%; }"
    strips: Sequence[Strip] = ()
    styles_of = tuple(Style(color=colour, bgcolor="#13161b") for colour in ("#56b4e9", "#e69f00", "#d98cb8"))

    def show(self, number: int) -> None:
        """Frame `number`."""
        self.strips = self.raster(number)
        self.refresh()

    def raster(self, number: int) -> list[Strip]:
        """The frame as strips."""
        text, inks = self.dots(number)
        return in_runs(text, inks, self.styles_of.__getitem__)

    def dots(self, number: int) -> tuple[str, np.ndarray[Any, Any]]:
        """The cells and their colours."""
        width, height = self.size
        bits, inks = np.zeros(width * height * 8, np.uint8), np.zeros(width * height, np.uint8)
        fine = np.linspace(0, 10, 2 * width)
        lines = [(fine, np.interp(fine, ALONG, slope * ALONG)) for slope in slopes(number)]
        for ink, (x, y) in enumerate(((X, Y), *lines)):
            column = np.clip(x / 10 * 2 * width, 0, 2 * width - 1).astype(int)
            row = np.clip((HIGH - y) / (HIGH - LOW) * 4 * height, 0, 4 * height - 1).astype(int)
            cell = row // 4 * width + column // 2
            bits[cell * 8 + BITS[row % 4, column % 2]] = 1
            inks[cell] = ink
        codes = np.packbits(bits.reshape(-1, 8), axis=1, bitorder="little").ravel().astype(np.uint32) + 0x2800
        return codes.tobytes().decode("utf-32-le"), inks.reshape(height, width)

    def render_line(self, y: int) -> Strip:
        return self.strips[y] if y < len(self.strips) else Strip.blank(self.size.width)


class BareMono(Bare):
    """The same in one colour, a segment a row: less than can be told apart."""

    def raster(self, number: int) -> list[Strip]:
        text, width = self.dots(number)[0], self.size.width
        return [Strip([Segment(text[at : at + width], self.styles_of[0])], width) for at in range(0, len(text), width)]


class BareHeat(Bare):
    """The least a heat map can do: 24 colours, two halves to a cell, equal neighbours in one segment."""

    made: ClassVar[dict[int, Style]] = {}

    def raster(self, number: int) -> list[Strip]:
        width, height = self.size
        rows = (np.arange(2 * height) * 50 // (2 * height))[::-1]
        z = SURFACE[rows][:, np.arange(width) * 50 // width]
        step = ((z - z.min()) / (z.max() - z.min()) * 23.99).astype(int)
        return in_runs("▀" * (width * height), step[0::2] << 8 | step[1::2], self.look)

    def look(self, look: int) -> Style:
        if look not in self.made:
            upper, lower = (f"#{20 + 6 * part:02x}{40 + 5 * part:02x}60" for part in (look >> 8, look & 255))
            self.made[look] = Style(color=upper, bgcolor=lower)
        return self.made[look]


class Counter(Bare):
    """The same strips every time and a number that changes: the floor of the way from a key to the screen."""

    def show(self, number: int) -> None:
        if not self.strips:
            self.strips = self.raster(0)
        text = f"{number:6}".ljust(self.size.width)
        self.strips = [Strip([Segment(text, self.styles_of[0])], self.size.width), *self.strips[1:]]
        self.refresh(Region(0, 0, self.size.width, 1))


def textual_plot() -> Widget:
    """textual-plot's widget, with `show`."""
    from textual_plot import HiResMode, PlotWidget

    class Rival(PlotWidget):  # type: ignore[misc]
        def show(self, number: int) -> None:
            self.clear()
            self.set_ylimits(LOW, HIGH)
            self.scatter(X, Y, hires_mode=HiResMode.BRAILLE, marker_style="blue")
            for slope, colour in zip(slopes(number), ("yellow", "magenta"), strict=True):
                self.plot(ALONG, slope * ALONG, hires_mode=HiResMode.BRAILLE, line_style=colour)
            self.render()

    return Rival()


def textual_plotext() -> Widget:
    """textual-plotext's widget, with `show`."""
    from textual_plotext import PlotextPlot

    class Rival(PlotextPlot):  # type: ignore[misc]
        def show(self, number: int) -> None:
            self.plt.clear_data()
            self.plt.ylim(LOW, HIGH)
            self.plt.scatter(X.tolist(), Y.tolist(), marker="braille")
            for slope in slopes(number):
                self.plt.plot(ALONG.tolist(), (slope * ALONG).tolist(), marker="braille")
            self.refresh()

    return Rival()
