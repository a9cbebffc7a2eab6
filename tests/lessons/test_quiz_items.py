"""Every question of the built-in lessons on many seeds: the right answer is right, each wrong route is told apart."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.lessons.proved import LESSONS
from tutor.core.lesson.model import Number, Question
from tutor.core.packs.catalog import read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.questions import grade, solution, variant
from tutor.core.questions.cases import ELSE, NumberCase, read_case

ITEMS = [(lesson, item) for lesson in LESSONS for item in read_lesson(lesson).items() if isinstance(item, Question)]
NUMBERS = [(lesson, item) for lesson, item in ITEMS if isinstance(item, Number)]
CLUMSY = re.compile(r"(?<![\d.])1x|[+−-] ?[−-]\d|−-|--\d|\d\.\d{7}")


def named(pair: tuple[Lesson, Question]) -> str:
    return f"{pair[0].name}#{pair[1].name}"


def filled(lesson: Lesson, item: Question, seeds: range) -> Iterator[Question]:
    if not item.draw:
        yield item
        return
    draw = load_object(lesson, item.draw)
    for seed in seeds:
        yield variant(item, draw(seed))


def intervals(item: Number) -> list[tuple[bool, NumberCase, str]]:
    read = [(case, read_case(case.match)) for case in item.cases if case.match != ELSE]
    assert all(isinstance(interval, NumberCase) for _, interval in read)
    return [(case.right, interval, case.feedback) for case, interval in read if isinstance(interval, NumberCase)]


@pytest.mark.parametrize("pair", ITEMS, ids=map(named, ITEMS))
def test_the_solution_passes_in_full(pair: tuple[Lesson, Question], seeds: range) -> None:
    for item in filled(*pair, seeds):
        verdict = grade(item, solution(item))
        assert (verdict.outcome, verdict.score) == ("passed", 1.0)


@pytest.mark.parametrize("pair", NUMBERS, ids=map(named, NUMBERS))
def test_no_wrong_route_comes_near_the_right_number_or_another_route(pair: tuple[Lesson, Number], seeds: range) -> None:
    for item in filled(*pair, seeds):
        assert isinstance(item, Number)
        cases = intervals(item)
        ends = sorted((case.low, case.high, feedback) for _, case, feedback in cases)
        assert all(a[1] < b[0] for a, b in pairwise(ends)), (item.prompt, ends)
        for right, case, feedback in cases:
            said = grade(item, repr((case.low + case.high) / 2))
            assert (said.outcome == "passed") == right
            assert feedback in said.feedback
            assert right or said.score <= 0.5


@pytest.mark.parametrize("pair", ITEMS, ids=map(named, ITEMS))
def test_numbers_are_written_as_one_would_write_them(pair: tuple[Lesson, Question], seeds: range) -> None:
    for item in filled(*pair, seeds):
        texts = [item.prompt, item.why, *item.hints]
        if isinstance(item, Number):
            texts += [case.feedback for case in item.cases]
        assert [text for text in texts if CLUMSY.search(text)] == []


@pytest.mark.parametrize("pair", NUMBERS, ids=map(named, NUMBERS))
def test_every_number_has_a_named_wrong_route_and_a_word_for_all_else(pair: tuple[Lesson, Number]) -> None:
    cases = pair[1].cases
    assert cases[-1].match == ELSE
    assert sum(not case.right for case in cases) >= 2
    assert all(case.feedback for case in cases)
