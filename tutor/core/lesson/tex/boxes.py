"""Boxes of text: what two-dimensional formulas are put together from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def cells(text: str) -> int:
    """The columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = (unicodedata.east_asian_width(char) in "WF" for char in text)
    return sum(0 if unicodedata.combining(char) else 1 + each for char, each in zip(text, wide, strict=True))


def padded(text: str, width: int, align: str = "c") -> str:
    """`text` with blanks to `width` columns; `align` is l, c or r."""
    free = max(0, width - cells(text))
    left = {"l": 0, "c": free // 2, "r": free}[align]
    return " " * left + text + " " * (free - left)


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of equal width; row number `base` stands on the line of writing."""

    rows: tuple[str, ...]
    base: int = 0

    @classmethod
    def of(cls, text: str) -> "Box":
        """One row."""
        return cls((text,))

    @property
    def width(self) -> int:
        """Its columns."""
        return max(map(cells, self.rows), default=0)

    @property
    def height(self) -> int:
        """Its rows."""
        return len(self.rows)

    @property
    def text(self) -> str:
        """The row on the line of writing."""
        return self.rows[self.base]

    def grown(self, above: int, below: int) -> "Box":
        """With empty rows above and below."""
        empty = " " * self.width
        return Box((empty,) * above + self.rows + (empty,) * below, self.base + above)


def beside(boxes: Sequence[Box], columns: Iterable[int] = ()) -> Box:
    """Boxes side by side on one line of writing; `columns` blanks stand before each."""
    gaps = list(columns) or [0] * len(boxes)
    above = max((box.base for box in boxes), default=0)
    below = max((box.height - box.base - 1 for box in boxes), default=0)
    rows = [""] * (above + below + 1)
    for box, gap in zip(boxes, gaps, strict=True):
        grown = box.grown(above - box.base, below - (box.height - box.base - 1))
        width = box.width
        rows = [row + " " * gap + padded(text, width, "l") for row, text in zip(rows, grown.rows, strict=True)]
    return Box(tuple(rows), above)


def below(boxes: Sequence[Box], base: int, align: str = "c") -> Box:
    """Boxes one below the other; the line of writing is that of box number `base`."""
    width = max(box.width for box in boxes)
    rows = [padded(row, width, align) for box in boxes for row in box.rows]
    return Box(tuple(rows), sum(box.height for box in boxes[:base]) + boxes[base].base)


_TALL = {
    "(": "⎛⎜⎜⎝", ")": "⎞⎟⎟⎠", "[": "⎡⎢⎢⎣", "]": "⎤⎥⎥⎦", "{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭", "⌊": "⎢⎢⎢⎣", "⌋": "⎥⎥⎥⎦",
    "⌈": "⎡⎢⎢⎢", "⌉": "⎤⎥⎥⎥", "|": "││││", "‖": "║║║║",
}  # fmt: skip
"""Top, filling, middle and bottom of a bracket that grows."""


def bracket(sign: str, height: int, base: int) -> Box:
    """A bracket of so many rows; no box wide where `sign` is empty."""
    if not sign or (height == 1 and sign not in "⟨⟩"):
        return Box((sign,) * height, base)
    if sign in "⟨⟩":
        upper, lower = ("╱", "╲") if sign == "⟨" else ("╲", "╱")
        half = height // 2
        return Box((upper,) * half + (sign,) * (height % 2) + (lower,) * half, base)
    if sign not in _TALL:
        return Box((" ",) * base + (sign,) + (" ",) * (height - base - 1), base)
    top, fill, middle, bottom = list(_TALL[sign])
    inner = [middle if row == height // 2 else fill for row in range(1, height - 1)]
    return Box((top, *inner, bottom), base)
