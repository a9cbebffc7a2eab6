"""The table under the eye: wine with seeded defects, or the learner's own with the same planted in a copy."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Annotated, Any

from tutor.api import Cells, Choice, OwnTable, columns, defects, estimators, planting

PROBES = 15
WHOLE = "(whole table)"
ISSUES: tuple[defects.Issue, ...] = ("constant", "id", "leak", "sentinel", "imbalance", "duplicates")
SPARED = ("imbalance", "", "duplicates")
"""What may be missing: it has no column of its own, so that it could be flagged unseen."""
TASKS = ("?", "a category", "a quantity", "a structure")
PLOTS = ("histogram", "box", "split")
"""Probes that draw one column."""
TO_PLOT = ("leak", "sentinel")
"""Defects that are a matter of how values lie: their flags count once their column was drawn."""
METRICS = ("?", "accuracy", "balanced accuracy", "root mean squared error")
Flag = tuple[int, str]
"""(row of the list of columns, kind of defect)."""


@dataclass(frozen=True)
class Looking:
    """The column under the eye, the flags, what the table is for, and the probes spent as (kind, column)."""

    column: Annotated[str, Choice("names", label="column")] = ""
    flags: Annotated[tuple[Flag, ...], Cells(pick="rows", tags=ISSUES, label="flags")] = ()
    task: Annotated[str, Choice(TASKS, label="the target is")] = "?"
    metric: Annotated[str, Choice(METRICS, label="measured by")] = "?"
    spent: tuple[tuple[str, str], ...] = ()

    def probe(self, kind: str, column: str = "") -> "Looking":
        """One probe more, while there are any."""
        return self if len(self.spent) >= PROBES else replace(self, spent=(*self.spent, (kind, column)))

    def drew(self, column: str) -> bool:
        """Whether a probe drew this column."""
        return any(kind in PLOTS and name == column for kind, name in self.spent)


@dataclass(frozen=True)
class Frame:
    """Columns by name, and which of them is the target."""

    table: dict[str, list[Any]]
    target: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.table)

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """What can be flagged: the columns, then the whole table."""
        return (*self.names, WHOLE)

    @cached_property
    def truth(self) -> frozenset[Flag]:
        """(row, issue) of every flag that the detectors raise on this table."""
        return frozenset((self.rows.index(name or WHOLE), issue) for name, issue in
                         defects.detect(self.table, self.target))

    def wanted(self, flags: Collection[Flag]) -> frozenset[Flag]:
        """One flag for each row that has a defect: of several the one that was given, as a row takes but one."""
        rows = dict(sorted(self.truth, reverse=True))
        return frozenset((rows | {row: issue for row, issue in flags if (row, issue) in self.truth}).items())

    def unseen(self, s: Looking) -> list[Flag]:
        """Flags that do not count yet, right or wrong, since nobody has looked at the column."""
        return sorted(flag for flag in s.flags if flag[1] in TO_PLOT and flag[0] < len(self.names)
                      and not s.drew(self.names[flag[0]]))

    def plots_of(self, flags: Collection[Flag]) -> tuple[tuple[str, str], ...]:
        """The probes that these flags need."""
        names = dict.fromkeys(self.rows[row] for row, issue in sorted(flags) if issue in TO_PLOT)
        return tuple(("histogram", name) for name in names if name in self.table)

    @cached_property
    def honest(self) -> tuple[int, ...]:
        """Rows of columns without a defect, the target aside."""
        flagged = {row for row, _ in self.truth}
        return tuple(row for row, name in enumerate(self.names) if row not in flagged and name != self.target)

    @cached_property
    def quantity(self) -> bool:
        return estimators.kind_of(self.table[self.target]) == "quantity"

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Columns that only name the row."""
        return tuple(name for name in self.names if defects.is_id(self.table[name]))

    @cached_property
    def repeats(self) -> int:
        """Rows that repeat an earlier one, names of rows left aside."""
        return round(defects.duplicated(self.table, set(self.ids)) * len(self.table[self.target]))

    @property
    def task(self) -> str:
        return TASKS[2] if self.quantity else TASKS[1]

    @cached_property
    def metric(self) -> str:
        """The metric that the target asks for."""
        return METRICS[3] if self.quantity else METRICS[2 if defects.is_imbalanced(self.table[self.target]) else 1]

    @property
    def fitting(self) -> tuple[str, ...]:
        """The metrics that will do: with classes of like size, balanced accuracy is accuracy."""
        return METRICS[1:3] if self.metric == METRICS[1] else (self.metric,)

    @cached_property
    def shares(self) -> tuple[float, float]:
        """Shares of the rarest and of the most common value of the target."""
        counts = Counter(self.table[self.target])
        return min(counts.values()) / counts.total(), max(counts.values()) / counts.total()

    @property
    def rarest(self) -> int:
        """How rare the rarest class is: 0 as the others, 1 about a fifth, 2 less than a twentieth."""
        return 2 if self.shares[0] < 0.05 else 1 if self.shares[0] < 0.25 else 0


def frame(seed: int, own: OwnTable | None) -> Frame:
    """Seven columns of wine and its cultivar, with one defect of each kind planted, or of each kind but one."""
    random, planted = Random(seed), ISSUES
    if own is not None:
        table, target = dict(own), "target"
    else:
        wine, target = columns("core/wine"), "cultivar"
        inputs = sorted(random.sample([name for name in wine if name != target], 7))
        table, spared = {name: list(wine[name]) for name in [*inputs, target]}, random.choice(SPARED)
        planted = tuple(issue for issue in ISSUES if issue != spared)
    found, _ = planting.plant(table, target, planted, random.randrange(2**31))
    return Frame({name: list(values) for name, values in found.items()}, target)
