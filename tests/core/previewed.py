"""A pack to preview: one page of text, one with a choice and a drawn number, one with an exercise."""

from pathlib import Path

LESSON = """+++
title = "Seen"
summary = "s"
+++
# Words

The slope says how steep it is.

---
# Questions

::: choice pick
Which one?

- [x] this
  > Yes.
- [ ] that
  > That is the other one.

Hint: First hint.
Hint: Second hint.
:::

::: number twice draw=questions:draw
Twice {x}?

- [x] {right}
- [ ] else
  > Add it to itself.
:::

---
# Turn

::: exercise turn use=exercise:Turn
Reach the target.
:::
"""
QUESTIONS = "def draw(seed):\n    return {'x': seed + 1, 'right': 2 * seed + 2}\n"
EXERCISE = """from dataclasses import dataclass
from typing import Annotated

from tutor.api import Criterion, Exercise, Metric, Misconception, Prediction, Slider, View


@dataclass(frozen=True)
class Goal:
    target: int


@dataclass(frozen=True)
class State:
    m: Annotated[int, Slider(0, 9, step=1)] = 0


class Turn(Exercise[Goal, State]):
    misconceptions = (
        Misconception("one too many", lambda p, s: s.m == p.target + 1, "One too many.", lambda p: {"m": p.target + 1}),
        Misconception("never", lambda p, s: s.m == 99, "Never.", lambda p: None),
    )
    predictions = (Prediction("Will it rise?", ("yes", "no"), lambda p: 0, "m"),)

    def setup(self, seed, table):
        return Goal(3 + seed % 4)

    def view(self, p, s):
        return View(Metric("distance", abs(s.m - p.target)))

    def criteria(self, p, s):
        return [Criterion("m", float(s.m == p.target), says="Not there.")]

    def solution(self, p, s):
        return State(p.target)
"""
GLOSSARY = '[slope]\nscientist = "s"\nengineer = "e"\n'


def files() -> dict[str, str]:
    """For `make_pack`, whose lesson is called `first`."""
    return {
        "glossary.toml": GLOSSARY,
        "one/first/lesson.md": LESSON,
        "one/first/questions.py": QUESTIONS,
        "one/first/exercise.py": EXERCISE,
    }


def save(root: Path, name: str, text: str) -> None:
    """As an editor saves: the file is another one, so that no clock decides whether it changed."""
    (root / ".new").write_text(text, encoding="utf-8")
    (root / ".new").replace(root / name)
