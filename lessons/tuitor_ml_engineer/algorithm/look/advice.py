"""Why a flag does not hold, and where to look for one that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.api import defects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .exercise import Look


def false_alarm(table: Mapping[str, Sequence[Any]], target: str, name: str, issue: str) -> str:
    """What the table says against this flag."""
    if name not in table or issue == "duplicates":
        share = defects.duplicated(table)
        where = "repeated rows are flagged on the whole table" if issue == "duplicates" else "that is about one column"
        return f"{name}, {issue}: {where} ({share:.0%} of the rows repeat, ids counted)."
    values = table[name]
    distinct = len(set(defects.present(values)))
    if issue == "leak":
        score = defects.leak_score(values, table[target])
        return f"{name} is not the answer in disguise: alone it scores {score:.2f}, and a leak 0.99 or more."
    if issue == "sentinel":
        return f"{name}: its extremes are not apart from the rest, or too few to be a code."
    if issue == "imbalance":
        return f"{name}: imbalance is about the target's classes, and one below 5 %."
    if issue == "id":
        return f"{name} does not name rows: it has {distinct} different values in {len(values)} rows."
    return f"{name} is not constant: it has {distinct} different values."


def missed(issue: str, exercise: Look) -> str:
    """How to find a kind of defect that is still unflagged, without naming the column."""
    return {
        "constant": "Still there: a column that says the same of every row. One number per column shows it.",
        "id": "Still there: a column with a value of its own in every row. One number per column shows it.",
        "leak": "Still there: an input that alone foretells the target. Ask when it becomes known.",
        "sentinel": "Still there: a code among the values, far from the rest. A histogram shows it.",
        "imbalance": f"Still there: a class below 5 %. Count the classes: the majority is {exercise.majority:.0%}.",
        "duplicates": "Still there: rows that repeat an earlier one, ids left aside.",
    }[issue]
