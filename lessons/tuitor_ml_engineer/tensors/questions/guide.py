"""Where to go on: a resource for each of the three gaps, and what to do with it first."""

from dataclasses import dataclass
from typing import Annotated

from tutor.api import Answer, Choice, Exercise, Misconception, Note, OwnTable, Table, View, WrongAnswer

from .problem import Known, made_up, on_record
from .resources import ABOUT, FAST, RESOURCES, fitting

OPEN, READ, SAVE, TASK = "?", "read it all", "bookmark it", "do one task"


@dataclass(frozen=True)
class Way:
    """The resource for each gap, and the first step."""

    first: Annotated[str, Choice((OPEN, *RESOURCES), label="gap 1")] = OPEN
    second: Annotated[str, Choice((OPEN, *RESOURCES), label="gap 2")] = OPEN
    third: Annotated[str, Choice((OPEN, *RESOURCES), label="gap 3")] = OPEN
    step: Annotated[str, Choice((OPEN, READ, SAVE, TASK), label="first step")] = OPEN

    @property
    def chosen(self) -> tuple[str, str, str]:
        return self.first, self.second, self.third


def _answer(field: str, n: int) -> Answer:
    return Answer(field, lambda p, s: list(fitting(p.rows[p.weakest[n]].lesson)),
                  "what is each resource about, and which of them speaks of this lesson?", name=f"gap {n + 1}")


def _astray(p: Known) -> bool:
    """Whether fast.ai for all three is wrong for one of them."""
    return any(FAST not in fitting(p.rows[at].lesson) for at in p.weakest)


class Guide(Exercise[Known, Way]):
    """Match resources to gaps."""

    untouched = "Choose a resource for each gap, and a first step."
    done = "A gap, a source, a task: that is a plan. Put the task into your calendar."
    on_record = staticmethod(on_record)
    answers = (
        *(_answer(field, n) for n, field in enumerate(("first", "second", "third"))),
        Answer("step", lambda p, s: TASK, name="first step", wrong=[
            WrongAnswer("a reading list", READ, "To have read is not to be able to. Pick one page of it, with a task."),
            WrongAnswer("a bookmark", SAVE, "A bookmark closes no gap. Pick one task of it, and do it."),
        ]),
    )

    misconceptions = (
        Misconception("one course for all", lambda p, s: s.chosen == (FAST,) * 3 and _astray(p),
                      "fast.ai is about deep nets. A gap in statistics or in data preparation stays open with it.",
                      lambda p: {"first": FAST, "second": FAST, "third": FAST} if _astray(p) else None, score=0.5),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Known:
        return made_up(seed)

    def view(self, p: Known, s: Way) -> View:
        gaps = (f"gap {n}  {p.rows[at].title}: {p.rows[at].objective}" for n, at in enumerate(p.weakest, 1))
        return View(Table(("resource", "what for"), list(ABOUT.items()), height=len(ABOUT)), Note(p.told),
                    *(Note(gap, tone="accent") for gap in gaps))

    def validate(self, p: Known, s: Way) -> str:
        left = sum(choice == OPEN for choice in (*s.chosen, s.step))
        return self.untouched if left == len(self.answers) else f"Still open: {left} of four." if left else ""
