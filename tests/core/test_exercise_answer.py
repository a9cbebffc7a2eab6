"""Answers: lines of the rubric, solution and misconceptions follow from a list of what is filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import pytest

from tutor.api import Answer, Choice, Exercise, Misconception, Number, View, WrongAnswer, first_of
from tutor.core.errors import ExerciseError
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome


@dataclass(frozen=True)
class Sides:
    a: int
    b: int


@dataclass(frozen=True)
class Said:
    shape: Annotated[str, Choice(("?", "square", "rectangle"))] = "?"
    area: Annotated[float | None, Number()] = None
    double: Annotated[float | None, Number()] = None


ANSWERS = (
    Answer("shape", lambda p, s: "square" if p.a == p.b else "rectangle", "compare the sides."),
    Answer(
        "area",
        lambda p, s: p.a * p.b,
        "multiply.",
        [
            WrongAnswer("added", lambda p, s: p.a + p.b, "that is half of the way around."),
            WrongAnswer("all around", lambda p, s: 2 * (p.a + p.b), lambda p, s: f"{s.area:g} m goes around.", 0.5),
        ],
        name="m²",
        within=0.01,
        partly=((0.1, 0.25),),
    ),
    Answer(
        "double",
        lambda p, s: [2 * (s.area or 0), 2 * p.a * p.b],
        wrong=[WrongAnswer("same", lambda p, s: s.area, "?!")],
    ),
)


class Measure(Exercise[Sides, Said]):
    answers: ClassVar[Sequence[Answer]] = ANSWERS
    done = "All of it."
    untouched = "Say something."

    def setup(self, seed: int, table: Any) -> Sides:
        return Sides(*((3, 4), (2, 2), (4, 4))[seed % 3])

    def view(self, p: Sides, s: Said) -> View:
        return View()


def judged(seed: int = 0, **said: Any) -> Any:
    play = Play.open(Measure, seed)
    for name, value in said.items():
        play.set(name, value)
    return play.grade()


def test_the_solution_fills_in_every_answer() -> None:
    play = Play.open(Measure, 0)
    play.solve()
    assert play.state == Said("rectangle", 12, 24)
    verdict = play.grade()
    assert (verdict.outcome, verdict.feedback) == (Outcome.PASSED, "All of it.")


def test_nothing_filled_in_costs_nothing() -> None:
    assert judged().outcome == Outcome.UNATTEMPTED
    assert judged(shape="?").feedback == "Say something."


def test_an_open_field_a_wrong_one_and_a_known_wrong_one_are_told_apart() -> None:
    verdict = judged(shape="square", area=7)
    assert verdict.feedback == (
        "shape: compare the sides. m²: that is half of the way around. double: not answered yet."
    )
    assert verdict.score == 0


@pytest.mark.parametrize(("area", "score"), [(12, 1), (12.12, 1), (12.13, 0.25), (13.2, 0.25), (13.3, 0), (14, 0.5)])
def test_wider_tolerances_and_known_wrong_answers_earn_their_part(area: float, score: float) -> None:
    line = next(each for each in judged(area=area).parts if each.name == "m²")
    assert line.score == score


def test_what_follows_from_an_earlier_wrong_answer_is_right() -> None:
    assert [each.score for each in judged(area=7, double=14).parts] == [0, 0, 1]
    assert [each.score for each in judged(area=7, double=24).parts] == [0, 0, 1]


def test_each_wrong_answer_has_an_example_unless_it_meets_another_way() -> None:
    ideas = {each.name: each for each in Measure.known_misconceptions()}
    assert list(ideas) == ["m²: added", "m²: all around", "double: same"]
    play = Play.open(Measure, 0)
    play.solve()
    assert play.example(ideas["m²: all around"])
    assert play.state.area == 14
    assert [each.name for each in play.at("").recognised(play.state)] == ["m²: all around"]
    square = Play.open(Measure, 1)  # 2 + 2 is 2 · 2
    square.solve()
    assert not square.example(ideas["m²: added"])
    four = Play.open(Measure, 2)  # around 4 × 4 is 16, and so is its area
    four.solve()
    assert not four.example(ideas["m²: all around"])


def test_a_field_that_is_not_there_is_said_with_what_was_meant() -> None:
    class Off(Measure):
        answers: ClassVar[Sequence[Answer]] = (Answer("aera", lambda p, s: 1),)

    with pytest.raises(ExerciseError, match="area"):
        Play.open(Off, 0)


def test_of_several_ideas_the_first_that_applies_is_it() -> None:
    def idea(name: str, least: int) -> Misconception[Any, int]:
        return Misconception(name, lambda p, s: s >= least, "", lambda p: None)

    three = first_of(idea("ten", 10), idea("five", 5), idea("one", 1))
    for state, name in ((12, "ten"), (7, "five"), (1, "one")):
        assert [each.name for each in three if each.applies(None, state)] == [name]
    assert not any(each.applies(None, 0) for each in three)


def test_a_line_with_its_full_score_shows_no_misconception() -> None:
    class Always(Measure):
        misconceptions = (Misconception("whatever", lambda p, s: True, "No.", lambda p: {"area": 1}, criterion="m²"),)

    play = Play.open(Always, 0)
    play.set("area", 12)
    assert not play.at("").recognised(play.state)
    assert "No." not in play.grade().feedback
    play.set("area", 3)
    assert [each.name for each in play.at("").recognised(play.state)] == ["whatever"]
