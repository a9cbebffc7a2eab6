"""The inside of a chart: dots eight to a cell (braille), signs over them, and what is shaded beneath."""

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.core.exercise.tone import Tone
from tutor.ui.plotting.cells import FILLER
from tutor.ui.plotting.grid import SPACE
from tutor.ui.plotting.palette import LOOKS, OVER, Palette, ink_of
from tutor.ui.plotting.scale import Array
from tutor.ui.plotting.strokes import Ints, clip, walk

# Bit of a dot at [row % 4, column % 2] in the order of Unicode's braille patterns.
_BIT = np.array([0, 3, 1, 4, 2, 5, 6, 7], np.intp)
_PATTERN = np.arange(0x2800, 0x2900, dtype=np.uint32)
_PATTERN[0] = 0
BACK, LINES, MARKS = range(3)
"""Planes of dots, from below: contours and borders, curves and strokes, points. A cell shows its uppermost one alone,
so that a point is seen where a curve passes, and a curve where a contour does."""
_FILLED = range(ord("▄"), ord("▌") + 1)
"""Blocks that fill half of a cell or more, upwards or to the right."""


class Canvas:
    """Layers of `width` × `height` cells; positions are 0 to 1 from the left and from the bottom."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.width, self.height, self.palette = width, height, palette
        size = width * height
        self.across, self.down = (width, height) if palette.ascii else (2 * width, 4 * height)
        self.bits = np.zeros((3, size * 8), np.uint8)
        self.dots = np.zeros((3, size), np.uint32)
        self.dot_inks = np.zeros((3, size), np.uint8)
        self.signs = np.zeros(size, np.uint32)
        self.sign_inks = np.zeros(size, np.uint8)
        self.under = np.full(size, SPACE, np.uint32)
        self.under_inks = np.zeros(size, np.uint8)
        self.grounds = np.zeros(size, np.uint8)
        self.planes = [False, False, False]
        """Which planes hold dots."""
        self.heated = False
        self.filled = False
        self.wide = False

    def copy(self) -> "Canvas":
        """A canvas of its own with the same dots and signs."""
        new = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray | list):
                setattr(new, name, value.copy())
        return new

    def ink(self, tone: Tone) -> int:
        """The ink of a tone, fit to be read over a heat map where there is one."""
        return ink_of(tone) + (OVER if self.heated else 0)

    def cell(self, x: Array, y: Array) -> Ints:
        """Index of the cells at positions within 0 to 1."""
        column = np.minimum((x * self.width).astype(np.intp), self.width - 1)
        row = np.minimum(((1 - y) * self.height).astype(np.intp), self.height - 1)
        return row * self.width + column

    def dot_at(self, x: Array, y: Array, tone: Tone, plane: int = LINES) -> None:
        """Dots at positions within 0 to 1."""
        self.dot(x * self.across, (1 - y) * self.down, tone, plane=plane)

    def dot(self, across: Array, down: Array, tone: Tone, plain: str = "", plane: int = LINES) -> None:
        """Dots at dot coordinates from the upper left."""
        column = np.clip(across.astype(np.intp), 0, self.across - 1)
        row = np.clip(down.astype(np.intp), 0, self.down - 1)
        self.set_dots(*self.index(column, row), tone, plain, plane)

    def index(self, column: Ints, row: Ints) -> tuple[Ints, Ints]:
        """Cell and bit of whole dot coordinates; in ASCII a cell is a dot."""
        if self.palette.ascii:
            cell = row * self.width + column
            return cell, cell * 8
        cell = (row >> 2) * self.width + (column >> 1)
        return cell, cell * 8 + _BIT[(row & 3) * 2 + (column & 1)]

    def set_dots(self, cell: Ints, bit: Ints, tone: Tone, plain: str = "", plane: int = LINES) -> None:
        """Dots by `index`; where two tones meet in a cell of a plane, the later colour wins and the dots add up.

        `plain` is the sign of a dot in ASCII where it is not the tone's own.
        """
        self.set_bits(cell, bit, self.ink(tone), plane)
        if self.palette.ascii:
            self.dots[plane, cell] = ord(plain or LOOKS[tone].ascii_line)

    def set_bits(self, cell: Ints, bit: Ints, ink: int, plane: int) -> None:
        """Dots by `index`, in an ink."""
        self.planes[plane] = True
        self.bits[plane, bit] = 1
        self.dot_inks[plane, cell] = ink

    def stamp(self, x: Array, y: Array, shape: Sequence[tuple[int, int]], tone: Tone, plane: int = MARKS) -> None:
        """A shape of dots, as (across, down) from its middle, at positions 0 to 1; those outside are left out."""
        offsets = np.array(shape, np.intp)
        column = (np.minimum((x * self.across).astype(np.intp), self.across - 1)[:, None] + offsets[:, 0]).ravel()
        row = (np.minimum(((1 - y) * self.down).astype(np.intp), self.down - 1)[:, None] + offsets[:, 1]).ravel()
        inside = (column >= 0) & (column < self.across) & (row >= 0) & (row < self.down)
        self.set_dots(*self.index(column[inside], row[inside]), tone, plane=plane)

    def stroke(
        self,
        x0: Array,
        y0: Array,
        x1: Array,
        y1: Array,
        tone: Tone,
        plain: str = "",
        clipped: bool = False,
        dotted: int | None = None,
        plane: int = LINES,
    ) -> None:
        """Strokes between positions, cut to the chart unless they are, dashed as the tone asks.

        `dotted` leaves out one of so many dots instead, none for 0; which ones does not depend on where a stroke
        begins, so nothing crawls while it moves.
        """
        if not clipped and len(x0):
            x0, y0, x1, y1 = clip(x0, y0, x1, y1)
        if not len(x0):
            return
        across, down = self.across, self.down
        column, row, run = walk(x0 * across, (1 - y0) * down, x1 * across, (1 - y1) * down)
        if not self.palette.ascii and dotted != 0:
            shown = self._shown(column, row, run, tone, dotted)
            column, row = column[shown], row[shown]
        self.dot(column, row, tone, plain, plane)

    def _shown(self, column: Array, row: Array, run: Ints, tone: Tone, dotted: int | None) -> Any:
        """Which dots of a stroke are drawn."""
        if dotted is not None:
            return (column.astype(np.intp) + row.astype(np.intp)) % dotted != dotted - 1
        dash = LOOKS[tone].dash
        return np.array(dash)[run % len(dash)] if len(dash) > 1 else slice(None)

    def sign_at(self, x: Array, y: Array, sign: str, tone: Tone) -> None:
        """One sign at every position within 0 to 1; signs stand above dots."""
        at = self.cell(x, y)
        self.signs[at] = ord(sign)
        self.sign_inks[at] = self.ink(tone)

    def write(self, column: int, row: int, text: tuple[int, ...], ink: int) -> None:
        """Cells from a cell on, moved so that they fit and cut where they can't."""
        found = text[: self.width]
        column = max(0, min(column, self.width - len(found)))
        if found and 0 <= row < self.height:
            start = row * self.width + column
            # FILLER is kept apart from "no sign" by one bit that `finish` takes off again.
            self.signs[start : start + len(found)] = [code or _WIDE for code in found]
            self.sign_inks[start : start + len(found)] = ink
            self.wide = self.wide or FILLER in found

    def taken(self) -> NDArray[np.bool_]:
        """Which cells hold something that no label may cover, (height, width): all but shades and contours."""
        found: NDArray[np.bool_] = self.signs > 0
        for plane in (LINES, MARKS):
            if self.planes[plane]:
                found |= self._pattern(plane) > 0
        if self.filled:
            found |= (self.under != SPACE) & (self.under > 0)
        return found.reshape(self.height, self.width)

    def _pattern(self, plane: int) -> NDArray[np.uint32]:
        """The signs of a plane's dots, 0 where there are none."""
        ascii = self.palette.ascii
        found: NDArray[np.uint32]
        found = self.dots[plane] if ascii else _PATTERN[np.packbits(self.bits[plane], bitorder="little")]
        return found

    def solid(self) -> NDArray[np.bool_]:
        """Which cells are mostly filled by a bar."""
        return (self.under >= _FILLED.start) & (self.under < _FILLED.stop)

    def finish(self) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint8]]:
        """Codes, inks and grounds, each (height, width)."""
        shape = self.height, self.width
        codes, inks = self.under, self.under_inks
        for plane in np.flatnonzero(self.planes).tolist():
            dots = (
                self.dots[plane] if self.palette.ascii else _PATTERN[np.packbits(self.bits[plane], bitorder="little")]
            )
            dotted = dots > 0
            codes, inks = np.where(dotted, dots, codes), np.where(dotted, self.dot_inks[plane], inks)
        if codes is self.under:
            codes, inks = codes.copy(), inks.copy()
        signed = self.signs > 0
        if signed.any():
            codes[signed] = self.signs[signed] & 0x1FFFFF
            inks[signed] = self.sign_inks[signed]
        grounds = self.grounds
        if self.filled:
            over = (codes != self.under) & self.solid()
            grounds = np.where(over, self.under_inks, grounds)
        return codes.reshape(shape), inks.reshape(shape), grounds.reshape(shape)


_WIDE = 1 << 21
