"""Diagrams as cells: boxes and arrows, whole where that fits, else the neighbourhood of where one is."""

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from textual.strip import Strip

from tutor.core.exercise.view import Diagram
from tutor.ui.plotting.arrows import draw_arrows, draw_roots
from tutor.ui.plotting.boxes_layout import Placed, Plan, plan, plan_within
from tutor.ui.plotting.cells import cells, codes, fit
from tutor.ui.plotting.grid import SPACE, Grid
from tutor.ui.plotting.palette import AXIS, INK, TITLE, Palette, ink_of

LEAST = (16, 5)
"""A diagram smaller than this is a word."""
_PLAIN = "┌─┐│└┘", "+-+|++"
_FOCUS = "╔═╗║╚╝", "#=####"


def draw_diagram(
    diagram: Diagram, width: int, height: int, palette: Palette, offset: tuple[int, int] | None = None
) -> list[Strip]:
    """`height` strips of `width` cells; an `offset` shows the whole diagram from there instead."""
    return diagram_grid(diagram, width, height, palette, offset).strips(palette)


def diagram_to_text(diagram: Diagram, width: int, height: int, ascii: bool = False) -> str:
    """The diagram as lines of text without colour."""
    lines = diagram_grid(diagram, width, height, Palette.plain(ascii)).lines()
    return "\n".join(line.rstrip() for line in lines)


def diagram_grid(
    diagram: Diagram, width: int, height: int, palette: Palette, offset: tuple[int, int] | None = None
) -> Grid:
    """The cells of a diagram: all of it, or from `offset` on, or the boxes around the focus under the way there."""
    grid = Grid(width, height)
    if width < LEAST[0] or height < LEAST[1]:
        grid.put(0, 0, cells("diagram: needs more room", palette.ascii))
        return grid
    head = _title(grid, diagram, palette)
    whole = plan_within(diagram, width, palette.ascii)
    room = height - head
    if offset is not None or fits(diagram, width, height, palette):
        _blit(grid, _drawn(diagram, whole, palette), head, offset)
        return grid
    trail = way_taken(diagram)
    head += _breadcrumbs(grid, diagram, trail, head, palette)
    near = _nearest(diagram, trail, width, room - 2, palette)
    said = f"{len(near.nodes)} of {len(diagram.nodes)} boxes; arrow keys show the rest"
    grid.put(0, height - 1, fit(said, width, palette.ascii), AXIS)
    room = height - head - 1
    small = plan(near, palette.ascii)
    picture = _drawn(near, small, palette)
    view = Grid(width, max(1, room))
    _blit(view, picture, 0, _around(small.boxes.get(diagram.focus), small, view))
    grid.codes[head : head + room], grid.inks[head : head + room] = view.codes[:room], view.inks[:room]
    grid.wide = grid.wide or view.wide
    return grid


def fits(diagram: Diagram, width: int, height: int, palette: Palette) -> bool:
    """Whether all of it can be seen at once."""
    whole = plan_within(diagram, width, palette.ascii)
    return whole.width <= width and whole.height <= height - bool(diagram.title)


def way_taken(diagram: Diagram) -> tuple[str, ...]:
    """The keys on the way to the focus: back along the arrows that are set apart by their tone."""
    before = {edge.end: edge.start for edge in diagram.edges if edge.tone != "muted"}
    found = [diagram.focus]
    while found[-1] in before and before[found[-1]] not in found:
        found.append(before[found[-1]])
    return tuple(reversed(found))


def _nearest(diagram: Diagram, trail: tuple[str, ...], width: int, height: int, palette: Palette) -> Diagram:
    """The neighbourhood in the diagram's own direction, or in the other one where only that fits."""
    other: Literal["right", "down"] = "right" if diagram.direction == "down" else "down"
    found = [neighbourhood(turned, trail) for turned in (diagram, replace(diagram, direction=other))]
    return next((near for near in found if fits(near, width, height, palette)), found[0])


def neighbourhood(diagram: Diagram, trail: Collection[str] = ()) -> Diagram:
    """The focus, what it leads to, and what led to it (on the way taken, if there is one)."""
    focus = diagram.focus or next((node.key for node in diagram.nodes), "")
    after = {edge.end for edge in diagram.edges if edge.start == focus}
    before = {edge.start for edge in diagram.edges if edge.end == focus}
    before = before & set(trail) or before
    kept = {focus} | after | before
    edges = [edge for edge in diagram.edges if focus in (edge.start, edge.end) and {edge.start, edge.end} <= kept]
    columns = {focus: 1} | dict.fromkeys(before, 0) | dict.fromkeys(after, 2)
    nodes = [node for node in diagram.nodes if node.key in kept]
    if diagram.direction == "right":
        ranked = sorted(nodes, key=lambda node: (columns[node.key], node.row, node.column))
    else:
        ranked = sorted(nodes, key=lambda node: (columns[node.key], node.column, node.row))
    rank: dict[int, int] = {}
    placed = []
    for node in ranked:
        level = columns[node.key]
        rank[level] = rank.get(level, -1) + 1
        at = (level, rank[level]) if diagram.direction == "right" else (rank[level], level)
        placed.append(replace(node, column=at[0], row=at[1]))
    return replace(diagram, nodes=placed, edges=edges, title="")


def _title(grid: Grid, diagram: Diagram, palette: Palette) -> int:
    grid.put(0, 0, fit(diagram.title, grid.width, palette.ascii), TITLE)
    return int(bool(diagram.title))


def _breadcrumbs(grid: Grid, diagram: Diagram, trail: tuple[str, ...], row: int, palette: Palette) -> int:
    """The way so far in one line, its end rather than its beginning; 1 if there is one."""
    names = {node.key: " ".join(node.lines[:1]) for node in diagram.nodes}
    known = [names[key] for key in trail if key in names]
    if len(known) < 2:
        return 0
    arrow = palette.sign(" → ", " > ")
    while len(known) > 2 and len(cells(arrow.join(known), palette.ascii)) > grid.width:
        known = [palette.sign("…", "..."), *known[2:]]
    grid.put(0, row, fit(arrow.join(known), grid.width, palette.ascii), INK)
    return 1


def _drawn(diagram: Diagram, found: Plan, palette: Palette) -> Grid:
    """The whole plan as a grid of its own."""
    grid = Grid(found.width + 1, found.height + 1)
    draw_arrows(grid, found, diagram, palette)
    for box in found.boxes.values():
        _draw_box(grid, box, box.node.key == diagram.focus, palette)
    draw_roots(grid, found, diagram, palette)
    return grid


def _draw_box(grid: Grid, box: Placed, focus: bool, palette: Palette) -> None:
    fancy, plain = _FOCUS if focus else _PLAIN
    upper_left, level, upper_right, upright, lower_left, lower_right = list(palette.sign(fancy, plain))
    tone = box.node.tone
    ink = INK if tone == "data" or (focus and tone == "muted") else ink_of(tone)
    mark = level if tone in ("data", "muted") else palette.mark(tone)
    inner = box.width - 2
    grid.put(box.x, box.y, codes(upper_left + mark + level * (inner - 1) + upper_right), ink)
    for at, line in enumerate(box.lines):
        gap = (inner - len(line)) // 2
        text = (*[SPACE] * gap, *line, *[SPACE] * (inner - len(line) - gap))
        grid.put(box.x, box.y + 1 + at, codes(upright), ink)
        grid.put(box.x + 1, box.y + 1 + at, text, AXIS if tone == "muted" and not focus else INK)
        grid.put(box.right - 1, box.y + 1 + at, codes(upright), ink)
    grid.put(box.x, box.bottom - 1, codes(lower_left + level * inner + lower_right), ink)


def _around(box: Placed | None, found: Plan, view: Grid) -> tuple[int, int]:
    """The offset that brings a box to the middle, without leaving more empty than need be."""
    if box is None:
        return (0, 0)
    x, y = box.middle
    return (
        max(0, min(x - view.width // 2, found.width - view.width)),
        max(0, min(y - view.height // 2, found.height - view.height)),
    )


def _blit(grid: Grid, picture: Grid, top: int, offset: tuple[int, int] | None) -> None:
    """Copy what can be seen of a picture; one that fits is put in the middle."""
    x, y = offset or (0, 0)
    left = max(0, (grid.width - picture.width) // 2) if offset in (None, (0, 0)) else 0
    rows = min(grid.height - top, picture.height - y)
    columns = min(grid.width - left, picture.width - x)
    if rows <= 0 or columns <= 0:
        return
    into = slice(top, top + rows), slice(left, left + columns)
    part = slice(y, y + rows), slice(x, x + columns)
    grid.codes[into], grid.inks[into] = picture.codes[part], picture.inks[part]
    grid.wide = grid.wide or picture.wide
