"""The lesson `questions`: on a record, made up or the learner's own; three own questions that reviews ask."""

from datetime import UTC, datetime, timedelta

import pytest

from tuitor_ml_engineer.tensors.questions.forget import AGAIN, Forget
from tuitor_ml_engineer.tensors.questions.guide import FAST, READ, SAVE, TASK, Guide
from tuitor_ml_engineer.tensors.questions.problem import COUNT, Known, made_up, on_record
from tuitor_ml_engineer.tensors.questions.questions import gaps, parameters, scaled, step
from tuitor_ml_engineer.tensors.questions.resources import ABOUT, LESSONS, fitting
from tuitor_ml_engineer.tensors.questions.spots import Spots
from tuitor_ml_engineer.tensors.questions.writing import ALL_PICKED, SOUND, Draft, Write, made
from tutor.api import Recalled, Record
from tutor.core.grade import Outcome
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.review.due import due
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt

ID = "ml-engineer/questions"


def test_a_made_up_record_tells_recall_from_age_and_from_recognition(seeds):
    for seed in seeds:
        p = made_up(seed)
        third, fourth = (sorted(row.recall for row in p.rows)[at] for at in (2, 3))
        assert fourth - third > 0.07
        assert len({p.oldest, p.least("picked"), frozenset(p.weakest)}) == 3
        assert all(row.picked > row.recall > row.built > 0 for row in p.rows)


def test_naming_the_weakest(opened, seeds):
    for seed in seeds:
        attempt = opened(Spots, seed, "name")
        p = attempt.p
        assert attempt.grade(attempt.solution()).score == 1
        for marks, says in ((p.oldest, "age is not recall"), (p.least("picked"), "go by recall")):
            verdict = attempt.grade(attempt.solution(weak=tuple(sorted(marks))))
            assert verdict.outcome is Outcome.FAILED
            assert says in verdict.feedback
        others = tuple(at for at in range(COUNT) if at not in p.weakest)
        assert attempt.grade(attempt.solution(weak=others)).score == pytest.approx(0.2)
        call = {f"r{at + 1}": 80 if at in p.weakest else 20 for at in range(COUNT)}
        assert attempt.grade(attempt.solution(**call)).score == pytest.approx(0.8)


def test_a_call_has_three_that_are_lowest(opened):
    attempt = opened(Spots, 1, "call")
    assert attempt.grade(r1=10, r2=10, r3=30).outcome is Outcome.PASSED
    assert attempt.grade(r1=10, r2=10).outcome is Outcome.FAILED


def test_three_questions(opened):
    attempt = opened(Write, 3)
    assert all(made(four).sound for four in (*SOUND, *ALL_PICKED))
    assert attempt.grade(attempt.solution()).score == 1
    assert attempt.grade(kept=SOUND[:2]).score == pytest.approx(0.8 * 2 / 3 + 0.2)
    assert attempt.grade(kept=ALL_PICKED).score == pytest.approx(0.8)
    assert "To recognise is easier" in attempt.grade(kept=ALL_PICKED).feedback
    unsound = ("number", "What is 2 · 3 + 1?", "7", "7.01")
    assert attempt.grade(kept=(*SOUND[:2], unsound)).outcome is Outcome.FAILED


def test_keep_is_open_to_sound_questions_alone(opened):
    play = opened(Write, 0).play
    for name, value in zip(("kind", "ask", "answer", "others"), SOUND[0], strict=True):
        assert "keep" not in play.enabled_controls()
        play.set(name, value)
    play.act("keep")
    assert play.state.kept == (SOUND[0],)
    for name, value in zip(("kind", "ask", "answer", "others"), SOUND[0], strict=True):
        play.set(name, value)
    assert "keep" not in play.enabled_controls()  # the same once more


def test_days_of_forgetting(opened, seeds):
    for seed in seeds:
        attempt = opened(Forget, seed)
        p = attempt.p
        assert p.day_once == pytest.approx(p.stability)
        assert p.day_twice > 2 * p.day_once + AGAIN
        assert attempt.grade(attempt.solution()).score == 1
        again = attempt.grade(attempt.solution(second=AGAIN + p.day_once))
        assert again.outcome is Outcome.FAILED
        assert "sits firmer" in again.feedback


def test_a_gap_a_source_a_task(opened, seeds):
    for seed in seeds:
        attempt = opened(Guide, seed)
        assert attempt.grade(attempt.solution()).score == 1
        for route in (READ, SAVE):
            assert attempt.grade(attempt.solution(step=route)).score == 0.75
        every = attempt.grade(first=FAST, second=FAST, third=FAST, step=TASK)
        right = sum(FAST in fitting(attempt.p.rows[at].lesson) for at in attempt.p.weakest)
        assert every.score <= 0.5 or right == 3


def test_every_lesson_of_the_course_has_a_source():
    pack = load_catalog().packs
    course = next(each for each in pack if each.id == "ml-engineer")
    names = {lesson.name for lesson in load_catalog().in_pack(course)} - {"questions"}
    assert names | {each.partition("/")[2] for each in course.planned} - {"questions"} <= set(LESSONS)
    assert set().union(*LESSONS.values()) == set(ABOUT)


def test_own_record_takes_the_place_of_the_made_up_one():
    def row(n: int, recall: float) -> Recalled:
        return Recalled("ml-engineer/line", "A line", f"objective {n}", recall, n)

    few = on_record(made_up(1), Record(tuple(row(n, 0.9) for n in range(COUNT - 1))))
    assert (few.rows, few.mine, few.tried) == (made_up(1).rows, False, COUNT - 1)
    foreign = Record(tuple(Recalled("other/x", "X", f"{n}", 0.1, 1) for n in range(9)))
    assert not on_record(made_up(1), foreign).mine
    p = on_record(made_up(1), Record(tuple(row(n, (n * 7 % 20) / 20) for n in range(20))))
    assert p.mine
    assert len(p.rows) == COUNT
    assert sorted(each.recall for each in p.rows)[:3] == [0, 0.05, 0.1]
    assert [each.days for each in p.rows] == sorted(each.days for each in p.rows)  # in teaching order


def test_what_reads_the_same_is_as_weak():
    rows = [
        Recalled("ml-engineer/line", "A line", f"{n}", recall, n) for n, recall in enumerate((0, 0, 0, 0.004, 0.5, 1))
    ]
    p = on_record(made_up(1), Record(tuple(rows)))
    assert p.hits((1, 2, 3)) == p.hits((0, 1, 3)) == 3
    assert p.hits((0, 1, 4)) == 2
    assert p.hits((0, 4, 5)) == 1
    spread = [
        Recalled("ml-engineer/line", "A line", f"{n}", recall, n)
        for n, recall in enumerate((0.1, 0.2, 0.2, 0.2, 0.5, 1))
    ]
    p = on_record(made_up(1), Record(tuple(spread)))
    assert p.hits((1, 2, 3)) == 2  # the lowest of all is missing
    assert p.hits((0, 2, 3)) == 3


def _answered(store: MemoryStore, shelf: ItemIndex, lessons: tuple[str, ...], at: datetime) -> None:
    for lesson in lessons:
        for entry in shelf.entries(f"ml-engineer/{lesson}"):
            right = "passed" if _right(entry.id) else "failed"
            store.add(Attempt(item=entry.id, version=entry.version, seed=1, response="x", outcome=right,
                              score=float(right == "passed"), at=at.isoformat(timespec="microseconds")))  # fmt: skip


def _right(id: str) -> bool:
    return sum(map(ord, id)) % 3 > 0


@pytest.fixture
def learner():
    store = MemoryStore()
    return store, ItemIndex(load_catalog(), store)


def test_the_lesson_is_given_the_learner_s_record_and_keeps_it(learner):
    store, shelf = learner
    then = datetime.now(UTC) - timedelta(days=5)
    _answered(store, shelf, ("line", "bins", "descent"), then)
    lesson = shelf.catalog.find(ID)
    run = LessonRun(lesson, store, shelf=shelf)
    p: Known = run.shown.play("name").problem
    assert p.mine
    assert {row.lesson for row in p.rows} <= {"ml-engineer/line", "ml-engineer/bins", "ml-engineer/descent"}
    assert all(row.days == 5 for row in p.rows)
    run.save_session()
    _answered(store, shelf, ("line",), datetime.now(UTC))
    assert LessonRun(lesson, store, shelf=shelf).shown.play("name").problem.rows == p.rows
    again = LessonRun(lesson, store, shelf=shelf)
    again.retry("name")
    assert any(row.days == 0 for row in again.shown.play("name").problem.rows if row.lesson == "ml-engineer/line")
    assert not LessonRun(lesson, MemoryStore(), shelf=ItemIndex(shelf.catalog)).shown.play("name").problem.mine


def test_own_questions_enter_review_and_no_quiz(learner):
    store, shelf = learner
    lesson = shelf.catalog.find(ID)
    run = LessonRun(lesson, store, shelf=shelf)
    run.shown.play("write").solve()
    verdict, _ = run.submit("write")
    assert verdict.outcome is Outcome.PASSED
    names = {made(four).name for four in SOUND}
    assert {entry.item.name for entry, _ in shelf.written(ID)} == names
    assert not names & {entry.item.name for entry in shelf.entries(ID)}
    now = datetime.now(UTC)
    assert not names & {entry.item.name for entry in due(store, shelf, 50, now).entries}
    later = now + timedelta(days=3)
    assert names <= {entry.item.name for entry in due(store, shelf, 50, later).entries}
    sitting = open_sitting(QuizRequest("review", limit=50), store, shelf, later)
    while not sitting.over:
        name = sitting.entry.item.name
        if name not in names:
            sitting.skip()
            continue
        response = solution(sitting.item())
        sitting.answer(response, sitting.verdict(response))
        names.discard(name)
    assert not names
    ids = [f"{ID}#{made(four).name}" for four in SOUND]
    assert all(store.attempts(id)[0].outcome == "passed" for id in ids)
    assert all(shelf.find(id) is not None for id in ids)


def test_a_failed_attempt_keeps_nothing(learner):
    store, shelf = learner
    run = LessonRun(shelf.catalog.find(ID), store, shelf=shelf)
    run.shown.play("write").put(Draft(kept=SOUND[:2]))
    run.submit("write")
    assert shelf.written(ID) == []


def test_questions_are_computed(seeds):
    for seed in seeds:
        one = scaled(seed)
        assert one["right"] == pytest.approx((one["new"] - one["mean"]) / one["sd"])
        two = step(seed)
        assert two["right"] == pytest.approx(two["w"] - two["rate"] * two["g"])
        three = parameters(seed)
        assert three["right"] == three["k"] * (three["p"] + 1)
        shown = gaps(seed)
        assert len({shown[f"source{n}"] for n in range(1, 5)}) == 4


def test_the_shape_is_numpy_s():
    import numpy as np

    assert (np.zeros(5) - np.zeros((5, 1))).shape == (5, 5)
