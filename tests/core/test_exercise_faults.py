"""What breaks in an exercise is the lesson's fault, and told as one."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.core.tune import Tune, die, exercise_of, hostile
from tutor.core.errors import ExerciseError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.layers import Bars, HeatMap, Points
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Diagram, Edge, Formula, Metric, Node, Note, Table, View
from tutor.core.grade import Criterion, Outcome


@pytest.mark.parametrize(
    "error", [ValueError("x"), SystemExit(), KeyboardInterrupt(), RecursionError(), MemoryError()], ids=repr
)
@pytest.mark.parametrize("method", ["setup", "start", "view", "code", "settle", "enabled_controls", "step"])
def test_whatever_a_method_raises_is_the_lessons_fault(method: str, error: BaseException) -> None:
    def use() -> None:
        hand = hostile(**{method: lambda *_: die(error)})
        hand.nudge("w", 1)
        hand.act("step")
        hand.view()
        hand.code()

    if method == "step":
        from tutor.core.exercise.kit import action as mark

        raises = mark("Step")(lambda self, p, state: die(error))
        raises.__tutor_action__ = Tune.step.__tutor_action__  # type: ignore[attr-defined]
        with pytest.raises(ExerciseError, match="pack/lesson"):
            hostile(step=raises).act("step")
    else:
        with pytest.raises(ExerciseError, match="pack/lesson"):
            use()


@pytest.mark.parametrize(
    "result",
    [None, True, "passed", [1.0], [Criterion("x", 7)], [Criterion("x", math.nan)], [Criterion("x", 1, -1)]],
)
def test_criteria_that_are_none_are_a_lesson_error(result: Any) -> None:
    hand = hostile(criteria=lambda self, p, state: result)
    hand.nudge("w", 1)
    grade = hand.grade()
    assert grade.outcome == Outcome.LESSON_ERROR
    assert "pack/lesson" in grade.feedback


def test_criteria_that_raise_are_a_lesson_error_that_names_the_line() -> None:
    hand = hostile(criteria=lambda self, p, state: die(SystemExit(0)))
    hand.nudge("w", 1)
    grade = hand.grade()
    assert grade.outcome == Outcome.LESSON_ERROR
    assert "tune.py:" in grade.feedback


class Endless:
    def __len__(self) -> int:
        raise KeyboardInterrupt

    def __getitem__(self, index: int) -> float:
        return 0.0


@pytest.mark.parametrize(
    ("view", "says"),
    [
        (None, "must return a View"),
        (View("text"), "part 1 of the view is str"),  # type: ignore[arg-type]
        (View(Note(3)), "int where a text"),  # type: ignore[arg-type]
        (View(Note("x" * 30_000)), "30,000 characters"),
        (View(Note("x", tone="red")), "no tone 'red'"),  # type: ignore[arg-type]
        (View(Metric("loss", "x", format=4)), None),  # type: ignore[arg-type]
        (View(Metric("loss", 1.0, format="zz")), "no number format"),
        (View(Metric("loss", [1])), "TypeError"),  # type: ignore[arg-type]
        (View(Formula("x", 2)), "int where a text"),  # type: ignore[arg-type]
        (View(Chart([Points([1, 2], [1])])), "differ in length"),
        (View(Chart([Points(["a"], [1])])), "not a number"),
        (View(Chart([Points(iter([1]), [1])])), "must be a list"),
        (View(Chart([Points(np.zeros(10_000_000), np.zeros(10_000_000))])), "10,000,000"),
        (View(Chart([Points(Endless(), [1])])), "KeyboardInterrupt"),
        (View(Chart([Points(np.zeros((2, 2)), [1, 2])])), r"shape \(2, 2\)"),
        (View(Chart(["layer"])), "layer 1 of part 1"),  # type: ignore[list-item]
        (View(Chart([Bars(["a"], [1, 2])])), "2 numbers where 1 belong"),
        (View(Chart([HeatMap([[1, 2], [3]], (0, 1), (0, 1))])), "not a number"),
        (View(Chart([HeatMap([[1]], (1, 1), (0, 1))])), "x_range must be"),
        (View(Table(["a"], [[1, 2]])), "1 columns, but a row of 2"),
        (View(Table(["a"], [[object()]])), "object where a text"),  # type: ignore[list-item]
        (View(Diagram([Node("a", ("a",), 0, 0)], [Edge("a", "b")])), "no such node"),
        (View(Diagram([Node("a", (), 0, 0), Node("a", (), 1, 0)], [])), "one key"),
        (View(*[Note("x")] * 100), "at most 60"),
    ],
)
def test_a_view_that_cannot_be_shown_says_what_is_wrong(view: Any, says: str | None) -> None:
    hand = hostile(view=lambda self, p, state: view)
    if says is None:
        hand.view()
        return
    with pytest.raises(ExerciseError, match=says) as caught:
        hand.view()
    assert caught.value.where == "pack/lesson: Hostile.view"


def test_a_views_texts_are_cleaned_and_nan_is_kept() -> None:
    view = View(Note("a\x1b[31mb"), Metric("loss", math.nan), Chart([Points([1, math.nan], [math.inf, 2])]))
    shown = hostile(view=lambda self, p, state: view).view()
    assert "\x1b" not in str(shown.parts[0])
    assert len(shown.parts) == 3


@dataclass
class Thawed:
    w: float = 0.0


def test_a_state_that_is_not_frozen_or_of_another_type_is_refused() -> None:
    with pytest.raises(ExerciseError, match="frozen=True"):
        Play.open(exercise_of(Thawed), 0)
    with pytest.raises(ExerciseError, match=r"say what it works on: class Bare\(Exercise\[Problem, State\]\)"):
        Play.open(type("Bare", (Exercise,), {}), 0)
    with pytest.raises(ExerciseError, match="must give the problem, a Models, not int"):
        hostile(setup=lambda self, seed, table: 3)
    with pytest.raises(ExerciseError, match="derives from"):
        Play.open(int, 0)  # type: ignore[arg-type]
    with pytest.raises(ExerciseError, match="must give the state, a Fit, not int"):
        hostile(start=lambda self, p: 3)
