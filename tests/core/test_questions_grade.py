"""Each question type: the right answer, each named mistake, and what cannot be read."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.grade import Outcome
from tutor.core.lesson.model import Blank, Case, Choice, Gap, Match, Number, Option, Order, Question, Text
from tutor.core.questions import answer_hint, grade, presented, solution, solution_text

ONE = Choice(
    name="bias",
    prompt="What does b do?",
    options=(
        Option("Lifts the line", True, "b is where x = 0."),
        Option("Makes it steeper", False, "That is W."),
        Option("Nothing", False),
    ),
)
ALL = Choice(
    name="copy",
    prompt="What changes?",
    pick_all=True,
    options=(
        Option("the SE", True),
        Option("the CI", True, "It is made of the SE."),
        Option("the score", False, "It moved by 0.0014."),
        Option("the coefficient", True),
        Option("the rows", False),
    ),
)
NUMBER = Number(
    name="slope",
    prompt="What is W?",
    unit="€/m²",
    cases=(
        Case("2500 ± 1 %", True, "Price over area."),
        Case("0.0004 ± 1 %", False, "That is m² per €.", 0.5),
        Case("5000 .. 6000", False, "Twice that."),
        Case("else", False, "Divide the differences."),
    ),
)
TEXT = Text(
    name="target",
    prompt="The column you predict?",
    cases=(
        Case("label", True, "Also: target."),
        Case("/(the )?(target|response)/", True),
        Case("labels", False, "One of them."),
        Case("feature", False, "That is what you predict from.", 0.25),
        Case("else", False, "It is what y holds."),
    ),
)
BLANK = Blank(
    name="epoch",
    prompt="Fill in the gaps.",
    pieces=("One pass is an ", Gap(("epoch", "pass")), "; each update uses a ", Gap(("mini-batch", "batch")), "."),
)
ORDER = Order(name="steps", prompt="Order.", entries=("look", "split", "fit", "score"))
MATCH = Match(name="terms", prompt="Match.", left=("W", "b", "ŷ"), right=("weight", "bias", "prediction"))
EVERY: list[Question] = [ONE, ALL, NUMBER, TEXT, BLANK, ORDER, MATCH]
PASSED, FAILED, INVALID, NONE = Outcome.PASSED, Outcome.FAILED, Outcome.INVALID, Outcome.UNATTEMPTED
GRADES: list[tuple[Question, str, Outcome, float, str]] = [
    (ONE, "1", PASSED, 1, "b is where x = 0."),
    (ONE, "2", FAILED, 0, "That is W."),
    (ONE, "3", FAILED, 0, "“Nothing” is not it."),
    (ONE, "1,2", INVALID, 0, "Only one option is right"),
    (ONE, "4", INVALID, 0, "1 to 3"),
    (ONE, "0", INVALID, 0, "1 to 3"),
    (ONE, "b", INVALID, 0, "for example `2`"),
    (ONE, "²", INVALID, 0, "1 to 3"),
    (ALL, "1,2,4", PASSED, 1, "“the CI”: It is made of the SE."),
    (ALL, "4 2 1", PASSED, 1, "Right."),
    (ALL, "1,2", FAILED, 2 / 3, "One more option applies."),
    (ALL, "1", FAILED, 1 / 3, "2 more options apply."),
    (ALL, "1,2,3,4", FAILED, 2 / 3, "“the score”: It moved by 0.0014."),
    (ALL, "1,3,5", FAILED, 0, "“the rows”: that does not apply.\n\n2 more options apply."),
    (NUMBER, "2500", PASSED, 1, "Price over area."),
    (NUMBER, "2525 €/m2", PASSED, 1, "Price over area."),
    (NUMBER, "2,5e3", PASSED, 1, "Price over area."),
    (NUMBER, "0.0004", FAILED, 0.5, "That is m² per €."),
    (NUMBER, "5000", FAILED, 0, "Twice that."),
    (NUMBER, "2526", FAILED, 0, "Divide the differences."),
    (NUMBER, "2,500", INVALID, 0, "Write 2500 or 2.5"),
    (NUMBER, "2500 m²/€", INVALID, 0, "wanted in €/m²"),
    (NUMBER, "many", INVALID, 0, "for example"),
    (TEXT, "label", PASSED, 1, "Also: target."),
    (TEXT, "  LABEL. ", PASSED, 1, "Also: target."),
    (TEXT, "ｌａｂｅｌ", PASSED, 1, "Also: target."),
    (TEXT, "the  Target", PASSED, 1, "Right."),
    (TEXT, "“response”", PASSED, 1, "Right."),
    (TEXT, "labels", FAILED, 0, "One of them."),
    (TEXT, "a label", FAILED, 0, "It is what y holds."),
    (TEXT, "lable", FAILED, 0, "It is what y holds."),
    (TEXT, "featrue", FAILED, 0.25, "That is what you predict from. (You wrote “featrue”; it is spelt “feature”.)"),
    (TEXT, "targets", FAILED, 0, "It is what y holds."),
    (TEXT, "x" * 201, INVALID, 0, "at most 200"),
    (BLANK, "epoch|mini-batch", PASSED, 1, "Right."),
    (BLANK, "Pass | batch", PASSED, 1, "Right."),
    (BLANK, "epoch|minibatch", PASSED, 1, "Right."),
    (BLANK, "epoch|row", FAILED, 0.5, "1 of 2 right. “row” in gap 2 is not it."),
    (BLANK, "row|epoch", FAILED, 0, "“row” in gap 1 is not it. “epoch” in gap 2 is not it."),
    (BLANK, "epoch", INVALID, 0, "There are 2 gaps: answer like `first|second`"),
    (BLANK, "epoch|", INVALID, 0, "Still empty: gap 2"),
    (BLANK, " | ", NONE, 0, ""),
    (ORDER, "1,2,3,4", PASSED, 1, "All in order."),
    (ORDER, "1 2 4 3", FAILED, 4 / 6, "5 of 6 pairs are in order, less the one that is not. You put “score” before"),
    (ORDER, "4,3,2,1", FAILED, 0, "0 of 6"),
    (ORDER, "1,2,3", INVALID, 0, "1 to 4 once"),
    (ORDER, "1,2,3,3", INVALID, 0, "1 to 4 once"),
    (MATCH, "1=1,2=2,3=3", PASSED, 1, "Right."),
    (MATCH, "3=3; 1=1, 2=2", PASSED, 1, "Right."),
    (MATCH, "1=2,2=1,3=3", FAILED, 1 / 3, "“W” does not go with “bias”. “b” does not go with “weight”."),
    (MATCH, "1=1,2=1,3=1", FAILED, 1 / 3, "“ŷ” does not go with “weight”."),
    (MATCH, "1=1,2=2", INVALID, 0, "each of the 3"),
    (MATCH, "1=1,1=2,3=3", INVALID, 0, "each of the 3"),
    (MATCH, "1=1,2=2,3=4", INVALID, 0, "each of the 3"),
    (MATCH, "1-1", INVALID, 0, "for example `1=2,2=1`"),
]


@pytest.mark.parametrize(("question", "response", "outcome", "score", "says"), GRADES)
def test_grades(question: Question, response: str, outcome: Outcome, score: float, says: str) -> None:
    verdict = grade(question, response)
    assert verdict.outcome is outcome, verdict
    assert verdict.score == pytest.approx(score)
    assert says in verdict.feedback


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.name)
@pytest.mark.parametrize("response", ["", "  ", "\n\t", "\u00a0"])
def test_an_empty_answer_is_no_attempt(question: Question, response: str) -> None:
    assert grade(question, response).outcome is NONE


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.name)
def test_the_solution_passes(question: Question) -> None:
    verdict = grade(question, solution(question))
    assert (verdict.outcome, verdict.score) == (PASSED, 1)
    assert solution_text(question)


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.name)
@given(response=st.text(max_size=40) | st.from_regex(r"[0-9=,| ]{1,12}", fullmatch=True))
def test_nothing_raises(question: Question, response: str) -> None:
    verdict = grade(question, response)
    assert 0 <= verdict.score <= 1
    assert verdict.feedback
    assert verdict.outcome is not Outcome.LESSON_ERROR


def test_missing_options_are_not_named() -> None:
    feedback = grade(ALL, "1,3").feedback
    assert "the CI" not in feedback
    assert "the coefficient" not in feedback


def test_routes_name_the_mistake() -> None:
    assert grade(ONE, "2").misconception == "Makes it steeper"
    assert grade(ALL, "1,3,5").misconception == "the score; the rows"
    assert grade(NUMBER, "0.0004").misconception == "0.0004 ± 1 %"
    assert grade(TEXT, "feature").misconception == "feature"
    assert grade(ORDER, "1,2,4,3").misconception == "score before fit"
    assert not grade(ONE, "1").misconception


def test_parts_say_which_share_was_right() -> None:
    assert [part.score for part in grade(MATCH, "1=2,2=1,3=3").parts] == [0, 0, 1]
    assert [part.score for part in grade(BLANK, "epoch|row").parts] == [1, 0]


def test_a_wrong_route_never_passes_however_much_it_earns() -> None:
    question = Number(name="n", prompt="?", cases=(Case("1", True), Case("2", False, "", 0.9)))
    verdict = grade(question, "2")
    assert (verdict.outcome, verdict.score, verdict.feedback) == (FAILED, 0.9, "That is not it. This earns 0.9 of 1.")


def test_without_else_the_tolerance_is_named() -> None:
    question = Number(name="n", prompt="?", cases=(Case("1 ± 5 %", True),), unit="s")
    assert grade(question, "2").feedback == "“2” is not it (to within 5%, in s)."


@pytest.mark.parametrize(
    "question",
    [
        Number(name="n", prompt="?", cases=(Case("often", True),)),
        Text(name="t", prompt="?", cases=(Case("/(a+)+/", True),)),
        Text(name="t", prompt="?", cases=(Case("/a", True),)),
    ],
)
def test_a_case_that_cannot_be_read_is_the_lessons_fault(question: Question) -> None:
    assert grade(question, "3").outcome is Outcome.LESSON_ERROR


def test_a_unit_of_another_factor_fails_and_is_told() -> None:
    question = Number(name="n", prompt="?", unit="mW", cases=(Case("5 ± 0.1", True), Case("else", False, "No.")))
    assert grade(question, "5 mW").outcome is PASSED
    assert grade(question, "5 MW").feedback == "No. (5 MW is 5e+09 mW.)"
    assert grade(question, "5 mw").outcome is INVALID
    alone = Number(name="n", prompt="?", unit="GB", cases=(Case("5 ± 0.1", True),))
    assert grade(alone, "5 Gb").feedback == "“5 Gb” is not it (5 Gb is 0.625 GB; to within 0.1, in GB)."


@pytest.mark.parametrize("given", list(permutations(range(4))))
def test_order_scores_concordant_less_discordant_pairs(given: tuple[int, ...]) -> None:
    swaps = sum(given[i] > given[j] for i in range(4) for j in range(i + 1, 4))
    verdict = grade(ORDER, ",".join(str(number + 1) for number in given))
    assert verdict.score == pytest.approx(max(0, (6 - 2 * swaps) / 6))
    assert (verdict.outcome is PASSED) is (swaps == 0)


def test_hints_on_the_form_of_an_answer() -> None:
    def hint(match: str, unit: str = "") -> str:
        return answer_hint(Number(name="n", prompt="?", cases=(Case("9", False), Case(match, True)), unit=unit))

    assert hint("1 ± 1 %", "€/m²") == "to within 1%, in €/m²"
    assert hint("1 ± 0.02") == "to within 0.02"
    assert hint("15") == "exactly"
    assert hint("1 .. 2", "s") == "in s"
    assert (answer_hint(ONE), answer_hint(ALL)) == ("pick one", "pick all that apply")


def test_solutions() -> None:
    assert solution(ALL) == "1,2,4"
    assert solution(Number(name="n", prompt="?", cases=(Case("2 .. 3", True),))) == "2.5"
    assert solution_text(NUMBER) == "2500 €/m² (± 1 %)"
    assert solution_text(BLANK) == "One pass is an epoch; each update uses a mini-batch."
    assert solution_text(MATCH).splitlines()[0] == "- W → weight"


def test_presented_is_a_stable_shuffle() -> None:
    assert presented(ALL, 7) == presented(ALL, 7)
    assert sorted(presented(ALL, 7)) == [0, 1, 2, 3, 4]
    assert len({presented(ALL, seed) for seed in range(50)}) > 20
    assert presented(Choice(name="c", prompt="?", options=ALL.options, shuffle=False), 7) == (0, 1, 2, 3, 4)
    assert presented(NUMBER, 7) == ()
    assert {presented(Order(name="o", prompt="?", entries=("a", "b")), seed) for seed in range(20)} == {(1, 0)}
    assert all(presented(MATCH, seed) != (0, 1, 2) for seed in range(50))
