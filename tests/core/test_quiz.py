"""Sittings: what is drawn, the rules, leaving and coming back, results, placement and the final test."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tutor.core import progress
from tutor.core.errors import TutorError
from tutor.core.exchange.items import gift_items
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Choice, Number
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.quiz import draw
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest, open_sitting, retry
from tutor.core.quiz.result import result
from tutor.core.quiz.rules import rules
from tutor.core.quiz.runner import QuizRunner, last, waiting
from tutor.core.quiz.state import load
from tutor.core.quiz.tell import told
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore


@pytest.fixture
def store():
    return MemoryStore()


def pack(course):
    return course.catalog.packs[0].id


def quiz(course, store, **more):
    more.setdefault("scope", pack(course))
    return open_sitting(QuizRequest("quiz", **more), store, course)


def right(sit, **more):
    answer = solution(sit.item())
    grade = sit.verdict(answer)
    assert grade.outcome == "passed"
    sit.answer(answer, grade, **more)


WRONG = {
    "choice": "2",
    "number": "1e9",
    "text": "nothing",
    "blank": "nothing",
    "order": "3,2,1",
    "match": "1=2,2=3,3=1",
}


def wrong(sit, **more):
    answer = WRONG[type(sit.item()).__name__.lower()]
    sit.answer(answer, sit.verdict(answer), **more)


def test_a_quiz_is_mixed_interleaved_and_drawn_by_its_seed(course, store):
    one = quiz(course, store, items=9, seed=4).sitting
    other = quiz(course, MemoryStore(), items=9, seed=4).sitting
    third = quiz(course, MemoryStore(), items=9, seed=5).sitting
    assert one.asked == other.asked != third.asked
    assert len(one.asked) == 9
    lessons = [each.lesson for each in one.asked]
    assert all(a != b for a, b in pairwise(lessons))
    assert {lessons.count(lesson) for lesson in lessons} == {3}
    assert len({type(course.find(each.item).item) for each in one.asked}) >= 4


def test_without_a_seed_every_quiz_has_new_numbers(course):
    seeds = {each.seed for _ in range(4) for each in quiz(course, MemoryStore(), items=24).sitting.asked}
    assert len(seeds) == 4 * 24


def test_what_leans_on_its_page_is_asked_nowhere_else(course, course_dir, store):
    name = draw.questions(course, course.catalog.lessons)[0].id
    for file in course_dir.rglob("lesson.md"):
        text, item = file.read_text(), name.partition("#")[2]
        if file.parent.name == name.partition("#")[0].rpartition("/")[2].replace("-", "_"):
            line = next(line for line in text.splitlines() if line.startswith(":::") and line.split()[2:3] == [item])
            file.write_text(text.replace(line, f"{line} here=only"))
    shelf = ItemIndex(load_catalog([course_dir]))
    asked = [entry.id for entry in draw.questions(shelf, shelf.catalog.lessons)]
    assert name not in asked
    assert asked
    assert not shelf.find(name).asks
    found, refused = gift_items(shelf, pack(course), 0)
    assert name not in [id for id, _ in found]
    assert (name, "it leans on its page (here=only)") in [(each.item, each.reason) for each in refused]


def test_scopes(course, store):
    lessons = {each.lesson.rpartition("/")[2] for each in quiz(course, store, scope="base", items=20).sitting.asked}
    assert lessons == {"alpha", "beta"}
    with pytest.raises(TutorError, match=r"Did you mean .gamma"):
        quiz(course, MemoryStore(), scope="gama")
    with pytest.raises(TutorError, match="not started a lesson"):
        quiz(course, MemoryStore(), scope="")


def test_rules_are_told_before(course, store):
    said = " ".join(rules(quiz(course, store, minutes=12, feedback="end").sitting))
    for part in ("10 questions", "no hints", "1 a guess", "at the end", "12 minutes", "leave at any time"):
        assert part in said


def test_an_answer_is_on_record_once_with_its_confidence(course, store):
    sit = quiz(course, store, items=3, seed=1)
    sit.begin()
    for _ in range(2):
        sit.answer("", sit.verdict(""))
    assert not store.attempts()
    right(sit, confidence=3, seconds=4.5)
    (attempt,) = store.attempts()
    assert (attempt.mode, attempt.confidence, attempt.seconds, attempt.outcome) == ("quiz", 3, 4.5, "passed")
    assert attempt.seed == sit.sitting.asked[0].seed
    assert sit.item().hints == ()


def test_what_cannot_be_read_costs_nothing(course, store):
    entry = course.find(f"{pack(course)}/alpha#seven")
    sit = QuizRunner(store, course, make("quiz", [entry]))
    sit.answer("seven", sit.verdict("seven"))
    assert sit.sitting.at == 0
    assert not store.attempts()


def test_left_and_gone_on_with(course, store):
    sit = quiz(course, store, items=4)
    sit.begin()
    right(sit)
    sit.draft("half an ans")
    back = open_sitting(QuizRequest("quiz"), store, course)
    assert back.sitting == sit.sitting
    assert (back.sitting.at, back.sitting.draft) == (1, "half an ans")
    with pytest.raises(TutorError, match="waits at 1 of 4"):
        quiz(course, store, scope="gamma")
    assert quiz(course, store, scope="gamma", new=True).sitting.at == 0


def test_left_for_a_week_while_lessons_changed(course, course_dir, store):
    entries = [
        course.find(f"{pack(course)}/{name}") for name in ("alpha#pick", "alpha#seven", "beta#word", "gamma#gap")
    ]
    sit = QuizRunner(store, course, make("final", entries))
    sit.begin()
    right(sit)
    lesson = course_dir / "base" / "alpha" / "lesson.md"
    lesson.write_text(lesson.read_text().replace("- [x] 7\n", "- [x] 8\n").replace("that one is wrong", "no, wrong"))
    (course_dir / "base" / "beta" / "lesson.md").unlink()
    back = QuizRunner(store, ItemIndex(load_catalog([course_dir])), waiting(store, "final"))
    assert back.sitting.at == 1
    assert [word in " ".join(back.sitting.notes) for word in ("changed", "no longer there")] == [True, True]
    right(back)
    assert store.attempts()[-1].response == "8"
    assert back.entry.item.name == "gap"
    wrong(back)
    found = result(back.sitting, back.shelf)
    assert (found.right, found.counted, found.left_out) == (2, 3, 1)


def test_a_damaged_sitting_is_none(store):
    for text in (None, "", "{", "[]", '{"id": 3}', "null"):
        assert load(text) is None


def test_the_result_by_objective_and_what_to_read_again(course, store):
    entries = [course.find(f"{pack(course)}/{name}") for name in ("alpha#pick", "gamma#steps", "alpha#pairs")]
    sit = QuizRunner(store, course, make("quiz", entries, seed=2))
    sit.begin()
    wrong(sit, confidence=3)
    right(sit, confidence=1)
    wrong(sit, confidence=3)
    found = result(sit.sitting, course)
    assert [(row.lesson.rpartition("/")[2], row.number, row.score) for row in found.objectives] == [
        ("alpha", 1, 0.0), ("alpha", 2, 0.0), ("gamma", 1, 1.0),
    ]  # fmt: skip
    assert [(each.item.rpartition("#")[2], each.page) for each in found.missed] == [("pick", 0), ("pairs", 1)]
    assert found.confidence == {"a guess": (1, 1), "sure": (2, 0)}
    assert "Read again: Alpha, page 2 Page two" in told(sit.sitting, found)
    again = retry(sit.sitting, store, course)
    assert [each.name for each in again.sitting.asked] == ["steps", "pick", "pairs"], "another comes in between"
    assert not {each.seed for each in again.sitting.asked} & {each.seed for each in sit.sitting.asked}
    for _ in range(2):
        right(again)
    with pytest.raises(TutorError, match="Nothing was missed"):
        retry(again.sitting, store, course)


def test_skipping_is_a_miss_but_in_a_review(course, store):
    entry = course.find(f"{pack(course)}/alpha#pick")
    for kind, counted in (("quiz", 1), ("review", 0)):
        sit = QuizRunner(store, course, make(kind, [entry]))
        sit.skip()
        assert result(sit.sitting, course).counted == counted
    assert not store.attempts()


def placed(course, store, plan):
    """Take a placement; `plan` says which modules are answered rightly."""
    sit = open_sitting(QuizRequest("placement", scope=pack(course)), store, course)
    sit.begin()
    while not sit.over:
        (right if plan[sit.lesson.module.id] else wrong)(sit)
    return sit


def test_the_placement_asks_three_a_module_and_no_coins(course):
    for seed in range(20):
        entries = draw.placement(course, course.catalog.lessons, seed)
        assert [entry.lesson.module.id for entry in entries] == ["base", "top"] * 3
        for module in ("base", "top"):
            items = [entry.item for entry in entries if entry.lesson.module.id == module]
            assert sum(isinstance(item, Number) for item in items) >= 1
            assert sum(isinstance(item, Choice) and not item.pick_all for item in items) <= 1


def test_placed_lessons_open_at_their_exercise_and_a_missed_review_takes_it_back(course, store):
    sit = placed(course, store, {"base": True, "top": True})
    known = progress.lessons(store, course)
    ids = [lesson.id for lesson in course.catalog.lessons]
    assert [bool(known[id].placed_at) for id in ids] == [True, True, True]
    assert set(result(sit.sitting, course, progress.placements(store)).placed) == set(ids)
    assert LessonRun(course.catalog.lessons[0], store).session.page == 2
    later = datetime.now(UTC) + timedelta(days=4)
    review = open_sitting(QuizRequest("review", limit=500), store, course, later)
    assert len(review.sitting.asked) == 24
    while review.lesson.module.id != "base":
        right(review)
    wrong(review)
    known = progress.lessons(store, course)
    assert [id in known and bool(known[id].placed_at) for id in ids] == [False, False, True]
    assert LessonRun(course.catalog.lessons[1], store).session.page == 0


def test_two_misses_stop_a_module_and_nothing_failed_is_skipped_over(course, store):
    sit = placed(course, store, {"base": False, "top": True})
    answers = sit.sitting.answers
    asked = [each.part.rpartition("/")[2] for n, each in enumerate(sit.sitting.asked) if not answers[n].out]
    assert asked.count("base") == 2
    assert asked.count("top") == 3
    assert not progress.placements(store)
    assert result(sit.sitting, course).placed == ()


def test_the_final_wants_the_whole_and_each_module(course, store):
    sit = open_sitting(QuizRequest("final", scope=pack(course)), store, course)
    assert len(sit.sitting.asked) == 8
    built = [course.find(each.item) for each in sit.sitting.asked]
    assert sum(type(entry.item).__name__ in ("Number", "Order", "Match") for entry in built) >= 0.6 * 8
    sit.begin()
    while not sit.over:
        (right if sit.lesson.module.id == "base" else wrong)(sit, confidence=2)
    found = result(sit.sitting, course)
    assert found.passed is False
    assert {part.rpartition("/")[2]: score > 0.9 for part, score in found.parts.items()} == {"base": True, "top": False}
    with pytest.raises(TutorError, match="again after a day"):
        open_sitting(QuizRequest("final", scope=pack(course)), store, course)
    later = datetime.now(UTC) + timedelta(days=1, hours=1)
    again = open_sitting(QuizRequest("final", scope=pack(course)), store, course, later)
    assert {e.seed for e in again.sitting.asked}.isdisjoint(e.seed for e in sit.sitting.asked)
    while not again.over:
        right(again)
    assert result(again.sitting, course).passed is True
    assert last(store, "final").ended


def test_nothing_due_is_said_with_the_next_day(course, store):
    with pytest.raises(TutorError, match="answer questions in a lesson first"):
        open_sitting(QuizRequest("review"), store, course)
    sit = quiz(course, store, items=1)
    right(sit)
    with pytest.raises(TutorError, match="next review is on 20"):
        open_sitting(QuizRequest("review"), store, course)
    with pytest.raises(TutorError, match=r"You have done today.s reviews. 1 more"):
        open_sitting(QuizRequest("review", limit=0), store, course, datetime.now(UTC) + timedelta(days=5))


def test_hints_in_a_review_are_on_record(course, store):
    entry = course.find(f"{pack(course)}/alpha#pick")
    sit = QuizRunner(store, course, make("review", [entry]))
    assert sit.hint() == "It is the first."
    right(sit)
    assert (store.attempts()[0].hints, store.attempts()[0].mode) == (1, "review")


def test_a_lesson_at_fault_does_not_count(course, course_dir, store):
    entry = course.find(f"{pack(course)}/beta#twice")
    (course_dir / "base" / "beta" / "questions.py").write_text("def twice(seed):\n    return {'x': 1}\n")
    sit = QuizRunner(store, course, make("quiz", [entry]))
    with pytest.raises(TutorError) as error:
        sit.item()
    sit.fault(error.value)
    found = result(sit.sitting, course)
    assert (sit.over, found.counted, found.left_out) == (True, 0, 1)
