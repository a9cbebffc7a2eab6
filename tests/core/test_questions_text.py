"""Answers in words: slips are forgiven, signs and typography are not confused, wrong cases stay wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.grade import Outcome
from tutor.core.lesson.model import Blank, Case, Gap, Text
from tutor.core.lesson.parser import parse_body
from tutor.core.questions import grade, solution, solution_text
from tutor.plain.prose import paragraphs

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED
SLIPS = [
    ("gradient descent", "gradeint descent", True),
    ("gradient descent", "gradient decent", True),
    ("gradient descent", "gradient descend", True),
    ("gradient descent", "gradients descents", False),
    ("gradient", "gradeitn", False),
    ("epoch", "epcoh", False),
    ("layer-12", "layer-13", False),
]


@pytest.mark.parametrize(("literal", "answer", "accepted"), SLIPS)
def test_one_slip_in_six_letters(literal: str, answer: str, accepted: bool) -> None:
    question = Text(name="t", prompt="?", cases=(Case(literal, True),))
    verdict = grade(question, answer)
    assert (verdict.outcome is PASSED) is accepted
    assert (f"it is spelt “{literal}”" in verdict.feedback) is accepted


SIGNS = [
    ("C++", "C"), ("C++", "C#"), ("C", "C++"), ("5", "-5"), ("-5", "5"), ("[0, 1)", "(0, 1]"), ("(0, 1]", "(0, 1)"),
    ("~mask", "mask"), ("mask", "~mask"), ("n!", "n"), ("a.", "a"), (".5", "5"), ("'a'", "a"), ("x;", "x"),
    ("{}", "()"), ("x'", "x"), ("$x", "x"), ("*args", "args"), ("**kwargs", "*kwargs"), ("__init__", "init"),
    ("gradient++", "gradient+"), ("-descent", "descent"), ("gradient descent", "gradient descent!"),
]  # fmt: skip


@pytest.mark.parametrize(("literal", "answer"), SIGNS)
def test_signs_at_the_edge_are_part_of_an_answer(literal: str, answer: str) -> None:
    question = Text(name="t", prompt="?", cases=(Case(literal, True),))
    assert grade(question, literal).outcome is PASSED
    assert grade(question, answer).outcome is FAILED
    blank = Blank(name="b", prompt="?", pieces=(Gap((literal,)),))
    assert [grade(blank, each).outcome for each in (literal, answer)] == [PASSED, FAILED]


TYPOGRAPHY = [
    ("mini-batch", "mini‐batch"), ("mini-batch", "mini‑batch"), ("-5", "−5"), ("-5", "–5"),
    ("a-b", "a­b-".replace("­b-", "—b")), ("don't", "don’t"), ('"a"', "“a”"), ('"a"', "«a»"), ('"a"', "„a“"),
    ("a b", "a b"), ("a b", "a b"), ("ab", "a​b"), ("ab", "a­b"), ("ab", "﻿ab"),
    ("a–b", "a-b"), ("/a–b/", "a-b"), ("/“x”/", '"x"'), ("1/2", "1⁄2"), ("f'", "f′"), ("…", "..."),
]  # fmt: skip


@pytest.mark.parametrize(("literal", "answer"), TYPOGRAPHY)
def test_typography_is_folded(literal: str, answer: str) -> None:
    question = Text(name="t", prompt="?", cases=(Case(literal, True),))
    assert grade(question, answer).outcome is PASSED


@pytest.mark.parametrize(
    ("right", "wrong"), [("C", "C++"), ("5", "5."), ("a", '"a"'), ("mask", "~mask"), ("(0, 1]", "[0, 1)"), ("x", "x.")]
)
def test_an_author_can_tell_answers_apart_by_their_signs(right: str, wrong: str) -> None:
    """In either order; what nobody told apart is forgiven a full stop and quotes."""
    cases = (Case(right, True), Case(wrong, False, "No."))
    for order in (cases, cases[::-1]):
        question = Text(name="t", prompt="?", cases=order)
        assert grade(question, right).outcome is PASSED
        assert grade(question, wrong).feedback == "No."
        assert not list(question.unreachable())
        lines = "\n".join(f"- [{'x' if case.right else ' '}] {case.match}" for case in order)
        assert parse_body(f"::: text t\nWhich?\n\n{lines}\n:::\n", "lesson.md")


@pytest.mark.parametrize("literal", ["__init__", "2*3*4", "<t>", "a_b_c", "$x$", "`a`", "# x", "- x", "1. x"])
def test_answers_are_shown_as_they_are_written(literal: str) -> None:
    """A solution and a verdict are Markdown: an answer in them is none."""
    question = Text(name="t", prompt="?", cases=(Case("/" + re.escape("q") + "/", True), Case("x", True)))
    verdict = grade(question, literal)
    assert literal in text_of(verdict.feedback)
    right = Text(name="t", prompt="?", cases=(Case(literal, True),))
    assert text_of(solution_text(right)) == literal
    assert (
        text_of(solution_text(Blank(name="b", prompt="?", pieces=("It is ", Gap((literal,)), "."))))
        == f"It is {literal}."
    )


def text_of(markdown: str) -> str:
    (paragraph,) = paragraphs(markdown)
    return paragraph.text


def test_a_slip_that_is_a_wrong_case_is_wrong() -> None:
    question = Text(name="t", prompt="?", cases=(Case("symmetric", True), Case("asymmetric", False, "No.")))
    assert grade(question, "asymmetric").feedback == "No."
    assert grade(question, "symmetrik").outcome is PASSED


words = st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), min_size=1, max_size=30).filter(
    lambda word: any(map(str.isalnum, word)) and not word.startswith("/") and word.strip() != "else"
)


@given(words, st.sampled_from([str.upper, str.title, lambda text: f"  {text}.", lambda text: f"“{text}”"]))
def test_a_literal_answer_passes_in_any_dress(literal: str, dress: object) -> None:
    question = Text(name="t", prompt="?", cases=(Case(literal, True),))
    assert grade(question, literal).outcome is PASSED
    if literal.isascii():
        assert grade(question, dress(literal)).outcome is PASSED  # type: ignore[operator]


@pytest.mark.parametrize("literal", ["f(x)", "0/", "[0, 1)", "a*", "C++"])
def test_a_full_stop_may_come_after_a_sign(literal: str) -> None:
    question = Text(name="t", prompt="?", cases=(Case(literal, True),))
    assert grade(question, f"“{literal}.”").outcome is PASSED
    assert grade(question, f"{literal},").outcome is not PASSED


@pytest.mark.parametrize("pattern", ["/(the )?target/", "/[a-c]{2,5}\\d+/", "/mean (squared|absolute) error|mse/"])
def test_a_pattern_alone_still_has_a_solution(pattern: str) -> None:
    question = Text(name="t", prompt="?", cases=(Case(pattern, True),))
    assert grade(question, solution(question)).outcome is PASSED
