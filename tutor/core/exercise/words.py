"""The twin in words of everything an exercise shows: for screen readers, plain mode and tests."""

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.facts import Fact, chart_facts
from tutor.core.exercise.view import Diagram, Formula, Metric, Note, Table, View, ViewPart

BLOCKS = "▏▎▍▌▋▊▉█▁▂▃▄▅▆▇ "
"""Signs that draw a bar in a cell."""
FEW = 12
"""Up to so many points are told one by one, of more a sample."""

__all__ = ["Fact", "chart_facts", "view_words", "words"]


def view_words(view: View) -> str:
    """The whole view, a part a paragraph."""
    return "\n\n".join(words(part) for part in view.parts)


def words(part: ViewPart) -> str:
    """One part of a view in words, without any drawing characters."""
    match part:
        case Chart():
            return _chart(part)
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


def _chart(chart: Chart) -> str:
    axes = ", ".join(
        f"{name} is {axis.title}{' (logarithmic)' if axis.log else ''}"
        for name, axis in (("across", chart.x), ("up", chart.y))
        if axis.title
    )
    head = "Chart" + (f" “{chart.title}”" if chart.title else "") + (f": {axes}." if axes else ".")
    facts = [_fact(fact, chart) for fact in chart_facts(chart)]
    return "\n".join([head, *facts] if facts else [head, "Nothing is drawn in it."])


def _fact(fact: Fact, chart: Chart) -> str:
    name = f"{fact.kind} “{fact.label}”" if fact.label else fact.kind
    told = [said for said in (_body(fact, chart), _lost(fact)) if said]
    return f"- {name[0].upper()}{name[1:]}: {'; '.join(told)}."


def _lost(fact: Fact) -> str:
    if not fact.non_finite:
        return ""
    said = "1 value is" if fact.non_finite == 1 else f"{fact.non_finite:,} values are"
    return f"{said} not finite: the model diverged, or a value is missing"


def _body(fact: Fact, chart: Chart) -> str:
    if fact.kind == "text":
        return f"“{fact.text}” at {_at(fact.low, chart)}"
    if fact.kind == "region":
        return fact.text
    if not fact.count:
        return "nothing to draw"
    tell = {"heat map": _heat, "bars": _values, "box plots": _values, "histogram": _values}.get(fact.kind, _series)
    return tell(fact, chart)


def _series(fact: Fact, chart: Chart) -> str:
    if fact.x is None or fact.y is None:
        return "; ".join(filter(None, [f"{fact.count:,}", fact.text]))
    said = [f"{fact.count:,} points" if fact.count > 1 else "1 point", _range("x", fact.x), _range("y", fact.y)]
    if fact.trend:
        said.append(fact.trend)
    if fact.y[0] < fact.y[1]:
        said.append(f"lowest at {_at(fact.low, chart)}, highest at {_at(fact.high, chart)}")
    return "; ".join([", ".join(said), *filter(None, [fact.text, _listed(fact)])])


def _listed(fact: Fact) -> str:
    """All points where they are few, else about eight of them, ends included; a walk from its start to its end."""
    if fact.count < 2:
        return ""
    step = max(1, -(-(fact.count - 1) // 8)) if fact.count > FEW else 1
    chosen = list(fact.points[::step])
    if chosen[-1] != fact.points[-1]:
        chosen.append(fact.points[-1])
    name = "values" if step == 1 else "some of its values"
    return f"{name} (x, y): " + ", ".join(f"({x:.4g}, {y:.4g})" for x, y in chosen)


def _heat(fact: Fact, chart: Chart) -> str:
    (_, low), (_, high) = fact.values
    ranges = ", ".join(_range(name, span) for name, span in (("x", fact.x), ("y", fact.y)) if span)
    return f"{ranges}; least {low:.4g} at {_at(fact.low, chart)}, greatest {high:.4g} at {_at(fact.high, chart)}"


def _values(fact: Fact, chart: Chart) -> str:
    listed = ", ".join(f"{name} {value:.4g}" for name, value in fact.values)
    kind = {"box plots": "medians ", "histogram": f"{fact.count:,} values in bins "}.get(fact.kind, "")
    return "; ".join(filter(None, [f"{kind}{listed}", fact.text]))


def _range(name: str, span: tuple[float, float]) -> str:
    if span[0] == span[1]:
        return f"{name} {span[0]:.4g}"
    return f"{name} from {span[0]:.4g} to {span[1]:.4g}"


def _at(place: tuple[float, float] | None, chart: Chart) -> str:
    if place is None:
        return "no place"
    x, y = (_unit(value, axis.unit) for value, axis in zip(place, (chart.x, chart.y), strict=True))
    return f"x = {x}, y = {y}"


def _unit(value: float, unit: str) -> str:
    return f"{value:.4g} {unit}" if unit else f"{value:.4g}"


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
