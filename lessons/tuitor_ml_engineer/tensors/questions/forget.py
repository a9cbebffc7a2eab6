"""What becomes of a question that is answered once, and of one that is asked again."""

from dataclasses import dataclass
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import Answer, Axis, Chart, Exercise, Held, Line, Metric, Number, OwnTable, Prediction, Rule, Slider
from tutor.api import View, WrongAnswer, forgetting

AGAIN = 2
"""The day on which the second learner is asked again."""
END, GOAL = 60, 0.9


@dataclass(frozen=True)
class Memory:
    """How firmly a thing sits after the first right answer: its stability, in days."""

    stability: float

    @property
    def firmer(self) -> float:
        """The stability once it was recalled on day AGAIN."""
        return forgetting.recalled(self.stability, AGAIN)

    def once(self, days: np.ndarray) -> np.ndarray:
        """The chance of recall of who answered once, on day 0."""
        return forgetting.recall(days, self.stability)

    def twice(self, days: np.ndarray) -> np.ndarray:
        """That of who was asked again on day AGAIN, and knew it."""
        later = forgetting.recall(np.maximum(days - AGAIN, 0), self.firmer)
        return np.where(days < AGAIN, self.once(days), later)

    @property
    def day_once(self) -> float:
        return forgetting.days_until(GOAL, self.stability)

    @property
    def day_twice(self) -> float:
        return AGAIN + forgetting.days_until(GOAL, self.firmer)


@dataclass(frozen=True)
class Days:
    """The day that is looked at, and the days on which each curve crosses 90%."""

    day: Annotated[float, Slider(0, END, step=0.5, label="day")] = 0.0
    first: Annotated[float | None, Number(label="once: 90%", low=0, high=END)] = None
    second: Annotated[float | None, Number(label="again: 90%", low=0, high=END)] = None


def _percent(values: np.ndarray) -> float:
    return float(100 * values)


class Forget(Exercise[Memory, Days]):
    """Two curves of forgetting."""

    untouched = "Move the day first."
    done = "One more success moved that day far out: done once is not done for ever."
    predictions = (
        Prediction("You answered a question right. When has the chance that you recall it fallen to 90%?",
                   ("within a week", "after one to three months", "never: what I know I know"), 0, see="day", steps=14,
                   evidence=lambda p, s: s.day >= p.day_once,
                   why="Two to three days on average over many learners. Then it falls more and more slowly."),
    )
    answers = (
        Answer("first", lambda p, s: p.day_once, "move the day until “once” reads 90%.", name="once", within=0.2,
               wrong=[WrongAnswer("the day at 80%", lambda p, s: forgetting.days_until(0.8, p.stability),
                                  lambda p, s: f"On day {s.first:g} it is 80%: you went too far.", 0.5)]),
        Answer("second", lambda p, s: p.day_twice, "move on until “again” reads 90%.", name="again", within=0.1,
               wrong=[WrongAnswer("the same gap once more", lambda p, s: AGAIN + p.day_once, lambda p, s:
                                  f"Not {p.day_once:.0f} days again: it sits firmer now. Look further.")]),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Memory:
        return Memory(Random(seed).randint(4, 12) / 2)

    def view(self, p: Memory, s: Days) -> View:
        days = np.linspace(0, END, 241)
        here = np.array(s.day)
        return View(
            Held(Chart(
                [Line(days, 100 * p.once(days), label="asked once", tone="data"),
                 Line(days, 100 * p.twice(days), label=f"asked again on day {AGAIN}", tone="model"),
                 Rule(y=100 * GOAL, label="90%", tone="muted"), Rule(x=s.day, label="day", tone="accent")],
                x=Axis("days later", low=0, high=END), y=Axis("recall", "%", low=50, high=100), height=12,
            )),
            Held(Metric("once", _percent(p.once(here)), "%", format=".1f")),
            Held(Metric("again", _percent(p.twice(here)), "%", format=".1f")),
        )
