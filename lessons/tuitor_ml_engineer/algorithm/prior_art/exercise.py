"""Pre-train a network here, see whether it helps one task, and call what it does to another."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from tutor.api import Criterion, Exercise, Frames, Misconception, OwnTable, Prediction, action, rubric

from .tasks import (DRAWS, FIRST, HELPS, HURTS, LABELS, OPEN, SAME, SECOND, Called, Tasks, fewest, gain,
                    measuring, pretraining, tasks, trained)
from .view import picture

TRIALS = 3
WINNERS = ("pre-trained", "raw pixels", "neither")


def _wrong(p: Tasks, s: Called, call: str) -> bool:
    return s.call == call != p.truth


def _told(p: Tasks) -> str:
    by = 100 * p.gain()
    return f"With {LABELS[0]} labels, the mean of {DRAWS} draws changes by {by:+.1f} points on the second task."


def _learnt(p: Tasks) -> str:
    known = ", ".join(map(str, p.known))
    if p.apart:
        return f"The layer has learnt to tell {known} apart, and nobody asked it to keep what tells the others apart."
    return f"The layer has learnt to tell {known} apart, and the five digits asked for are among them."


def _calls(call: str, points: float) -> Callable[[Tasks], dict[str, Any] | None]:
    return lambda p: None if p.truth == call else {"call": call, "points": points}


class Transfer(Exercise[Tasks, Called]):
    """A hidden layer from one task, for two others."""

    slow_grade = True
    untouched = "Run the first task."
    predictions = (
        Prediction("Ten labels for task 1. Which inputs are better: raw pixels, or the pre-trained layer?", WINNERS,
                   truth="wins", see="run_first",
                   why="It has learnt ten digits, and this task groups them."),
        Prediction("And for task 2? Look at which digits its network learns first.", WINNERS, truth="wins_second",
                   evidence=lambda p, s: len(s.second) == len(LABELS),
                   why="A layer keeps what its own task needs."),
    )
    misconceptions = (
        Misconception("pre-trained always helps", lambda p, s: _wrong(p, s, HELPS), lambda p, s:
                      f"{_told(p)} {_learnt(p)}", _calls(HELPS, 5.0), criterion="sign"),
        Misconception("pre-trained always harms", lambda p, s: _wrong(p, s, HURTS), lambda p, s:
                      f"{_told(p)} {_learnt(p)}", _calls(HURTS, 5.0), criterion="sign"),
        Misconception("pre-trained makes no difference", lambda p, s: _wrong(p, s, SAME), lambda p, s:
                      f"{_told(p)} The fit on top sees the hidden layer only: all hangs on what that has learnt to "
                      "see.", _calls(SAME, 0.0), criterion="sign"),
        Misconception("a share for points", lambda p, s: s.points is not None and s.call == p.truth and s.points < 0.5,
                      "One point is 0.01 of accuracy: from 0.80 to 0.85 it is 5 points.",
                      lambda p: {"call": p.truth, "points": abs(p.gain())}, score=0.0, criterion="size"),
    )
    view = staticmethod(picture)

    def setup(self, seed: int, table: OwnTable | None) -> Tasks:
        return tasks(seed)

    def settle(self, p: Tasks, before: Called, after: Called) -> Called:
        """Once the second task is on screen, the call stays."""
        return replace(after, call=before.call, points=before.points) if before.second else after

    def sealed(self, p: Tasks, s: Called) -> bool:
        return bool(s.second)

    def enabled_controls(self, p: Tasks, s: Called) -> Collection[str] | None:
        if not s.first:
            return ["run_first"]
        if s.second:
            return ["n"]
        probe = ["trial"] if len(s.trials) < TRIALS else []
        ready = ["run_second"] if s.call != OPEN and s.points is not None else []
        return ["n", "call", "points", *probe, *ready]

    @action("Run task 1", key="r", slow=True)
    def run_first(self, p: Tasks, s: Called) -> Frames[Called]:
        """Pre-train on 1000 digits, then fit to few labels: on raw pixels and on the hidden layer."""
        losses: tuple[float, ...] = ()
        for _, loss in pretraining(p, FIRST):
            losses = (*losses, loss)
            yield replace(s, losses=losses)
        for scores in measuring(p, FIRST, trained(p, FIRST)):
            s = replace(s, first=(*s.first, scores))
            yield replace(s, losses=losses)

    @action("Try one draw", key="d", slow=True)
    def trial(self, p: Tasks, s: Called) -> Frames[Called]:
        """The second task once, with ten labels."""
        done = len(s.trials)
        if done < TRIALS:
            one = next(measuring(p, SECOND, trained(p, SECOND), done + 1))
            yield replace(s, trials=(*s.trials, one[2][-1] - one[1][-1]))

    @action("Run task 2", key="e", slow=True)
    def run_second(self, p: Tasks, s: Called) -> Frames[Called]:
        """All draws of the second task; the call stays as it is from here on."""
        if s.call == OPEN or s.points is None or s.second:
            return
        for scores in measuring(p, SECOND, trained(p, SECOND)):
            s = replace(s, n=LABELS[0], second=(*s.second, scores))
            yield s

    def validate(self, p: Tasks, s: Called) -> str:
        if not s.first:
            return self.untouched
        left = [name for name, missing in (("helps or hurts", s.call == OPEN), ("points", s.points is None)) if missing]
        if left:
            return f"Still open for task 2: {', '.join(left)}."
        return ""

    def criteria(self, p: Tasks, s: Called) -> list[Criterion]:
        right = s.call == p.truth
        size = rubric.number("size", s.points, abs(100 * p.gain()), rel=0, absolute=4, partly=((7, 0.5),), weight=0.4,
                             note=_told(p), says="The average of three draws comes closer.")
        return [Criterion("sign", float(right), 0.6, says=_told(p)), size if right else Criterion("size", 0.0, 0.4)]

    def praise(self, p: Tasks, s: Called) -> str:
        return f"{_told(p)} On the first task it was {100 * gain(fewest(p, FIRST)):+.1f}."

    def solution(self, p: Tasks, s: Called) -> Called:
        return replace(s, first=s.first or (fewest(p, FIRST),), call=p.truth, points=round(abs(100 * p.gain()), 1))
