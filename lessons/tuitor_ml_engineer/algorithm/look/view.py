"""What a probe shows: its plot, its numbers, and the table of what is known so far."""

from collections import Counter
from typing import Any

import numpy as np

from tutor.api import (Axis, Bars, Box, Chart, Histogram, Metric, Note, Points, Table, View, ViewPart, association,
                       defects, estimators)

from .problem import PROBES, Frame, Looking

BAR = 12
"""Signs of the longest bar in a cell."""
MEASURES = {"nunique": "different", "nulls": "missing", "correlation": "with target"}
"""Probes of the whole table -> the heading of their numbers."""


def picture(p: Frame, s: Looking) -> View:
    """The last probe above the table of columns, whose rows carry the flags."""
    parts = _probe(p, *s.spent[-1]) if s.spent else []
    return View(*parts, Metric("probes left", PROBES - len(s.spent), format="d"), _known(p, s))


def _known(p: Frame, s: Looking) -> Table:
    """One row a column with what is known of it; the numbers of the last probe stand there as bars."""
    done = [kind for kind, _ in s.spent]
    last = done[-1] if done else ""
    measured = {kind: _numbers(p, kind) if kind in done else {} for kind in MEASURES}
    rows: list[list[str]] = []
    for name in p.names:
        first = "  ".join(_short(value) for value in p.table[name][:3]) if "head" in done else ""
        cells = [_cell(measured[kind], name, kind == last) for kind in MEASURES]
        rows.append([name + (" (target)" if name == p.target else ""), *cells, first])
    said = f"{p.repeats} rows repeat" if "duplicates" in done else ""
    rows.append([p.rows[-1], "", "", "", said])
    height = 9 if last in (*MEASURES, "head", "") else 5
    return Table(("column", *MEASURES.values(), "first rows"), rows, control="flags", height=height)


def _numbers(p: Frame, kind: str) -> dict[str, float]:
    """What a probe of the whole table says of each column."""
    table, target = p.table, p.table[p.target]
    there = {name: defects.present(values) for name, values in table.items()}
    if kind == "nunique":
        return {name: len(set(values)) for name, values in there.items()}
    if kind == "nulls":
        return {name: len(table[name]) - len(values) for name, values in there.items()}
    return {name: association.strength(values, target) for name, values in table.items() if name != p.target}


def _cell(numbers: dict[str, float], name: str, bar: bool) -> str:
    """A column's number, with a bar before it where it is the last probe's."""
    if name not in numbers:
        return ""
    longest = BAR * numbers[name] / max(1.0, *numbers.values())
    return f"{'▇' * round(longest)} {numbers[name]:.3g}" if bar else f"{numbers[name]:.3g}"


def _short(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)[:12]


def _probe(p: Frame, kind: str, column: str) -> list[ViewPart]:
    """The plot and numbers of one probe."""
    target = p.table[p.target]
    if kind == "head":
        return [Metric("rows", len(target), format="d"), Metric("columns", len(p.names), format="d")]
    if kind in MEASURES:
        return []
    if kind == "duplicates":
        chart = Chart([Bars(("first", "repeated"), (len(target) - p.repeats, p.repeats), label="rows")],
                      y=Axis("rows", whole=True), title="repeated rows")
        return [chart, Metric("repeated rows", p.repeats, format="d")]
    return _of_column(p, kind, column)


def _is_classes(p: Frame, column: str) -> bool:
    """Whether this is the target, and its values are categories."""
    return column == p.target and estimators.kind_of(p.table[column]) == "category"


def _of_column(p: Frame, kind: str, column: str) -> list[ViewPart]:
    values, target = p.table[column], p.table[p.target]
    x = defects.numbers(values)
    if x is None or _is_classes(p, column):
        counts = Counter(str(value) for value in values).most_common(12)
        names, heights = [name for name, _ in counts], [count for _, count in counts]
        bars: list[ViewPart] = [Chart([Bars(names, heights, label="rows")], x=Axis(column), y=Axis("rows", whole=True))]
        always = Metric("the most common one is right", 100 * p.shares[1], unit="%", format=".0f")
        return [*bars, always] if _is_classes(p, column) else bars
    least, most = Metric("least", float(np.nanmin(x)), format="g"), Metric("greatest", float(np.nanmax(x)), format="g")
    if kind == "histogram":
        return [Chart([Histogram(x, bins=20, label="rows")], x=Axis(column), y=Axis("rows", whole=True)), least, most]
    if kind == "box":
        return [Chart([Box((column,), (x,))], y=Axis(column)), least, most]
    alone = defects.leak_score(values, target)
    score = Note(f"Alone, {column} predicts the target with a score of {alone:.2f} on held-out rows (1 is perfect).")
    if estimators.kind_of(target) == "quantity":
        chart = Chart([Points(x, np.array(target, dtype=float))], x=Axis(column), y=Axis(p.target))
        return [chart, score]
    classes = sorted(set(target), key=str)
    groups = [x[[value == each for value in target]] for each in classes]
    sizes = ", ".join(f"{each}: {len(group)}" for each, group in zip(classes, groups, strict=True))
    chart = Chart([Box([str(each) for each in classes], groups)], x=Axis(p.target), y=Axis(column))
    return [chart, score, Metric("rows in each", sizes)]


def program(p: Frame, s: Looking) -> str:
    """pandas that prints the numbers of the last probe; the table stands in it."""
    if not s.spent or len(p.table[p.target]) > 500:
        return ""
    kind, column = s.spent[-1]
    names = dict.fromkeys((column, p.target)) if column else p.names
    lines = "".join(f"    {name!r}: {list(p.table[name])},\n" for name in names)
    ask = {
        "head": "print(len(table), table.shape[1])\nprint(table.head(3))",
        "nunique": "print(table.nunique())",
        "nulls": "print(table.isna().sum())",
        "correlation": f"print(table.groupby({p.target!r}).mean(numeric_only=True).T)",
        "duplicates": f"print(table.drop(columns={list(p.ids)}).duplicated().sum())",
        "histogram": f"print(table[{column!r}].min(), table[{column!r}].max())\n"
        f"print(table[{column!r}].value_counts(bins=20, sort=False))",
        "box": f"print(table[{column!r}].min(), table[{column!r}].max())\nprint(table[{column!r}].describe())",
        "split": f"print(table.groupby({p.target!r})[{column!r}].describe())",
    }[kind]
    if column and _is_classes(p, column):
        ask = (f"counts = table[{column!r}].value_counts()\nprint(counts)\n"
               "print(round(100 * counts.max() / counts.sum()))")
    ask += f"\nprint('probes left', {PROBES - len(s.spent)})"
    return f"import pandas as pd\n\ntable = pd.DataFrame({{\n{lines}}})\n{ask}\n"
