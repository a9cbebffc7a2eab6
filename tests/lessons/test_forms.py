"""Every question of the built-in lessons has forms: other numbers or words for another seed, and feedback that holds.

A right answer that is rounded, or cut off, is never told that it is another mistake.
"""

from math import floor, log10

import pytest

from tests.lessons.proved import LESSONS
from tutor.core.lesson.model import Blank, Number, Question
from tutor.core.packs.catalog import read_lesson
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.questions import grade, solution, variant
from tutor.core.questions.cases import ELSE

ITEMS = [
    (lesson, item)
    for lesson in LESSONS
    for item in read_lesson(lesson).items()
    if isinstance(item, Question) and not isinstance(item, Blank)
]
NUMBERS = [(lesson, item) for lesson, item in ITEMS if isinstance(item, Number)]


def named(pair: tuple[Lesson, Question]) -> str:
    return f"{pair[0].name}#{pair[1].name}"


@pytest.mark.parametrize("pair", ITEMS, ids=map(named, ITEMS))
def test_another_seed_asks_in_other_words_or_numbers(pair: tuple[Lesson, Question]) -> None:
    lesson, item = pair
    assert item.draw, "the same question every time"
    draw = load_object(lesson, item.draw)
    filled = [variant(item, draw(seed)) for seed in range(10)]
    shown = {
        (each.prompt, tuple(text for listed in each.lists(range(len(each.distinct()))) for text in listed.texts))
        for each in filled
    }
    assert len(shown) >= (5 if isinstance(item, Number) else 2)


def near(value: float) -> list[str]:
    """A value rounded and cut off at each of its places, as one might type it."""
    found = []
    for figures in range(1, 7):
        unit = 10.0 ** (floor(log10(abs(value))) - figures + 1)
        cut = floor(abs(value) / unit + 1e-9) * unit * (1 if value > 0 else -1)
        found += [f"{round(value / unit) * unit:.10g}", f"{cut:.10g}"]
    return [each for each in found if float(each)]


@pytest.mark.parametrize("pair", NUMBERS, ids=map(named, NUMBERS))
def test_a_right_answer_rounded_or_cut_off_is_never_told_another_mistake(
    pair: tuple[Lesson, Number], seeds: range
) -> None:
    lesson, item = pair
    draw = load_object(lesson, item.draw)
    for seed in seeds:
        filled = variant(item, draw(seed))
        value = float(solution(filled))
        if value == int(value):
            continue  # nobody rounds 11 to 10
        routes = [case.match for case in filled.cases if not case.right and case.match != ELSE]
        for number, answer in enumerate(near(value)):
            verdict = grade(filled, answer)
            assert verdict.misconception not in routes, (seed, answer, verdict.feedback)
            assert number < 4 or verdict.outcome == "passed", (seed, value, answer)
