"""Calls into one part of an exercise on one problem: every one contained, and its result checked."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.declared import declared, known_names
from tutor.core.exercise.grading import graded, recognised
from tutor.core.exercise.kit import Exercise, Prediction
from tutor.core.exercise.limited import checking, text
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.trace import begun, traced
from tutor.core.exercise.view import View, checked_view
from tutor.core.grade import Criterion, Grade


class Calls:
    """What a Play asks of the author's class; every error is an ExerciseError that names the method."""

    def __init__(self, kind: type[Exercise[Any, Any]], problem: Any, fields: tuple[Field, ...], where: str) -> None:
        self.kind, self.problem, self.fields, self.where = kind, problem, fields, where
        self.state_type = kind.state_type()
        with contained(self.place("__init__")):
            self.exercise = kind()
        self.declared = declared(kind, fields, self.place("class"))

    def place(self, method: str) -> str:
        """What an error calls this method: `ml-engineer/line: FitLine.view`."""
        name = self.kind.__name__ if method == "class" else f"{self.kind.__name__}.{method}"
        return f"{self.where}: {name}" if self.where else name

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method on the problem."""
        with contained(self.place(method)):
            return getattr(self.exercise, method)(self.problem, *arguments)

    def state(self, method: str, *arguments: Any) -> Any:
        """Call a method that must return a state."""
        return self.checked(method, self.call(method, *arguments))

    def start(self) -> Any:
        """The start, with its own value first in each trace."""
        start = self.state("start")
        with contained(self.place("start")):
            return begun(self.problem, start)

    def moved(self, before: Any, field: Field, value: Any) -> Any:
        """The state after a control was moved: settled, and traced."""
        with contained(self.place("the state")):
            after = replace(before, **{field.name: value})
        kept = self.state("settle", before, after)
        with contained(self.place("the trace")):
            return traced(self.problem, before, kept, field.name)

    def checked(self, method: str, state: Any) -> Any:
        """`state` if it is one; ExerciseError otherwise."""
        if not isinstance(state, self.state_type):
            got = type(state).__name__
            raise ExerciseError(self.place(method), f"must give the state, a {self.state_type.__name__}, not {got}")
        with contained(self.place(method)):
            wrong = [field.name for field in self.fields if not field.control.shows(getattr(state, field.name))]
        if wrong:
            got = f"{wrong[0]}={getattr(state, wrong[0])!r:.60}"
            raise ExerciseError(self.place(method), f"gave a state with {got}, which its control cannot show")
        return state

    def view(self, state: Any) -> View:
        """The checked view of a state."""
        return checked_view(self.call("view", state), self.place("view"))

    def grade(self, state: Any, start: Any = None) -> Grade:
        """The verdict on a state; what the author did wrong becomes a lesson error, never the learner's."""
        where = self.place("criteria")
        try:
            with contained(where):
                verdict = graded(self.exercise, self.problem, state, start)
            return self._clean(verdict, where)
        except ExerciseError as error:
            return Grade.lesson_error(f"The lesson is at fault, not you. {error}")

    def _clean(self, verdict: Grade, where: str) -> Grade:
        with checking(where):
            parts = tuple(self._criterion(each, where) for each in verdict.parts)
            return replace(verdict, feedback=text(verdict.feedback, "the feedback"), parts=parts)

    def _criterion(self, one: Any, where: str) -> Criterion:
        if not isinstance(one, Criterion):
            raise ExerciseError(where, f"must give a list of Criterion, not of {type(one).__name__}")
        if not 0 <= float(one.score) <= 1 or not float(one.weight) >= 0:
            raise ExerciseError(where, f"“{one.name}” needs a score from 0 to 1, not {one.score}, and a weight ≥ 0")
        return replace(one, name=text(one.name, "a criterion"), note=text(one.note, "a criterion"))

    def code(self, state: Any) -> str:
        """The code for what is on screen; empty if there is none."""
        with checking(self.place("code")):
            return text(self.call("code", state), "the code")

    def truth(self, prediction: Prediction) -> int:
        """The index of the option that really happens."""
        place = self.place(f"the truth of {prediction.question!r:.60}")
        with contained(place):
            truth, size = prediction.truth, len(prediction.options)
            if isinstance(truth, str):
                truth = getattr(self.problem, truth)
            index = truth(self.problem) if callable(truth) else truth
        if isinstance(index, bool) or not hasattr(index, "__index__") or not 0 <= int(index) < size:
            raise ExerciseError(place, f"must be the index of an option, 0 to {size - 1}, not {index!r:.40}")
        return int(index)

    def evidence(self, prediction: Prediction, state: Any) -> bool:
        """Whether the author's condition for telling the truth holds."""
        assert prediction.evidence is not None
        with contained(self.place(f"the evidence of {prediction.question!r:.60}")):
            return bool(prediction.evidence(self.problem, state))

    def example(self, one: Misconception[Any, Any], solved: Any) -> Any:
        """The state that a misconception leads to, or None where it cannot arise in this problem."""
        where = self.place(f"the example of {one.name!r:.60}")
        with checking(where):
            found = one.example(self.problem)
            if isinstance(found, Mapping):
                known = {field.name for field in dataclasses.fields(solved)}
                known_names([name for name in found if name not in known], known, "it")
                found = replace(solved, **found)
        return found if found is None else self.checked(f"the example of {one.name!r:.60}", found)

    def recognised(self, state: Any) -> list[Misconception[Any, Any]]:
        """Every misconception that applies to a state."""
        with contained(self.place("misconceptions")):
            return recognised(self.declared.misconceptions, self.problem, state)

    def enabled(self, state: Any) -> tuple[str, ...] | None:
        """Names of controls and actions that can be used now; None means all."""
        names = [field.name for field in self.fields] + [action.name for action in self.kind.actions()]
        with checking(self.place("enabled_controls")):
            found = self.call("enabled_controls", state)
            return None if found is None else known_names(found, names, "it")

    def steps(self, method: str, state: Any) -> Iterator[Any]:
        """The states an action gives: every frame if it yields, else the one it returns."""
        result = self.call(method, state)
        if not isinstance(result, Iterator):
            yield self.checked(method, result)
            return
        while True:
            with contained(self.place(method)):
                frame = next(result, _END)
            if frame is _END:
                return
            yield self.checked(method, frame)


_END = object()
