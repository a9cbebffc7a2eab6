import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import numpy as np
import pytest

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise, Prediction, action
from tutor.core.exercise.layers import Bars, HeatMap, Points
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import fields_of, from_json, to_json
from tutor.core.exercise.view import Diagram, Edge, Formula, Held, Metric, Node, Note, Table, View
from tutor.core.grade import Criterion, Outcome


@dataclass(frozen=True)
class Fit:
    w: Annotated[float, Slider(-3, 3, step=0.05, label="W")] = 0.0
    rate: Annotated[float, Slider(1e-4, 1, step=10, log=True)] = 1e-4
    folds: Annotated[int, Slider(2, 10, step=1)] = 5
    guess: Annotated[float | None, Number(low=0)] = None
    model: Annotated[str, Choice("models")] = "ridge"
    on: Annotated[bool, Toggle()] = False
    marks: Annotated[tuple[tuple[int, int, str], ...], Cells(tags=["leak", "fine"], limit=2)] = ()
    order: Annotated[tuple[int, ...], Order(["split", "fit"])] = ()
    path: tuple[float, ...] = ()


@dataclass(frozen=True)
class Models:
    right: int
    models: tuple[str, ...] = ("ridge", "lasso")
    weights: np.ndarray = field(default_factory=lambda: np.arange(3.0))


class Tune(Exercise[Models, Fit]):
    predictions = (
        Prediction("Up?", ["yes", "no"], truth=1, see="w"),
        Prediction("Down?", ["yes", "no"], truth="right", see="step"),
        Prediction("On?", ["yes", "no"], truth=lambda p: p.right, evidence=lambda p, s: s.on),
    )

    def setup(self, seed: int, table: Any) -> Models:
        return Models(seed % 2)

    def view(self, p: Models, state: Fit) -> View:
        table = Table(["a", "b"], [[1, 2.0], [None, "x"]], control="marks")
        return View(Held(Metric("loss", (state.w - 1) ** 2)), table)

    def criteria(self, p: Models, state: Fit) -> list[Criterion]:
        return [Criterion("W", float(state.w == 1), says="W is off")]

    def solution(self, p: Models, state: Fit) -> Fit:
        return replace(state, w=1.0)

    def settle(self, p: Models, before: Fit, after: Fit) -> Fit:
        return after if after.w != 2.5 else before

    @action("Step", key="s")
    def step(self, p: Models, state: Fit) -> Fit:
        return Fit(w=state.w + 1)

    @action("Run", key="r")
    def run(self, p: Models, state: Fit) -> Iterator[Fit]:
        for number in range(1, 4):
            yield Fit(w=state.w + number, path=tuple(range(number)))

    @action("Endless")
    def endless(self, p: Models, state: Fit) -> Iterator[Fit]:
        while True:
            yield Fit(w=1.0)

    @action("Breaks")
    def breaks(self, p: Models, state: Fit) -> Iterator[Fit]:
        yield Fit(w=2.0)
        raise ValueError("diverged")


def play() -> Play:
    return Play.open(Tune, 1)


def test_fields_have_resolved_controls() -> None:
    names = [field.name for field in play().fields]
    assert names == ["w", "rate", "folds", "guess", "model", "on", "marks", "order"]
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
    hand.nudge("rate", 99)
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
    with pytest.raises(ExerciseError, match=r"Tune.breaks: ValueError: diverged \(.*test_exercise_play.py:"):
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


def hostile(**methods: Any) -> Play:
    return Play.open(type("Hostile", (Tune,), methods), 0, where="pack/lesson")


def die(error: BaseException) -> Any:
    raise error


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
    assert "test_exercise_play.py:" in grade.feedback


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


def exercise_of(state: type) -> type[Exercise[Any, Any]]:
    kind = type("Odd", (Exercise,), {})
    kind.__orig_bases__ = (Exercise[Models, state],)  # type: ignore[attr-defined]
    return kind


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


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert Metric("R²", -2e-16, format=".3f").shown() == "0.000"
    assert Metric("R²", -0.0006, format=".3f").shown() == "-0.001"
    assert Metric("share", -1e-9, format=".1%").shown() == "0.0%"
    assert Table(("a",), [(-1e-9,), (-0.0,), (-3,)], formats=(".2f",)).cell(0, 0) == "0.00"
    assert Table(("a",), [(-0.0,), (-3,)]).cell(0, 0) == "0"
    assert Table(("a",), [(-0.0,), (-3,)]).cell(1, 0) == "-3"
