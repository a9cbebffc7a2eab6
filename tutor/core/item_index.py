"""Every item of the catalogue by its full id, each lesson read when it is first asked for.

What reads lessons is imported with the first one: the list of lessons stands before that.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from tutor.core.errors import TutorError
from tutor.core.own_questions import KIND, read
from tutor.core.packs.model import Catalog, Lesson, read_lesson

if TYPE_CHECKING:
    from tutor.core.lesson.model import AnyQuestion, Block, LessonText
    from tutor.core.store.port import Store


class Entry(msgspec.Struct, frozen=True):
    """An item with its lesson."""

    lesson: Lesson
    item: "Block"

    @property
    def id(self) -> str:
        """`pack/lesson#item`."""
        return f"{self.lesson.id}#{self.item.name}"

    @property
    def version(self) -> str:
        """Hash of what is graded now."""
        from tutor.core.questions import version

        return version(self.item)

    @property
    def asks(self) -> bool:
        """Whether it is a question that can be asked anywhere: `here=only` ones need their page."""
        from tutor.core.lesson.model import Question

        return isinstance(self.item, Question) and not self.item.here

    @property
    def practises(self) -> bool:
        """Whether it is an exercise or a program that counts, and can be done away from its page."""
        from tutor.core.lesson.model import CodeItem, ExerciseRef

        return isinstance(self.item, ExerciseRef | CodeItem) and self.item.weight > 0 and not self.item.here

    @property
    def sits(self) -> bool:
        """Whether a sitting may hold it."""
        return self.asks or self.practises

    @property
    def built(self) -> bool:
        """Whether its answer is built and not recognised."""
        from tutor.core.lesson.model import Question

        return self.practises or (isinstance(self.item, Question) and self.item.BUILT)

    @property
    def question(self) -> "AnyQuestion":
        """The item, of an entry that asks."""
        from tutor.core.lesson.model import Question

        assert isinstance(self.item, Question)
        return self.item

    def objectives(self) -> tuple[int, ...]:
        """The objectives of the lesson that it serves, from 1; those that are not there are left out."""
        every = range(1, len(self.lesson.meta.objectives) + 1)
        named = tuple(number for number in self.item.objectives if number in every)
        return named or tuple(every)


class ItemIndex:
    """Reads lessons once. A lesson that cannot be read has no items here; the Problems screen says why.

    With a store, `find` knows the questions that the learner wrote in a lesson as well. They are no part of it:
    reviews alone ask them.
    """

    def __init__(self, catalog: Catalog, store: "Store | None" = None) -> None:
        self.catalog, self.store = catalog, store
        self.lessons = {lesson.id: lesson for lesson in catalog.lessons}
        self._texts: dict[str, LessonText | None] = {}
        self._own: dict[str, tuple[str, list[tuple[Entry, str]]]] = {}

    def text(self, lesson: str) -> "LessonText | None":
        """The pages of a lesson; None where there are none to be had."""
        if lesson not in self._texts:
            try:
                self._texts[lesson] = read_lesson(self.lessons[lesson]) if lesson in self.lessons else None
            except (TutorError, OSError):
                self._texts[lesson] = None
        return self._texts[lesson]

    def entries(self, lesson: str) -> Iterator[Entry]:
        """The items of a lesson, in its order."""
        text = self.text(lesson)
        if text is not None:
            for item in text.items():
                yield Entry(self.lessons[lesson], item)

    def find(self, id: str) -> Entry | None:
        """The item with this full id; None where lesson or item are gone."""
        lesson, _, name = id.partition("#")
        found = next((entry for entry in self.entries(lesson) if entry.item.name == name), None)
        return found or next((entry for entry, _ in self.written(lesson) if entry.item.name == name), None)

    def written(self, lesson: str) -> list[tuple[Entry, str]]:
        """The learner's own questions of a lesson, each with the time (UTC) at which it was written."""
        text = self.store.get(f"{KIND}/{lesson}") if self.store is not None and lesson in self.lessons else None
        if not text:
            return []
        if lesson not in self._own or self._own[lesson][0] != text:
            self._own[lesson] = text, [(Entry(self.lessons[lesson], item), at) for item, at in read(text)]
        return self._own[lesson][1]

    def all_written(self) -> dict[str, str]:
        """The full ids of all of them, each with its time."""
        keys = self.store.keys(f"{KIND}/") if self.store is not None else []
        return {entry.id: at for key in keys for entry, at in self.written(key.removeprefix(f"{KIND}/"))}

    def page_of(self, id: str) -> int:
        """The index of the page on which an item stands; 0 where it is gone."""
        lesson, _, name = id.partition("#")
        text = self.text(lesson)
        try:
            return text.page_of(name) if text is not None else 0
        except KeyError:
            return 0
