"""What a run keeps: drafts, places and records come back, whatever was lost, changed or busy meanwhile."""

from pathlib import Path

import pytest

from tests.core.walked import lesson, run, shelf, solve, store
from tutor.core.item_index import ItemIndex
from tutor.core.own_data import OwnTable
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.model import Lesson
from tutor.core.progress import LessonState, lessons
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt, SaveState
from tutor.core.store.sqlite import open_store

__all__ = ["lesson", "run", "shelf", "store"]  # the fixtures of these tests
pytestmark = pytest.mark.usefixtures("patient")


def test_everything_is_as_it_was_after_coming_back(lesson: Lesson, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    run = LessonRun(lesson, store)
    run.go(1)
    run.draft("letter", "perhaps m")
    run.submit("steeper", "1")
    run.hint("gaps")
    run.predict("reach", 1)
    run.shown.play("reach").set("n", 3.0)
    run.draft("reach", run.shown.play("reach").dump())
    run.skip("by-size").result()
    store.close()

    again = LessonRun(lesson, open_store(tmp_path))
    assert again.session == run.session
    assert again.session.page == 1
    assert again.shown.play("reach").state.n == 3.0
    assert again.predictions("reach") == (1,)
    assert again.shown.seed("double") == run.shown.seed("double")
    assert again.shown.question("double") == run.shown.question("double")
    again.store.close()


def test_the_lesson_is_passed_and_a_home_screen_knows(run: LessonRun, store: MemoryStore, shelf: ItemIndex) -> None:
    assert lessons(store, shelf) == {}
    run.go(1)
    assert lessons(store, shelf)[run.lesson.id].state is LessonState.STARTED
    solve(run)
    assert run.score().score == 1.0
    assert run.score().passed
    (progress,) = lessons(store, shelf).values()
    assert progress.state is LessonState.PASSED
    assert progress.record.done == progress.record.items == 9
    assert progress.record.unassisted == 1.0


def test_a_lost_place_or_record_is_made_good_from_the_attempts(
    run: LessonRun, store: MemoryStore, shelf: ItemIndex
) -> None:
    solve(run)
    before = lessons(store, shelf)[run.lesson.id]
    store.remove(store.keys())
    again = LessonRun(run.lesson, store)
    assert again.score() == run.score()
    after = lessons(store, shelf)[run.lesson.id]
    assert after.state is LessonState.PASSED
    assert (after.record.score, after.record.unassisted) == (before.record.score, before.record.unassisted)
    assert after.record.passed_at == store.attempts()[-1].at


def test_an_item_that_changed_is_asked_again_and_the_lesson_with_it(
    run: LessonRun, store: MemoryStore, shelf: ItemIndex
) -> None:
    solve(run)
    key = f"place/{run.lesson.id}"
    changed = (store.get(key) or "").replace(run._versions["reach"], "an older one")
    store.put(key, changed)
    others = [attempt for attempt in store.attempts() if not attempt.item.endswith("#reach")]
    fresh = MemoryStore()
    for attempt in others:
        fresh.add(attempt)
    for name, text in store.documents().items():
        fresh.put(name, text)
    again = LessonRun(run.lesson, fresh)
    assert not again.facts("reach").done
    assert again.session.item("steeper") == run.session.item("steeper")
    assert lessons(fresh, shelf)[run.lesson.id].state is LessonState.STARTED


def test_other_modes_and_learners_walk_apart(run: LessonRun, store: MemoryStore) -> None:
    run.submit("steeper", "2")
    plain = LessonRun(run.lesson, store, mode="plain")
    assert plain.facts("steeper").done
    assert plain.shown.seed("steeper") == run.shown.seed("steeper")
    review = LessonRun(run.lesson, store, mode="review")
    assert not review.facts("steeper").done
    assert review.shown.seed("steeper") != run.shown.seed("steeper")
    review.submit("steeper", "2")
    ann = LessonRun(run.lesson, store, learner="ann")
    assert not ann.facts("steeper").done
    assert ann.shown.seed("steeper") != run.shown.seed("steeper")
    own = LessonRun(run.lesson, store, own_data=OwnTable("my.csv", {"x": [1.0]}, {"x": "a"}, "sum"))
    own.submit("steeper", "2")
    assert [attempt.mode for attempt in store.attempts()] == ["lesson", "review", "own-data"]


class Busy(MemoryStore):
    """A store whose file another program holds at first."""

    busy = True

    @property
    def ready(self) -> bool:
        return not self.busy

    def get(self, key: str) -> str | None:
        return None if self.busy else super().get(key)

    def attempts(self, prefix: str = "", *, since: str = "") -> list[Attempt]:
        return [] if self.busy else super().attempts(prefix, since=since)


def test_what_could_not_be_read_at_first_is_not_overwritten(lesson: Lesson, shelf: ItemIndex) -> None:
    store = Busy()
    store.busy = False
    before = LessonRun(lesson, store)
    solve(before)
    before.draft("letter", "a draft")
    before.go(2)
    store.busy = True
    run = LessonRun(lesson, store)
    assert run.session.page == 0
    run.submit("steeper", "1")
    run.draft("gaps", "two")
    store.busy = False
    assert LessonRun(lesson, store).session.page == 2
    run.go(1)
    again = LessonRun(lesson, store)
    assert again.session.page == 1
    assert again.session.item("letter").draft == "a draft"
    assert again.session.item("gaps").draft == "two"
    assert again.session.item("steeper").response == "1"
    assert again.score().passed
    assert lessons(store, shelf)[lesson.id].state is LessonState.PASSED


def test_an_unsaved_answer_is_not_said_to_be_saved(lesson: Lesson) -> None:
    store = MemoryStore("Not saved: there is no home.")
    run = LessonRun(lesson, store)
    _, saved = run.submit("steeper", "2")
    assert not saved.done()
    assert store.state is SaveState.UNSAVED
    assert LessonRun(lesson, store).session == run.session


def test_a_lesson_of_words_alone_is_passed_when_it_was_read(packs: Path, store: MemoryStore, shelf: ItemIndex) -> None:
    catalog = load_catalog([packs / "tiny_pack"])
    lesson = next(each for each in catalog.lessons if each.name == "only-words")
    run = LessonRun(lesson, store)
    for page in range(len(run.text.pages)):
        run.go(page)
    assert lessons(store, shelf)[lesson.id].state is LessonState.PASSED
