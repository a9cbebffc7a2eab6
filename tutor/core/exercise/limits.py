"""What an author's `view` may return: right types, finite sizes, clean text; or a sentence for them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import index
from typing import Any, get_args

from tutor.core.exercise.chart import Chart, checked_chart
from tutor.core.exercise.layers.base import Tone
from tutor.core.exercise.limited import Wrong, checking, some, text, whole
from tutor.core.exercise.view import Diagram, Edge, Formula, Metric, Node, Note, Table, View, ViewPart

PARTS, ROWS, COLUMNS, NODES, EDGES = 60, 20_000, 400, 500, 2_000


def checked_view(view: Any, where: str) -> View:
    """The view with texts cleaned and columns as float arrays; ExerciseError says what is wrong with it."""
    with checking(where):
        if not isinstance(view, View):
            raise Wrong(f"view() must return a View, not {type(view).__name__}: View(Chart(…), Metric(…))")
        some(view.parts, "parts of the view", PARTS)
        return View(*(_part(part, f"part {number}") for number, part in enumerate(view.parts, start=1)))


def _part(part: Any, place: str) -> ViewPart:
    check = _CHECKS.get(type(part))
    if check is None:
        kinds = ", ".join(kind.__name__ for kind in _CHECKS)
        raise Wrong(f"{place} of the view is {type(part).__name__}; it may be {kinds}")
    checked: ViewPart = check(part, f"{place} ({type(part).__name__})")
    return checked


def _formula(formula: Formula, place: str) -> Formula:
    return Formula(text(formula.symbols, place), text(formula.numbers, place))


def _metric(metric: Metric, place: str) -> Metric:
    value = text(metric.value, place) if isinstance(metric.value, str) else _plain(metric.value)
    best = None if metric.best is None else _plain(metric.best)
    kept = replace(metric, label=text(metric.label, place), unit=text(metric.unit, place), value=value, best=best)
    numbers = [each for each in (value, best) if isinstance(each, int | float)]
    try:
        if numbers and re.search(r"\d{3}", metric.format):
            raise ValueError("more digits than fit on a line")
        for number in numbers:
            format(number, metric.format)
    except (TypeError, ValueError) as error:
        raise Wrong(f'{place}: the format {metric.format!r} is no number format ({error}); use e.g. ".4g"') from None
    return kept


def _plain(number: Any) -> float:
    """A number of numpy's as Python's own; whole ones stay whole, for formats such as "d"."""
    return index(number) if hasattr(number, "__index__") else float(number)


def _table(table: Table, place: str) -> Table:
    columns = tuple(text(column, place) for column in some(table.columns, f"columns of {place}", COLUMNS))
    rows = tuple(_row(row, len(columns), place) for row in some(table.rows, f"rows of {place}", ROWS))
    marks = tuple((whole(row, place), whole(column, place), _tone(tone, place)) for row, column, tone in table.marks)
    return replace(table, columns=columns, rows=rows, marks=marks, title=text(table.title, place))


def _row(row: Sequence[Any], width: int, place: str) -> tuple[str | float | int | None, ...]:
    if len(row) != width:
        raise Wrong(f"{place} has {width} columns, but a row of {len(row)} cells")
    return tuple(_cell(cell, place) for cell in row)


def _cell(cell: Any, place: str) -> str | float | int | None:
    plain = cell.item() if hasattr(cell, "item") else cell
    if plain is None or isinstance(plain, bool | int | float):
        return str(plain) if isinstance(plain, bool) else plain
    return text(plain, f"a cell of {place}")


def _note(note: Note, place: str) -> Note:
    return Note(text(note.text, place), _tone(note.tone, place))


def _diagram(diagram: Diagram, place: str) -> Diagram:
    nodes = tuple(_node(node, place) for node in some(diagram.nodes, f"nodes of {place}", NODES))
    keys = [node.key for node in nodes]
    if len(set(keys)) < len(keys):
        raise Wrong(f"{place} has two nodes with one key")
    edges = tuple(_edge(edge, keys, place) for edge in some(diagram.edges, f"edges of {place}", EDGES))
    return replace(diagram, nodes=nodes, edges=edges, title=text(diagram.title, place))


def _node(node: Node, place: str) -> Node:
    lines = tuple(text(line, place) for line in some(node.lines, f"lines of a node of {place}", 20))
    column, row = whole(node.column, place), whole(node.row, place)
    if not (0 <= column < 1000 and 0 <= row < 1000):
        raise Wrong(f"{place}: node {node.key!r:.40} stands at {column}, {row}; columns and rows are 0 to 999")
    return replace(node, lines=lines, column=column, row=row, tone=_tone(node.tone, place))


def _edge(edge: Edge, keys: list[str], place: str) -> Edge:
    for end in (edge.start, edge.end):
        if end not in keys:
            raise Wrong(f"{place}: an edge names {end!r:.40}, but there is no such node")
    return replace(edge, label=text(edge.label, place), tone=_tone(edge.tone, place))


def _tone(tone: Any, place: str) -> Tone:
    if tone not in get_args(Tone):
        raise Wrong(f"{place}: there is no tone {tone!r:.40}; the tones are {', '.join(get_args(Tone))}")
    kept: Tone = tone
    return kept


_CHECKS: dict[type, Callable[[Any, str], Any]] = {
    Chart: checked_chart,
    Formula: _formula,
    Metric: _metric,
    Table: _table,
    Note: _note,
    Diagram: _diagram,
}
