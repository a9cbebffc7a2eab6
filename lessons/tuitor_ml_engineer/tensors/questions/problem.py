"""Six objectives with what is remembered of each: the learner's own, or a made-up record where theirs is too short."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from random import Random

from tutor.api import Recalled, Record

from .resources import LESSONS

COUNT, WEAK = 6, 3
MADE_UP = (
    ("line", "Pre-jargon: y = mx + b", "say what m and b each do to a line"),
    ("wx-plus-b", "Several variables", "give the shape of W for several outputs"),
    ("overfit", "Overfitting", "choose a degree within one standard error"),
    ("descent", "Gradient descent", "take one step of gradient descent by hand"),
    ("normalise", "Normalising and whitening", "write a scaler that has seen training rows only"),
    ("missing", "Missing values", "impute inside the pipeline, from training rows"),
    ("bins", "Binning", "say when binning loses"),
    ("look", "Look at your data", "name the task from the output"),
    ("phone-a-friend", "Phone a friend", "name three things that the chart does not ask"),
    ("why", "Why? Four answers", "turn a weight into “per sd” units"),
    ("flow-graph", "The flow graph", "run it forward and backward by hand"),
)


@dataclass(frozen=True)
class Known:
    """Six objectives in teaching order; `mine` where they are the learner's own."""

    rows: tuple[Recalled, ...]
    tried: int = 0
    """How many objectives of this course the learner has tried."""
    mine: bool = False

    def least(self, of: str) -> frozenset[int]:
        """The indices of the three rows where the field `of` is least; of equals the earlier row."""
        values = [1.0 if value is None else value for value in (getattr(row, of) for row in self.rows)]
        return frozenset(sorted(range(COUNT), key=lambda at: values[at])[:WEAK])

    @cached_property
    def weakest(self) -> tuple[int, ...]:
        """The three with the least chance of recall, in teaching order."""
        return tuple(sorted(self.least("recall")))

    def hits(self, marks: Collection[int]) -> int:
        """How many of three marked rows are among the weakest; rows that read the same percentage are as good."""
        shown = [round(100 * row.recall) for row in self.rows]
        third = sorted(shown)[WEAK - 1]
        below = sum(recall < third for recall in shown)
        at = sum(shown[mark] == third for mark in marks)
        return sum(shown[mark] < third for mark in marks) + min(at, WEAK - below)

    @cached_property
    def oldest(self) -> frozenset[int]:
        """The three that were answered longest ago; of equals the earlier row."""
        return frozenset(sorted(range(COUNT), key=lambda at: -self.rows[at].days)[:WEAK])

    @property
    def by_age(self) -> int:
        """What the prediction asks: 0 if age alone picks the three weakest, 1 if not."""
        return 0 if self.oldest == set(self.weakest) else 1

    @property
    def told(self) -> str:
        """Whose record it is."""
        if self.mine:
            return f"Your record: {self.tried} objectives tried, six of them here."
        return f"Made up: you have tried {self.tried} objectives so far, and this takes six." if self.tried else (
            "A made-up record, not yours.")


def made_up(seed: int) -> Known:
    """A record in which the weakest are neither the oldest nor those that are recognised least."""
    random = Random(seed)
    while True:
        chosen = sorted(random.sample(range(len(MADE_UP)), COUNT))
        weak = random.sample(range(COUNT), WEAK)
        rows = []
        for at, which in enumerate(chosen):
            lesson, title, objective = MADE_UP[which]
            recall = random.randint(38, 66) if at in weak else random.randint(74, 96)
            gap = random.randint(4, 30)
            picked, built = min(99, recall + gap), recall - min(gap, recall - 10)
            rows.append(Recalled(f"ml-engineer/{lesson}", title, objective, recall / 100, random.randint(3, 60),
                                 picked / 100, built / 100))
        p = Known(tuple(rows))
        if len({p.oldest, p.least("picked"), frozenset(p.weakest)}) == 3 and _clear(p):
            return p


def _clear(p: Known) -> bool:
    """Whether no two rows are equal in what decides."""
    return all(len({getattr(row, of) for row in p.rows}) == COUNT for of in ("recall", "days", "picked"))


def on_record(p: Known, record: Record) -> Known:
    """The learner's own three weakest objectives and three others; the made-up record while there are not six."""
    tried = record.of([f"ml-engineer/{name}" for name in LESSONS]).objectives
    if len(tried) < COUNT:
        return Known(p.rows, len(tried))
    ranked = sorted(tried, key=lambda row: row.recall)
    others = ranked[WEAK:]
    steps = [round(at * (len(others) - 1) / (COUNT - WEAK - 1)) for at in range(COUNT - WEAK)]
    chosen = [*ranked[:WEAK], *(others[at] for at in steps)]
    return Known(tuple(row for row in tried if row in chosen), len(tried), mine=True)
