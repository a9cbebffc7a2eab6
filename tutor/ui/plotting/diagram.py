"""Boxes and arrows of a Diagram laid out on a grid of cells, drawn whole, and cut to a window."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from rich.segment import Segment
from textual.strip import Strip

from tutor.core.exercise.chart import Tone
from tutor.core.exercise.view import Diagram, Edge, Node
from tutor.ui.plotting.cells import FILLER, cells
from tutor.ui.plotting.palette import Palette, ink_of

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
LINES = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
"""A line's sign by the sides that it touches, as a sum of the four."""
ASCII_LINES = " |-+||++-+-+++++"
BORDERS: dict[Tone, str] = {"accent": "╔═╗║╚╝", "good": "┏━┓┃┗┛", "bad": "╓─╖║╙╜"}
BORDER = "╭─╮│╰╯"
ASCII_BORDERS: dict[Tone, str] = {"accent": "#=#|##", "good": "*=*|**", "bad": "x-x|xx"}
ASCII_BORDER = "+-+|++"


@dataclass(frozen=True)
class Place:
    """Where a box stands: its left upper cell and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The row on which arrows come and go."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """The first column beyond."""
        return self.x + self.width


class Sheet:
    """A diagram as rows of signs and tones; `places` says where each box is."""

    def __init__(self, diagram: Diagram, ascii: bool = False) -> None:
        self._ascii = ascii
        self._forks = Counter(edge.start for edge in diagram.edges)
        self._lead = _leads(diagram, self._forks)
        self.places = _placed(diagram, self._forks, self._lead, ascii)
        self.width = max((place.right for place in self.places.values()), default=0)
        self.height = max((place.y + place.height for place in self.places.values()), default=0)
        self.signs = [[" "] * self.width for _ in range(self.height)]
        self.tones: list[list[Tone]] = [["muted"] * self.width for _ in range(self.height)]
        self._touched: dict[tuple[int, int], int] = {}
        edges = sorted(diagram.edges, key=lambda edge: edge.tone != "muted")
        for edge in edges:
            self._arrow(edge)
        for node in diagram.nodes:
            self._box(node)

    def _arrow(self, edge: Edge) -> None:
        """From the right side of one box to the left side of another.

        The word on it stands where it is the only one: at a box that has several arrows out, by the arrow's end.
        """
        if edge.start not in self.places or edge.end not in self.places:
            return
        start, end = self.places[edge.start], self.places[edge.end]
        forks = self._forks[edge.start] > 1
        turn = start.right + 1 + self._lead.get(edge.start, 0)
        self._touched[start.right, start.middle] = self._touched.get((start.right, start.middle), 0) | WEST
        self._stroke(start.right, start.middle, turn, start.middle, edge.tone)
        self._stroke(turn, start.middle, turn, end.middle, edge.tone)
        self._stroke(turn, end.middle, end.x - 1, end.middle, edge.tone)
        label = signs(edge.label, self._ascii)
        x, y = (end.x - 2 - len(label), end.middle) if forks else (start.right + 1, start.middle)
        for offset, sign in enumerate(label):
            self._put(x + offset, y, sign, edge.tone)
        self._put(end.x - 1, end.middle, ">" if self._ascii else "▶", edge.tone)

    def _stroke(self, x0: int, y0: int, x1: int, y1: int, tone: Tone) -> None:
        dx, dy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
        ahead, behind = {
            (1, 0): (EAST, WEST),
            (-1, 0): (WEST, EAST),
            (0, 1): (SOUTH, NORTH),
            (0, -1): (NORTH, SOUTH),
        }.get((dx, dy), (0, 0))
        x, y = x0, y0
        while True:
            last = (x, y) == (x1, y1)
            sides = (behind if (x, y) != (x0, y0) else 0) | (0 if last else ahead)
            self._touched[x, y] = self._touched.get((x, y), 0) | sides
            lines = ASCII_LINES if self._ascii else LINES
            self._put(x, y, lines[self._touched[x, y]], tone)
            if last:
                return
            x, y = x + dx, y + dy

    def _box(self, node: Node) -> None:
        place = self.places[node.key]
        borders, usual = (ASCII_BORDERS, ASCII_BORDER) if self._ascii else (BORDERS, BORDER)
        left_top, flat, right_top, side, left_low, right_low = tuple(borders.get(node.tone, usual))
        inside = place.width - 2
        rows = [[left_top, *flat * inside, right_top]]
        rows += [[side, *_centred(signs(line, self._ascii), inside), side] for line in node.lines]
        rows += [[side, *" " * inside, side]] * (place.height - len(rows) - 1)
        rows.append([left_low, *flat * inside, right_low])
        for offset, row in enumerate(rows):
            for column, sign in enumerate(row):
                self._put(place.x + column, place.y + offset, sign, node.tone)

    def _put(self, x: int, y: int, sign: str, tone: Tone) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            self.signs[y][x], self.tones[y][x] = sign, tone

    def rows(self, x: int, y: int, width: int, height: int, palette: Palette) -> list[Strip]:
        """The window of this size whose left upper cell is (x, y), padded with blanks."""
        return [self._row(x, row, width, palette) for row in range(y, y + height)]

    def _row(self, x: int, y: int, width: int, palette: Palette) -> Strip:
        if not 0 <= y < self.height:
            return Strip([Segment(" " * width, palette.style(0))], width)
        row, tones = self.signs[y][x : x + width], self.tones[y][x : x + width]
        segments = [
            Segment("".join(sign for sign, _ in run), palette.style(ink_of(tone)))
            for tone, run in groupby(zip(row, tones, strict=True), key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, palette.style(0))


def window(sheet: Sheet, focus: str, width: int, height: int) -> tuple[int, int]:
    """The left upper cell of a window that shows all, or else the neighbourhood of `focus` with what comes next."""
    place = sheet.places.get(focus) or Place(0, 0, 1, 1)
    x = place.x + place.width // 2 - width * 2 // 5
    y = place.middle - height // 2
    return max(0, min(x, sheet.width - width)), max(0, min(y, sheet.height - height))


def _leads(diagram: Diagram, forks: Mapping[str, int]) -> dict[str, int]:
    """For each box, the room for words right behind it: the same for all boxes of its column."""
    column = {node.key: node.column for node in diagram.nodes}
    words = [edge for edge in diagram.edges if forks[edge.start] == 1]
    return {
        key: max((len(edge.label) for edge in words if column.get(edge.start) == column[key]), default=0)
        for key in column
    }


def _placed(diagram: Diagram, forks: Mapping[str, int], leads: Mapping[str, int], ascii: bool) -> dict[str, Place]:
    """Columns as wide as their widest box, gaps as wide as the words in them need."""
    columns = sorted({node.column for node in diagram.nodes})
    rows = sorted({node.row for node in diagram.nodes})
    column_of = {node.key: node.column for node in diagram.nodes}
    x, lead = 0, 0
    lefts: dict[int, int] = {}
    widths: dict[int, int] = {}
    for column in columns:
        words = [len(e.label) for e in diagram.edges if forks[e.start] > 1 and column_of.get(e.end) == column]
        x += lead + max(words, default=0) + 4 if lefts else 0
        lead = max(leads[key] for key, its in column_of.items() if its == column)
        widths[column] = max(_width(node, ascii) for node in diagram.nodes if node.column == column) + 2
        lefts[column] = x
        x += widths[column]
    y = 0
    tops: dict[int, int] = {}
    heights: dict[int, int] = {}
    for row in rows:
        tops[row] = y
        heights[row] = max(len(node.lines) for node in diagram.nodes if node.row == row) + 2
        y += heights[row]
    return {
        node.key: Place(lefts[node.column], tops[node.row], widths[node.column], heights[node.row])
        for node in diagram.nodes
    }


def signs(text: str, ascii: bool) -> list[str]:
    """The text's signs, one a column; the second column of a wide one is empty."""
    return ["" if code == FILLER else chr(code) for code in cells(text, ascii)]


def _width(node: Node, ascii: bool) -> int:
    return max((len(signs(line, ascii)) for line in node.lines), default=1) + 2


def _centred(line: list[str], width: int) -> list[str]:
    left = (width - len(line)) // 2
    return [*" " * left, *line, *" " * (width - len(line) - left)]
