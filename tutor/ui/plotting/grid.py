"""A screenful of cells as arrays, and the way from them to strips."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tutor.ui.plotting.cells import FILLER
from tutor.ui.plotting.palette import PLAIN, Palette

SPACE = 32
Codes = NDArray[np.uint32]
Inks = NDArray[np.uint8]


class Grid:
    """Code points, inks and grounds, each of shape (height, width)."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.codes: Codes = np.full((height, width), SPACE, np.uint32)
        self.inks: Inks = np.zeros((height, width), np.uint8)
        self.grounds: Inks = np.zeros((height, width), np.uint8)
        self.wide = False

    def copy(self) -> "Grid":
        """A grid of its own with the same cells."""
        new = Grid.__new__(Grid)
        new.width, new.height, new.wide = self.width, self.height, self.wide
        new.codes, new.inks, new.grounds = self.codes.copy(), self.inks.copy(), self.grounds.copy()
        return new

    def put(self, column: int, row: int, text: tuple[int, ...], ink: int = PLAIN) -> None:
        """Write cells from a column on; what is outside is left out."""
        skip = max(0, -column)
        text, column = text[skip : skip + self.width - max(column, 0)], max(column, 0)
        if not text or not 0 <= row < self.height:
            return
        self.codes[row, column : column + len(text)] = text
        self.inks[row, column : column + len(text)] = ink
        self.wide = self.wide or FILLER in text

    def same_rows(self, other: "Grid | None") -> list[bool]:
        """Which rows are the same as in `other`."""
        if other is None or (other.width, other.height) != (self.width, self.height):
            return [False] * self.height
        same = (self.codes == other.codes) & (self.inks == other.inks) & (self.grounds == other.grounds)
        found: list[bool] = same.all(axis=1).tolist()
        return found

    def lines(self) -> list[str]:
        """The text of each row, as many columns wide as the grid."""
        self._mend()
        text = self.codes.tobytes().decode("utf-32-le")
        rows = [text[at : at + self.width] for at in range(0, len(text), self.width)] if self.width else []
        return [row.replace("\0", "") for row in rows] if self.wide else rows

    def strips(self, palette: Palette, kept: list[Strip] | None = None, same: list[bool] | None = None) -> list[Strip]:
        """A strip per row; rows that are the `same` are taken from `kept`."""
        self._mend()
        width, height = self.width, self.height
        if kept is None or same is None or len(kept) != height:
            kept, same = [], [False] * height
        if not width or not height:
            return [Strip.blank(width)] * height
        look = self._looks()
        edge = np.empty((height, width), bool)
        edge[:, 0] = True
        np.not_equal(look[:, 1:], look[:, :-1], out=edge[:, 1:])
        if any(same):
            edge[same, 1:] = False
        starts = np.flatnonzero(edge)
        pieces = self._segments(starts, look, palette)
        firsts = [*np.flatnonzero(starts % width == 0).tolist(), len(pieces)]
        return [
            kept[row] if same[row] else Strip(pieces[first:last], width)
            for row, (first, last) in enumerate(pairwise(firsts))
        ]

    def _segments(self, starts: NDArray[np.intp], look: NDArray[np.uint16], palette: Palette) -> list[Segment]:
        """The cells from each start to the next, in the look of their first."""
        text = self.codes.tobytes().decode("utf-32-le")
        positions = [*starts.tolist(), len(text)]
        styles = map(palette.style_of, look.ravel()[starts].tolist())
        spans = zip(positions, positions[1:], styles, strict=False)
        if self.wide:
            return [Segment(text[start:end].replace("\0", ""), style) for start, end, style in spans]
        return [Segment(text[start:end], style) for start, end, style in spans]

    def _looks(self) -> NDArray[np.uint16]:
        """Ink and ground in one number; a space takes the ink before it, for fewer and longer segments."""
        seen = np.where(self.codes == SPACE, 0, np.arange(self.width)[None, :])
        before = np.maximum.accumulate(seen, axis=1)
        inks = np.take_along_axis(self.inks, before, axis=1)
        return inks.astype(np.uint16) | (self.grounds.astype(np.uint16) << np.uint16(8))

    def _mend(self) -> None:
        """Blank the halves of wide characters that something was drawn over."""
        if not self.wide:
            return
        for row in self.codes:
            signs = row.tolist()
            for at, (sign, after) in enumerate(pairwise([*signs, SPACE])):
                if sign == FILLER:
                    if at == 0 or get_character_cell_size(chr(int(row[at - 1]))) != 2:
                        row[at] = SPACE
                elif sign > 0x10FF and after != FILLER and get_character_cell_size(chr(sign)) == 2:
                    row[at] = SPACE
