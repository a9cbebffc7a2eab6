"""An exercise or a program in a sitting: the same walk as in its lesson, with this seed, and nothing kept beside."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade
from tutor.core.lesson.model import CodeItem, ExerciseRef, LessonText, Page
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore

Work = ExerciseRef | CodeItem


class Practice(LessonRun):
    """A lesson of one item. It asks for no predictions: they prepare for what is new, and this is a test.

    A verdict is told by `graded`, and is not on record here: the sitting does that.
    """

    def __init__(self, lesson: Lesson, item: Work, seed: int, *, hints: bool = False) -> None:
        shown = item if hints else replace(item, hints=())
        super().__init__(
            lesson, MemoryStore(), text=LessonText((Page((shown,)),)), mode="sitting", seeds=lambda name, attempt: seed
        )
        self.name = item.name
        self.graded: tuple[str, Grade] | None = None
        """The response that was graded last, and its verdict."""

    def predictions(self, name: str) -> tuple[int, ...]:
        """No guess, at every prediction."""
        item = self.shown.item(name)
        return (-1,) * len(self.shown.play(name).predictions(item.part)) if isinstance(item, ExerciseRef) else ()

    def record(
        self, name: str, response: str, grade: Grade, *, seconds: float = 0.0, confidence: int | None = None
    ) -> "Future[None]":
        """A verdict was reached."""
        self.graded = response, grade
        return self.save_session()

    @property
    def part(self) -> str:
        """Which part of an exercise it is."""
        return str(getattr(self.shown.item(self.name), "part", ""))

    @property
    def slow(self) -> bool:
        """Whether the verdict is to be asked of the worker process."""
        item = self.shown.item(self.name)
        return isinstance(item, ExerciseRef) and self.shown.play(self.name).slow_grade(item.part)

    @property
    def standing(self) -> str:
        """The answer as it stands: the state of an exercise, the program."""
        item = self.shown.item(self.name)
        if isinstance(item, ExerciseRef):
            return self.shown.play(self.name).dump()
        return self.state(self.name).draft or (item.starter if isinstance(item, CodeItem) else "")

    def as_data(self) -> dict[str, Any]:
        """What a script is shown of it: how it stands, which is a response too, and what is on screen in words."""
        item = self.shown.item(self.name)
        if not isinstance(item, ExerciseRef):
            return {"program": self.standing}
        play = self.shown.play(self.name)
        offers = [field.offer(getattr(play.state, field.name)) for field in play.visible_fields(item.part)]
        return {"state": self.standing, "controls": offers, "words": _words(play, item.part)}


def judge(run: Practice, response: str) -> Grade:
    """The verdict for whoever waits for it: a slow one is found by the worker process. Raises ExerciseError."""
    if not run.slow:
        return run.submit(run.name, response)[0]
    from tutor.core.paths import ensure, log_file
    from tutor.core.worker import SyncWorker

    try:
        run.shown.play(run.name).answer(response or run.standing, run.part)
    except ExerciseError:
        raise
    except TutorError as error:
        return Grade.invalid(str(error))
    with SyncWorker(ensure(log_file().parent) / log_file().name) as worker:
        return worker.grade(run.shown.job(run.name))


def mine(lesson: Lesson, item: Work, seed: int, response: str) -> str:
    """An answer as a learner reads it (Markdown): what was on screen, or the program."""
    if isinstance(item, CodeItem):
        return _program(response)
    try:
        return _words(Play.open(load_object(lesson, item.use), seed, saved=response, where=lesson.id), item.part)
    except TutorError:
        return ""


def right(lesson: Lesson, item: Work, seed: int) -> str:
    """The author's way, as a learner reads it; '' where there is none that can be told."""
    try:
        if isinstance(item, CodeItem):
            return _program(load_object(lesson, item.checks).solution)
        play = Play.open(load_object(lesson, item.use), seed, where=lesson.id)
        if play.slow_grade(item.part):
            return ""
        play.solve(item.part)
        return _words(play, item.part)
    except TutorError:
        return ""


def _program(source: str) -> str:
    return f"```python\n{source.strip()}\n```"


def _words(play: Play, part: str) -> str:
    """What is on screen, its controls first."""
    state = play.state
    controls = [
        f"- {field.label}: {field.control.at(getattr(state, field.name))}" for field in play.visible_fields(part)
    ]
    return "\n\n".join(["\n".join(controls), play.view(part).words()]).strip()
