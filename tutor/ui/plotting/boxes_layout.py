"""Where the boxes of a diagram stand: its grid of columns and rows, with gaps that arrows and words fit into."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tutor.core.exercise.view import Diagram, Edge, Node
from tutor.ui.plotting.cells import cells, fit

_WIDEST = 28


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on the plane of cells; `lines` are its texts."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, ...], ...]

    @property
    def right(self) -> int:
        """The column behind it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The row below it."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[int, int]:
        """The cell in its middle."""
        return self.x + (self.width - 1) // 2, self.y + (self.height - 1) // 2

    def covers(self, x: int, y: int) -> bool:
        """Whether a cell is in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Plan:
    """A diagram laid out: its boxes by key, and how large it is."""

    boxes: dict[str, Placed]
    edges: tuple[Edge, ...]
    width: int
    height: int


def plan_within(diagram: Diagram, width: int, ascii: bool) -> Plan:
    """The plan with air in its boxes, or without where only that fits the width."""
    airy = plan(diagram, ascii)
    return airy if airy.width <= width else plan(diagram, ascii, air=0)


def plan(diagram: Diagram, ascii: bool, air: int = 1) -> Plan:
    """Boxes at their columns and rows, `air` columns beside their text; empty columns and rows take no room."""
    found = {node.key: _box(node, ascii, air) for node in diagram.nodes}
    edges = tuple(edge for edge in diagram.edges if edge.start in found and edge.end in found)
    down = diagram.direction == "down"
    columns = _sizes(found.values(), True)
    rows = _sizes(found.values(), False)
    upright = any(found[edge.start].node.column >= found[edge.end].node.column for edge in edges)
    left, width = _starts(columns, _gaps(found, edges, list(columns), down, ascii))
    top, height = _starts(rows, dict.fromkeys(rows, 3 if down or upright else 1))
    boxes = {
        key: replace(
            box,
            x=left[box.node.column] + (columns[box.node.column] - 1) // 2 - (box.width - 1) // 2,
            y=top[box.node.row] + (rows[box.node.row] - 1) // 2 - (box.height - 1) // 2,
        )
        for key, box in found.items()
    }
    # Arrows may run below the last row and right of the last column.
    return Plan(boxes, edges, width + (2 if down else 0), height + (0 if down or not upright else 2))


def _box(node: Node, ascii: bool, air: int) -> Placed:
    lines = tuple(fit(line, _WIDEST, ascii) for line in node.lines) or ((),)
    return Placed(node, 0, 0, max(len(line) for line in lines) + 2 + 2 * air, len(lines) + 2, lines)


def _sizes(boxes: Iterable[Placed], across: bool) -> dict[int, int]:
    """The size of each column (or row) that holds a box."""
    found: dict[int, int] = {}
    for box in boxes:
        at, size = (box.node.column, box.width) if across else (box.node.row, box.height)
        found[at] = max(size, found.get(at, 0))
    return dict(sorted(found.items()))


def _gaps(
    boxes: dict[str, Placed], edges: Iterable[Edge], columns: list[int], down: bool, ascii: bool
) -> dict[int, int]:
    """The gap behind each column: room for an arrow and for the words on those that begin or end at it."""
    gaps = dict.fromkeys(columns, 3)
    for edge in edges:
        label = len(cells(edge.label, ascii))
        first, last = sorted((boxes[edge.start].node.column, boxes[edge.end].node.column))
        touched = {first} if down or first == last else {first, columns[columns.index(last) - 1]}
        for column in touched if label else ():
            gaps[column] = max(gaps[column], label + (2 if down else 5))
    return gaps


def _starts(sizes: dict[int, int], gaps: dict[int, int]) -> tuple[dict[int, int], int]:
    starts, at, end = {}, 0, 0
    for position, size in sizes.items():
        starts[position], end = at, at + size
        at = end + gaps[position]
    return starts, end
