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


def picture(exercise: Look, state: Looking) -> View:
    """The last probe above the table of columns, whose rows carry the flags."""
    kind, column = state.spent[-1] if state.spent else ("", "")
    parts = _probe(exercise, kind, column) if kind else []
    left = Metric("probes left", PROBES - len(state.spent), format="d")
    return View(*parts, left, _known(exercise, state))


def _known(exercise: Look, state: Looking) -> Table:
    """One row a column: its first values, different values and gaps, once probed."""
    done = {kind for kind, _ in state.spent}
    rows: list[list[str | int]] = []
    for name in exercise.names:
        values = exercise.table[name]
        first = "  ".join(_short(value) for value in values[:3]) if "head" in done else "·"
        different = len(set(defects.present(values))) if "nunique" in done else "·"
        gaps = len(values) - len(defects.present(values)) if "nulls" in done else "·"
        rows.append([name + (" (target)" if name == exercise.target else ""), different, gaps, first])
    repeated = repeats(exercise)
    rows.append([exercise.rows[-1], "·", "·", f"{repeated} rows repeat" if "duplicates" in done else "·"])
    return Table(("column", "different", "missing", "first rows"), rows, control="flags", height=5)


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
    table, names, target = exercise.table, exercise.names, exercise.table[exercise.target]
    if kind == "head":
        return [Metric("rows", len(target), format="d"), Metric("columns", len(names), format="d")]
    if kind == "nunique":
        counts = [len(set(defects.present(table[name]))) for name in names]
        return [Chart([Bars(names, counts)], y=Axis("different values"), height=8)]
    if kind == "nulls":
        gaps = [len(table[name]) - len(defects.present(table[name])) for name in names]
        return [Chart([Bars(names, gaps)], y=Axis("missing values"), height=8)]
    if kind == "correlation":
        others = [name for name in names if name != exercise.target]
        values = [strength(table[name], target) for name in others]
        return [Chart([Bars(others, values)], y=Axis("with the target", low=0, high=1), height=8)]
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
