"""Eight briefs and the chart's facts about each; where a learner stands follows from the moves made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from tutor.api import OwnTable, estimators, validation

from .briefs import Brief, Data, data, eight, facts, own_brief
from .models import FOLDS, SOURCES, best, measured
from .walk import Chart, Walk, replay


@dataclass(frozen=True)
class Briefs:
    """The briefs; `own` is the learner's own table, which is then the only one."""

    briefs: tuple[Brief, ...]
    own: Data | None = None

    @cached_property
    def facts(self) -> tuple[estimators.Facts, ...]:
        """What the chart asks about each brief."""
        return tuple(map(facts, self.briefs)) if self.own is None else (estimators.facts_of(self.own.columns, "y"),)

    def data(self, number: int) -> Data:
        return data(self.briefs[number]) if self.own is None else self.own

    def walk(self, state: Chart, number: int | None = None) -> Walk:
        number = state.brief if number is None else number
        return replay(state.moves, number, self.facts[number], bool(self.briefs[number].table))

    def walks(self, state: Chart) -> list[Walk]:
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
        boxes = box, estimators.after(box, self.facts[state.brief])
        return [each for each in boxes if each in SOURCES and each not in done]

    def has_next(self, number: int, box: str) -> bool:
        """Whether there is anything to decide at this box."""
        return estimators.after(box, self.facts[number]) in SOURCES

    def asks(self, number: int) -> bool:
        """Whether this brief asks for a decision at all."""
        return bool(self.briefs[number].table) and self.has_next(number, estimators.route(self.facts[number])[-1])

    def judged(self, number: int, box: str, what: str) -> str:
        """What is wrong with a stop or a next, where there is a next; empty if it is right."""
        following = estimators.after(box, self.facts[number])
        now, then = (best(measured(each, self.data(number))) for each in (box, following))
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

    def played(self, state: Chart, onward: Callable[[int, str], bool], turn: Callable[[bool], bool]) -> Chart:
        """All briefs to their ends, with these habits."""
        for number in range(len(self.briefs)):
            state = replace(state, brief=number)
            while not (walk := self.walk(state)).over:
                if walk.at in estimators.QUESTIONS:
                    what = "yes" if turn(estimators.answer(walk.at, self.facts[number])) else "no"
                elif walk.at not in walk.fitted:
                    what = "fit"
                else:
                    what = "next" if self.has_next(number, walk.at) and onward(number, walk.at) else "stop"
                state = self.moved(state, what)
        return state

    def moved(self, state: Chart, what: str) -> Chart:
        """One more move where the learner stands."""
        return replace(state, moves=(*state.moves, (state.brief, self.walk(state).at, what)))


def briefs(seed: int, table: OwnTable | None) -> Briefs:
    """The seed's eight briefs, or the learner's own table as the only one."""
    if table is None:
        return Briefs(eight(seed))
    brief, own = own_brief(table, FOLDS)
    return Briefs((brief,), own)
