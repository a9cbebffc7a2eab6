"""Exercises and programs in sittings: which are drawn, how they are judged, papers, the command line and plain mode."""

import io
import json
from pathlib import Path

import pytest

from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import CodeItem, ExerciseRef, Question
from tutor.core.packs.catalog import load_catalog
from tutor.core.packs.code import load_object
from tutor.core.questions import solution
from tutor.core.quiz import draw
from tutor.core.quiz.making import make
from tutor.core.quiz.opening import QuizRequest, open_sitting
from tutor.core.quiz.papers import papers
from tutor.core.quiz.result import result
from tutor.core.quiz.rules import rules
from tutor.core.quiz.runner import QuizRunner
from tutor.core.review.due import due
from tutor.core.store.memory import MemoryStore
from tutor.plain.sitting import converse
from tutor.plain.talk import Talk

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny_pack"


@pytest.fixture(scope="module")
def tiny():
    return ItemIndex(load_catalog([PACK]))


@pytest.fixture
def store():
    return MemoryStore()


def of_kind(shelf, kind):
    return next(entry for entry in shelf.entries("tiny-pack/every-block") if isinstance(entry.item, kind))


def solved(sit):
    """A right answer to whatever is at hand."""
    run = sit.practice()
    if run is None:
        return solution(sit.item())
    item = sit.entry.item
    if isinstance(item, CodeItem):
        return load_object(sit.lesson, item.checks).solution
    run.shown.play(run.name).solve(item.part)
    return run.shown.play(run.name).dump()


@pytest.mark.parametrize("kind", [ExerciseRef, CodeItem])
def test_a_right_and_a_wrong_one_count(tiny, store, kind):
    entry = of_kind(tiny, kind)
    sit = QuizRunner(store, tiny, make("quiz", [entry, entry]))
    wrong = '{"n": 1.0}' if kind is ExerciseRef else "def double(x):\n    return x * x\n"
    for answer in (solved(sit), wrong):
        sit.answer(answer, sit.verdict(answer), confidence=2)
    found = result(sit.sitting, tiny)
    assert (found.right, found.counted) == (1, 2)
    one, other = papers(sit.sitting, tiny)
    assert one.verdict == "right"
    assert other.verdict in ("wrong", "partly right")
    assert one.mine
    assert other.right
    assert [each.seed for each in store.attempts()] == [each.seed for each in sit.sitting.asked]


def test_what_is_no_program_or_no_state_costs_nothing(tiny, store):
    for kind, answer in ((CodeItem, "def ("), (ExerciseRef, "{"), (ExerciseRef, '{"no": 1}')):
        sit = QuizRunner(store, tiny, make("quiz", [of_kind(tiny, kind)]))
        grade = sit.verdict(answer)
        assert grade.outcome == "invalid"
        sit.answer(answer, grade)
        assert sit.sitting.at == 0
    assert store.attempts() == []


def test_hints_of_practice_are_there_in_a_review_alone(tiny, store):
    entry = of_kind(tiny, ExerciseRef)
    for kind in ("quiz", "review"):
        run = QuizRunner(store, tiny, make(kind, [entry])).practice()
        assert bool(run.shown.question(run.name).hints) == (kind == "review" and bool(entry.item.hints))


def test_a_quiz_has_one_in_five_and_says_how_long_it_takes(tiny, store):
    sit = open_sitting(QuizRequest("quiz", "tiny-pack", items=7), store, tiny)
    assert sum(each.practice for each in sit.sitting.asked) == 1
    assert "about" in rules(sit.sitting)[0]
    minutes = 6 + round(next(each.minutes for each in sit.sitting.asked if each.practice))
    assert f"It takes about {minutes} minutes." in rules(sit.sitting)
    only = open_sitting(QuizRequest("quiz", "tiny-pack", items=7, practice=False, new=True), store, tiny)
    assert not any(each.practice for each in only.sitting.asked)


def test_practice_that_was_done_is_due_again(tiny, store):
    from datetime import UTC, datetime, timedelta

    sit = QuizRunner(store, tiny, make("quiz", [of_kind(tiny, ExerciseRef), of_kind(tiny, CodeItem)]))
    while not sit.over:
        answer = solved(sit)
        sit.answer(answer, sit.verdict(answer))
    later = datetime.now(UTC) + timedelta(days=5)
    assert {entry.item.KIND for entry in due(store, tiny, 9, later).entries} == {"exercise", "code"}


def test_the_final_of_the_course_is_four_a_module_mostly_built_with_practice():
    shelf = ItemIndex(load_catalog([]))
    pack = shelf.catalog.packs[0]
    lessons = shelf.catalog.in_pack(pack)
    for seed in range(20):
        entries = draw.final(shelf, lessons, seed)
        pool = [*draw.questions(shelf, lessons), *draw.practice(shelf, lessons)]
        for module in {entry.lesson.module for entry in pool}:
            of_module = [entry for entry in entries if entry.lesson.module is module]
            assert len(of_module) == min(4, sum(entry.lesson.module is module for entry in pool))
            assert sum(entry.practises for entry in of_module) >= 1
        assert {entry.item.KIND for entry in entries if entry.practises} == {"exercise", "code"}
        assert sum(entry.built for entry in entries) >= 0.6 * len(entries)
        assert len(set(entries)) == len(entries)


def test_the_final_says_what_it_holds_how_long_it_takes_and_what_is_missing(store):
    shelf = ItemIndex(load_catalog([]))
    sitting = open_sitting(QuizRequest("final", shelf.catalog.packs[0].id), store, shelf).sitting
    said = " ".join([*rules(sitting), *sitting.notes])
    assert f"About {sitting.expected} minutes" in said
    assert "questions" in said
    asks = [module for module in shelf.catalog.packs[0].modules if module.id != "capstone"]
    full = 4 * len(asks)
    if len(sitting.asked) < full:
        assert f"It would ask {full}" in said


def test_placement_asks_one_of_each_and_no_pick_one_twice():
    shelf = ItemIndex(load_catalog([]))
    lessons = shelf.catalog.in_pack(shelf.catalog.packs[0])
    for seed in range(20):
        entries = draw.placement(shelf, lessons, seed)
        for module in {entry.lesson.module for entry in entries}:
            of_module = [entry for entry in entries if entry.lesson.module is module]
            assert len(of_module) == 3
            assert sum(isinstance(each.item, Question) and each.item.picks_one for each in of_module) <= 1


def talked(sit, lines):
    out = io.StringIO()
    converse(sit, Talk(io.StringIO("\n".join(lines) + "\n"), out))
    return out.getvalue()


def test_a_program_in_plain_mode_is_judged_once(tiny, store):
    sit = QuizRunner(store, tiny, make("quiz", [of_kind(tiny, CodeItem)]))
    program = solved(sit).strip().splitlines()
    said = talked(sit, ["", "hint", "show", *program, ".", "3", ""])
    assert said.count("Not in a test.") == 2
    assert "a program from" in said
    assert "Right" in said
    assert [one.outcome for one in store.attempts()] == ["passed"]


def test_an_exercise_in_plain_mode_is_moved_and_checked_once(tiny, store):
    sit = QuizRunner(store, tiny, make("quiz", [of_kind(tiny, ExerciseRef)]))
    said = talked(sit, ["", "help", "check", "n 1", "undo", "n 2", "check", "1", ""])
    assert "Predict first" not in said
    assert "Not yet" not in said
    assert len(store.attempts()) == 1
    assert sit.over


def test_the_command_line_tells_the_state_and_takes_it(tiny, store):
    from tutor.cli.sittings import _act, _said, _state

    sit = QuizRunner(store, tiny, make("quiz", [of_kind(tiny, ExerciseRef), of_kind(tiny, CodeItem)]))
    first = _state(sit)
    shown = first["question"]
    assert (shown["kind"], shown["minutes"]) == ("exercise", 4)
    assert json.loads(shown["state"])
    assert shown["state"] in _said(sit, first)
    for _ in range(2):
        _act(sit, {"end": False, "skip": False, "answer": solved(sit), "confidence": 2}, True)
    assert [one.outcome for one in store.attempts()] == ["passed", "passed"]


def test_every_exercise_and_program_of_the_course_can_be_done_from_its_start(store):
    shelf = ItemIndex(load_catalog([]))
    entries = draw.practice(shelf, shelf.catalog.in_pack(shelf.catalog.packs[0]))
    sit = QuizRunner(store, shelf, make("quiz", entries, seed=11))
    for entry in entries:
        run = sit.practice()
        if run.slow:  # what the worker finds is its own test's
            sit.skip()
            continue
        answer = solved(sit)
        grade = sit.verdict(answer)
        assert grade.outcome == "passed", entry.id
        sit.answer(answer, grade)
    assert len(store.attempts()) >= 5
