"""How far a learner has come is derived, and the same however it is looked at."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.errors import StoreError
from tutor.core.grade import Grade
from tutor.core.progress import (
    LessonRecord,
    LessonState,
    as_json,
    counts,
    items,
    key,
    lessons,
    proven,
    read_record,
    suggestion,
)
from tutor.core.session import Session
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


def passed(store: MemoryStore, lesson: str, day: int = 1) -> None:
    record = LessonRecord(score=0.9, passed_at=f"2026-03-{day:02}T10:00:00.000000+00:00")
    store.put(key("lesson", lesson), record.dump())


def test_a_lesson_is_new_started_passed_and_mastered() -> None:
    store = MemoryStore()
    assert lessons(store) == {}
    store.add(answered("p/a#x", outcome="failed", score=0.0))
    assert lessons(store)["p/a"].state is LessonState.STARTED
    passed(store, "p/a")
    assert lessons(store)["p/a"].state is LessonState.PASSED
    store.add(answered("p/a#x", day=1, mode="review", seed=2))  # the day of passing: too soon
    store.add(answered("p/a#x", day=3, mode="review", seed=3, hints=1))  # with a hint
    store.add(answered("p/a#x", day=4, mode="review", seed=4, outcome="failed", score=0.5))
    store.add(answered("p/a#x", day=5, mode="review", seed=5))
    store.add(answered("p/a#y", day=5, mode="review", seed=6))  # the same day
    assert lessons(store)["p/a"].state is LessonState.PASSED
    store.add(answered("p/a#y", day=9, mode="review", seed=7))
    found = lessons(store)["p/a"]
    assert found.state is LessonState.MASTERED
    assert found.reviews == ("2026-03-05", "2026-03-09")
    assert found.tries == 7
    assert found.last_at.startswith("2026-03-09")


def test_reviews_without_a_pass_do_not_master() -> None:
    store = MemoryStore()
    for day in (2, 3, 4):
        store.add(answered("p/a#x", day=day, mode="review"))
    assert lessons(store)["p/a"].state is LessonState.STARTED


def test_learners_are_apart() -> None:
    store = MemoryStore()
    store.add(answered("p/a#x", learner="ann"))
    store.put(key("place", "p/b", "ann"), "{}")
    assert lessons(store) == {}
    assert set(lessons(store, "ann")) == {"p/a", "p/b"}


def test_of_an_item_the_version_tried_last_counts() -> None:
    store = MemoryStore()
    store.add(answered("p/a#x", day=1, version="old"))
    store.add(answered("p/a#x", day=2, version="new", outcome="failed", score=0.25))
    found = items(store, "p/a")
    assert list(found) == ["x"]
    assert (found["x"].tries, found["x"].best, found["x"].passed_at) == (1, 0.25, "")


def test_the_next_lesson_is_the_first_that_is_ready() -> None:
    store = MemoryStore()
    order = [Some("p/a"), Some("p/b", ("p/c",)), Some("p/c", ("p/a", "gone/x")), Some("p/d")]
    assert suggestion(order, lessons(store)) == order[0]
    passed(store, "p/a")
    assert suggestion(order, lessons(store)) == order[3], "what lacks nothing comes before what needs an absent lesson"
    passed(store, "p/d")
    assert suggestion(order, lessons(store)) == order[2]
    for lesson in ("p/c", "p/b"):
        passed(store, lesson)
    assert suggestion(order, lessons(store)) is None
    assert suggestion([Some("p/e", ("p/f",)), Some("p/f", ("p/e",))], {}) == Some("p/e", ("p/f",))
    assert counts(order, lessons(store)) == {"new": 0, "started": 0, "passed": 4, "mastered": 0}


def test_json_for_scripts() -> None:
    store = MemoryStore()
    store.add(answered("p/a#x", hints=2, score=0.9))
    store.add(answered("q/other#x"))
    found = as_json([Some("p/a"), Some("p/b")], store)
    assert found["counts"] == {"new": 1, "started": 1, "passed": 0, "mastered": 0}
    assert found["next"] == "p/a"
    assert found["saved"] == "saved"
    first, second = found["lessons"]
    assert first["state"] == "started"
    assert first["items"]["x"]["best"] == 0.9
    assert first["items"]["x"]["unassisted"] == 0.0
    assert second == {
        "id": "p/b", "state": "new", "score": 0.0, "exercise": None, "quiz": None, "unassisted": 0.0,
        "passed_at": None, "placed_at": None, "reviews": [], "tries": 0, "last_at": None, "items": {},
    }  # fmt: skip


def test_a_file_that_is_held_is_not_taken_for_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryStore, "ready", False)
    with pytest.raises(StoreError, match="another program"):
        as_json([], MemoryStore())


def test_a_damaged_record_is_an_empty_one() -> None:
    for text in (None, "", "[]", '{"score": "much"}', "\ud800"):
        assert read_record(text) == LessonRecord()


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([0.0, 0.5, 0.8, 1.0]), st.booleans()),
        max_size=8,
    ),
    st.booleans(),
)
def test_attempts_prove_what_the_session_kept(steps: list[tuple[bool, float, bool]], pick_one: bool) -> None:
    session, attempts, seed = Session(), [], 0
    for hinted, score, again in steps:
        if again:
            session, seed = session.retry(["x"]), seed + 1
        if hinted:
            session = session.hinted("x", 3)
        grade = Grade.scored(score, "")
        hints = session.item("x").hints
        attempts.append(answered("p/a#x", seed=seed, outcome=str(grade.outcome), score=score, hints=hints))
        session = session.answered("x", "1", grade, pick_one=pick_one)
    found, kept = proven(attempts, pick_one=pick_one), session.item("x")
    assert (found.passed, found.best, found.alone) == (kept.passed, kept.best, kept.alone)
