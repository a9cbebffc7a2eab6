"""The arrows of a diagram: ways of straight pieces round the boxes, joined where they meet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tutor.core.exercise.view import Diagram, Edge
from tutor.ui.plotting.boxes_layout import Placed, Plan
from tutor.ui.plotting.cells import cells
from tutor.ui.plotting.grid import Grid
from tutor.ui.plotting.palette import Palette, ink_of

Point = tuple[int, int]
_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_LINES = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
_ROOTS = {(1, 0): "├╟", (-1, 0): "┤╢", (0, 1): "┬╤", (0, -1): "┴╧"}
_HEADS = {(1, 0): ("▶", ">"), (-1, 0): ("◀", "<"), (0, 1): ("▼", "v"), (0, -1): ("▲", "^")}


def draw_arrows(grid: Grid, plan: Plan, diagram: Diagram, palette: Palette) -> None:
    """All arrows, those of quiet tone first; boxes are drawn over them later."""
    joints: dict[Point, int] = {}
    inks: dict[Point, int] = {}
    heads: list[tuple[Point, Point, Edge]] = []
    ways = [(edge, way(plan, edge, diagram.direction == "down")) for edge in plan.edges]
    for edge, points in sorted(ways, key=lambda pair: pair[0].tone != "muted"):
        for one, other in pairwise(_steps(points)):
            dx, dy = other[0] - one[0], other[1] - one[1]
            joints[one] = joints.get(one, 0) | _side(dx, dy)
            joints[other] = joints.get(other, 0) | _side(-dx, -dy)
            inks[one] = inks[other] = ink_of(edge.tone)
        steps = list(_steps(points))
        heads.append((steps[-2] if len(steps) > 1 else steps[-1], steps[-1], edge))
        first = _leaving(steps, diagram)
        joints[steps[0]] = joints.get(steps[0], 0) | _side(-first[0], -first[1])
        inks.setdefault(steps[0], ink_of(edge.tone))
    for (x, y), joint in joints.items():
        grid.put(x, y, (_line(joint, palette.ascii),), inks[(x, y)])
    for edge, points in ways:
        _label(grid, points, edge, palette)
    for before, (x, y), edge in heads:
        towards = (x - before[0], y - before[1])
        fancy, plain = _HEADS.get(towards) or _HEADS[(0, 1) if diagram.direction == "down" else (1, 0)]
        grid.put(x, y, (ord(palette.sign(fancy, plain)),), ink_of(edge.tone))


def draw_roots(grid: Grid, plan: Plan, diagram: Diagram, palette: Palette) -> None:
    """Where arrows leave a box: its border opens towards them."""
    for edge in plan.edges:
        steps = list(_steps(way(plan, edge, diagram.direction == "down")))
        dx, dy = _leaving(steps, diagram)
        fancy = _ROOTS[(dx, dy)][edge.start == diagram.focus]
        x, y = steps[0][0] - dx, steps[0][1] - dy
        if plan.boxes[edge.start].covers(x, y):
            grid.put(x, y, (ord(palette.sign(fancy, "+")),), int(grid.inks[y, x]))


def _leaving(steps: list[Point], diagram: Diagram) -> Point:
    """The direction in which a way leaves its box."""
    if len(steps) > 1:
        return steps[1][0] - steps[0][0], steps[1][1] - steps[0][1]
    return (0, 1) if diagram.direction == "down" else (1, 0)


def _side(dx: int, dy: int) -> int:
    return {(0, -1): _UP, (1, 0): _RIGHT, (0, 1): _DOWN, (-1, 0): _LEFT}[(dx, dy)]


def _line(joint: int, ascii: bool) -> int:
    if not ascii:
        return ord(_LINES[joint])
    return ord("-" if not joint & (_UP | _DOWN) else "|" if not joint & (_LEFT | _RIGHT) else "+")


def _steps(points: Sequence[Point]) -> Iterator[Point]:
    """Every cell of a way, each once."""
    yield points[0]
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(1, max(abs(x1 - x0), abs(y1 - y0)) + 1):
            yield x0 + step * ((x1 > x0) - (x1 < x0)), y0 + step * ((y1 > y0) - (y1 < y0))


def way(plan: Plan, edge: Edge, down: bool) -> list[Point]:
    """The corners of an arrow's way, from the cell after its start to the cell before its end."""
    start, end = plan.boxes[edge.start], plan.boxes[edge.end]
    across = end.node.column - start.node.column
    below = end.node.row - start.node.row
    if (down and below > 0) or (not down and across == 0 and below > 0):
        return _best(plan, _downwards(start, end))
    if across > 0:
        fork = sum(other.start == edge.start for other in plan.edges) > 1
        return _best(plan, _rightwards(start, end, fork))
    if across < 0 and below == 0 and down:
        return [(start.x - 1, start.middle[1]), (end.right, end.middle[1])]
    return _back(start, end)


def _rightwards(start: Placed, end: Placed, fork: bool) -> list[list[Point]]:
    """Arrows of a fork part at once, others meet at the last moment: so each has a piece of its own for its word."""
    (x0, y0), (x1, y1) = (start.right, start.middle[1]), (end.x - 1, end.middle[1])
    early, late = x0 + 1, x1 - 1
    lane = start.bottom if y1 >= y0 else start.y - 1
    turns = [[(x0, y0), (turn, y0), (turn, y1), (x1, y1)] for turn in (early, late)]
    round_it = [(x0, y0), (early, y0), (early, lane), (late, lane), (late, y1), (x1, y1)]
    return [*(turns if fork or y0 == y1 else reversed(turns)), round_it]


def _downwards(start: Placed, end: Placed) -> list[list[Point]]:
    (x0, y0), (x1, y1) = (start.middle[0], start.bottom), (end.middle[0], end.y - 1)
    early, late = y0 + 1, y1 - 1
    lane = max(start.right, end.right) + 1
    return [
        [(x0, y0), (x0, early), (x1, early), (x1, y1)],
        [(x0, y0), (x0, late), (x1, late), (x1, y1)],
        [(x0, y0), (x0, early), (lane, early), (lane, late), (x1, late), (x1, y1)],
    ]


def _back(start: Placed, end: Placed) -> list[Point]:
    """Against the direction: out below, along beneath both, and in from below."""
    lane = max(start.bottom, end.bottom) + 1
    return [
        (start.middle[0] + 1, start.bottom),
        (start.middle[0] + 1, lane),
        (end.middle[0], lane),
        (end.middle[0], end.bottom),
    ]


def _best(plan: Plan, ways: list[list[Point]]) -> list[Point]:
    """The first way with the fewest cells hidden by boxes."""

    def hidden(points: list[Point]) -> int:
        return sum(box.covers(x, y) for x, y in _steps(points) for box in plan.boxes.values())

    return min(ways, key=hidden)


def _label(grid: Grid, points: list[Point], edge: Edge, palette: Palette) -> None:
    """The word of an arrow: on its last level piece that is long enough, else beside its head."""
    text = cells(edge.label, palette.ascii)
    if not text:
        return
    for (x0, y0), (x1, y1) in reversed(list(pairwise(points))):
        length = abs(x1 - x0)
        if y0 == y1 and length >= len(text) + 1:
            lead = 2 if length >= len(text) + 3 else 1
            at = x0 + lead if x1 > x0 else x0 - len(text) - lead + 1
            grid.put(at, y0, text, ink_of(edge.tone))
            return
    x, y = points[-1]
    grid.put(x + 2, y, text, ink_of(edge.tone))
