"""A walk through a lesson that its author looks at: as a learner's, but of one seed, and nothing is recorded."""

from collections.abc import Callable
from dataclasses import replace

from tutor.core.exercise.play import Play
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, LessonText
from tutor.core.packs.model import Lesson
from tutor.core.run import LessonRun
from tutor.core.session import ItemState, Session
from tutor.core.store.memory import MemoryStore


class PreviewRun(LessonRun):
    """Every item is shown on the seed `first_seed`, another attempt at it on the next one.

    What it keeps goes with it. `shelf` is where an exercise on the learner's record looks for objectives.
    """

    def __init__(
        self, lesson: Lesson, *, seed: int = 0, text: LessonText | None = None, shelf: ItemIndex | None = None
    ) -> None:
        self.first_seed = seed
        super().__init__(
            lesson, MemoryStore(), text=text, shelf=shelf, seeds=lambda name, attempt: (seed + attempt) % 2**32
        )

    def go_on(self, session: Session) -> None:
        """Take up another walk through it."""
        self.session = session
        self.shown.forget_plays()

    def reset(self, name: str) -> None:
        """An item as a learner meets it first, on the same seed; with all that share its exercise."""
        item = self.shown.item(name)
        for each in self.shown.sharing(name):
            before = self.session.item(each)
            self._put(each, ItemState(version=before.version, attempt=before.attempt))
        if isinstance(item, ExerciseRef):
            self.drop_play(item)

    def drop_play(self, item: ExerciseRef) -> None:
        """Forget in which state an exercise was left."""
        self.shown.forget_play(item.name)
        self.session = self.session.played(item.use, "")

    def forget_verdict(self, name: str) -> None:
        """What was answered stays, what became of it does not."""
        before = self.session.item(name)
        self._put(name, ItemState(version=before.version, attempt=before.attempt, draft=before.draft))

    def judge(self, name: str) -> None:
        """Grade what was answered before, as the lesson is now: an exercise as it stands, wherever it was moved since.

        Programs and slow grades are not run for it.
        """
        item, state = self.shown.item(name), self.session.item(name)
        if state.grade is None:
            return
        if isinstance(item, CodeItem) or (
            isinstance(item, ExerciseRef) and self.shown.play(name).slow_grade(item.part)
        ):
            self.forget_verdict(name)
        else:
            stands = isinstance(item, ExerciseRef)
            grade, response = self._graded(name, "" if stands else state.response or state.draft)
            self.session = self.session.answered(name, response, grade)

    def unlock(self, name: str) -> None:
        """Get past the predictions of an exercise, without a guess."""
        item = self.shown.item(name)
        if isinstance(item, ExerciseRef):
            for _ in range(len(self.shown.play(name).predictions(item.part)) - len(self.predictions(name))):
                self.predict(name, -1)

    def lead(self, name: str, move: Callable[[Play], object]) -> None:
        """Take an exercise from its start to where `move` leads, and have that judged unless it takes long."""
        item = self.shown.item(name)
        assert isinstance(item, ExerciseRef)
        self.reset(name)
        self.unlock(name)
        play = self.shown.play(name)
        move(play)
        self.draft(name, play.dump())
        if not play.slow_grade(item.part):
            self.submit(name)

    def hint_at(self, name: str, number: int) -> None:
        """Show the first `number` hints, and no more."""
        self._put(name, replace(self.session.item(name), hints=0))
        for _ in range(number):
            self.hint(name)

    def page_items(self) -> list[Block]:
        """What stands on the present page."""
        return self.text.pages[self.session.page].items()

    def _put(self, name: str, state: ItemState) -> None:
        self.session = self.session.with_item(name, state)
