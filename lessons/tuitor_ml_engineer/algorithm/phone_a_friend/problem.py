"""Eight briefs and the chart's facts about each; where a learner stands follows from the moves made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tutor.api import OwnTable, estimators, validation

from .briefs import Brief, arrays, drawn, facts, own_arrays
from .models import FOLDS, SOURCES, best, measured
from .walk import Chart, Walk, next_box, replay


@dataclass(frozen=True)
class Briefs:
    """The briefs; `X` and `y` are the learner's own table, which is then the only one."""

    briefs: tuple[Brief, ...]
    X: np.ndarray | None = None
    y: np.ndarray | None = None

    @cached_property
    def facts(self) -> tuple[estimators.Facts, ...]:
        """What the chart asks about each brief."""
        if self.X is None or self.y is None:
            return tuple(map(facts, self.briefs))
        own = {f"x{i}": column.tolist() for i, column in enumerate(self.X.T)}
        return (estimators.facts_of(own | {"y": self.y.tolist()}, "y"),)

    def arrays(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """(X, y) of a brief that has a table."""
        return arrays(self.briefs[number]) if self.X is None or self.y is None else (self.X, self.y)

    def walk(self, state: Chart, number: int | None = None) -> Walk:
        """How far a brief has come."""
        number = state.brief if number is None else number
        return replay(state.moves, number, self.facts[number], bool(self.briefs[number].table))

    def walks(self, state: Chart) -> list[Walk]:
        """How far each brief has come."""
        return [self.walk(state, number) for number in range(len(self.briefs))]

    @property
    def named(self) -> int:
        """For how many briefs the chart names an estimator: 0 all, 1 all but one or two, 2 fewer."""
        away = sum(estimators.route(each)[-1] in estimators.ENDS for each in self.facts)
        return 2 if away > 2 else 1 if away else 0

    def unmeasured(self, state: Chart) -> list[str]:
        """Of the box where one stands and the one that "try next" leads to, what has no bar yet."""
        box = self.walk(state).at
        done = {each for number, each, _, folds in state.scores if number == state.brief and len(folds) == FOLDS}
        return [each for each in (box, next_box(box, self.facts[state.brief])) if each in SOURCES and each not in done]

    def has_next(self, number: int, box: str) -> bool:
        """Whether there is anything to decide at this box."""
        return next_box(box, self.facts[number]) in SOURCES

    def asks(self, number: int) -> bool:
        """Whether this brief asks for a decision at all."""
        return bool(self.briefs[number].table) and self.has_next(number, estimators.route(self.facts[number])[-1])

    def judged(self, number: int, box: str, what: str) -> str:
        """What is wrong with a stop or a next, where there is a next; empty if it is right."""
        following = next_box(box, self.facts[number])
        now, then = (best(measured(each, *self.arrays(number))) for each in (box, following))
        better = validation.worth_trying(now, then, FOLDS)
        gap, se = validation.mean(then) - validation.mean(now), validation.corrected_se(then, FOLDS)
        if better == (what == "next"):
            return ""
        if better:
            says = f"the next is better by {gap:.3f}, more than its standard error of {se:.3f}. Try it."
        elif gap >= 0.0005:
            says = f"the next gains {gap:.3f}, within its standard error of {se:.3f}. That is a tie: stop."
        else:
            says = "the next is no better. Stop."
        return f"in brief {number + 1}, {says}"

    def played(self, state: Chart, onward: Callable[[int, str], bool], turn: Callable[[str, bool], bool]) -> Chart:
        """All briefs to their ends, with these habits."""
        for number in range(len(self.briefs)):
            state = replace(state, brief=number)
            while not (walk := self.walk(state)).over:
                if walk.at in estimators.QUESTIONS:
                    what = "yes" if turn(walk.at, estimators.answer(walk.at, self.facts[number])) else "no"
                elif walk.at not in walk.fitted:
                    what = "fit"
                else:
                    go_on = bool(next_box(walk.at, self.facts[number])) and onward(number, walk.at)
                    what = "next" if go_on else "stop"
                state = self.moved(state, what)
        return state

    def moved(self, state: Chart, what: str) -> Chart:
        """One more move where the learner stands."""
        return replace(state, moves=(*state.moves, (state.brief, self.walk(state).at, what)))


def briefs(seed: int, table: OwnTable | None) -> Briefs:
    """The seed's eight briefs, or the learner's own table as the only one."""
    if table is None:
        return Briefs(drawn(seed))
    X, y = own_arrays(table, FOLDS)
    kind = "a category" if estimators.facts_of(dict(table), "target").category else "a quantity"
    return Briefs((Brief("own", f"Your table: {len(y)} rows. Its target is {kind}.", table="own"),), X, y)
