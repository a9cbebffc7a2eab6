"""What holds of every kind of question, so of the next one too: one example of each stands in the tiny pack."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from tutor.core.answering import generated
from tutor.core.exchange import gift, xapi
from tutor.core.exchange.anki import back, front
from tutor.core.exchange.lesson_text import readable
from tutor.core.grade import Outcome
from tutor.core.lesson.model import BLOCKS, AnyQuestion, LessonText, Question
from tutor.core.packs.catalog import load_catalog, read_lesson
from tutor.core.questions import grade, presented, solution, solution_text

PACKS = Path(__file__).parents[1] / "fixtures" / "packs"
SEEDS = range(5)


@pytest.fixture(scope="module")
def lesson():
    return next(lesson for lesson in load_catalog([PACKS]).lessons if lesson.name == "every-block")


@pytest.fixture(scope="module")
def text(lesson) -> LessonText:
    return read_lesson(lesson)


@pytest.fixture(params=get_args(AnyQuestion), ids=lambda kind: kind.KIND)
def question(request, lesson, text) -> Question:
    example = next(item for item in text.items() if isinstance(item, request.param))
    return replace(generated(lesson, example, 3), draw="")


def test_every_kind_of_block_has_its_example(text: LessonText) -> None:
    assert {item.KIND for item in text.items()} == {*BLOCKS}


def test_its_solution_passes_and_can_be_told(question: Question) -> None:
    assert grade(question, solution(question)).outcome is Outcome.PASSED
    assert solution_text(question)
    assert question.how().endswith(".")


def test_all_that_it_has_to_say_is_said_to_one_of_its_examples(question: Question) -> None:
    verdicts = [grade(question, response) for _, response in question.examples()]
    assert {each.outcome for each in verdicts} == {Outcome.PASSED, Outcome.FAILED}
    said = "\n".join(each.feedback for each in verdicts)
    unsaid = [answer.said for answer in question.answers if answer.feedback and answer.feedback not in said]
    assert not unsaid
    assert all(text in said for text in getattr(question, "feedback", ()))


@pytest.mark.parametrize("response", ["", " ", "|", "0", "99", "1,1", "=", "\ud800", "x" * 10_000, "1" * 5_000])
def test_no_response_is_too_odd(question: Question, response: str) -> None:
    assert grade(question, response).outcome in {*Outcome} - {Outcome.LESSON_ERROR}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_listed_is_a_shuffle_of_what_the_file_lists(question: Question, seed: int) -> None:
    order = presented(question, seed)
    assert sorted(order) == list(range(len(order)))
    assert order == presented(question, seed)
    in_order = question.lists(range(len(order)))
    for shown, written in zip(question.lists(order), in_order, strict=True):
        assert sorted(shown.texts) == sorted(written.texts)


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_as_they_are_shown_mean_what_the_file_means(question: Question, seed: int) -> None:
    order = presented(question, seed)
    shown_at = {index: place for place, index in enumerate(order)}
    back_to_back = [str(shown_at[index] + 1) for index in range(len(order))]
    for number, place in enumerate(back_to_back, 1):
        typed = f"1={place}" if "=" in solution(question) else place
        meant = question.in_file_order(typed, order)
        assert meant == (f"1={number}" if "=" in solution(question) else str(number))


def test_a_script_is_not_told_the_answer(question: Question) -> None:
    told = json.dumps(question.as_data())
    assert presented(question, 1) or solution(question) not in told


def test_all_are_read_back_as_they_are_written(lesson, text: LessonText) -> None:
    questions = [replace(generated(lesson, item, 3), draw="") for item in text.items() if isinstance(item, Question)]
    kept, refused = readable(questions)
    assert (kept, refused) == (questions, [])


def test_it_travels(question: Question) -> None:
    assert front(question)
    assert back(question)
    definition = xapi.interaction(question)  # type: ignore[arg-type]
    assert definition["interactionType"] != "other"
    assert json.dumps(definition)
    assert question.xapi_response(solution(question)) in str(definition) or question.KIND == "number"
    found, refused = gift.write([("t", question)])
    assert len(refused) == 1 or question.prompt[:10] in found.replace("\\", "")


def test_its_height_is_told(question: Question) -> None:
    own, texts = question.rows()
    assert own > 0
    assert question.prompt in texts
