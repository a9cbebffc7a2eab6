"""A pack of two lessons that holds, to be broken in one place."""

import re
from pathlib import Path

import pytest

from tutor.core.check import Report

PACK = """\
api = 1
title = "Fixture"
[[modules]]
id = "basics"
title = "Basics"
lessons = ["line", "next"]
"""
GLOSSARY = '[weight]\nscientist = "A coefficient."\nengineer = "A number that is learned."\n'
NEXT = '+++\ntitle = "Next"\nneeds = ["line"]\n+++\n# Next\n\nSo it is.\n'
LESSON = """\
+++
title = "Fit a line"
minutes = 5
objectives = ["fit a line"]
terms = ["weight"]
covers = ["regression.letters"]
+++
# A line

The weight turns it.

::: choice bias
What does raising b do?

- [x] Lifts every point of it
  > Right: b is where it meets x = 0.
- [ ] Makes it steeper
  > That is W.

Hint: Put x = 0 into it.
Why: b is added last.
:::

::: number slope draw=questions:slope
From (0, 0) to ({x}, {y}): what is W?

- [x] {w} ± 1 %
  > Rise over run.
- [ ] {inverse} ± 1 %
  > Upside down.
- [ ] else
  > Difference in y over difference in x.

Hint: Rise over run.
:::

::: text term
What is W called?

- [x] weight
  > So it is.
- [ ] /bias(es)?/
  > That is b.

Hint: It says how heavily an input counts.
:::

---
# Turn it

::: exercise tune use=exercise:Fit
Bring the loss to 0.

Hint: Turn it towards the points.
:::
"""
QUESTIONS = """\
from random import Random


def slope(seed):
    random = Random(seed)
    x, y = random.randint(3, 9), random.randint(20, 90)
    return {"x": x, "y": y, "w": y / x, "inverse": x / y}
"""
EXERCISE = """\
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import (
    Axis, Chart, Criterion, Exercise, Formula, Line, Metric, Misconception, Points, Prediction, Slider, View, action
)


@dataclass(frozen=True)
class Data:
    target: int
    x: tuple[float, ...] = (1.0, 2.0, 3.0)

    @property
    def y(self):
        return [self.target * x for x in self.x]


@dataclass(frozen=True)
class State:
    w: Annotated[float, Slider(-5, 5, step=0.5)] = 0.0
    trace: tuple[float, ...] = ()


class Fit(Exercise[Data, State]):
    predictions = (Prediction("Up?", ("yes", "no"), truth=0, see="w"),)
    misconceptions = (
        Misconception("sign", lambda p, s: s.w < 0, "The sign is wrong.", lambda p: {"w": -float(p.target)}),
        Misconception("flat", lambda p, s: 0 <= s.w < p.target, "Turn it further.", lambda p: {"w": 1.0}),
    )

    def setup(self, seed, table):
        return Data(Random(seed).randint(2, 4))

    def start(self, p):
        return State()

    def loss(self, p, s):
        return sum((s.w * x - y) ** 2 for x, y in zip(p.x, p.y))

    def view(self, p, s):
        return View(
            Chart([Points(p.x, p.y), Line(p.x, [s.w * x for x in p.x])], x=Axis("x"), y=Axis("y")),
            Formula("y = W x"),
            Metric("loss", self.loss(p, s), format=".2f"),
        )

    def criteria(self, p, s):
        return [Criterion("W", float(s.w == p.target), says="Turn it back.")]

    def solution(self, p, s):
        return replace(s, w=float(p.target))

    def code(self, p, s):
        return f"x, y = {p.x}, {p.y}\\nprint(sum(({s.w} * a - b) ** 2 for a, b in zip(x, y)))\\n"

    @action("Step", key="s")
    def step(self, p, s):
        return replace(s, w=min(5.0, s.w + 0.5), trace=(*s.trace, s.w)[-5:])
"""
FILES = {
    "pack.toml": PACK,
    "glossary.toml": GLOSSARY,
    "__init__.py": "",
    "basics/__init__.py": "",
    "basics/line/__init__.py": "",
    "basics/line/lesson.md": LESSON,
    "basics/line/exercise.py": EXERCISE,
    "basics/line/questions.py": QUESTIONS,
    "basics/next/lesson.md": NEXT,
}


@pytest.fixture
def pack(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    name = "check_" + re.sub(r"\W+", "_", request.node.name).lower()
    for file, text in FILES.items():
        place = tmp_path / name / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return tmp_path / name


def change(pack: Path, file: str, old: str, new: str) -> int:
    """Replace `old` once; the line on which `new` begins."""
    place = pack / file
    text = place.read_text()
    assert text.count(old) == 1, (file, old)
    at = text.index(old)
    place.write_text(text.replace(old, new))
    return text[:at].count("\n") + 1


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


LINE, EX, DRAW = "basics/line/lesson.md", "basics/line/exercise.py", "basics/line/questions.py"
