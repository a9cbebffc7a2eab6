"""A play: moves, undo, animations, predictions, data that travels, what is shown."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.core.tune import Fit, Tune, play
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.kit import Prediction
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import from_json, to_json
from tutor.core.exercise.view import Metric, Table
from tutor.core.grade import Outcome


def test_undo_redo_rewind_and_merge() -> None:
    hand = play()
    for _ in range(5):
        hand.nudge("w", 1, merge=True)
    hand.set("on", True)
    assert hand.undo()
    assert hand.state.w == 0.25
    assert hand.undo()
    assert hand.state == Fit()
    assert not hand.undo()
    assert hand.redo()
    assert hand.redo()
    assert not hand.redo()
    assert hand.rewind()
    assert hand.state == Fit()
    assert hand.redo()
    assert hand.state.w == 0.25
    hand.restart()
    assert hand.state == Fit()
    assert hand.undo()
    assert hand.state.w == 0.25
    hand.nudge("w", 1)
    assert not hand.can_redo


def test_undo_leads_back_no_further_than_to_a_state_that_is_sealed() -> None:
    class Sealed(Tune):
        def sealed(self, p: Any, state: Fit) -> bool:
            return state.on

    hand = Play.open(Sealed, 1)
    hand.nudge("w", 1)
    assert hand.can_undo
    assert not hand.sealed
    hand.set("on", True)
    assert hand.sealed
    assert not hand.can_undo
    met = hand.state
    hand.nudge("w", 1)
    assert hand.undo()
    assert hand.state == met
    hand.nudge("w", 3)
    hand.restart()
    assert hand.state == met
    assert hand.undo(), "a restart can be undone, before a seal and after it"
    again = Play.open(Sealed, 1, saved=hand.dump())
    assert not again.undo()
    by_action = Play.open(Sealed, 1, saved=Play.open(Sealed, 1).dump())
    by_action.act("step")
    assert by_action.can_undo


def test_each_answer_that_is_shown_seals_again() -> None:
    class Sealed(Tune):
        def sealed(self, p: Any, state: Fit) -> int:
            return int(state.w)

    hand = Play.open(Sealed, 1)
    hand.set("w", 1)
    hand.set("w", 1.5)
    hand.set("w", 2)
    assert not hand.can_undo
    hand.set("w", 1)
    assert hand.undo()
    assert hand.state.w == 2


def test_settle_has_the_last_word_on_a_move() -> None:
    hand = play()
    hand.set("w", 2.5)
    assert hand.state.w == 0
    assert not hand.can_undo


def test_actions_and_frames_are_one_step_each() -> None:
    hand = play()
    hand.act("step")
    hand.act("run")
    assert hand.state.w == 4
    hand.undo()
    assert hand.state.w == 1
    frames = hand.frames("endless")
    next(frames)
    next(frames)
    assert hand.state == Fit(w=1.0)
    frames.close()  # type: ignore[attr-defined]
    assert hand.can_undo
    assert len(list(play().frames("endless"))) == 10_000


def test_an_animation_that_breaks_keeps_the_last_good_frame() -> None:
    hand = play()
    with pytest.raises(ExerciseError, match=r"Tune.breaks: ValueError: diverged \(.*tune.py:"):
        hand.act("breaks")
    assert hand.state.w == 2
    assert hand.undo()


def test_the_truth_of_a_prediction_is_an_index_an_attribute_or_a_function_of_the_problem() -> None:
    hand = play()
    assert [hand.truth(p) for p in hand.predictions()] == [1, 1, 1]
    with pytest.raises(ExerciseError, match="index of an option"):
        hand.truth(Prediction("?", ["a"], truth=1, see="w"))


def test_the_truth_is_told_when_its_own_evidence_is_on_screen() -> None:
    hand = play()

    def told() -> list[bool]:
        return [hand.shows_truth(p) for p in hand.predictions()]

    assert told() == [False, False, False]
    hand.nudge("rate", 1)
    hand.act("run")
    hand.set("w", 0.0)
    assert told() == [False, False, False]
    hand.nudge("w", 1)
    assert told() == [True, False, False]
    hand.act("step")
    assert told() == [True, True, False]
    hand.set("on", True)
    assert told() == [True, True, True]
    hand.set("on", False)
    hand.set("w", 0.0)
    assert told() == [False, True, False]


def test_what_is_held_back_is_shown_after_the_guess() -> None:
    assert [type(part) for part in play().view(guessed=False).parts] == [Table]
    assert [type(part) for part in play().view().parts] == [Metric, Table]


def test_a_problem_travels_as_data() -> None:
    hand = play()
    again = Play.sent(Tune, hand.dump_problem(), "pack/lesson")
    assert again.dump_problem() == hand.dump_problem()
    assert again.problem.weights.dtype == hand.problem.weights.dtype
    assert again.view() == hand.view()


def test_a_state_survives_its_dump() -> None:
    hand = play()
    hand.act("run")
    hand.set("marks", [(1, 1, "leak")])
    again = Play.open(Tune, 1, saved=hand.dump())
    assert again.state == hand.state
    assert again.notice == ""
    changed = Play.open(Tune, 1, saved='{"gone": 1}')
    assert changed.state == Fit()
    assert "changed since" in changed.notice


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "JSON object"),
        ('{"v": 1}', "no field 'v'.*w, rate"),
        ('{"w": "steep"}', "w: Expected `float`"),
        ('{"w": NaN}', "W cannot be nan"),
        ('{"w": 99}', "from -3 to 3"),
        ('{"marks": [[5, 0, "leak"]]}', "outside of the table of 2 rows"),
    ],
)
def test_a_response_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(TutorError, match=says):
        play().answer(text)


def test_a_response_is_taken_over() -> None:
    hand = play()
    hand.answer('{"w": 1}')
    assert hand.grade().outcome == Outcome.PASSED


@dataclass(frozen=True)
class Bare:
    w: float
    t: tuple[float, ...] = ()


def test_json_round_trip_of_numpy_and_non_finite_values() -> None:
    text = to_json(Bare(np.float64(2.5), (np.float64(1), math.inf, -math.inf)))  # type: ignore[arg-type]
    assert from_json(Bare, text) == Bare(2.5, (1.0, math.inf, -math.inf))
    assert math.isnan(from_json(Bare, to_json(Bare(math.nan))).w)
    with pytest.raises(TutorError, match="missing required field `w`"):
        from_json(Bare, "{}")
    assert from_json(Bare, to_json(Bare(np.arange(3).mean(), np.arange(2)))).t == (0, 1)  # type: ignore[arg-type]


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert Metric("R²", -2e-16, format=".3f").shown() == "0.000"
    assert Metric("R²", -0.0006, format=".3f").shown() == "-0.001"
    assert Metric("share", -1e-9, format=".1%").shown() == "0.0%"
    assert Table(("a",), [(-1e-9,), (-0.0,), (-3,)], formats=(".2f",)).cell(0, 0) == "0.00"
    assert Table(("a",), [(-0.0,), (-3,)]).cell(0, 0) == "0"
    assert Table(("a",), [(-0.0,), (-3,)]).cell(1, 0) == "-3"
