"""Where a learner stands on the chart, replayed from the moves made."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor.api import estimators

Move = tuple[int, str, str]
"""(brief, place on the chart, what was done there: yes, no, fit, stop or next)."""


@dataclass(frozen=True)
class Chart:
    """Which brief, every move made, and the folds measured as (brief, box, estimator, scores)."""

    brief: int = 0
    moves: tuple[Move, ...] = ()
    scores: tuple[tuple[int, str, str, tuple[float, ...]], ...] = ()


@dataclass
class Walk:
    """One brief's way so far: the place, the way there, right and wrong turns, boxes fitted, whether it is over."""

    at: str = estimators.START
    way: list[str] = field(default_factory=lambda: [estimators.START])
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    fitted: list[str] = field(default_factory=list)
    decisions: list[tuple[str, str]] = field(default_factory=list)
    over: bool = False

    def go(self, place: str) -> None:
        """Move on; a dead end is the end."""
        self.at = place
        self.way.append(place)
        self.over = place in estimators.ENDS


def replay(moves: Sequence[Move], brief: int, facts: estimators.Facts, real: bool) -> Walk:
    """The walk of one brief. A wrong turn is noted, and the walk goes on along the right one.

    A claimed brief (`real` false) has nothing to fit: it is over at its first estimator.
    """
    walk = Walk()
    for number, place, what in moves:
        if number != brief or place != walk.at or walk.over:
            continue
        if what in ("yes", "no"):
            _turn(walk, what == "yes", facts)
        elif what == "fit":
            walk.fitted.append(place)
        else:
            walk.decisions.append((place, what))
            if what == "next" and estimators.BOXES[place].try_next:
                walk.go(estimators.BOXES[place].try_next)
            else:
                walk.over = True
        if not real and walk.at in estimators.BOXES:
            walk.over = True
    return walk


def _turn(walk: Walk, yes: bool, facts: estimators.Facts) -> None:
    question = estimators.QUESTIONS[walk.at]
    truth = estimators.answer(walk.at, facts)
    if yes == truth or question.yes == question.no:
        walk.right += 1
    else:
        walk.wrong.append(walk.at)
    walk.go(question.yes if truth else question.no)


def next_box(box: str, facts: estimators.Facts) -> str:
    """The estimator that "try next" leads to, over questions in between; empty if there is none."""
    place = estimators.BOXES[box].try_next
    while place in estimators.QUESTIONS:
        question = estimators.QUESTIONS[place]
        place = question.yes if estimators.answer(place, facts) else question.no
    return place if place in estimators.BOXES else ""
