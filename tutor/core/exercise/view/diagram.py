"""Boxes and arrows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tutor.core.exercise.limited import Wrong, some, text, whole
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.view.base import LOWEST_PICTURE, ViewPart, tone

NODES, EDGES = 500, 2_000


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a diagram, at a column and a row of its grid; `lines` stand in it. `key` joins it to edges."""

    key: str
    lines: tuple[str, ...]
    column: int
    row: int
    tone: Tone = "data"


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes of a diagram, with a word on it."""

    start: str
    end: str
    label: str = ""
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Diagram(ViewPart):
    """Boxes and arrows on a grid; where it does not fit, the neighbourhood of `focus` is shown."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    focus: str = ""
    title: str = ""
    direction: Literal["right", "down"] = "right"

    def checked(self, subject: str) -> "Diagram":
        """Boxes on the grid with keys of their own, arrows between boxes that there are."""
        nodes = tuple(_node(node, subject) for node in some(self.nodes, f"nodes of {subject}", NODES))
        keys = [node.key for node in nodes]
        if len(set(keys)) < len(keys):
            raise Wrong(f"{subject} has two nodes with one key")
        edges = tuple(_edge(edge, keys, subject) for edge in some(self.edges, f"edges of {subject}", EDGES))
        return replace(self, nodes=nodes, edges=edges, title=text(self.title, subject))

    def least_rows(self, columns: int) -> int:
        return LOWEST_PICTURE

    def words(self) -> str:
        """Box by box, then arrow by arrow."""
        names = {node.key: " ".join(node.lines) or node.key for node in self.nodes}
        head = f"Diagram{f' “{self.title}”' if self.title else ''}: {len(self.nodes)} boxes."
        focus = [f"In focus: {names[self.focus]}."] if self.focus in names else []
        boxes = [f"Box: {said}." for said in names.values()]
        arrows = [
            f"From {names[edge.start]} to {names[edge.end]}{f', {edge.label}' if edge.label else ''}."
            for edge in self.edges
        ]
        return "\n".join([head, *focus, *boxes, *arrows])


def _node(node: Node, subject: str) -> Node:
    lines = tuple(text(line, subject) for line in some(node.lines, f"lines of a node of {subject}", 20))
    column, row = whole(node.column, subject), whole(node.row, subject)
    if not (0 <= column < 1000 and 0 <= row < 1000):
        raise Wrong(f"{subject}: node {node.key!r:.40} stands at {column}, {row}; columns and rows are 0 to 999")
    return replace(node, lines=lines, column=column, row=row, tone=tone(node.tone, subject))


def _edge(edge: Edge, keys: list[str], subject: str) -> Edge:
    for end in (edge.start, edge.end):
        if end not in keys:
            raise Wrong(f"{subject}: an edge names {end!r:.40}, but there is no such node")
    return replace(edge, label=text(edge.label, subject), tone=tone(edge.tone, subject))
