"""An exercise with every control, for tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import numpy as np

from tutor.core.exercise.controls import Cells, Choice, Entry, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise, Prediction, action
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Held, Metric, Table, View
from tutor.core.grade import Criterion


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
    text: Annotated[str, Entry(longest=12)] = ""
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


def hostile(**methods: Any) -> Play:
    return Play.open(type("Hostile", (Tune,), methods), 0, where="pack/lesson")


def die(error: BaseException) -> Any:
    raise error


def exercise_of(state: type) -> type[Exercise[Any, Any]]:
    kind = type("Odd", (Exercise,), {})
    kind.__orig_bases__ = (Exercise[Models, state],)  # type: ignore[attr-defined]
    return kind
