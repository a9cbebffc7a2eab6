"""What the app knows: the catalogue, the store and what is derived of them, loaded beside the screen."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError

if TYPE_CHECKING:
    from tutor.core.own_data import OwnTable
    from tutor.core.packs.model import Catalog, Lesson
    from tutor.core.run import LessonRun
    from tutor.core.store.port import Store


class Library:
    """Filled by `load` in a thread; until then `catalog` is None and all lessons are new.

    `own` holds the learner's table for a lesson's id.
    """

    def __init__(
        self, pack_dirs: Sequence[Path] = (), data_dir: Path | None = None, own: Mapping[str, "OwnTable"] | None = None
    ) -> None:
        self.pack_dirs, self.data_dir, self.own = tuple(pack_dirs), data_dir, own or {}
        self.catalog: Catalog | None = None
        self.store: Store | None = None
        self._by_id: dict[str, Lesson] = {}
        self._states: dict[str, str] = {}
        self._next = ""

    def load(self) -> None:
        """Find the lessons and open the store. Runs off the loop; reads no pack's code."""
        from tutor.core.packs.catalog import load_catalog
        from tutor.core.paths import data_dir
        from tutor.core.store.sqlite import open_store

        catalog = load_catalog(self.pack_dirs)
        if self.store is None:
            self.store = open_store(self.data_dir or data_dir())
        self._by_id = {lesson.id: lesson for lesson in catalog.lessons}
        self.catalog = catalog
        self.derive()

    def derive(self) -> None:
        """Work out what the attempts say of every lesson; reads no lesson."""
        from tutor.core import progress

        if self.catalog is not None and self.store is not None:
            found = progress.lessons(self.store)
            ahead = progress.suggestion(self.catalog.lessons, found)
            self._states = {id: str(one.state) for id, one in found.items()}
            self._next = ahead.id if ahead else ""

    def open(self, id: str) -> "LessonRun":
        """A learner's walk through a lesson, from where it was left. TutorError says what is wrong with it."""
        from tutor.core.run import LessonRun

        if self.catalog is None or self.store is None:
            raise TutorError("The lessons are still being looked for. Try again in a moment.")
        return LessonRun(self.catalog.find(id), self.store, own_data=self.own.get(id))

    def lesson(self, id: str) -> "Lesson | None":
        """The lesson with this full id."""
        return self._by_id.get(id)

    def lesson_state(self, lesson: "Lesson") -> str:
        """new, started, passed or mastered."""
        return self._states.get(lesson.id, "new")

    def is_done(self, id: str) -> bool:
        """Whether a lesson is passed or better."""
        return self._states.get(id) in ("passed", "mastered")

    def count_done(self) -> int:
        """How many lessons are done."""
        return sum(self.is_done(id) for id in self._by_id)

    def next_lesson(self) -> str:
        """The id of the lesson to take next, or empty."""
        return self._next

    def titles(self, ids: Sequence[str]) -> list[tuple[str, bool]]:
        """Title and whether it is done, of each of these lessons; an unknown id stands for itself."""
        return [(self._by_id[id].title if id in self._by_id else id, self.is_done(id)) for id in ids]

    def notice(self) -> str:
        """A standing notice of the store, or empty."""
        return self.store.notices[0] if self.store is not None and self.store.notices else ""

    def close(self) -> None:
        """Write what is waiting."""
        if self.store is not None:
            self.store.close()
