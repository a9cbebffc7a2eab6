"""Look at a table with fifteen probes, and flag what is wrong with it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Annotated

from tutor.api import (
    Cells,
    Choice,
    Exercise,
    Grade,
    Mistake,
    OwnData,
    Part,
    Predict,
    View,
    action,
    columns,
    defects,
    estimators,
    planting,
)

from .advice import false_alarm, missed
from .picture import picture, program

PROBES = 15
PASS_AT = 0.85
"""Five defects of six and one false alarm pass, four of six do not."""
WHOLE = "(whole table)"
ISSUES: tuple[defects.Issue, ...] = ("constant", "id", "leak", "sentinel", "imbalance", "duplicates")
WORST = ("leak", "imbalance", "sentinel", "duplicates", "constant", "id")
"""What to mention first of what was missed."""
SPARED = ("", "imbalance", "duplicates")
"""What may be missing: it has no column of its own, so that it could be flagged unseen."""
TASKS = ("?", "a category", "a quantity", "a structure")
METRICS = ("?", "accuracy", "balanced accuracy", "root mean squared error")


@dataclass(frozen=True)
class Looking:
    """The column under the eye, the flags, what the table is for, and the probes spent as (kind, column)."""

    column: Annotated[str, Choice("names", label="column")] = ""
    flags: Annotated[tuple[tuple[int, str], ...], Cells(pick="rows", tags=ISSUES, label="flags")] = ()
    task: Annotated[str, Choice(TASKS, label="the target is")] = "?"
    metric: Annotated[str, Choice(METRICS, label="measured by")] = "?"
    spent: tuple[tuple[str, str], ...] = ()


class Look(Exercise[Looking]):
    """Wine, with five or six seeded defects; or your own table, with the same planted in a copy."""

    own_data = OwnData(x="", y="", target="any", rows=(50, 100_000))
    predictions = (
        Predict(
            "Nobody said how many rows each class of the target has. How rare will the rarest be?",
            ("about as common as the others", "about a fifth of the rows", "less than a twentieth"),
            truth=lambda exercise: exercise.truth_of_rarest(),
            why="Nothing says that classes are alike. Counting them comes first: a histogram of the target does it.",
        ),
    )

    def setup(self, seed: int) -> None:
        """Seven columns of wine and its cultivar, with one defect of each kind planted, or of each kind but one."""
        random, planted = Random(seed), ISSUES
        if self.data is not None:
            table, self.target = dict(self.data), "target"
        else:
            wine, self.target = columns("core/wine"), "cultivar"
            inputs = sorted(random.sample([name for name in wine if name != self.target], 7))
            table = {name: wine[name] for name in [*inputs, self.target]}
            spared = random.choice(SPARED)
            planted = tuple(issue for issue in ISSUES if issue != spared)
        self.table, _ = planting.plant(table, self.target, planted, random.randrange(2**31))
        self.names = tuple(self.table)
        self.rows = (*self.names, WHOLE)

    @cached_property
    def truth(self) -> frozenset[tuple[int, str]]:
        """(row, issue) of every flag that the detectors raise on this table."""
        found = defects.detect(self.table, self.target)
        return frozenset((self.rows.index(name or WHOLE), issue) for name, issue in found)

    def wanted(self, flags: Collection[tuple[int, str]]) -> frozenset[tuple[int, str]]:
        """One flag for each row that has a defect: of several the one that was given, as a row takes but one."""
        rows = dict(sorted(self.truth, reverse=True))
        return frozenset((rows | {row: issue for row, issue in flags if (row, issue) in self.truth}).items())

    @cached_property
    def best_metric(self) -> str:
        """The metric that the target asks for."""
        values = self.table[self.target]
        if estimators.kind_of(values) == "quantity":
            return METRICS[3]
        return METRICS[2] if defects.is_imbalanced(values) else METRICS[1]

    @property
    def fitting(self) -> frozenset[str]:
        """The metrics that will do: with classes of like size, balanced accuracy is accuracy."""
        return frozenset(METRICS[1:3] if self.best_metric == METRICS[1] else [self.best_metric])

    @cached_property
    def task(self) -> str:
        """What kind of thing the target is."""
        return TASKS[2] if estimators.kind_of(self.table[self.target]) == "quantity" else TASKS[1]

    @cached_property
    def majority(self) -> float:
        """How often the most common value of the target is right."""
        counts = Counter(self.table[self.target])
        return max(counts.values()) / counts.total()

    def truth_of_rarest(self) -> int:
        """0 even, 1 a fifth, 2 less than a twentieth."""
        counts = Counter(self.table[self.target])
        share = min(counts.values()) / counts.total()
        return 2 if share < 0.05 else 1 if share < 0.25 else 0

    def start(self) -> Looking:
        """Nothing looked at; the first column under the eye."""
        return Looking(column=self.names[0])

    def _probe(self, state: Looking, kind: str, column: str = "") -> Looking:
        if len(state.spent) >= PROBES:
            return state
        return replace(state, spent=(*state.spent, (kind, column)))

    @action("head")
    def head(self, state: Looking) -> Looking:
        """The first rows."""
        return self._probe(state, "head")

    @action("nunique")
    def nunique(self, state: Looking) -> Looking:
        """How many different values each column has."""
        return self._probe(state, "nunique")

    @action("nulls")
    def nulls(self, state: Looking) -> Looking:
        """How many values each column lacks."""
        return self._probe(state, "nulls")

    @action("correlation")
    def correlation(self, state: Looking) -> Looking:
        """How strongly each column goes with the target."""
        return self._probe(state, "correlation")

    @action("duplicates")
    def duplicates(self, state: Looking) -> Looking:
        """How many rows repeat an earlier one."""
        return self._probe(state, "duplicates")

    @action("histogram")
    def histogram(self, state: Looking) -> Looking:
        """The values of one column."""
        return self._probe(state, "histogram", state.column)

    @action("box")
    def box(self, state: Looking) -> Looking:
        """The quartiles of one column, and what lies beyond."""
        return self._probe(state, "box", state.column)

    @action("split by target")
    def split(self, state: Looking) -> Looking:
        """One column, apart for each value of the target."""
        return self._probe(state, "split", state.column)

    def enabled(self, state: Looking) -> Collection[str] | None:
        """No more probes once fifteen are spent."""
        return None if len(state.spent) < PROBES else ("column", "flags", "task", "metric")

    def view(self, state: Looking) -> View:
        """The last probe's plot and numbers, above what is known of each column."""
        return picture(self, state)

    def code(self, state: Looking) -> str:
        """pandas for the last probe."""
        return program(self, state)

    def grade(self, state: Looking) -> Grade:
        """F1 of the flags against the detectors, run on this table; then the task and its metric."""
        if not state.flags and state.task == state.metric == "?":
            return Grade.unattempted("Flag what is wrong: pick a column in the table and its defect.")
        flags, truth = frozenset(state.flags), self.wanted(state.flags)
        parts = [
            Part("flags", defects.setf1(flags, truth), 0.8),
            Part("target", float(state.task == self.task), 0.1),
            Part("metric", float(state.metric in self.fitting), 0.1),
        ]
        wrong = sorted(flags - self.truth)
        gone = sorted(self.truth - flags, key=lambda flag: WORST.index(flag[1]))
        words = [f"{len(flags & self.truth)} of {len(self.truth)} defects flagged."]
        words += [false_alarm(self.table, self.target, self.rows[row], issue) for row, issue in wrong[:3]]
        words += [missed(issue, self) for _, issue in gone[:3]]
        words += self._about_target(state)
        return Grade.rubric(parts, " ".join(words), route=(wrong or gone or [(0, "")])[0][1], pass_at=PASS_AT)

    def _about_target(self, state: Looking) -> list[str]:
        words = []
        if state.task == TASKS[0]:
            words.append("What the target is has not been said yet.")
        elif state.task != self.task:
            words.append("What is the target: one of a few values, a number on a scale, or not there at all?")
        if state.metric in self.fitting:
            return words
        if state.metric == METRICS[0]:
            return [*words, "No metric is chosen yet."]
        if state.metric == METRICS[1] and self.best_metric == METRICS[2]:
            words.append(f"Accuracy: always answering the most common value scores {self.majority:.0%} here.")
        else:
            words.append("The metric must suit the kind of target, and how its values are spread.")
        return words

    def solve(self, start: Looking) -> Looking:
        """What the detectors flag."""
        flags = tuple(sorted(self.wanted(())))
        return replace(start, flags=flags, task=self.task, metric=self.best_metric, spent=(("nunique", ""),))

    def mistakes(self) -> list[Mistake[Looking]]:
        """What learners overlook, and what they suspect for nothing."""
        right = self.solve(self.start())
        obvious = tuple(flag for flag in right.flags if flag[1] in ("constant", "id"))
        trusting = tuple(flag for flag in right.flags if flag[1] in ("constant", "id", "leak"))
        leak = tuple(flag for flag in right.flags if flag[1] == "leak")
        planted = {row for row, _ in self.truth}
        honest = [row for row, name in enumerate(self.names) if row not in planted and name != self.target]
        balanced = Mistake(
            "classes are balanced unless told",
            replace(right, flags=trusting, metric=METRICS[1]),
            "always answering the most common",
        )
        return [
            Mistake("a strong input is a good one", replace(right, flags=obvious), "foretells the target"),
            *([balanced] if METRICS[1] not in self.fitting else []),
            Mistake(
                "what correlates is a leak",
                replace(right, flags=(*leak, *((row, "leak") for row in honest))),
                "not the answer in disguise",
            ),
            Mistake(
                "extremes are codes",
                replace(right, flags=(*leak, *((row, "sentinel") for row in honest))),
                "not apart from the rest",
            ),
        ]
