"""What one attempt at a lesson shows: its items with their seeds, drawn values, orders and exercises."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tutor.core.answering import find_item, generated
from tutor.core.errors import TutorError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.exercise.record import Record, dump_record, load_record, record_key
from tutor.core.lesson.model import Block, ExerciseRef, LessonText, Question
from tutor.core.own_data import OwnTable
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.questions import presented
from tutor.core.saved_session import SavedSession
from tutor.core.variety import varies

if TYPE_CHECKING:
    from tutor.core.worker import Job

Seeds: TypeAlias = Callable[[str, int], int]
"""What an item is called, or what the blocks of an exercise share, and which attempt at it -> its seed."""


class AttemptView:
    """The items of a lesson as the present attempt at each shows them. An author's fault raises ExerciseError.

    Which attempt that is stands in the session, and `seeds` says what its seed is. `record_now` gives the learner's
    record, for an exercise that asks for it, or None where it is not to be had.
    """

    def __init__(
        self,
        lesson: Lesson,
        text: LessonText,
        saved: SavedSession,
        seeds: Seeds,
        *,
        own_data: OwnTable | None = None,
        record_now: Callable[[], Record | None] = lambda: None,
    ) -> None:
        self.lesson, self.text, self.own_data = lesson, text, own_data
        self._saved, self._seeds, self._record_now = saved, seeds, record_now
        self._items = {item.name: item for item in text.items()}
        self._generated: dict[tuple[str, int], Block] = {}
        self._plays: dict[tuple[str, int], Play] = {}
        self._varies: dict[str, bool] = {}

    def item(self, name: str) -> Block:
        """The item as the author wrote it; TutorError names the nearest ones."""
        return self._items[name] if name in self._items else find_item(self.text, name)

    def seed(self, name: str) -> int:
        """The seed of the item's present attempt; blocks that show one exercise share it."""
        item = self.item(name)
        attempt = max(self._saved.session.item(each).attempt for each in self.sharing(name))
        return self._seeds(item.use if isinstance(item, ExerciseRef) else name, attempt)

    def sharing(self, name: str) -> list[str]:
        """The names of the blocks that show the same exercise; of another item, its own."""
        item = self.item(name)
        if not isinstance(item, ExerciseRef):
            return [name]
        return [each.name for each in self._items.values() if isinstance(each, ExerciseRef) and each.use == item.use]

    def question(self, name: str) -> Block:
        """The item as this attempt shows it: its values drawn and filled in."""
        variant = (name, self.seed(name))
        if variant not in self._generated:
            self._generated[variant] = generated(self.lesson, self.item(name), variant[1])
        return self._generated[variant]

    def order(self, name: str) -> tuple[int, ...]:
        """In which order this attempt shows the options, entries or right column."""
        item = self.item(name)
        return presented(item, self.seed(name)) if isinstance(item, Question) else ()

    def play(self, name: str) -> Play:
        """The exercise of a block, where it was left; blocks with the same `use` share it."""
        item = self.item(name)
        if not isinstance(item, ExerciseRef):
            raise TutorError(f"“{name}” is not an exercise.")
        variant = (item.use, self.seed(name))
        if variant not in self._plays:
            kind = load_object(self.lesson, item.use)
            data = self.own_data if getattr(kind, "own_data", None) is not None else None
            saved = self._saved.session.plays.get(item.use)
            asks = getattr(kind, "on_record", Exercise.on_record) is not Exercise.on_record
            record = self._record(item.use) if asks and data is None else None
            self._plays[variant] = Play.open(kind, variant[1], data, saved, self.lesson.id, record)
        return self._plays[variant]

    def _record(self, use: str) -> Record | None:
        """The learner's record as it was when this attempt began, so that an attempt keeps its numbers."""
        kept = load_record(self._saved.session.plays.get(record_key(use)))
        if kept is None and (kept := self._record_now()) is not None:
            self._saved.session = self._saved.session.played(record_key(use), dump_record(kept))
        return kept

    def forget_play(self, name: str) -> None:
        """The exercise of a block is opened anew when it is next asked for."""
        self._plays.pop((getattr(self.item(name), "use", ""), self.seed(name)), None)

    def forget_plays(self) -> None:
        """The same for every exercise."""
        self._plays.clear()

    def job(self, name: str, action: str = "", pack_dirs: Sequence[Path] | None = None) -> "Job":
        """An action of an exercise (or its grade), for the worker; by itself it looks in the lesson's own pack."""
        from tutor.core.worker import job_for

        item, pack = self.item(name), self.lesson.pack
        assert isinstance(item, ExerciseRef)
        own = [pack.root] if pack.from_folder and isinstance(pack.root, Path) else []
        dirs = own if pack_dirs is None else pack_dirs
        return job_for(self.lesson, item.use, self.play(name), part=item.part, action=action, pack_dirs=dirs)

    def varies(self, name: str) -> bool:
        """Whether another attempt has other numbers; one on the learner's own table has not."""
        item = self.item(name)
        if name not in self._varies:
            own = isinstance(item, ExerciseRef) and self.own_data is not None
            self._varies[name] = not own and varies(self.lesson, item)
        return self._varies[name]

    def picks_one(self, name: str) -> bool:
        """Whether the item is a choice of one option, which earns less at the second try."""
        item = self.item(name)
        return isinstance(item, Question) and item.picks_one
