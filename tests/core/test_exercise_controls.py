"""Controls: what they hold, how they move, how they are declared."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from tests.core.tune import Fit, Models, Tune, exercise_of, hostile, play
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Choice, Order, Slider
from tutor.core.exercise.state import fields_of


def test_fields_have_resolved_controls() -> None:
    names = [field.name for field in play().fields]
    assert names == ["w", "rate", "folds", "guess", "model", "on", "marks", "order", "text"]
    assert play().field("model").control == Choice(("ridge", "lasso"))
    assert play().field("w").label == "W"
    assert play().field("folds").integer


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("w", 0.123, 0.123),
        ("w", 3, 3.0),
        ("folds", 4.0, 4),
        ("guess", 7, 7.0),
        ("guess", None, None),
        ("model", "lasso", "lasso"),
        ("on", True, True),
        ("marks", [[0, 1, "leak"]], ((0, 1, "leak"),)),
        ("order", [1, 0], (1, 0)),
        ("text", "  (2,\t3)\n", "(2, 3)"),
        ("text", "", ""),
    ],
)
def test_a_value_that_fits_is_held(name: str, value: Any, held: Any) -> None:
    hand = play()
    hand.set(name, value)
    assert getattr(hand.state, name) == held
    assert type(getattr(hand.state, name)) is type(held)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("w", 3.01, "W cannot be 3.01; it may be a number from -3 to 3"),
        ("w", math.nan, "from -3 to 3"),
        ("w", True, "from -3 to 3"),
        ("folds", 2.5, "a whole number from 2 to 10"),
        ("guess", -1, "0 or more"),
        ("guess", math.inf, "0 or more"),
        ("model", "tree", "one of: ridge, lasso"),
        ("on", 1, "true or false"),
        ("marks", [[0, 1]], "with a tag of leak, fine"),
        ("marks", [[0, 1, "odd"]], "with a tag of leak, fine"),
        ("marks", [[0, 0, "leak"], [0, 0, "fine"]], "once"),
        ("marks", [[0, 0, "leak"], [0, 1, "leak"], [1, 1, "leak"]], "at most 2"),
        ("marks", 3, "a list"),
        ("order", [0, 2], "0 to 1"),
        ("order", [0, 0], "each once"),
        ("text", "x" * 13, "at most 12 characters"),
        ("text", 3, "a text"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_it_may_be(name: str, value: Any, says: str) -> None:
    hand = play()
    with pytest.raises(TutorError, match=says):
        hand.set(name, value)
    assert hand.state == Fit()


def test_nudges_go_to_marks_and_stop_at_the_ends() -> None:
    hand = play()
    hand.nudge("w", 3)
    assert hand.state.w == 0.15
    hand.set("w", 0.17)
    hand.nudge("w", 1)
    assert hand.state.w == 0.2
    hand.set("w", 0.17)
    hand.nudge("w", -1)
    assert hand.state.w == 0.15
    hand.nudge("w", 1000)
    assert hand.state.w == 3.0
    hand.nudge("rate", 2)
    assert hand.state.rate == 0.01
    hand.nudge("rate", 10**6)
    assert hand.state.rate == 1.0
    hand.nudge("folds", -1)
    assert (hand.state.folds, type(hand.state.folds)) == (4, int)
    hand.nudge("model", 1)
    hand.nudge("on", 1)
    assert (hand.state.model, hand.state.on) == ("lasso", True)


@pytest.mark.parametrize("slider", [Slider(-3, 3, step=0.05), Slider(1e-4, 1, step=10, log=True)])
def test_a_sliders_place_and_back(slider: Slider) -> None:
    assert slider.fraction(slider.low) == 0
    assert slider.fraction(slider.high) == 1
    for value in (slider.low, slider.high, slider.at_fraction(0.5)):
        assert slider.at_fraction(slider.fraction(value)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("annotation", "says"),
    [
        (Slider(3, 1, step=1), "low < high"),
        (Slider(0, 1, step=0.1, log=True), "log Slider"),
        (Choice([]), "at least 1"),
        (Choice("nowhere"), "no such attribute"),
        (Slider(0, "nowhere", step=1), "no such attribute; it must be a finite number"),
        (Slider("right"), "needs .low, high, step."),
        (Slider(0, 1), "needs low, high and step"),
        (Slider(0, "models", step=1), "a finite number in the problem's 'models'"),
        (Order(["a", "a"]), "different texts"),
    ],
)
def test_a_control_declared_wrong_is_the_lessons_fault(annotation: Any, says: str) -> None:
    @dataclass(frozen=True)
    class Odd:
        w: float = 0.0

    Odd.__annotations__["w"] = Annotated[float, annotation]
    with pytest.raises(ExerciseError, match=says):
        fields_of(exercise_of(Odd), Models(0))


@dataclass(frozen=True)
class Ends:
    low: float = -2
    high: float = 2.5
    step: float = 0.5
    range: tuple[float, float, float] = (-2, 2.5, 0.5)


@pytest.mark.parametrize("hint", [Slider("low", "high", step="step"), Slider("range"), Slider(-2, "high", "step")])
def test_a_sliders_range_may_hang_on_the_data(hint: Slider) -> None:
    @dataclass(frozen=True)
    class Odd:
        w: float = 0.0

    Odd.__annotations__["w"] = Annotated[float, hint]
    assert fields_of(exercise_of(Odd), Ends())[0].control == Slider(-2.0, 2.5, step=0.5)


@pytest.mark.parametrize(
    ("step", "value", "says"),
    [(0.05, 1.2, "1.20"), (1, 3, "3"), (1e-9, 3e-9, "3e-09"), (1e9, 3e9, "3e+09"), (0.5, -2, "-2.0")],
)
def test_a_value_is_shown_as_finely_as_it_moves(step: float, value: float, says: str) -> None:
    assert Slider(-10, 10, step=step).text(value) == says


def test_what_is_not_enabled_cannot_be_used() -> None:
    def enabled(self: Tune, p: Models, state: Fit) -> Collection[str]:
        return ["w"]

    hand = hostile(enabled_controls=enabled)
    hand.nudge("w", 1)
    with pytest.raises(TutorError, match="cannot be used now; you may use w"):
        hand.nudge("rate", 1)
    with pytest.raises(TutorError, match="cannot be used now"):
        hand.act("step")


def test_unknown_names_are_told_what_there_is() -> None:
    with pytest.raises(TutorError, match="the controls are w, rate"):
        play().set("v", 1)
    with pytest.raises(ExerciseError, match=r"it names .W., but there is no such control.*Did you mean “w”"):
        hostile(enabled_controls=lambda self, p, state: ["W"]).nudge("w", 1)
    with pytest.raises(TutorError, match="the actions are step, run"):
        play().act("jump")
