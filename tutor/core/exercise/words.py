"""The twin in words of everything an exercise shows: for screen readers, plain mode and tests."""

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.chart_words import chart_words
from tutor.core.exercise.view import Diagram, Formula, Metric, Note, Table, View, ViewPart

BLOCKS = "▏▎▍▌▋▊▉█▁▂▃▄▅▆▇ "
"""Signs that draw a bar in a cell."""


def view_words(view: View) -> str:
    """The whole view, a part a paragraph."""
    return "\n\n".join(words(part) for part in view.parts)


def words(part: ViewPart) -> str:
    """One part of a view in words, without any drawing characters."""
    match part:
        case Chart():
            return chart_words(part)
        case Formula():
            return _formula(part)
        case Metric():
            return _metric(part)
        case Table():
            return _table(part)
        case Note():
            return part.text
        case Diagram():
            return _diagram(part)


def _formula(formula: Formula) -> str:
    from tutor.core.lesson.maths import words as spoken

    said = spoken(formula.symbols)
    return f"{said}. With the numbers: {spoken(formula.numbers)}." if formula.numbers else f"{said}."


def _metric(metric: Metric) -> str:
    said = f"{metric.label}: {metric.shown()}" + (f" {metric.unit}" if metric.unit else "")
    if metric.best is None:
        return said
    best = format(metric.best, metric.format)
    return f"{said} (best possible {best}{' ' + metric.unit if metric.unit else ''})"


def _table(table: Table) -> str:
    count = f"{len(table.rows)} row{'' if len(table.rows) == 1 else 's'}, {len(table.columns)} columns"
    head = f"Table{f' “{table.title}”' if table.title else ''}: {count}."
    lines = [
        f"Row {number}: "
        + ", ".join(f"{name} {cell_text(cell)}" for name, cell in zip(table.columns, row, strict=False) if cell != "")
        for number, row in enumerate(table.rows, start=1)
    ]
    marks = [f"Set apart: {_place(table, row, column)} ({tone})." for row, column, tone in table.marks]
    return "\n".join([head, *lines, *marks])


def cell_text(cell: str | float | int | None) -> str:
    """A cell as it is read: None is told as empty, a bar before its number is not, floats have six digits at most."""
    if cell is None:
        return "empty"
    said = f"{cell:.6g}" if isinstance(cell, float) else str(cell)
    return said.lstrip(BLOCKS) or "empty"


def _place(table: Table, row: int, column: int) -> str:
    if row < 0:
        return f"column {table.columns[column]}" if 0 <= column < len(table.columns) else "the table"
    name = table.columns[column] if 0 <= column < len(table.columns) else ""
    return f"row {row + 1}, {name}" if name else f"row {row + 1}"


def _diagram(diagram: Diagram) -> str:
    names = {node.key: " ".join(node.lines) or node.key for node in diagram.nodes}
    head = f"Diagram{f' “{diagram.title}”' if diagram.title else ''}: {len(diagram.nodes)} boxes."
    focus = [f"In focus: {names[diagram.focus]}."] if diagram.focus in names else []
    boxes = [f"Box: {said}." for said in names.values()]
    arrows = [
        f"From {names[edge.start]} to {names[edge.end]}{f', {edge.label}' if edge.label else ''}."
        for edge in diagram.edges
    ]
    return "\n".join([head, *focus, *boxes, *arrows])
