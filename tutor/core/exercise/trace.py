"""A field of a state that the kit fills: what a quantity was after each move of the learner's."""

import dataclasses
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from tutor.core.exercise.controls.base import attribute


@dataclass(frozen=True, slots=True)
class Trace:
    """Marks a field as a trace, newest last: `tries: Annotated[tuple[float, ...], Trace("loss")] = ()`.

    `of` is the name of a method of the problem that takes the state and gives a number, or a function of
    (problem, state). A value is added whenever one of the controls `on` was moved (empty: any control), and the
    start's is the first. At most `most` are kept.
    """

    of: str | Callable[[Any, Any], float]
    on: Collection[str] = ()
    most: int = 120

    def value(self, problem: Any, state: Any) -> float:
        """The quantity in this state."""
        if not isinstance(self.of, str):
            return float(self.of(problem, state))
        method = attribute(problem, self.of, "Trace", "a method that takes the state and gives a number")
        return float(method(state))


def traces_of(kind: Any) -> dict[str, Trace]:
    """The trace fields of a state's class."""
    return _traces_of(kind)


@cache
def _traces_of(kind: Hashable) -> dict[str, Trace]:
    hints = get_type_hints(kind, include_extras=True)
    extras = {name: get_args(hint)[1:] if get_origin(hint) is Annotated else () for name, hint in hints.items()}
    return {name: each for name, found in extras.items() for each in found if isinstance(each, Trace)}


def begun(problem: Any, start: Any) -> Any:
    """The start with its own value as the first of each trace that is still empty."""
    empty = {
        name: (trace.value(problem, start),)
        for name, trace in traces_of(type(start)).items()
        if not getattr(start, name)
    }
    return dataclasses.replace(start, **empty) if empty else start


def traced(problem: Any, before: Any, after: Any, moved: str) -> Any:
    """`after`, reached by moving the control `moved`, with a new value in each trace that it belongs to."""
    if getattr(before, moved) == getattr(after, moved):
        return after
    grown = {
        name: (*getattr(after, name), trace.value(problem, after))[-trace.most :]
        for name, trace in traces_of(type(after)).items()
        if not trace.on or moved in trace.on
    }
    return dataclasses.replace(after, **grown) if grown else after
