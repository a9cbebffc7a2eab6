"""Handles: several numbers on one scale, set, typed, stepped and drawn by chance."""

from dataclasses import dataclass
from random import Random
from typing import Annotated, Any

import pytest

from tests.core.tune import exercise_of
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Handles
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.state import fields_of
from tutor.core.exercise.view import View

FIELD = Field("times", Handles(3, 0, 80, 0.5, label="times", unit="ms"))
HANDLES = FIELD.control
assert isinstance(HANDLES, Handles)
NOW = (10.0, 20.0, 30.5)


@dataclass(frozen=True)
class Ends:
    n: int = 2
    half: float = 1.5
    range: tuple[float, float, float] = (0, 5, 1)


def declared(control: Handles) -> Field:
    @dataclass(frozen=True)
    class State:
        times: tuple[float, ...] = ()

    State.__annotations__["times"] = Annotated[tuple[float, ...], control]
    return fields_of(exercise_of(State), Ends())[0]


def test_so_many_numbers_in_the_range_are_held_as_floats() -> None:
    held = HANDLES.accept(FIELD, [0, "1/4", 80])
    assert held == (0.0, 0.25, 80.0)
    assert all(type(each) is float for each in held)


@pytest.mark.parametrize("value", [(1, 2), (1, 2, 3, 4), 7, "123", None, (1, 2, 81), (1, 2, -1), (1, 2, float("nan"))])
def test_other_values_are_refused_with_what_they_may_be(value: Any) -> None:
    with pytest.raises(TutorError, match="from 0 to 80"):
        HANDLES.accept(FIELD, value)


@pytest.mark.parametrize(
    ("which", "steps", "now"),
    [(0, 3, (11.5, 20, 30.5)), (2, -1, (10, 20, 30)), (1, 10**6, (10, 80, 30.5)), (1, -(10**6), (10, 0, 30.5))],
)
def test_one_of_them_is_stepped_to_the_end_at_most(which: int, steps: int, now: tuple[float, ...]) -> None:
    assert HANDLES.stepped(FIELD, NOW, which, steps) == now


def test_one_is_typed_by_its_number() -> None:
    assert HANDLES.accept(FIELD, HANDLES.typed(FIELD, NOW, "2 40 ms", View())) == (10.0, 40.0, 30.5)
    assert HANDLES.at(NOW) == "10.0, 20.0, 30.5 ms"
    for text in ("4 1", "0 1", "2", "two 3", ""):
        with pytest.raises(TutorError, match=r"`times 2 80\.0` puts the second there"):
            HANDLES.typed(FIELD, NOW, text, View())


def test_what_chance_sets_is_accepted_and_all_at_one_place_is_among_it() -> None:
    random = Random(0)
    drawn = [HANDLES.sample(FIELD, random, View()) for _ in range(60)]
    assert [HANDLES.accept(FIELD, each) for each in drawn] == drawn
    assert any(len(set(each)) == 1 for each in drawn)
    assert any(len(set(each)) == 3 for each in drawn)


def test_a_place_between_two_steps_is_the_nearer_one() -> None:
    assert [HANDLES.mark(x) for x in (-3, 12.2, 12.3, 99)] == [0.0, 12.0, 12.5, 80.0]


def test_count_and_range_may_hang_on_the_data() -> None:
    assert declared(Handles("n", "range")).control == Handles(2, 0.0, 5.0, 1.0)


@pytest.mark.parametrize(
    ("control", "says"),
    [(Handles(0, 0, 1, 0.1), "count of 1 or more"), (Handles("half", 0, 1, 0.1), "count of 1 or more, not 1.5"),
     (Handles("nowhere", 0, 1, 0.1), "no such attribute"), (Handles(3, 2, 1, 0.1), "low < high")],
)  # fmt: skip
def test_handles_declared_wrong_are_the_lessons_fault(control: Handles, says: str) -> None:
    with pytest.raises(ExerciseError, match=says):
        declared(control)
