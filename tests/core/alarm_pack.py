"""A small pack that holds, for what a check finds once one thing in it is changed."""

LESSON = """\
+++
title = "An alarm"
minutes = 5
+++
# An alarm

::: number rate draw=questions:rate
Of {all} days {bad} were bad: which share?

- [x] {share} ± 1 %
  > Bad by all.
- [ ] else
  > Divide.

Hint: Divide.
:::

---
# Set it

::: exercise alarm use=exercise:Alarm
Set the alarm.

Hint: Between the calm days and the bad one.
:::
"""
QUESTIONS = """\
from random import Random


def rate(seed):
    random = Random(seed)
    bad = random.randint(3, 9)
    return {"all": 50, "bad": bad, "share": bad / 50}
"""
EXERCISE = """\
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import Criterion, Exercise, Metric, Misconception, Prediction, Slider, View, action

LOG = []
COUNT = 0


@dataclass(frozen=True)
class Days:
    highest: int
    calm: list[float]


@dataclass(frozen=True)
class State:
    level: Annotated[float, Slider(0, 20, step=1)] = 0.0


def truth(p):
    return 1 if p.highest > 0 else 0


class Alarm(Exercise[Days, State]):
    predictions = (Prediction("More alarms?", ("yes", "no"), truth=truth, see="level"),)
    misconceptions = (
        Misconception("at the bad day", lambda p, s: s.level > p.highest, "Too late.", lambda p: {"level": 20.0}),
    )
    seen = []
    scale = 1.0

    def setup(self, seed, table):
        random = Random(seed)
        highest = random.randint(5, 9)
        return Days(highest, [float(random.randint(1, highest - 1)) for _ in range(5)])

    def start(self, p):
        return State()

    def alarms(self, p, s):
        return sum(each > s.level for each in p.calm)

    def view(self, p, s):
        return View(
            Metric("false alarms", self.alarms(p, s)),
            Metric("level", s.level, format=".1f"),
        )

    def criteria(self, p, s):
        return [Criterion("level", float(s.level == p.highest), says="Not yet.")]

    def solution(self, p, s):
        return replace(s, level=float(p.highest))

    @action("Up", key="u")
    def up(self, p, s):
        return replace(s, level=min(20.0, s.level + 1))
"""
LINE, EX, DRAW = "lesson.md", "exercise.py", "questions.py"
FILES = {LINE: LESSON, EX: EXERCISE, DRAW: QUESTIONS}
PACK = {
    "__init__.py": "",
    "pack.toml": 'api = 1\ntitle = "T"\n[[modules]]\nid = "basics"\ntitle = "B"\nlessons = ["alarm"]\n',
}
