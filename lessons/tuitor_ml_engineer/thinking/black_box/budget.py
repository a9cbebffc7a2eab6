"""Three candidates, a budget, what was measured, and what shipping one of them earns."""

from dataclasses import dataclass
from random import Random
from typing import Annotated

from tutor.api import Choice, validation

from .models import FOLDS, FOREST, TIMED, TREE, Measured

OPEN, GUARD = "?", 1.2
"""Timings within 20% of the limit count for the learner, whichever side they are on."""
CASES = (
    (("logistic", FOREST), 10, 1000),
    (("naive Bayes", FOREST), 10, 1000),
    (("logistic", FOREST), 300, 50),
    (("kNN", FOREST), 300, 1000),
    (("kNN", FOREST), 10, 1000),
)
"""Candidates beside the tree; p95 at most so many times the tree's; pickle at most so many kB."""


@dataclass(frozen=True)
class Shipped:
    """What is shipped, and what was measured."""

    ship: Annotated[str, Choice("options", label="ship")] = OPEN
    measured: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class Budget:
    """The candidates, from small to large, and what one of them may cost."""

    names: tuple[str, ...]
    times: int
    kilobytes: int
    folds: int

    @property
    def options(self) -> tuple[str, ...]:
        """What can be shipped, or nothing yet."""
        return (OPEN, *self.names)

    def complete(self, s: Shipped) -> bool:
        """Whether all candidates are measured to the end."""
        return [each.name for each in s.measured] == list(self.names) and len(s.measured[-1].times) == TIMED

    def limit(self, s: Shipped) -> float:
        """The largest p95 in ms: a multiple of what the tree took in the same run."""
        return self.times * s.measured[0].p95

    def fits(self, s: Shipped, one: Measured, guard: float = 1.0) -> bool:
        """Whether a component is inside the budget, its time stretched by `guard`."""
        return one.p95 * guard <= self.limit(s) and one.size <= 1000 * self.kilobytes

    def earned(self, s: Shipped, name: str) -> float:
        """0 over the budget, else by standard errors below the best of those that are surely inside."""
        chosen = next(each for each in s.measured if each.name == name)
        if not self.fits(s, chosen, 1 / GUARD):
            return 0.0
        sure = {each.name: each.scores for each in s.measured if self.fits(s, each, GUARD)}
        return validation.within_se({**sure, name: chosen.scores}, name, FOLDS)

    def best(self, s: Shipped) -> str:
        """The most accurate of those that are surely inside."""
        return validation.best({each.name: each.scores for each in s.measured if self.fits(s, each, GUARD)})


def budget(seed: int) -> Budget:
    """One of the cases."""
    random = Random(seed)
    others, times, kilobytes = random.choice(CASES)
    return Budget((TREE, *others), times, kilobytes, random.randrange(2))
