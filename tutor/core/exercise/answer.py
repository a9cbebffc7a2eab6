"""What a learner fills in, field by field: what is right, what to ask for, and the known wrong answers.

An exercise that lists its `answers` needs no more to be graded: criteria, solution, misconceptions and the sentence
about an empty state follow from the list.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from math import isclose, isnan
from typing import Any, get_args, get_type_hints

from tutor.core.exercise import rubric
from tutor.core.exercise.limited import unknown
from tutor.core.exercise.misconception import Misconception
from tutor.core.grade import Criterion

EDGE = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A wrong answer that has a reason. `value` is what it comes to: a value, or a function of (problem, state).

    Its misconception is proved with this value in the solved state; where the value takes more than that, `example` is
    as for a `Misconception`. A value of None cannot arise.
    """

    name: str
    value: Any
    says: str | Callable[[Any, Any], str]
    score: float | None = None
    example: Callable[[Any], Mapping[str, Any] | None] | None = None

    def of(self, problem: Any, state: Any) -> Any:
        """What it comes to here."""
        return self.value(problem, state) if callable(self.value) else self.value


@dataclass(frozen=True, slots=True)
class Answer:
    """A field of the state that has a right value: `right(problem, state)`, or a list of all that will do.

    `name` is its line of the rubric, the field's own by default. A number is right to within the share `within`;
    `partly` are wider shares and what they earn. `ask` is said of a wrong answer that is none of `wrong`.
    """

    field: str
    right: Callable[[Any, Any], Any]
    ask: str = ""
    wrong: Sequence[WrongAnswer] = ()
    name: str = ""
    weight: float = 1.0
    within: float = 1e-6
    partly: Sequence[tuple[float, float]] = ()
    unanswered: str = "not answered yet."

    @property
    def line(self) -> str:
        """The name of its line of the rubric."""
        return self.name or self.field

    def given(self, state: Any) -> Any:
        """What stands in the field; Wrong where the state has no such field."""
        if not hasattr(state, self.field):
            raise unknown("the answer", self.field, [each.name for each in fields(state)], "field of the state")
        return getattr(state, self.field)

    def is_open(self, state: Any) -> bool:
        """Whether the field still holds what it began with."""
        default = next((each.default for each in fields(state) if each.name == self.field), MISSING)
        given = self.given(state)
        return given is None or bool(given == default)

    def all_right(self, problem: Any, state: Any) -> list[Any]:
        """All that will do; the first is the solution."""
        found = self.right(problem, state)
        return found if isinstance(found, list) else [found]

    def is_right(self, problem: Any, state: Any) -> bool:
        """Whether the field holds something that will do."""
        return any(self._same(self.given(state), each) for each in self.all_right(problem, state))

    def criterion(self, problem: Any, state: Any) -> Criterion:
        """Its line of the rubric."""
        says = self.unanswered if self.is_open(state) else self.ask
        given, right = self.given(state), self.all_right(problem, state)
        if given is None or isinstance(given, bool | str | tuple):
            return Criterion(self.line, float(self.is_right(problem, state)), self.weight, says=says)

        def judged(truth: float) -> Criterion:
            line = rubric.number(self.line, given, truth, rel=self.within, absolute=1e-9, partly=self.partly, says=says)
            return replace(line, weight=self.weight)

        return max(map(judged, right), key=lambda line: line.score)

    def filled(self, problem: Any, state: Any) -> Any:
        """The state with a right answer in its field; one that is right already stays."""
        if self.is_right(problem, state):
            return state
        return replace(state, **self._change(state, self.all_right(problem, state)[0]))

    def misconceptions(self) -> Iterator[Misconception[Any, Any]]:
        """One for each known wrong answer; the first that the field agrees with is it."""
        for wrong in self.wrong:
            name = f"{self.line}: {wrong.name}"
            yield Misconception(name, self._applies(wrong), wrong.says, self._example(wrong), wrong.score, self.line)

    def _applies(self, wrong: WrongAnswer) -> Callable[[Any, Any], bool]:
        def applies(problem: Any, state: Any) -> bool:
            given = self.given(state)
            if given is None or self.is_right(problem, state):
                return False
            return wrong is next((each for each in self.wrong if self._same(given, each.of(problem, state))), None)

        return applies

    def _example(self, wrong: WrongAnswer) -> Callable[[Any], Any]:
        if wrong.example is not None:
            return wrong.example

        def made(problem: Any, solved: Any) -> Mapping[str, Any] | None:
            """The value, unless another way leads to it too."""
            value = wrong.of(problem, solved)
            if value is None or any(self._same(value, each) for each in self.all_right(problem, solved)):
                return None
            others = (each.of(problem, solved) for each in self.wrong if each is not wrong)
            return None if any(self._same(value, each) for each in others) else self._change(solved, value)

        return lambda problem: lambda solved: made(problem, solved)

    def _change(self, state: Any, value: Any) -> Mapping[str, Any]:
        """The value as the field holds it: 3 in a field of floats is 3.0."""
        held = get_args(hint := get_type_hints(type(state))[self.field]) or (hint,)
        whole = isinstance(value, int) and not isinstance(value, bool)
        return {self.field: float(value) if whole and float in held and int not in held else value}

    def _same(self, one: Any, other: Any) -> bool:
        if one is None or other is None:
            return False
        if isinstance(one, bool | str | tuple) or isinstance(other, bool | str | tuple):
            return bool(one == other)
        return not isnan(other) and isclose(one, other, rel_tol=0, abs_tol=max(self.within * abs(other) * EDGE, 1e-9))
