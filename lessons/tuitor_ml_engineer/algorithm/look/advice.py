"""Why a flag does not hold, and where to look for one that is missing."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

from tutor.api import defects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .exercise import Look


def false_alarm(table: Mapping[str, Sequence[Any]], target: str, name: str, issue: str) -> str:
    """What the table says against this flag."""
    if issue == "duplicates" and name in table:
        return f"{name}, duplicates: it is rows that repeat, not a column. Flag the whole table, if it has any."
    if issue == "duplicates":
        return "duplicates: hardly any row repeats an earlier one, ids left aside."
    if name not in table:
        return f"{name}, {issue}: that is found in one column. Flag the column."
    values = table[name]
    distinct = len(set(defects.present(values)))
    if issue == "leak":
        score = floor(100 * defects.leak_score(values, table[target])) / 100
        return f"{name} is not the answer in disguise: alone it scores {score:.2f}; a leak scores 0.99 or more."
    if issue == "sentinel":
        return f"{name}: its extremes are not apart from the rest, or too few to be a code."
    if issue == "imbalance":
        return f"{name}: imbalance is about the classes of the target, where one has less than 5 % of the rows."
    if issue == "id" and distinct == len(values):
        return f"{name} has fractions: such values are measured, not given as names, even where all differ."
    if issue == "id":
        return f"{name} does not name rows: it has {distinct} different values in {len(values)} rows."
    return f"{name} is not constant: it has {distinct} different values."


def missed(issue: str, exercise: Look) -> str:
    """How to find a kind of defect that is still unflagged, without naming the column."""
    return {
        "constant": "Still there: a column that says the same in every row. One number per column shows it.",
        "id": "Still there: a column with a value of its own in every row. One number per column shows it.",
        "leak": "Still there: an input that alone foretells the target. Split it by target; ask when it becomes known.",
        "sentinel": "Still there: a code among the values, far from the rest. A histogram shows it.",
        "imbalance": f"Still there: a class below 5 %. Count them: the most common has {exercise.majority:.0%}.",
        "duplicates": "Still there: rows that repeat an earlier one, ids left aside.",
    }[issue]
