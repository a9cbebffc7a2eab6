"""Questions that a learner writes: what is proved of each, how they are kept, and that a damaged one harms nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core import documents, own_questions
from tutor.core.exchange.merging import merged
from tutor.core.exercise.own_question import OwnQuestion
from tutor.core.grade import Outcome
from tutor.core.questions import grade

NUMBER = OwnQuestion("number", "How many weights has W for 4 inputs and 3 outputs?", "3*4", "7")
CHOICE = OwnQuestion("choice", "Which penalty makes weights exactly 0?", "L1", "L1|L2|none")
TEXT = OwnQuestion("text", "What is the mean of squared errors called?", "MSE|mean squared error", "MAE")
AT = "2026-03-01T10:00:00.000000+00:00"


@pytest.mark.parametrize("question", [NUMBER, CHOICE, TEXT], ids=lambda q: q.kind)
def test_a_sound_one_is_a_question_like_any_other(question: OwnQuestion):
    assert question.sound
    assert [claim.name for claim in question.proof()] == [
        "has an answer", "can be read", "your answer passes", "a wrong one fails", "does not tell",
    ]  # fmt: skip
    item = question.read()
    assert question.kind == item.KIND
    assert item.name == question.name
    assert grade(item, item.solution()).outcome is Outcome.PASSED


def test_the_number_is_worked_out():
    assert grade(NUMBER.read(), "12").outcome is Outcome.PASSED
    assert grade(NUMBER.read(), "12.2").outcome is Outcome.FAILED
    assert NUMBER.proof()[0].why == "comes to 12"


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        (OwnQuestion("number", "", "3", "4"), "written"),
        (OwnQuestion("number", "What is it?", "three", "4"), "has an answer"),
        (OwnQuestion("choice", "Which?", "L3", "L1|L2"), "has an answer"),
        (OwnQuestion("choice", "Which?", "L1", "L1"), "written"),
        (OwnQuestion("text", "::: choice x", "a", "b"), "can be read"),
        (OwnQuestion("text", "---", "word", "other"), "can be read"),
        (OwnQuestion("text", "What is {this}?", "word", "other"), "can be read"),
        (OwnQuestion("number", "What is 2 · 3 + 1?", "7", "7.01"), "a wrong one fails"),
        (OwnQuestion("text", "What multiplies x?", "weight", "weights"), "a wrong one fails"),
        (OwnQuestion("number", "What is 2 · 3 + 1?", "7", "seven"), "a wrong one fails"),
        (OwnQuestion("text", "Is the weight what x is multiplied by?", "weight", "bias"), "does not tell"),
        (OwnQuestion("number", "Is it 36 or more?", "6*6", "18"), "does not tell"),
        (OwnQuestion("exercise", "Which?", "a", "b"), "can be read"),
    ],
)
def test_what_does_not_hold_is_named(question: OwnQuestion, claim: str):
    assert not question.sound
    assert claim in [each.name for each in question.proof() if not each.holds]
    assert all(each.why for each in question.proof())


@given(st.sampled_from(["number", "choice", "text"]), *[st.text(max_size=40)] * 3)
def test_no_text_breaks_the_proof(kind: str, ask: str, answer: str, others: str):
    question = OwnQuestion(kind, ask, answer, others)
    if question.sound:
        assert grade(question.read(), question.read().solution()).outcome is Outcome.PASSED


def test_sound_and_new_ones_are_kept_once():
    text = own_questions.added(None, [NUMBER, OwnQuestion("number", "", "", ""), NUMBER], AT)
    assert text is not None
    documents.check("own/pack/lesson", text)
    assert [(item.name, at) for item, at in own_questions.read(text)] == [(NUMBER.name, AT)]
    assert own_questions.added(text, [NUMBER], AT) is None
    more = own_questions.added(text, [CHOICE], AT)
    assert [item.name for item, _ in own_questions.read(more)] == [NUMBER.name, CHOICE.name]


def test_two_machines_come_to_both():
    mine = own_questions.added(None, [NUMBER, TEXT], AT) or ""
    theirs = own_questions.added(None, [CHOICE, TEXT], "2026-02-01T10:00:00.000000+00:00") or ""
    both = own_questions.read(merged("own/pack/lesson", mine, theirs))
    assert {item.name for item, _ in both} == {NUMBER.name, TEXT.name, CHOICE.name}
    assert {item.name: at for item, at in both}[TEXT.name] == AT
    assert merged("own/pack/lesson", mine, "{") == mine


def test_a_damaged_document_loses_only_what_is_damaged():
    assert own_questions.read("{") == []
    text = own_questions.added(None, [NUMBER, CHOICE], AT) or ""
    rows = json.loads(text)
    rows[0]["block"] = "::: number x"
    assert [item.name for item, _ in own_questions.read(json.dumps(rows))] == [CHOICE.name]
    rows[1]["at"] = "yesterday"
    with pytest.raises(ValueError, match="yesterday"):
        documents.check("own/pack/lesson", json.dumps(rows))


def test_what_is_typed_is_told_as_it_was_typed():
    """A note is Markdown: the signs of 2*3*4 would be taken for emphasis."""
    proof = {claim.name: claim.why for claim in OwnQuestion("number", "How many?", "2*3*4", "2*3").proof()}
    assert (proof["your answer passes"], proof["a wrong one fails"]) == ("`2*3*4`", "`2*3`")
    slip = OwnQuestion("number", "How many?", "2*3*4", "4*3*2").proof()[3]
    assert slip.why == "`4*3*2` passes as well."
