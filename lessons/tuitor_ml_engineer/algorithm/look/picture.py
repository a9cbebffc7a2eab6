"""What a probe shows: its plot, its numbers, and the table of what is known so far."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from tutor.api import (
    Axis,
    Bars,
    Box,
    Chart,
    Histogram,
    Metric,
    Note,
    Points,
    Table,
    View,
    ViewPart,
    defects,
    estimators,
)

if TYPE_CHECKING:
    from .exercise import Look, Looking

PROBES = 15
BAR = 12
"""Signs of the longest bar in a cell."""
MEASURES = {"nunique": "different", "nulls": "missing", "correlation": "with target"}
"""Probes of the whole table -> the heading of their numbers."""


def picture(exercise: Look, state: Looking) -> View:
    """The last probe above the table of columns, whose rows carry the flags."""
    kind, column = state.spent[-1] if state.spent else ("", "")
    parts = _probe(exercise, kind, column) if kind else []
    left = Metric("probes left", PROBES - len(state.spent), format="d")
    return View(*parts, left, _known(exercise, state))


def _known(exercise: Look, state: Looking) -> Table:
    """One row a column with what is known of it; the numbers of the last probe stand there as bars."""
    done = [kind for kind, _ in state.spent]
    last = done[-1] if done else ""
    measured = {kind: _numbers(exercise, kind) if kind in done else {} for kind in MEASURES}
    rows: list[list[str]] = []
    for name in exercise.names:
        first = "  ".join(_short(value) for value in exercise.table[name][:3]) if "head" in done else ""
        cells = [_cell(measured[kind], name, kind == last) for kind in MEASURES]
        rows.append([name + (" (target)" if name == exercise.target else ""), *cells, first])
    said = f"{repeats(exercise)} rows repeat" if "duplicates" in done else ""
    rows.append([exercise.rows[-1], "", "", "", said])
    height = 9 if last in (*MEASURES, "head", "") else 5
    return Table(("column", *MEASURES.values(), "first rows"), rows, control="flags", height=height)


def _numbers(exercise: Look, kind: str) -> dict[str, float]:
    """What a probe of the whole table says of each column."""
    table, target = exercise.table, exercise.table[exercise.target]
    there = {name: defects.present(values) for name, values in table.items()}
    if kind == "nunique":
        return {name: len(set(values)) for name, values in there.items()}
    if kind == "nulls":
        return {name: len(table[name]) - len(values) for name, values in there.items()}
    return {name: strength(values, target) for name, values in table.items() if name != exercise.target}


def _cell(numbers: dict[str, float], name: str, drawn: bool) -> str:
    """A column's number, with a bar before it where it is the last probe's."""
    if name not in numbers:
        return ""
    most = max(1.0, *numbers.values())
    return f"{'▇' * round(BAR * numbers[name] / most)} {numbers[name]:.3g}" if drawn else f"{numbers[name]:.3g}"


def _short(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)[:12]


def repeats(exercise: Look) -> int:
    """Rows that repeat an earlier one, columns that only name the row left aside."""
    ids = {name for name in exercise.names if defects.is_id(exercise.table[name])}
    return round(defects.duplicated(exercise.table, ids) * len(exercise.table[exercise.target]))


def strength(values: Any, target: Any) -> float:
    """How strongly a column goes with the target, 0 to 1: |r| for a quantity, the correlation ratio for classes."""
    x = defects.numbers(values)
    if x is None or not np.isfinite(x).all() or np.ptp(x) == 0:
        return 0.0
    if estimators.kind_of(target) == "quantity":
        return abs(float(np.corrcoef(x, np.array(target, dtype=float))[0, 1]))
    labels = np.array([str(value) for value in target])
    between = sum(np.sum(labels == each) * (x[labels == each].mean() - x.mean()) ** 2 for each in set(labels))
    return float(np.sqrt(between / np.sum((x - x.mean()) ** 2)))


def _probe(exercise: Look, kind: str, column: str) -> list[ViewPart]:
    """The plot and numbers of one probe."""
    target = exercise.table[exercise.target]
    if kind == "head":
        return [Metric("rows", len(target), format="d"), Metric("columns", len(exercise.names), format="d")]
    if kind in MEASURES:
        return []
    if kind == "duplicates":
        again = repeats(exercise)
        chart = Chart([Bars(("first", "repeated"), (len(target) - again, again))], y=Axis("rows"), height=8)
        return [chart, Metric("repeated rows", again, format="d")]
    return _of_column(exercise, kind, column)


def _is_classes(exercise: Look, column: str) -> bool:
    """Whether this is the target, and its values are categories."""
    return column == exercise.target and estimators.kind_of(exercise.table[column]) == "category"


def _of_column(exercise: Look, kind: str, column: str) -> list[ViewPart]:
    values, target = exercise.table[column], exercise.table[exercise.target]
    x = defects.numbers(values)
    if x is None or _is_classes(exercise, column):
        counts = Counter(str(value) for value in values).most_common(12)
        names, heights = [name for name, _ in counts], [count for _, count in counts]
        bars: list[ViewPart] = [Chart([Bars(names, heights)], x=Axis(column), y=Axis("rows"), height=8)]
        always = Metric("the most common one is right", 100 * exercise.majority, unit="%", format=".0f")
        return [*bars, always] if _is_classes(exercise, column) else bars
    least, most = Metric("least", float(np.nanmin(x)), format="g"), Metric("greatest", float(np.nanmax(x)), format="g")
    if kind == "histogram":
        return [Chart([Histogram(x, bins=20)], x=Axis(column), y=Axis("rows"), height=8), least, most]
    if kind == "box":
        return [Chart([Box((column,), (x,))], y=Axis(column), height=8), least, most]
    alone = defects.leak_score(values, target)
    score = Note(f"Alone, {column} foretells the target with a score of {alone:.2f} on held-out rows (1 is perfect).")
    if estimators.kind_of(target) == "quantity":
        chart = Chart([Points(x, np.array(target, dtype=float))], x=Axis(column), y=Axis(exercise.target), height=8)
        return [chart, score]
    classes = sorted(set(target), key=str)
    groups = [x[[value == each for value in target]] for each in classes]
    sizes = ", ".join(f"{each}: {len(group)}" for each, group in zip(classes, groups, strict=True))
    chart = Chart([Box([str(each) for each in classes], groups)], x=Axis(exercise.target), y=Axis(column), height=8)
    return [chart, score, Metric("rows in each", sizes)]


def program(exercise: Look, state: Looking) -> str:
    """pandas that prints the numbers of the last probe; the table stands in it."""
    if not state.spent or len(exercise.table[exercise.target]) > 500:
        return ""
    kind, column = state.spent[-1]
    shown = {name: list(values) for name, values in exercise.table.items()}
    if column:
        shown = {name: shown[name] for name in dict.fromkeys((column, exercise.target))}
    lines = "".join(f"    {name!r}: {values},\n" for name, values in shown.items())
    ids = [name for name in exercise.names if defects.is_id(exercise.table[name])]
    ask = {
        "head": "print(len(table), table.shape[1])\nprint(table.head(3))",
        "nunique": "print(table.nunique())",
        "nulls": "print(table.isna().sum())",
        "correlation": f"print(table.groupby({exercise.target!r}).mean(numeric_only=True).T)",
        "duplicates": f"print(table.drop(columns={ids}).duplicated().sum())",
        "histogram": f"print(table[{column!r}].min(), table[{column!r}].max())\n"
        f"print(table[{column!r}].value_counts(bins=20, sort=False))",
        "box": f"print(table[{column!r}].min(), table[{column!r}].max())\nprint(table[{column!r}].describe())",
        "split": f"print(table.groupby({exercise.target!r})[{column!r}].describe())",
    }[kind]
    if column and _is_classes(exercise, column):
        ask = (
            f"counts = table[{column!r}].value_counts()\nprint(counts)\nprint(round(100 * counts.max() / counts.sum()))"
        )
    left = PROBES - len(state.spent)
    return f"import pandas as pd\n\ntable = pd.DataFrame({{\n{lines}}})\n{ask}\nprint('probes left', {left})\n"
