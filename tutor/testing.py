"""For a pack's own tests: play a lesson as a learner would, and see what is drawn, without a screen.

    def test_a_flat_line_is_told_so(play: Player) -> None:
        played = play("my-lessons/slope", {"turn": {"m": 2.0}})
        assert "too flat" in played.grade("turn").feedback

The fixtures `play` and `render` come with the tutor's pytest plug-in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tutor.core.answering import find_item, grade_response
from tutor.core.errors import TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import View
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson

__all__ = ["Answer", "Played", "Player", "render"]

Move: TypeAlias = Mapping[str, Any] | str
"""Values for controls by name, `{"m": 2.0}`, or the name of an action, `"step"`."""
Answer: TypeAlias = str | Mapping[str, Any] | Sequence[Move]
"""An answer to an item: a response as `tutor grade` takes it; for an exercise a move, or moves in order."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of the answers, by the name of the item."""

    lesson: str
    grades: Mapping[str, Grade]
    views: Mapping[str, View] = field(default_factory=dict)
    """What each exercise shows at its end."""

    def grade(self, item: str) -> Grade:
        """The verdict on an item: its `outcome`, `score`, `feedback` and `misconception`. KeyError if not answered."""
        return self.grades[item]

    def outcome(self, item: str) -> str:
        """`passed`, `failed`, `invalid`, `unattempted` or `lesson-error`."""
        return self.grades[item].outcome.value

    def view(self, item: str) -> View:
        """What the exercise shows after the last move. KeyError if it is none, or was not answered."""
        return self.views[item]

    @property
    def passed(self) -> bool:
        """Whether every answer passed."""
        return all(grade.outcome == "passed" for grade in self.grades.values())


@dataclass(frozen=True, slots=True)
class Player:
    """Plays lessons of what is installed and of the pack folders `packs`."""

    packs: tuple[Path, ...] = ()

    def __call__(self, lesson: str, answers: Mapping[str, Answer], seed: int = 1) -> Played:
        """Answer items of a lesson, each from its start, on the numbers of `seed`; nothing is recorded.

        `lesson` is `line` or `my-pack/line`; the keys of `answers` are names of items. A question takes a response as
        `tutor grade` does (`"2"`, `"1,3"`, `"one|two"`, `"1=2,2=1"`), a program its text. An exercise takes what a
        learner does: `{"m": 2.0}`, `"step"` (an action), or a list of both. TutorError says where there is no such
        lesson or item, where the lesson cannot be read, and where a learner could not make a move.
        """
        found = load_catalog(self.packs).find(lesson)
        grades: dict[str, Grade] = {}
        views: dict[str, View] = {}
        for name, answer in answers.items():
            item = find_item(read_lesson(found), name)
            if isinstance(item, ExerciseRef):
                play = _played(found, item, answer, seed)
                grades[name], views[name] = play.grade(item.part), play.view(item.part)
            elif isinstance(answer, str):
                grades[name] = grade_response(found, item, answer, seed)
            else:
                raise TutorError(f"{found.id}#{name} takes a text, as `tutor grade` does, not {answer!r:.60}.")
        return Played(found.id, grades, views)


def render(shown: View | Chart, width: int = 60, height: int = 16) -> str:
    """What the learner sees, as text without colour: a chart in `width` × `height` cells.

    Of a whole view the charts are drawn, and the other parts told in words.
    """
    from tutor.ui.plotting.render import to_text

    parts = shown.parts if isinstance(shown, View) else (shown,)
    drawn = (to_text(part, width, height) if isinstance(part, Chart) else part.words() for part in parts)
    return "\n\n".join(drawn)


def _played(lesson: Lesson, item: ExerciseRef, answer: Answer, seed: int) -> Play:
    play = Play.open(load_object(lesson, item.use), seed, where=lesson.id)
    for move in [answer] if isinstance(answer, str | Mapping) else answer:
        if isinstance(move, str):
            play.act(move, item.part)
        else:
            for control, value in move.items():
                play.set(control, value, item.part)
    return play
