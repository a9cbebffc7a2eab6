"""From a state to a verdict: rubric, misconceptions, the untouched start, parts and traces."""

from dataclasses import dataclass, replace
from typing import Annotated, Any

import pytest

from tutor.core.errors import ExerciseError
from tutor.core.exercise.controls import Number, Slider
from tutor.core.exercise.kit import Exercise, Prediction, action
from tutor.core.exercise.misconception import Misconception, wrong_value
from tutor.core.exercise.play import Play
from tutor.core.exercise.trace import Trace
from tutor.core.exercise.view import Metric, View
from tutor.core.grade import Criterion, Grade, Outcome, lines_of
from tutor.core.lesson.model import Question
from tutor.core.lesson.parser import parse_body
from tutor.core.questions import grade
from tutor.ui.widgets.verdict import verdict_text


@dataclass(frozen=True)
class Data:
    truth: float = 4.0

    def gap(self, state: "Two") -> float:
        return abs(state.a - self.truth)


@dataclass(frozen=True)
class Two:
    a: Annotated[float, Slider(0, 10, step=1)] = 0.0
    b: Annotated[float | None, Number()] = None
    gaps: Annotated[tuple[float, ...], Trace("gap", on=("a",), most=3)] = ()
    all_moves: Annotated[tuple[float, ...], Trace(lambda p, s: s.a)] = ()


class Pair(Exercise[Data, Two]):
    """Two numbers, each half of the score."""

    untouched = "Move one of them."
    misconceptions = (
        wrong_value("twice", "b", lambda p: 2 * p.truth, "That is twice.", criterion="b"),
        wrong_value(
            "half", "b", lambda p: p.truth / 2, lambda p, s: f"{s.b:g} is half of it.", score=None, criterion="b"
        ),
        Misconception(
            "all at the end", lambda p, s: s.a == 10, "The end is not the best.", lambda p: {"a": 10.0}, score=0.2
        ),
    )

    def setup(self, seed: int, table: Any) -> Data:
        return Data()

    def view(self, p: Data, s: Two) -> View:
        return View(Metric("a", s.a))

    def validate(self, p: Data, s: Two) -> str:
        return "A is odd." if s.a % 2 else ""

    def criteria(self, p: Data, s: Two) -> list[Criterion]:
        return [
            Criterion("a", max(0.0, 1 - p.gap(s) / 10), note="near", says="Move a."),
            Criterion("b", float(s.b == p.truth), says="Type b."),
        ]

    def solution(self, p: Data, s: Two) -> Two:
        return replace(s, a=p.truth, b=p.truth)


def graded(**fields: Any) -> Any:
    play = Play.open(Pair, 0)
    play.put(replace(play.state, **fields))
    return play.grade()


def test_the_untouched_start_is_no_try() -> None:
    verdict = graded()
    assert (verdict.outcome, verdict.feedback) == (Outcome.UNATTEMPTED, "Move one of them.")
    assert graded(gaps=(1.0,)).outcome is Outcome.UNATTEMPTED


def test_what_cannot_be_judged_costs_nothing() -> None:
    assert graded(a=3.0).outcome is Outcome.UNATTEMPTED
    assert graded(a=3.0).feedback == "A is odd."


def test_lines_are_added_up_and_each_missing_one_is_told() -> None:
    verdict = graded(a=2.0)
    assert verdict.score == pytest.approx(0.4)
    assert verdict.feedback == "a: Move a. b: Type b."
    assert [part.note for part in verdict.parts] == ["near", ""]


def test_a_misconception_speaks_for_its_line_and_scores_it() -> None:
    verdict = graded(a=4.0, b=8.0)
    assert (verdict.score, verdict.misconception, verdict.feedback) == (0.75, "twice", "b: That is twice.")
    assert [part.score for part in verdict.parts] == [1, 0.5]
    half = graded(a=4.0, b=2.0)
    assert (half.score, half.feedback) == (0.5, "b: 2 is half of it.")


def test_a_whole_misconception_leads_and_scores_the_whole() -> None:
    verdict = graded(a=10.0, b=4.0)
    assert verdict.score == 0.2
    assert verdict.feedback == "The end is not the best. a: Move a."
    assert verdict.outcome is Outcome.FAILED


def test_the_solution_passes_and_is_told_what_it_gave() -> None:
    verdict = graded(a=4.0, b=4.0)
    assert (verdict.outcome, verdict.score, verdict.feedback, verdict.misconception) == (Outcome.PASSED, 1, "near.", "")


def test_wrong_values_are_met_to_within_a_hundredth_edges_included() -> None:
    assert graded(b=8.08).misconception == "twice"
    assert graded(b=8.09).misconception == ""
    assert graded(b=7.93).misconception == "twice"


def test_a_trace_holds_the_start_and_every_move_of_its_controls_the_newest_last() -> None:
    play = Play.open(Pair, 0)
    assert play.state.gaps == (4.0,)
    for a in (2.0, 2.0, 4.0, 6.0, 8.0):
        play.set("a", a)
    play.set("b", 1.0)
    assert play.state.gaps == (0.0, 2.0, 4.0)
    assert play.state.all_moves == (0.0, 2.0, 4.0, 6.0, 8.0, 8.0)
    play.undo()
    assert play.state.all_moves == (0.0, 2.0, 4.0, 6.0, 8.0)


class Parted(Pair):
    """One attempt, two parts."""


class First(Parted, part="first"):
    """Only a counts."""

    visible_controls = ("a", "jump")
    misconceptions = ()

    def criteria(self, p: Data, s: Two) -> list[Criterion]:
        return [Criterion("a", float(s.a == p.truth), says="Move a.")]

    @action("Jump")
    def jump(self, p: Data, s: Two) -> Two:
        return replace(s, a=p.truth)


class Second(Parted, part="second"):
    """Only b counts."""

    visible_controls = ("b",)

    def enabled_controls(self, p: Data, s: Two) -> Any:
        return ["b"] if s.a == p.truth else []


def test_parts_share_state_and_have_controls_actions_and_rules_of_their_own() -> None:
    play = Play.open(Parted, 0)
    assert [field.name for field in play.visible_fields("first")] == ["a"]
    assert [each.name for each in play.actions("first")] == ["jump"]
    assert [field.name for field in play.visible_fields("second")] == ["b"]
    assert play.actions("second") == ()
    assert play.enabled_controls("first") is None
    assert play.enabled_controls("second") == ()
    play.act("jump", "first")
    assert play.enabled_controls("second") == ("b",)
    assert play.grade("first").outcome is Outcome.PASSED
    assert play.grade("second").outcome is Outcome.UNATTEMPTED
    play.set("b", 8.0, "second")
    assert play.grade("second").misconception == "twice"


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("", "has parts; say which one: part=first, part=second"),
        ("frist", "has no part 'frist'; it has first, second. Did you mean “first”"),
    ],
)
def test_an_unknown_part_says_what_there_is(part: str, says: str) -> None:
    play = Play.open(Parted, 0, where="pack/lesson")
    with pytest.raises(ExerciseError) as error:
        play.view(part)
    assert says in str(error.value)
    assert says in play.grade(part).feedback


def test_a_part_of_an_exercise_without_parts_is_refused() -> None:
    with pytest.raises(ExerciseError, match="has no parts; leave out part=first"):
        Play.open(Pair, 0).view("first")


def test_parts_do_not_leak_to_other_exercises_and_names_are_unique() -> None:
    assert set(Parted.parts) == {"first", "second"}
    assert not Pair.parts
    with pytest.raises(TypeError, match="a part 'first' already, First"):
        type("Third", (Parted,), {}, part="first")  # type: ignore[call-overload]


def test_examples_are_changes_to_the_solution_or_states() -> None:
    play = Play.open(Pair, 0)
    twice, half, end = play.at("").declared.misconceptions
    assert play.example(twice)
    assert (play.state.a, play.state.b) == (4.0, 8.0)
    assert [each.name for each in play.at("").recognised(play.state)] == ["twice"]
    absent = replace(half, example=lambda p: None)
    assert not play.example(absent)
    with pytest.raises(ExerciseError, match="Did you mean “a”"):
        play.example(replace(end, example=lambda p: {"A": 1.0}))
    with pytest.raises(ExerciseError, match="must give the state"):
        play.example(replace(end, example=lambda p: 3))


@pytest.mark.parametrize(
    ("attributes", "says"),
    [
        ({"visible_controls": ("a", "bee")}, "visible_controls names 'bee', but there is no such control or action"),
        ({"visible_controls": "a"}, "must be a list of names, not the text 'a'"),
        ({"predictions": (Prediction("?", ("x", "y"), 0, see="jmup"),)}, "see names 'jmup'"),
        ({"predictions": (Prediction("?", ("x", "y"), 0),)}, "say what shows the truth"),
        ({"predictions": (Prediction("?", ("x",), 0, see="a"),)}, "two options or more"),
        ({"misconceptions": (3,)}, "misconceptions holds int"),
        ({"misconceptions": (Misconception("m", lambda p, s: True, "", lambda p: None),)}, "says is a sentence"),
        (
            {"misconceptions": (Misconception("m", lambda p, s: True, "x", lambda p: None, score=1.0),)},
            "below 1, not 1.0",
        ),
        ({"misconceptions": (Misconception("m", lambda p, s: True, "x", lambda p: None),) * 2}, "two misconceptions"),
    ],
)
def test_what_is_declared_wrong_is_told_when_the_exercise_opens(attributes: dict[str, Any], says: str) -> None:
    with pytest.raises(ExerciseError) as error:
        Play.open(type("Bad", (Pair,), attributes), 0)
    assert says in str(error.value)


CHOICE = "::: choice c pick=all\nWhich?\n\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n:::\n"
TABLE = "| t | m |\n|---|---|\n| a | 1 |\n| b | 2 |\n| c | 3 |\n"
PARTIAL = {
    "choice": (CHOICE, "1,2", "2 of the 3 that apply."),
    "choice, one wrong": (
        "::: choice c pick=all\nWhich?\n\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n:::\n", "1,2,4",
        "2 of the 3 that apply, less the one that does not.",
    ),
    "match": (f"::: match m\nPair.\n\n{TABLE}:::\n", "1=1,2=3,3=2", "1 of 3 right."),
    "blank": ("::: blank b\nFill.\n\nOne [[a]] and [[b]].\n:::\n", "a|x", "1 of 2 right."),
    "order": ("::: order o\nSort.\n\n1. a\n2. b\n3. c\n:::\n", "1,3,2", "2 of 3 pairs are in order"),
    "number": ("::: number n\nTwo?\n\n- [x] 2\n- [ ] 0.5: 1\n  > Half of it.\n:::\n", "1", "This earns 0.5 of 1."),
}  # fmt: skip


@pytest.mark.parametrize("kind", PARTIAL)
def test_what_is_partly_right_is_told_as_what_it_is_and_never_as_a_bare_percentage(kind: str) -> None:
    text, response, told = PARTIAL[kind]
    (item,) = parse_body(text, "lesson.md").items()
    assert isinstance(item, Question)
    found = grade(item, response)
    assert 0 < found.score < 1
    for said in (found.feedback, verdict_text(found), "\n".join(lines_of(found))):
        assert "%" not in said
    assert told in found.feedback
    assert verdict_text(found).startswith("**◐ Partly right.** ")


def test_a_line_of_a_rubric_tells_its_note_and_else_what_it_earns() -> None:
    parts = (
        Criterion("loss", 0.4, note="5.8% of the avoidable loss is left"),
        Criterion("h", 0.4),
        Criterion("w", 1.0),
    )
    assert lines_of(Grade.rubric(parts, "No.")) == [
        "- ◐ loss: 5.8% of the avoidable loss is left", "- ◐ h: earns 0.4 of 1", "- ✓ w",
    ]  # fmt: skip
