"""What the app knows: the catalogue, the store and what is derived of them, loaded beside the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError

if TYPE_CHECKING:
    from datetime import datetime

    from tutor.core.item_index import ItemIndex
    from tutor.core.own_data import OwnTable
    from tutor.core.packs.glossary import Term
    from tutor.core.packs.model import Catalog, Lesson
    from tutor.core.quiz.history import Taken
    from tutor.core.quiz.readiness import Readiness
    from tutor.core.review.due import Due
    from tutor.core.review.ledger import Ledger
    from tutor.core.review.mastery import Objective
    from tutor.core.run import LessonRun
    from tutor.core.store.port import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """The record, every objective, what is due, the sittings taken, and how ready the learner is for the final."""

    ledger: "Ledger"
    objectives: "list[Objective]"
    due: "Due"
    taken: "list[Taken]"
    readiness: "Readiness"


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
        self.lost = ""
        self.order = ""
        """The title of the order in which lessons are taken; empty: as the packs list them."""
        self._by_id: dict[str, Lesson] = {}
        self._states: dict[str, str] = {}
        self._next = ""
        self._shelf: ItemIndex | None = None

    def load(self) -> None:
        """Find the lessons and open the store. Runs off the loop; reads no pack's code."""
        from tutor.core.packs.catalog import load_catalog
        from tutor.core.paths import data_dir
        from tutor.core.store.sqlite import open_store

        if self.store is None:  # first: it reads its file in a thread of its own, while the lessons are looked for
            self.store = open_store(self.data_dir or data_dir())
        self._take(load_catalog(self.pack_dirs).ordered(self.order))

    def _take(self, catalog: "Catalog") -> None:
        self._by_id = {lesson.id: lesson for lesson in catalog.lessons}
        for pack in catalog.packs:
            _ = pack.edition  # what changes from here on is a change
        self.catalog = catalog
        self.derive()

    def renew(self) -> list[str]:
        """Take up what authors changed on disk since it was read, text and Python together; the titles of these packs.

        What is open stays as it was opened.
        """
        from tutor.core.packs.catalog import load_catalog
        from tutor.core.packs.edition import Edition

        if self.catalog is None:
            return []
        changed = [pack for pack in self.catalog.packs if pack.edition != Edition.of(pack.root)]
        if changed or self.catalog.problems:  # what could not be read may be mended by now
            found = load_catalog(self.pack_dirs).ordered(self.order)
            if changed or found.problems != self.catalog.problems:
                self._take(found)
        return [pack.title for pack in changed]

    def next_order(self) -> str:
        """Go on to the next order that packs offer, round to their own; its title."""
        assert self.catalog is not None
        titles = ["", *self.catalog.orders]
        self.order = titles[(titles.index(self.order) + 1) % len(titles) if self.order in titles else 0]
        self.catalog = self.catalog.ordered(self.order)
        self.derive()
        return self.order

    def derive(self) -> None:
        """Work out what the record says of every lesson; reads those that changed since."""
        from tutor.core import progress

        if self.shelf is not None and self.catalog is not None and self.store is not None:
            found = progress.lessons(self.store, self.shelf)
            ahead = progress.suggestion(self.catalog.lessons, found)
            self._states = {id: "placed" if one.placed_at and not one.tries else one.state for id, one in found.items()}
            self._next = ahead.id if ahead else ""

    def open(self, id: str) -> "LessonRun":
        """A learner's walk through a lesson, from where it was left. TutorError says what is wrong with it."""
        from tutor.core.run import LessonRun

        if self.catalog is None or self.store is None:
            raise TutorError("The lessons are still being looked for. Try again in a moment.")
        return LessonRun(self.catalog.find(id), self.store, own_data=self.own.get(id), shelf=self.shelf)

    @property
    def shelf(self) -> "ItemIndex | None":
        """Every item by its id; None until the lessons are known."""
        from tutor.core.item_index import ItemIndex

        if self.catalog is not None and (self._shelf is None or self._shelf.catalog is not self.catalog):
            self._shelf = ItemIndex(self.catalog, self.store)
        return self._shelf

    def count_due(self, limit: int) -> int:
        """How many reviews are due now. Runs off the loop."""
        from tutor.core.review.due import due

        if self.store is None or self.shelf is None or not self.store.ready:
            return 0
        return len(due(self.store, self.shelf, limit))

    def standing(self, now: "datetime", limit: int) -> "Standing":
        """What the progress screen shows. Runs off the loop; the lessons must be known."""
        from tutor.core.progress import placements
        from tutor.core.quiz.history import history
        from tutor.core.quiz.readiness import readiness
        from tutor.core.review.due import due_of
        from tutor.core.review.ledger import read_ledger
        from tutor.core.review.mastery import objectives

        store, shelf = self.store, self.shelf
        assert store is not None
        assert shelf is not None
        ledger = read_ledger(store, now)
        found = objectives(shelf, ledger, now)
        due = due_of(ledger, placements(store), shelf, limit, now)
        return Standing(ledger, found, due, history(store), readiness(shelf, ledger, now))

    def terms(self) -> "dict[str, Term]":
        """The words of all packs; of two packs that explain the same one, the first."""
        from tutor.core.packs.glossary import glossary

        found: dict[str, Term] = {}
        for pack in self.catalog.packs if self.catalog is not None else ():
            found = {**glossary(pack), **found}
        return found

    def taught(self) -> dict[str, list[tuple[str, str]]]:
        """For each term the lessons that teach it, as (id, title)."""
        found: dict[str, list[tuple[str, str]]] = {}
        for lesson in self.catalog.lessons if self.catalog is not None else ():
            for term in lesson.meta.terms:
                found.setdefault(term, []).append((lesson.id, lesson.title))
        return found

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
        """Write what is waiting; what could not be saved is in `lost`, in words."""
        if self.store is not None:
            from tutor.core.parting import part

            self.lost = self.lost or part(self.store)
