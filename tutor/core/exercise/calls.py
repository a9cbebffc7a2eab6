"""Calls into one part of an exercise on one problem: every one contained, and its result checked."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError
from tutor.core.exercise.controls.base import Field, attribute
from tutor.core.exercise.declared import declared, known_names
from tutor.core.exercise.grading import graded, lines, recognised
from tutor.core.exercise.kit import Exercise, Prediction
from tutor.core.exercise.limited import Wrong, called, checking, quoted, some, text
from tutor.core.exercise.measured import minus
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.own_question import OwnQuestion
from tutor.core.exercise.record import Record
from tutor.core.exercise.state import changeable
from tutor.core.exercise.trace import begun, traced
from tutor.core.exercise.view import View, checked_view
from tutor.core.grade import Grade

MOST = 100


class Calls:
    """What a Play asks of the author's class; every error is an ExerciseError that names the method."""

    def __init__(self, kind: type[Exercise[Any, Any]], problem: Any, fields: tuple[Field, ...], where: str) -> None:
        self.kind, self.problem, self.fields, self.where = kind, problem, fields, where
        self.state_type = kind.state_type()
        with contained(self.subject("__init__")):
            self.exercise = kind()
        self.declared = declared(kind, fields, self.subject("class"))
        self._slow = {action.name for action in self.declared.actions if action.slow}
        if self.declared.slow_grade:
            self._slow |= {"criteria", "solution", "misconceptions"}

    def subject(self, method: str) -> str:
        """What an error calls this method: `ml-engineer/line: FitLine.view`."""
        name = self.kind.__name__ if method == "class" else f"{self.kind.__name__}.{method}"
        return f"{self.where}: {name}" if self.where else name

    @contextmanager
    def _checking(self, method: str) -> Iterator[None]:
        """What is wrong with a method's result is told at the method, where no line of its own raised."""
        found = getattr(self.kind, method, None)
        with checking(self.subject(method), found if callable(found) else self.kind, method in self._slow):
            yield

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method on the problem."""
        with self._checking(method):
            return getattr(self.exercise, method)(self.problem, *arguments)

    def state(self, method: str, *arguments: Any) -> Any:
        """Call a method that must return a state."""
        return self.checked(method, self.call(method, *arguments))

    def start(self) -> Any:
        """The start, with its own value first in each trace."""
        start = self.state("start")
        with self._checking("start"):
            return begun(self.problem, start)

    def moved(self, before: Any, field: Field, value: Any) -> Any:
        """The state after a control was moved: settled, and traced."""
        with contained(self.subject("the state")):
            after = replace(before, **{field.name: value})
        kept = self.state("settle", before, after)
        with contained(self.subject("the trace")):
            return traced(self.problem, before, kept, field.name)

    def checked(self, method: str, state: Any) -> Any:
        """`state` if it is one; ExerciseError otherwise."""
        with self._checking(method):
            if not isinstance(state, self.state_type):
                raise Wrong(f"must give the state, a {self.state_type.__name__}, not {called(state)}")
            for name, value in ((each.name, getattr(state, each.name)) for each in dataclasses.fields(state)):
                if changeable(value):
                    what = f"{name}, a {type(value).__name__}, which can be changed in place"
                    raise Wrong(f"gave a state with {what}; let it hold a tuple of numbers, texts or bools", name)
            for field in self.fields:
                if not field.control.shows(getattr(state, field.name)):
                    got = f"{field.name}={getattr(state, field.name)!r:.60}"
                    raise Wrong(f"gave a state with {got}, which its control cannot show")
        return state

    def view(self, state: Any) -> View:
        """The checked view of a state."""
        with self._checking("view"):
            return checked_view(self.call("view", state), self.subject("view"))

    def grade(self, state: Any, start: Any = None) -> Grade:
        """The verdict on a state; what the author did wrong becomes a lesson error, never the learner's."""
        try:
            return self.judged(state, start)
        except ExerciseError as error:
            return Grade.lesson_error(f"The lesson is at fault, not you. {error}")

    def judged(self, state: Any, start: Any = None) -> Grade:
        """The verdict on a state; ExerciseError where the author's code gives none."""
        with self._checking("criteria"):
            verdict = graded(self.exercise, self.problem, state, start)
            return replace(verdict, feedback=minus(text(verdict.feedback, "the feedback")))

    def own_questions(self, state: Any) -> Sequence[OwnQuestion]:
        """The questions that the learner wrote in this state."""
        with self._checking("own_questions"):
            found = some(self.call("own_questions", state), "own questions", MOST)
            if not all(isinstance(each, OwnQuestion) for each in found):
                raise Wrong("must give a list of OwnQuestion")
            return found

    def code(self, state: Any) -> str:
        """The code for what is on screen; empty if there is none."""
        with self._checking("code"):
            return text(self.call("code", state), "the code")

    def truth(self, prediction: Prediction) -> int:
        """The index of the option that really happens."""
        subject = f"the truth of {quoted(prediction.question)}"
        written = truth if isinstance(truth := prediction.truth, str) else prediction.question
        with checking(self.subject(subject), self.kind):
            if isinstance(truth, str):
                truth = attribute(self.problem, truth, self.subject(subject), "the index of an option")
            index, size = truth(self.problem) if callable(truth) else truth, len(prediction.options)
            if isinstance(index, bool) or not hasattr(index, "__index__") or not 0 <= int(index) < size:
                raise Wrong(f"must be the index of an option, 0 to {size - 1}, not {index!r:.40}", written)
            return int(index)

    def evidence(self, prediction: Prediction, state: Any) -> bool:
        """Whether the author's condition for telling the truth holds."""
        assert prediction.evidence is not None
        with contained(self.subject(f"the evidence of {quoted(prediction.question)}")):
            return bool(prediction.evidence(self.problem, state))

    def example(self, one: Misconception[Any, Any], solved: Any) -> Any:
        """The state that a misconception leads to, or None where it cannot arise in this problem."""
        method = f"the example of {quoted(one.name)}"
        with checking(self.subject(method), self.kind, self.declared.slow_grade):
            found = one.example(self.problem)
            found = found(solved) if callable(found) else found
            if isinstance(found, Mapping):
                fields = [field.name for field in dataclasses.fields(solved)]
                known_names(list(found), fields, "the misconception", "field of the state")
                found = replace(solved, **found)
        return found if found is None else self.checked(method, found)

    def recognised(self, state: Any) -> list[Misconception[Any, Any]]:
        """Every misconception that applies to a state."""
        with self._checking("criteria"):
            judged = not self.exercise.validate(self.problem, state)
            criteria = lines(self.exercise.criteria(self.problem, state)) if judged else ()
        with self._checking("misconceptions"):
            return recognised(self.declared.misconceptions, self.problem, state, criteria)

    def enabled(self, state: Any) -> tuple[str, ...] | None:
        """Names of controls and actions that can be used now; None means all."""
        names = [field.name for field in self.fields] + [action.name for action in self.kind.actions()]
        with self._checking("enabled_controls"):
            found = self.call("enabled_controls", state)
            return None if found is None else known_names(found, names, "it")

    def sealed(self, state: Any) -> int:
        """How many answers the state has shown that may be given only once, or whether."""
        return int(self.call("sealed", state))

    def steps(self, method: str, state: Any) -> Iterator[Any]:
        """The states an action gives: every frame if it yields, else the one it returns."""
        result = self.call(method, state)
        if not isinstance(result, Iterator):
            yield self.checked(method, result)
            return
        while True:
            with contained(self.subject(method), slow=method in self._slow):
                frame = next(result, _END)
            if frame is _END:
                return
            yield self.checked(method, frame)


def made_problem(
    kind: type[Exercise[Any, Any]], subject: str, seed: int, table: Any = None, record: Record | None = None
) -> Any:
    """What an attempt works on: the problem of `setup`, and on the learner's record where there is one."""
    wanted, _ = kind.problem_type(), kind.state_type()
    with contained(f"{subject}.setup"):
        problem = kind().setup(seed, table)
    if not isinstance(problem, wanted):
        got = f"must give the problem, a {wanted.__name__}, not {called(problem)}"
        raise ExerciseError(f"{subject}.setup", got, source=kind.setup)
    if record is None:
        return problem
    with contained(f"{subject}.on_record"):
        problem = kind().on_record(problem, record)
    if not isinstance(problem, wanted):
        got = f"must give the problem, a {wanted.__name__}, not {called(problem)}"
        raise ExerciseError(f"{subject}.on_record", got, source=kind.on_record)
    return problem


_END = object()
