"""Where a learner stands on the chart, replayed from the moves made."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor.api import estimators

Move = tuple[int, str, str]
"""(brief, id on the chart, what was done there: yes, no, fit, stop or next)."""


@dataclass(frozen=True)
class Chart:
    """Which brief, every move made, and the folds measured as (brief, box, estimator, scores)."""

    brief: int = 0
    moves: tuple[Move, ...] = ()
    scores: tuple[tuple[int, str, str, tuple[float, ...]], ...] = ()


@dataclass
class Walk:
    """One brief's way so far: where it stands, the way there, turns, boxes fitted, decisions, whether it is over."""

    way: list[str] = field(default_factory=lambda: [estimators.START])
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    fitted: list[str] = field(default_factory=list)
    decisions: list[tuple[str, str]] = field(default_factory=list)
    stopped: bool = False

    @property
    def at(self) -> str:
        return self.way[-1]

    @property
    def over(self) -> bool:
        """Whether it has come to an end."""
        return self.stopped or self.at in estimators.ENDS

    def turn(self, yes: bool, facts: estimators.Facts) -> None:
        """An answer to the question here. A wrong one is noted, and the walk goes on along the right way."""
        question, truth = estimators.QUESTIONS[self.at], estimators.answer(self.at, facts)
        if yes == truth or question.yes == question.no:
            self.right += 1
        else:
            self.wrong.append(self.at)
        self.way.append(question.yes if truth else question.no)


def replay(moves: Sequence[Move], brief: int, facts: estimators.Facts, real: bool) -> Walk:
    """The walk of one brief. A claimed one (`real` false) has nothing to fit: it is over at its first estimator."""
    walk = Walk()
    for number, at, what in moves:
        if number != brief or at != walk.at or walk.over:
            continue
        if what in ("yes", "no"):
            walk.turn(what == "yes", facts)
        elif what == "fit":
            walk.fitted.append(at)
        else:
            walk.decisions.append((at, what))
            if what == "next" and estimators.BOXES[at].try_next:
                walk.way.append(estimators.BOXES[at].try_next)
            else:
                walk.stopped = True
        walk.stopped |= not real and walk.at in estimators.BOXES
    return walk
