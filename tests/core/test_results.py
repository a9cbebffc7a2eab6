"""A sitting that is over can be read again: a paper for each question, a history that lesson changes do not touch."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.ending import ending
from tutor.core.exchange import archive
from tutor.core.item_index import ItemIndex
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import solution
from tutor.core.quiz.history import as_json, history
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest, open_sitting, retry
from tutor.core.quiz.papers import NOT_THERE, papers, told
from tutor.core.quiz.readiness import chance_to_pass, readiness
from tutor.core.quiz.runner import QuizRunner
from tutor.core.review.ledger import read_ledger
from tutor.core.run import LessonRun
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt

WRONG = {"pick": "2", "many": "1,3", "twice": "0", "seven": "8", "gap": "wrong", "steps": "2,1,3",
         "pairs": "1=2,2=1,3=3", "word": "nothing"}  # fmt: skip


@pytest.fixture
def store():
    return MemoryStore()


def begun(store, course, names, **more):
    pack = course.catalog.packs[0].id
    sit = QuizRunner(store, course, make("quiz", [course.find(f"{pack}/{name}") for name in names], seed=1, **more))
    sit.begin()
    return sit


def give(sit, response):
    sit.answer(response, sit.verdict(response), seconds=2.0)


@pytest.mark.parametrize("feedback", ["once", "end"])
def test_a_paper_for_each_question_skipped_ones_included(store, course, feedback):
    sit = begun(store, course, ["alpha#pick", "alpha#seven", "beta#steps", "beta#gap"], feedback=feedback)
    give(sit, "2")
    sit.skip()
    give(sit, "2,1,3")
    sit.end()
    found = papers(sit.sitting, course)
    assert [one.verdict for one in found] == ["wrong", "skipped", "partly right", "not reached"]
    pick, seven, steps, gap = found
    assert (pick.lesson, pick.mine, pick.right, pick.why) == ("Alpha", "that one", "this one", "It just is.")
    assert "1. " in pick.asked
    assert "that one is wrong" in pick.said
    assert (seven.mine, seven.right) == ("", "7")
    assert steps.mine == "1. two\n2. one\n3. three"
    assert "The gap of beta is (1) here." in gap.asked
    assert "Your answer** – skipped\n" in told(seven)
    assert "**The right answer**: this one" in told(pick)
    assert "2 of 3 pairs are in order" in told(steps)
    assert "%" not in told(steps)


@pytest.mark.parametrize("name", WRONG)
def test_answers_are_told_in_words_whatever_the_kind(store, course, name):
    for response in (WRONG[name], None):
        sit = begun(store, course, [f"alpha#{name}"])
        give(sit, response or solution(sit.item()))
        (paper,) = papers(sit.sitting, course)
        assert paper.verdict == "right" if response is None else paper.verdict != "right"
        assert paper.mine
        assert paper.mine != response or name in ("twice", "seven", "word")
        assert paper.right


def test_every_sitting_is_kept_and_what_changes_later_changes_nothing(store, course, course_dir):
    first = begun(store, course, ["alpha#pick", "alpha#seven"])
    give(first, "1")
    give(first, "8")
    second = begun(store, course, ["beta#word"])
    give(second, "beta")
    kept = history(store)
    assert [(one.right, one.counted, one.score) for one in kept] == [(1, 1, 1.0), (1, 2, 0.5)]
    assert (kept[1].seconds, kept[1].kind, kept[1].day) == (4.0, "quiz", datetime.now().astimezone().date().isoformat())
    assert [(row.score, row.asked) for row in kept[1].objectives] == [(1.0, 1), (0.0, 1)]
    lesson = course_dir / "base" / "alpha" / "lesson.md"
    lesson.write_text(lesson.read_text().replace("- [x] 7\n", "- [x] 70\n"))
    fresh = ItemIndex(load_catalog([course_dir]))
    assert history(store) == kept
    assert papers(first.sitting, fresh)[1].asked == NOT_THERE
    assert kept[1].papers[1].right == "7"
    there = MemoryStore()
    archive.take(there, archive.dump(store))
    assert history(there) == kept
    assert "papers" not in as_json(kept[0])
    store.put("history/broken", "{")
    assert history(store) == kept


def test_a_sitting_that_is_dropped_is_kept_too(store, course):
    lesson = course.catalog.lessons[0].id
    sit = open_sitting(QuizRequest("quiz", scope=lesson, items=3, seed=1), store, course)
    sit.begin()
    give(sit, solution(sit.item()))
    open_sitting(QuizRequest("quiz", scope=lesson, items=3, seed=2, new=True), store, course)
    (kept,) = history(store)
    assert [paper.verdict for paper in kept.papers] == ["right", "not reached", "not reached"]
    open_sitting(QuizRequest("quiz", scope=lesson, items=3, seed=3, new=True), store, course)
    assert len(history(store)) == 1, "nothing was answered of the second"


def test_the_missed_are_asked_again_after_others_with_new_numbers(store, course):
    sit = begun(store, course, ["alpha#twice", "alpha#seven", "beta#pick", "beta#word"])
    seeds = {each.name: each.seed for each in sit.sitting.asked}
    for response in ("0", "8", "1", "beta"):
        give(sit, response)
    again = retry(sit.sitting, store, course).sitting
    assert [each.name for each in again.asked] == ["pick", "twice", "word", "seven"]
    assert all(each.seed != seeds[each.name] for each in again.asked)


def passed(entry, day, **more):
    at = (datetime.now(UTC) - timedelta(days=day)).isoformat()
    return Attempt(
        item=entry.id, version=entry.version, seed=day, response="x", outcome="passed", score=1.0, at=at, **more
    )


def test_readiness_says_what_is_known_and_no_more(store, course):
    now = datetime.now(UTC)
    nothing = readiness(course, read_ledger(store, now), now)
    assert (nothing.low, nothing.high, nothing.tried) == (None, None, 0)
    assert "too early to say" in nothing.told
    entries = [entry for lesson in course.catalog.lessons for entry in course.entries(lesson.id) if entry.asks]
    for entry in entries[:6]:
        store.add(passed(entry, 0))
    some = readiness(course, read_ledger(store, now), now)
    assert some.low < 0.05 < some.high < 1
    for entry in entries[6:]:
        store.add(passed(entry, 0))
    everything = readiness(course, read_ledger(store, now), now)
    assert everything.low > 0.9
    later = readiness(course, read_ledger(store, now), now + timedelta(days=2000))
    assert later.high < everything.low
    assert "24 of the 24 questions and exercises" in later.told


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7))
def test_the_chance_to_pass_is_a_chance_and_grows_with_what_is_known(modules):
    chance = chance_to_pass(modules)
    assert -1e-9 <= chance <= 1 + 1e-9
    assert chance_to_pass([min(1.0, each + 0.1) for each in modules]) >= chance - 1e-9
    assert chance_to_pass([1.0] * len(modules)) == pytest.approx(1)
    assert chance_to_pass([0.0, *modules]) == 0


def test_the_chance_to_pass_by_hand():
    """One module of four: 80 % of four questions are four of four."""
    assert chance_to_pass([0.5]) == pytest.approx(0.5**4)
    assert chance_to_pass([0.9, 0.9]) == pytest.approx(0.9**8 + 8 * 0.1 * 0.9**7)


def test_the_end_of_a_lesson(store, course):
    first, second, _ = course.catalog.lessons
    run = LessonRun(first, store)
    found = ending(run, course)
    assert (found.can, len(found.begun), len(found.open), found.next_id) == ((), 2, 8, second.id)
    for entry in course.entries(first.id):
        if entry.asks:
            run.submit(entry.item.name, solution(run.shown.question(entry.item.name)))
    found = ending(run, course)
    assert found.can == ("first of alpha", "second of alpha")
    assert found.open == (), "what has no weight is for practice"
    assert "It is passed." in found.headline
    assert ending(run, None).next_id == ""


def test_the_end_tells_how_each_item_stands_and_when_it_is_asked_again(store, course):
    run = LessonRun(course.catalog.lessons[0], store)
    assert ending(run, course).again == ""
    sure, hinted, wrong, *rest = [entry.item.name for entry in course.entries(run.lesson.id) if entry.asks]
    run.submit(sure, solution(run.shown.question(sure)))
    run.session = run.session.hinted(hinted, 1)
    run.submit(hinted, solution(run.shown.question(hinted)))
    run.submit(wrong, "-99999")
    found = ending(run, course)
    stand = {one.word.replace(" ", "-"): one for one in found.items}
    assert [stand[name].sign for name in (sure, hinted, wrong, *rest)] == ["●", "◐", "○", *"○" * len(rest)]
    assert str(stand[sure]) == sure
    assert str(stand[wrong]) == f"{wrong}, page {run.text.page_of(wrong) + 1}"
    assert found.again == "tomorrow", "what was missed comes first"
    assert found.open == tuple(stand[name] for name in (wrong, *rest))


def test_the_end_of_the_last_lesson_says_that_it_is_the_last(store, course):
    for lesson in course.catalog.lessons:
        run = LessonRun(lesson, store)
        assert not ending(run, course).over
        for entry in course.entries(lesson.id):
            if entry.asks:
                run.submit(entry.item.name, solution(run.shown.question(entry.item.name)))
    assert ending(run, course).over
    assert not ending(run, None).over


def test_every_objective_of_the_course_can_be_shown():
    for lesson in load_catalog().lessons:
        found = ending(LessonRun(lesson, MemoryStore()), None)
        assert len(found.begun) == len(lesson.meta.objectives)
        assert not [line for sign, line in found.begun if sign != "○" or "of 0)" in line], lesson.id


def test_the_next_day_is_the_learners(store, course, monkeypatch):
    """Answered at 23:30 in Auckland and due the next day: at 08:00 it is asked, and never said to be due “today”."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    (entry,) = [one for one in course.entries(course.catalog.lessons[0].id) if one.item.name == "seven"]
    evening = datetime(2026, 11, 10, 23, 30).astimezone()
    store.add(
        Attempt(item=entry.id, version=entry.version, seed=1, response="8", outcome="failed", score=0.0,
                at=evening.astimezone(UTC).isoformat())
    )  # fmt: skip
    assert next(iter(store.stream())).day == "2026-11-10"
    with pytest.raises(Exception, match=r"The next review is on 2026-11-11\."):
        open_sitting(QuizRequest("review"), store, course, evening + timedelta(minutes=5))
    morning = datetime(2026, 11, 11, 8, 0).astimezone()
    assert [each.name for each in open_sitting(QuizRequest("review"), store, course, morning).sitting.asked] == [
        "seven"
    ]


@pytest.fixture(autouse=True)
def zone_as_it_was():
    yield
    time.tzset()


def test_json_of_history_is_plain(store, course):
    sit = begun(store, course, ["alpha#pick"])
    give(sit, "1")
    row = json.loads(json.dumps(as_json(history(store)[0])))
    assert row["score"] == 1.0
    assert row["objectives"][0]["objective"] == "first of alpha"
