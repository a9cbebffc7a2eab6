"""How far a learner has come is derived, and the same however it is looked at."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tutor.core.errors import StoreError
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.progress import LessonProgress, LessonState, as_json, counts, key, lessons, suggestion
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt


@dataclass(frozen=True)
class Some:
    id: str
    needs: tuple[str, ...] = ()


def answered(item: str, day: int = 1, **values: object) -> Attempt:
    given: dict[str, object] = {"version": "1", "seed": 1, "response": "1", "outcome": "passed", "score": 1.0}
    at = f"2026-03-{day:02}T10:00:00.000000+00:00"
    return Attempt(item=item, at=at, **{**given, **values})  # type: ignore[arg-type]


def passed(store: MemoryStore, course: ItemIndex, lesson: str, day: int = 1) -> None:
    """All its questions answered right, on that day."""
    for entry in course.entries(lesson):
        store.add(answered(entry.id, day, version=entry.version))


def test_a_lesson_is_new_started_passed_and_mastered(course: ItemIndex) -> None:
    store = MemoryStore()
    lesson = course.catalog.lessons[0].id
    pick, seven = course.find(f"{lesson}#pick"), course.find(f"{lesson}#seven")
    assert pick
    assert seven
    version = {"version": pick.version}
    assert lessons(store, course) == {}
    store.add(answered(pick.id, outcome="failed", score=0.0, **version))
    assert lessons(store, course)[lesson].state is LessonState.STARTED
    passed(store, course, lesson)
    found = lessons(store, course)[lesson]
    assert found.state is LessonState.PASSED
    assert (found.record.passed_at[:10], found.record.passed_on) == ("2026-03-01", "2026-03-01")
    store.add(answered(pick.id, day=1, mode="review", seed=2, **version))  # the day of passing: too soon
    store.add(answered(pick.id, day=3, mode="review", seed=3, hints=1, **version))  # with a hint
    store.add(answered(pick.id, day=4, mode="review", seed=4, outcome="failed", score=0.5, **version))
    store.add(answered(pick.id, day=5, mode="review", seed=5, **version))
    store.add(answered(seven.id, day=5, mode="review", seed=6, version=seven.version))  # the same day
    assert lessons(store, course)[lesson].state is LessonState.PASSED
    store.add(answered(seven.id, day=9, mode="review", seed=7, version=seven.version))
    found = lessons(store, course)[lesson]
    assert found.state is LessonState.MASTERED
    assert found.reviews == ("2026-03-05", "2026-03-09")
    assert found.tries == 16
    assert found.last_at.startswith("2026-03-09")


def test_reviews_without_a_pass_do_not_master(course: ItemIndex) -> None:
    store, lesson = MemoryStore(), course.catalog.lessons[0].id
    for day in (2, 3, 4):
        store.add(answered(f"{lesson}#pick", day=day, mode="review"))
    assert lessons(store, course)[lesson].state is LessonState.STARTED


def test_a_lesson_that_is_no_longer_there_was_begun(course: ItemIndex) -> None:
    store = MemoryStore()
    store.add(answered("gone/a#x"))
    assert lessons(store, course)["gone/a"].state is LessonState.STARTED


def test_learners_are_apart(course: ItemIndex) -> None:
    store = MemoryStore()
    store.add(answered("p/a#x", learner="ann"))
    store.put(key("place", "p/b", "ann"), "{}")
    assert lessons(store, course) == {}
    assert set(lessons(store, course, "ann")) == {"p/a", "p/b"}


def test_a_lesson_of_words_is_passed_when_its_last_page_was_seen(packs: Path) -> None:
    shelf, store = ItemIndex(load_catalog([packs / "tiny_pack"])), MemoryStore()
    words = next(lesson for lesson in shelf.catalog.lessons if lesson.name == "only-words")
    pages = len(LessonRun(words, store).text.pages)
    assert pages > 1
    LessonRun(words, store).go(0)
    assert lessons(store, shelf)[words.id].state is LessonState.STARTED
    for page in range(1, pages):
        run = LessonRun(words, store)
        assert not lessons(store, shelf).get(words.id, LessonProgress(id="", state=LessonState.NEW)).state.done
        run.go(page)
    found = lessons(store, shelf)[words.id]
    assert found.state is LessonState.PASSED
    assert found.record.score == 1.0
    assert found.record.passed_at == max(LessonRun(words, store).session.visited.values())


def test_the_shapes_of_lessons_are_read_once_and_again_when_their_files_changed(
    course: ItemIndex, course_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, lesson = MemoryStore(), course.catalog.lessons[0].id
    passed(store, course, lesson)
    assert lessons(store, course)[lesson].state is LessonState.PASSED
    path = course_dir / "base" / "alpha" / "lesson.md"
    fresh = ItemIndex(course.catalog)
    with monkeypatch.context() as patch:
        patch.setattr(ItemIndex, "text", lambda self, id: pytest.fail("read again"))
        assert lessons(store, fresh)[lesson].state is LessonState.PASSED
    path.write_text(path.read_text().replace("this one", "this very one").replace("- [x] 7\n", "- [x] 70\n"))
    assert lessons(store, ItemIndex(course.catalog))[lesson].state is LessonState.STARTED
    path.write_text("broken")
    assert lessons(store, ItemIndex(course.catalog))[lesson].record.items == 9


def test_the_next_lesson_is_the_first_that_is_ready() -> None:
    known: dict[str, LessonProgress] = {}

    def passed(id: str) -> None:
        known[id] = LessonProgress(id=id, state=LessonState.PASSED)

    order = [Some("p/a"), Some("p/b", ("p/c",)), Some("p/c", ("p/a", "gone/x")), Some("p/d")]
    assert suggestion(order, known) == order[0]
    passed("p/a")
    assert suggestion(order, known) == order[3], "what lacks nothing comes before what needs an absent lesson"
    passed("p/d")
    assert suggestion(order, known) == order[2]
    for lesson in ("p/c", "p/b"):
        passed(lesson)
    assert suggestion(order, known) is None
    assert suggestion([Some("p/e", ("p/f",)), Some("p/f", ("p/e",))], {}) == Some("p/e", ("p/f",))
    assert counts(order, known) == {"new": 0, "started": 0, "passed": 4, "mastered": 0}


def test_json_for_scripts(course: ItemIndex) -> None:
    store = MemoryStore()
    first, second, third = course.catalog.lessons
    store.add(answered(f"{first.id}#seven", hints=1, score=0.9))
    store.add(answered("q/other#x"))
    found = as_json(course, store)
    assert found["counts"] == {"new": 2, "started": 1, "passed": 0, "mastered": 0}
    assert found["next"] == first.id
    assert found["saved"] == "saved"
    one, two, _ = found["lessons"]
    assert one["state"] == "started"
    assert one["items"]["seven"]["best"] == 0.9
    assert one["items"]["seven"]["unassisted"] == 0.0
    assert two == {
        "id": second.id, "state": "new", "score": 0.0, "exercise": None, "quiz": None, "unassisted": 0.0,
        "passed_at": None, "placed_at": None, "reviews": [], "tries": 0, "last_at": None, "items": {},
    }  # fmt: skip
    assert third.id


def test_a_file_that_is_held_is_not_taken_for_no_progress(course: ItemIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryStore, "ready", False)
    with pytest.raises(StoreError, match="another program"):
        as_json(course, MemoryStore())
