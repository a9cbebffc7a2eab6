"""Why a flag does not hold, where to look for one that is missing, and what the metric must suit."""

from collections.abc import Iterator
from math import floor
from typing import Any

from tutor.api import Criterion, Misconception, defects, rubric

from .problem import METRICS, TASKS, Flag, Frame, Looking

IDEAS = {
    "leak": ("a strong input is a good one", "what correlates is a leak",
             "an input that predicts the target alone. Split it by target; ask when it becomes known."),
    "imbalance": ("classes are balanced unless told", "any column may be imbalanced",
                  "a class below 5% of the rows. Count them."),
    "sentinel": ("every number is a measurement", "extremes are codes",
                 "a code among the values, far from the rest. A histogram shows it."),
    "duplicates": ("every row is a case of its own", "equal values are duplicates",
                   "rows that repeat an earlier one, not counting ids."),
    "constant": ("every column tells something", "what varies little is constant",
                 "a column with the same value in every row. One number per column shows it."),
    "id": ("every column may be an input", "what differs is a name",
           "a column with a value of its own in every row. One number per column shows it."),
}
"""Kind of defect, worst first: the idea that overlooks it, the one that sees it everywhere, and how to find it."""


def false_alarm(p: Frame, flag: Flag) -> str:
    """What the table says against this flag."""
    name, issue = p.rows[flag[0]], flag[1]
    if issue == "duplicates" and name in p.table:
        return f"{name}, duplicates: rows repeat, columns do not. Flag the whole table, if it has any."
    if issue == "duplicates":
        return "duplicates: hardly any row repeats an earlier one, not counting ids."
    if name not in p.table:
        return f"{name}, {issue}: that is found in one column. Flag the column."
    values = p.table[name]
    distinct = len(set(defects.present(values)))
    if issue == "leak":
        score = floor(100 * defects.leak_score(values, p.table[p.target])) / 100
        return f"{name} is not the answer in disguise: alone it scores {score:.2f}; a leak scores 0.99 or more."
    if issue == "sentinel":
        return f"{name}: its extremes do not stand apart from the rest, or are too few to be a code."
    if issue == "imbalance":
        return f"{name}: imbalance is about the classes of the target, where one has less than 5% of the rows."
    if issue == "id" and distinct == len(values):
        return f"{name} has fractions: such values are measured, not given as names, even where all differ."
    if issue == "id":
        return f"{name} does not name rows: it has {distinct} different values in {len(values)} rows."
    return f"{name} is not constant: it has {distinct} different values."


def criteria(p: Frame, s: Looking) -> list[Criterion]:
    """F1 of the flags against the detectors, run on this table; then the task and its metric, which must fit."""
    suits = s.metric in p.fitting
    ask = "What is the target: one of a few values, a number on a scale, or not there at all?"
    missing = "No metric is chosen yet." if s.metric == METRICS[0] else ""
    unseen = {(row, "unseen") for row, _ in p.unseen(s)}
    flagged = (set(s.flags) - set(p.unseen(s))) | unseen
    return [
        rubric.set_f1("flags", flagged, p.wanted(s.flags), weight=0.8, noun="defects flagged"),
        Criterion("target", float(s.task == p.task), 0.1, says="not said yet." if s.task == TASKS[0] else ask),
        Criterion("metric", float(suits), 0.1, cap=1.0 if suits else 0.8,
                  says=missing or "it must suit the kind of target, and how its values are spread."),
    ]


def misconceptions() -> Iterator[Misconception[Frame, Any]]:
    """What learners suspect for nothing, what they overlook, and accuracy where one class is rare."""
    yield Misconception("numbers are enough", lambda p, s: bool(p.unseen(s)), lambda p, s:
                        f"{p.rows[p.unseen(s)[0][0]]} is flagged unseen: plot it first. Only then does the flag count.",
                        lambda p: {"spent": (("nunique", ""),)}, criterion="flags")
    for issue, (_, name, _) in IDEAS.items():
        yield _suspected(issue, name)
    for issue, (name, _, where) in IDEAS.items():
        yield _overlooked(issue, name, f"Still there: {where}")
    yield Misconception("accuracy suits every target", lambda p, s: s.metric == METRICS[1] and p.metric == METRICS[2],
                        lambda p, s: f"always answering the most common value scores an accuracy of {p.shares[1]:.0%} "
                        "here.", lambda p: {"metric": METRICS[1]} if p.metric == METRICS[2] else None,
                        criterion="metric")


def _suspected(issue: str, name: str) -> Misconception[Frame, Any]:
    def alarms(p: Frame, s: Any) -> list[Flag]:
        return sorted(flag for flag in s.flags if flag[1] == issue and flag not in p.truth
                      and flag not in p.unseen(s))

    def example(p: Frame) -> dict[str, Any]:
        flags = (*sorted(p.wanted(())), *((row, issue) for row in p.honest))
        return {"flags": flags, "spent": p.plots_of(flags)}

    return Misconception(name, lambda p, s: bool(alarms(p, s)), lambda p, s: false_alarm(p, alarms(p, s)[0]), example,
                         criterion="flags")


def _overlooked(issue: str, name: str, says: str) -> Misconception[Frame, Any]:
    def missed(p: Frame, s: Any) -> bool:
        return any(flag[1] == issue for flag in p.wanted(s.flags) - set(s.flags))

    def example(p: Frame) -> dict[str, Any] | None:
        """Nothing but this is overlooked, and a metric that does not suit keeps it from passing."""
        wanted = sorted(p.wanted(()))
        kept = tuple(flag for flag in wanted if flag[1] != issue)
        return {"flags": kept, "metric": METRICS[0]} if len(kept) < len(wanted) else None

    return Misconception(name, missed, says, example, criterion="flags")
