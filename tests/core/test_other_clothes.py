"""Nothing is asked twice alike in a row: quizzes a day apart, review, what was missed, and the lesson's own "again"."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.quiz import draw
from tutor.core.quiz.before import before as seeds_before
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest, open_sitting, retry
from tutor.core.quiz.rules import rules
from tutor.core.quiz.runner import QuizRunner
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.variety import alike, put_by, unlike, varies

NARROW = '''"""Draws of few forms."""


def twice(seed: int) -> dict[str, float]:
    """Three forms only, so that chance alone would often repeat one."""
    x = 3 + seed % 3
    return {"x": x, "right": 2 * x, "half": x / 2}
'''


@pytest.fixture
def narrow(course_dir):
    """The course, its draws of three forms each."""
    for path in course_dir.glob("*/*/questions.py"):
        path.write_text(NARROW)
    return ItemIndex(load_catalog([course_dir]))


def walk(sit):
    """Answer all of it rightly; what each seed put, by item."""
    shown = {}
    while not sit.over:
        each = sit.sitting.asked[sit.sitting.at]
        shown[each.item] = put_by(sit.lesson, sit.entry.item, each.seed)
        answer = solution(sit.item())
        sit.answer(answer, sit.verdict(answer))
    return shown


def test_ten_questions_taken_twice_a_day_apart_share_no_numbers(narrow):
    store, now, before = MemoryStore(), datetime.now(UTC), {}
    entries = [entry for entry in draw.questions(narrow, narrow.catalog.lessons) if "course" in entry.lesson.pack.id]
    varying = [entry for entry in entries if varies(entry.lesson, entry.item)]
    ten = varying + [entry for entry in entries if entry not in varying][: 10 - len(varying)]
    same = of = 0
    for day in range(8):
        again = make("quiz", ten, before=seeds_before(store))
        shown = walk(
            QuizRunner(store, narrow, msgspec.structs.replace(again, began=(now + timedelta(days=day)).isoformat()))
        )
        both = [entry.id for entry in varying if entry.id in before]
        same, of = same + sum(shown[id] == before[id] for id in both), of + len(both)
        before = shown
    assert (same, of) == (0, 7 * 3)


def test_ten_of_the_course_itself_taken_twice_a_day_apart_share_no_numbers():
    shelf, store = ItemIndex(load_catalog([])), MemoryStore()
    pack, now = shelf.catalog.packs[0].id, datetime.now(UTC)
    first = walk(open_sitting(QuizRequest("quiz", pack, items=10, practice=False), store, shelf, now))
    entries = [shelf.find(id) for id in first]
    second = walk(QuizRunner(store, shelf, make("quiz", entries, before=seeds_before(store))))
    varying = [entry.id for entry in entries if varies(entry.lesson, entry.item)]
    assert len(first) == 10
    assert varying
    assert [id for id in varying if first[id] == second[id]] == []


def test_quizzes_one_after_another_share_no_numbers(narrow):
    store, pack, before = MemoryStore(), narrow.catalog.packs[0].id, {}
    for _ in range(8):
        shown = walk(open_sitting(QuizRequest("quiz", pack, items=24, new=True), store, narrow))
        shown = {item: put for item, put in shown.items() if item.endswith("#twice")}
        assert len(shown) == 3
        assert not [item for item in before if before[item] == shown[item]]
        before = shown


def test_a_review_shows_other_numbers_than_the_quiz_before(narrow):
    store, pack = MemoryStore(), narrow.catalog.packs[0].id
    first = walk(open_sitting(QuizRequest("quiz", pack, items=24, new=True), store, narrow))
    later = datetime.now(UTC) + timedelta(days=4)
    shown = walk(open_sitting(QuizRequest("review", limit=99), store, narrow, later))
    both = [item for item in shown if item in first and item.endswith("#twice")]
    assert len(both) == 3
    assert all(shown[item] != first[item] for item in both)


def test_one_that_was_shown_and_skipped_is_put_differently_too(narrow):
    store = MemoryStore()
    entry = next(each for each in narrow.entries(narrow.catalog.lessons[0].id) if each.item.name == "twice")
    for _ in range(10):
        sit = QuizRunner(store, narrow, make("quiz", [entry], before={}))
        sit.begin()
        sit.skip()
        again = retry(sit.sitting, store, narrow)
        seed, other = sit.sitting.asked[0].seed, again.sitting.asked[0].seed
        assert not alike(entry.lesson, entry.item, seed, other)


def test_the_same_item_twice_in_one_sitting_differs(narrow):
    entry = next(each for each in narrow.entries(narrow.catalog.lessons[0].id) if each.item.name == "twice")
    for seed in range(10):
        one, two, three = make("quiz", [entry] * 3, seed=seed).asked
        assert len({put_by(entry.lesson, entry.item, each.seed) for each in (one, two, three)}) == 3


def test_again_in_a_lesson_differs_from_the_attempt_before(narrow):
    run = LessonRun(narrow.catalog.lessons[0], MemoryStore())
    shown = []
    for _ in range(12):
        shown.append(run.shown.question("twice").prompt)
        run.submit("twice", "0")
        run.retry("twice")
    assert all(one != other for one, other in pairwise(shown))


def test_a_seed_that_is_named_draws_the_same_again(narrow):
    store, pack = MemoryStore(), narrow.catalog.packs[0].id
    one = open_sitting(QuizRequest("quiz", pack, seed=5, new=True), store, narrow)
    walk(one)
    assert open_sitting(QuizRequest("quiz", pack, seed=5, new=True), store, narrow).sitting.asked == one.sitting.asked


@given(seed=st.integers(0, 2**32 - 1), before=st.lists(st.integers(0, 2**32 - 1), max_size=6))
def test_unlike_the_newest_wherever_it_varies(shared, seed, before):
    lesson = shared.catalog.lessons[0]
    entry = next(each for each in shared.entries(lesson.id) if each.item.name == "twice")
    found = unlike(lesson, entry.item, seed, before, varying=varies(lesson, entry.item))
    assert found == unlike(lesson, entry.item, seed, before, varying=varies(lesson, entry.item))
    if before:
        assert not alike(lesson, entry.item, found, before[0])
    else:
        assert found == seed


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    from tests.core.conftest import build

    return ItemIndex(load_catalog([build(tmp_path_factory.mktemp("varied") / "some_course")]))


def test_nothing_is_promised_that_does_not_vary(narrow):
    pack = narrow.catalog.packs[0].id
    said = rules(open_sitting(QuizRequest("quiz", pack, items=24), MemoryStore(), narrow).sitting)
    assert "3 of them have new numbers every time." in said
    fixed = next(each for each in narrow.entries(narrow.catalog.lessons[0].id) if each.item.name == "seven")
    assert not any("other numbers" in rule for rule in rules(make("quiz", [fixed])))
    run = LessonRun(fixed.lesson, MemoryStore())
    assert (run.shown.varies("seven"), run.shown.varies("twice")) == (False, True)


def test_a_draw_that_never_varies_is_found_out(course_dir):
    path = course_dir / "base" / "alpha" / "questions.py"
    path.write_text("def twice(seed):\n    return {'x': 3, 'right': 6, 'half': 1.5}\n")
    shelf = ItemIndex(load_catalog([course_dir]))
    run = LessonRun(shelf.catalog.lessons[0], MemoryStore())
    assert not run.shown.varies("twice")
    run.submit("twice", "0")
    run.retry("twice")


def test_what_belongs_to_its_page_is_never_drawn(course_dir):
    for path in course_dir.glob("*/*/lesson.md"):
        path.write_text(path.read_text().replace("::: choice pick ", "::: choice pick here=only "))
    shelf = ItemIndex(load_catalog([course_dir]))
    lessons = [lesson for lesson in shelf.catalog.lessons if lesson.pack.id.startswith("course")]
    assert len(draw.questions(shelf, lessons)) == 3 * 7
    for seed in range(5):
        drawn = [*draw.quiz(shelf, lessons, 50, seed), *draw.final(shelf, lessons, seed)]
        drawn += draw.placement(shelf, lessons, seed)
        assert "pick" not in {entry.item.name for entry in drawn}


def test_grades_are_of_what_was_shown(narrow):
    """The values on record are those of the seed that was put."""
    store, pack = MemoryStore(), narrow.catalog.packs[0].id
    walk(open_sitting(QuizRequest("quiz", pack, items=24), store, narrow))
    drawn = [attempt for attempt in store.attempts() if narrow.find(attempt.item).item.draw]
    assert len(drawn) == 3
    for attempt in drawn:
        entry = narrow.find(attempt.item)
        assert attempt.outcome == "passed"
        assert json.loads(put_by(entry.lesson, entry.item, attempt.seed)) == json.loads(attempt.values)
