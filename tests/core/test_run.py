"""One object walks a lesson: answers, hints, retries and shown solutions, and what each of them counts."""

import json
from datetime import UTC, datetime

import pytest

from tests.core.walked import lesson, run, shelf, store
from tutor.core.errors import TutorError
from tutor.core.grade import Outcome
from tutor.core.item_index import ItemIndex
from tutor.core.packs.model import Lesson
from tutor.core.progress import as_json
from tutor.core.questions import solution
from tutor.core.review.ledger import read_ledger
from tutor.core.review.mastery import Mastery, objectives
from tutor.core.run import LessonRun
from tutor.core.session import seed_of
from tutor.core.store.memory import MemoryStore

__all__ = ["lesson", "run", "shelf", "store"]  # the fixtures of these tests


def test_an_answer_is_graded_put_on_record_and_kept_in_the_session(run: LessonRun, store: MemoryStore) -> None:
    run.hint("steeper")
    grade, saved = run.submit("steeper", "1", seconds=2.5, confidence=3)
    saved.result(0)
    assert grade.outcome is Outcome.FAILED
    assert "lifts the line" in grade.feedback
    (attempt,) = store.attempts()
    assert attempt.item == f"{run.lesson.id}#steeper"
    assert (attempt.response, attempt.outcome, attempt.hints, attempt.seconds) == ("1", "failed", 1, 2.5)
    assert (attempt.seed, attempt.confidence, attempt.mode) == (run.shown.seed("steeper"), 3, "lesson")
    assert attempt.seed == seed_of(run.lesson.id, "local", 0, "steeper")
    assert run.session.item("steeper").grade == grade
    assert len(attempt.version) == 16


def test_what_is_no_try_leaves_no_attempt(run: LessonRun, store: MemoryStore) -> None:
    for response, outcome in (("", Outcome.UNATTEMPTED), ("x", Outcome.INVALID)):
        grade, saved = run.submit("steeper", response)
        saved.result(0)
        assert grade.outcome is outcome
    assert store.attempts() == []
    assert run.session.item("steeper").tries == 0


def test_a_drawn_question_keeps_its_values_until_the_next_attempt(run: LessonRun, store: MemoryStore) -> None:
    shown = run.shown.question("double")
    assert run.shown.question("double") is shown
    run.submit("double", solution(shown))
    values = json.loads(store.attempts()[0].values)
    assert store.attempts()[0].outcome == "passed"
    assert f"twice {values['length']} m" in shown.prompt
    before = run.shown.seed("double")
    run.retry("double")
    assert run.shown.seed("double") != before
    assert run.session.item("double").grade is None
    assert run.facts("double").done


def test_order_is_of_the_attempt(run: LessonRun) -> None:
    assert sorted(run.shown.order("steeper")) == [0, 1, 2]
    orders = {run.shown.order("steeper")}
    for _ in range(20):
        run.retry("steeper")
        orders.add(run.shown.order("steeper"))
    assert len(orders) > 1
    assert run.shown.order("reach") == run.shown.order("letter") == ()


def test_an_exercise_is_graded_as_it_stands_or_as_it_is_given(run: LessonRun, store: MemoryStore) -> None:
    grade, _ = run.submit("reach")
    assert grade.feedback == "Change something first, then check."
    run.shown.play("reach").set("n", 1.0)
    grade, _ = run.submit("reach")
    assert grade.feedback == "Too low."
    grade, _ = run.submit("reach", '{"n": 20.0}')
    assert grade.feedback == "Too high."
    assert run.shown.play("reach").state.n == 20.0
    grade, _ = run.submit("reach", '{"m": 1}')
    assert grade.outcome is Outcome.INVALID
    assert [json.loads(attempt.response) for attempt in store.attempts()] == [{"n": 1.0}, {"n": 20.0}]
    goal = run.shown.play("reach").problem.goal
    assert run.submit("reach", json.dumps({"n": goal}))[0].outcome is Outcome.PASSED
    run.retry("reach")
    assert run.shown.play("reach").state.n == 0.0
    assert run.facts("reach").done


def test_the_answer_can_be_seen_and_the_attempt_is_over(run: LessonRun, store: MemoryStore) -> None:
    assert run.reveal("steeper") == "y = 2x"
    assert (store.attempts()[0].outcome, store.attempts()[0].route) == ("failed", "revealed")
    assert store.attempts()[0].hints == 2
    run.submit("steeper", "2")
    assert len(store.attempts()) == 1
    assert not run.facts("steeper").done
    assert "one way" in run.reveal("reach")
    assert run.shown.play("reach").grade().outcome is Outcome.PASSED
    assert "return 2 * x" in run.reveal("doubled")
    run.retry("steeper")
    run.submit("steeper", "2")
    assert run.facts("steeper").done
    run.reveal("steeper")
    assert len(store.attempts()) == 4


def test_an_option_found_by_trying_all_is_not_known(run: LessonRun, store: MemoryStore, shelf: ItemIndex) -> None:
    """Every wrong option first, then the right one: no screen may say that it was passed without help."""
    for response in ("1", "3", "2"):
        grade, _ = run.submit("steeper", response)
    assert grade.outcome is Outcome.PASSED
    assert [(one.misses, one.score) for one in store.attempts()] == [(0, 0.0), (1, 0.0), (2, 1.0)]
    facts = run.facts("steeper")
    assert (facts.best, facts.unassisted, facts.done, facts.shown) == (0.0, 0.0, True, False)
    row = next(one for one in as_json(shelf, store)["lessons"] if one["id"] == run.lesson.id)
    assert (row["items"]["steeper"]["best"], row["items"]["steeper"]["unassisted"], row["quiz"]) == (0.0, 0.0, 0.0)
    (objective,) = (one for one in objectives(shelf, read_ledger(store), datetime.now(UTC)) if one.tried)
    assert objective.state is Mastery.BEGUN
    run.retry("steeper")
    run.submit("steeper", "1")
    run.submit("steeper", "2")
    assert (run.facts("steeper").best, run.facts("steeper").unassisted) == (0.5, 0.0)


def test_wrong_tries_at_a_number_rule_nothing_out(run: LessonRun) -> None:
    run.submit("double", "0")
    run.submit("double", solution(run.shown.question("double")))
    assert (run.facts("double").best, run.facts("double").unassisted) == (1.0, 1.0)


def test_the_first_hint_is_help(run: LessonRun) -> None:
    run.hint("letter")
    run.submit("letter", "m")
    assert (run.facts("letter").best, run.facts("letter").unassisted) == (1.0, 0.0)


def test_an_unchanged_answer_sent_again_is_no_new_attempt(run: LessonRun, store: MemoryStore) -> None:
    for response in ("1", "1", "2", "2"):
        run.submit("steeper", response)
    assert [one.response for one in store.attempts()] == ["1", "2"]
    assert run.facts("steeper").best == 0.5


def test_hints_climb_to_the_last_one(run: LessonRun) -> None:
    assert run.hint("steeper") == "Look at what x is multiplied by."
    assert run.hint("steeper") == "Look at what x is multiplied by."
    assert run.session.item("steeper").hints == 1


def test_an_unknown_item_is_named_with_its_neighbours(run: LessonRun) -> None:
    with pytest.raises(TutorError, match="steeper"):
        run.submit("steper", "1")
    with pytest.raises(TutorError, match="not an exercise"):
        run.shown.play("steeper")


def test_a_fault_of_the_author_is_never_the_learners(lesson: Lesson, store: MemoryStore) -> None:
    from dataclasses import replace

    text = LessonRun(lesson, store).text
    broken = [replace(item, **({"use": "exercise:Gone"} if item.name == "reach" else {"draw": "questions:gone"}))
              for item in text.items() if item.name in ("reach", "double")]  # fmt: skip
    run = LessonRun(lesson, store, text=replace(text, pages=(replace(text.pages[0], parts=tuple(broken)),)))
    for name in ("reach", "double"):
        grade, saved = run.submit(name, "1")
        saved.result(0)
        assert grade.outcome is Outcome.LESSON_ERROR
        assert "not you" in grade.feedback
    assert store.attempts() == []
