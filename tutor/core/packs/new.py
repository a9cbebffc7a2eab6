"""`tutor new`: the smallest pack that `tutor check` passes, to be changed into one's own."""

import re
import sys
from pathlib import Path

from tutor.core.errors import TutorError
from tutor.core.files import write_folder
from tutor.core.packs import API_VERSION
from tutor.core.packs.sources import folder_id

PACK = """\
api = {api}
title = "{title}"
summary = "What a learner will be able to do after it."

[[modules]]
id = "basics"
title = "Basics"
lessons = ["slope"]
"""

GLOSSARY = """\
[slope]
scientist = "The coefficient of x: how much y changes when x grows by one."
engineer = "The factor in front of x."
also = ["gradient"]
not = ["intercept"]
"""

LESSON = """\
+++
title = "The slope of a line"
summary = "Read a slope off two points, and turn a line to it."
minutes = 5
objectives = ["compute a slope from two points"]
needs = []
terms = ["slope"]
covers = []
+++
# What a slope says

In $y = mx$ the slope $m$ says how far y rises when x grows by one.

::: choice meaning
What does a larger slope do to the line?

- [x] Makes it rise faster
  > Each step in x now brings a larger step in y.
- [ ] Lifts all of it by the same amount
  > That is what an intercept does. At x = 0 this line stays at 0.

Hint: Compare y = 2x with y = 3x at x = 1 and at x = 2.
Why: m multiplies x, so it acts on every step.
:::

::: number from-points draw=questions:two_points
A line through (0, 0) also goes through ({x}, {y}). What is its slope?

- [x] {slope} ± 1 %
  > The rise {y} over the run {x}.
- [ ] {inverse} ± 1 %
  > That is run over rise: upside down.
- [ ] else
  > Divide how far y rose by how far x went.

Hint: How far does y rise on the way, and how far does x go?
Why: Rise over run is the same wherever on the line it is measured.
:::

---
# Turn it yourself

::: exercise turn use=exercise:Turn
Turn the line until it goes through all points.

Hint: Follow the last point: there the line is furthest off.
Why: One number was to be found, and one point would have been enough to find it.
:::
"""

QUESTIONS = '''\
"""Numbers for the questions of this lesson."""

from random import Random


def two_points(seed: int) -> dict[str, float]:
    """A point whose slope and its inverse differ."""
    random = Random(seed)
    x, y = random.randint(2, 9), random.randint(12, 60)
    return {"x": x, "y": y, "slope": y / x, "inverse": x / y}
'''

EXERCISE = '''\
"""Turn a line by its slope until it meets the points."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import (
    Axis,
    Chart,
    Criterion,
    Exercise,
    Formula,
    Line,
    Metric,
    Misconception,
    OwnTable,
    Points,
    Slider,
    View,
    source_code,
)


@dataclass(frozen=True)
class Rise:
    """What an attempt works on: points that lie on a line through (0, 0)."""

    slope: float
    x: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0)

    @property
    def y(self) -> tuple[float, ...]:
        """The heights of the points."""
        return tuple(self.slope * x for x in self.x)

    def loss(self, slope: float) -> float:
        """The sum of squared misses."""
        return sum((slope * x - y) ** 2 for x, y in zip(self.x, self.y, strict=True))


@dataclass(frozen=True)
class State:
    """What the learner sets."""

    slope: Annotated[float, Slider(-5, 5, step=0.1, label="slope")] = 0.0


class Turn(Exercise[Rise, State]):
    """Find the slope. Every method is a pure function of the problem and the state."""

    untouched = "The line lies flat, as it began. Turn it."
    misconceptions = (
        Misconception(
            "wrong sign",
            lambda p, s: s.slope < 0,
            "The points rise from left to right, but your line falls.",
            lambda p: {"slope": -p.slope},
        ),
        Misconception(
            "stopped early",
            lambda p, s: 0 <= s.slope < p.slope - 0.05,
            "Your line is too flat.",
            lambda p: {"slope": p.slope / 2},
        ),
        Misconception(
            "turned too far",
            lambda p, s: s.slope > p.slope + 0.05,
            "Your line is too steep.",
            lambda p: {"slope": p.slope + 1},
        ),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Rise:
        """Points on a line that the seed chooses."""
        return Rise(Random(seed).randint(10, 40) / 10)

    def view(self, p: Rise, s: State) -> View:
        """The points, the line, and how far off it is."""
        line = Line([0, 5], [0, 5 * s.slope], label="your line", tone="model")
        return View(
            Chart([Points(p.x, p.y, label="points"), line], x=Axis("x"), y=Axis("y", low=-25, high=25)),
            Formula("y = m x", f"y = {s.slope:.1f} x"),
            Metric("loss", p.loss(s.slope), best=0.0, format=".2f"),
        )

    def criteria(self, p: Rise, s: State) -> list[Criterion]:
        """Right to half a step of the slider."""
        return [Criterion("slope", float(abs(s.slope - p.slope) <= 0.05))]

    def praise(self, p: Rise, s: State) -> str:
        """What is said of the right slope."""
        return "It goes through every point."

    def solution(self, p: Rise, s: State) -> State:
        """The slope that the points were made with."""
        return replace(s, slope=p.slope)

    def code(self, p: Rise, s: State) -> str:
        """The loss that stands on the screen."""
        return (
            f"import numpy as np\\n\\n{source_code(None, x=p.x, y=p.y)}"
            f"loss = np.sum(({s.slope} * x - y) ** 2)\\n"
            'print(f"loss {loss:.2f}")\\n'
        )
'''


def new_pack(folder: Path, name: str) -> Path:
    """Write a pack into `folder`/`name` and return where it is. TutorError where the name or the folder will not do."""
    package = name.replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", package):
        raise TutorError(f"“{name}” cannot be a pack: use small letters, digits and _, for example my_pack.")
    if package in sys.stdlib_module_names or package in ("tutor", "numpy", "pandas", "sklearn", "textual"):
        raise TutorError(
            f"“{name}” is the name of another package: choose one of your own, for example {package}_pack."
        )
    target = folder / package
    if target.exists():
        raise TutorError(f"{target} is there already: choose another name, or remove it first.")
    title = folder_id(package).replace("-", " ").capitalize()
    files = {
        "__init__.py": f'"""{title}: lessons for the tutor."""\n',
        "pack.toml": PACK.format(api=API_VERSION, title=title),
        "glossary.toml": GLOSSARY,
        "basics/__init__.py": '"""The basics."""\n',
        "basics/slope/__init__.py": '"""The slope of a line."""\n',
        "basics/slope/lesson.md": LESSON,
        "basics/slope/questions.py": QUESTIONS,
        "basics/slope/exercise.py": EXERCISE,
    }
    write_folder(target, files)
    return target
