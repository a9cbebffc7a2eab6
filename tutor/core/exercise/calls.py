"""Calls into one exercise instance: every one contained, told its part, and its result checked."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
from tutor.core.exercise.declared import names_in
from tutor.core.exercise.kit import Exercise, Mistake, Predict
from tutor.core.exercise.limited import checking, text
from tutor.core.exercise.limits import checked_view
from tutor.core.exercise.state import Field
from tutor.core.exercise.values import showable
from tutor.core.exercise.view import View
from tutor.core.grade import Grade


class Calls:
    """What a Play asks of the author's instance; every error is an ExerciseError that names the method."""

    def __init__(self, exercise: Exercise[Any], kind: type[Any], where: str) -> None:
        self.exercise, self.kind, self.where = exercise, kind, where
        self.fields: tuple[Field, ...] = ()

    def place(self, method: str) -> str:
        """What an error calls this method: `ml-engineer/line: FitLine.view`."""
        name = type(self.exercise).__name__
        return f"{self.where}: {name}.{method}" if self.where else f"{name}.{method}"

    def call(self, method: str, *arguments: Any, part: str | None = None) -> Any:
        """Call a method; with `part`, the instance is told it, and so is the method if it takes a `part`."""
        with contained(self.place(method)):
            bound = getattr(self.exercise, method)
            if part is None:
                return bound(*arguments)
            self.exercise.part = part
            return bound(*arguments, part=part) if "part" in inspect.signature(bound).parameters else bound(*arguments)

    def state(self, method: str, *arguments: Any) -> Any:
        """Call a method that must return a state."""
        return self.checked(method, self.call(method, *arguments))

    def checked(self, method: str, state: Any) -> Any:
        """`state` if it is one; ExerciseError otherwise."""
        if not isinstance(state, self.kind):
            got = type(state).__name__
            raise ExerciseError(self.place(method), f"must give the state, a {self.kind.__name__}, not {got}")
        with contained(self.place(method)):
            wrong = [field.name for field in self.fields if not showable(field, getattr(state, field.name))]
        if wrong:
            got = f"{wrong[0]}={getattr(state, wrong[0])!r:.60}"
            raise ExerciseError(self.place(method), f"gave a state with {got}, which its control cannot show")
        return state

    def view(self, state: Any, part: str) -> View:
        """The checked view of a state."""
        return checked_view(self.call("view", state, part=part), self.place("view"))

    def grade(self, state: Any, part: str) -> Grade:
        """The verdict on a state; what the author did wrong becomes a lesson error, never the learner's."""
        try:
            return self._graded(self.call("grade", state, part=part))
        except ExerciseError as error:
            return Grade.lesson_error(f"The lesson is at fault, not you. {error}")

    def _graded(self, grade: Any) -> Grade:
        if not isinstance(grade, Grade):
            raise ExerciseError(self.place("grade"), f"must return a Grade, not {type(grade).__name__}")
        with checking(self.place("grade")):
            feedback = text(grade.feedback, "the feedback of the Grade")
            if not 0 <= float(grade.score) <= 1:
                raise ExerciseError(self.place("grade"), f"the score must be from 0 to 1, not {grade.score}")
        return replace(grade, feedback=feedback)

    def code(self, state: Any, part: str) -> str:
        """The code for what is on screen; empty if there is none."""
        with checking(self.place("code")):
            return text(self.call("code", state, part=part), "the code")

    def truth(self, predict: Predict) -> int:
        """The index of the option that really happens."""
        place = self.place(f"the truth of {predict.question!r:.60}")
        with contained(place):
            index = predict.truth(self.exercise) if callable(predict.truth) else predict.truth
            size = len(predict.options)
        if isinstance(index, bool) or not hasattr(index, "__index__") or not 0 <= int(index) < size:
            raise ExerciseError(place, f"must be the index of an option, 0 to {size - 1}, not {index!r:.40}")
        return int(index)

    def mistakes(self) -> list[Mistake[Any]]:
        """The author's known mistakes."""
        found = self.call("mistakes")
        with checking(self.place("mistakes")):
            found = list(found)
        for mistake in found:
            if not isinstance(mistake, Mistake):
                got = type(mistake).__name__
                raise ExerciseError(self.place("mistakes"), f"must return a list of Mistake, not of {got}")
        return found

    def enabled(self, state: Any) -> tuple[str, ...] | None:
        """Names of controls and actions that can be used now; None means all."""
        with checking(self.place("enabled")):
            names = self.call("enabled", state)
            return None if names is None else names_in(names, self.place("enabled"))

    def shown(self, part: str) -> tuple[str, ...] | None:
        """Names of controls and actions that belong to a part; None means all."""
        with checking(self.place("shown")):
            names = self.call("shown", part=part)
            return None if names is None else names_in(names, self.place("shown"))

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
