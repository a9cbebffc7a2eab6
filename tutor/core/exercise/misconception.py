"""A misconception, declared once: it is recognised in an answer, spoken to, and proved by an example of its own."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isclose
from typing import Any, Generic, TypeVar

from tutor.core.exercise.limited import unknown

P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Misconception(Generic[P, S]):
    """A wrong idea that learners bring.

    `applies(problem, state)` recognises it in a state. `says` is what the learner is told then: a text, or a function
    of (problem, state). `example(problem)` is a state that the idea leads to, or the changes that it makes to the
    solved state, `{"m": 0.0}`, or a function that makes them of the solved state; None where it cannot arise in this
    problem. `tutor check` proves on many seeds that the example fails, that this misconception applies to it and no
    other does.

    `criterion` names the line of the rubric that it speaks to (empty: the whole), `score` what that line, or the
    whole, is then worth; None leaves the score as the rubric gave it. Where that line has its full score, nobody asks.
    """

    name: str
    applies: Callable[[P, S], bool]
    says: str | Callable[[P, S], str]
    example: Callable[[P], S | Mapping[str, Any] | Callable[[S], Mapping[str, Any] | None] | None]
    score: float | None = None
    criterion: str = ""


def wrong_value(
    name: str,
    field: str,
    value: Callable[[P], float | str | None],
    says: str | Callable[[P, Any], str],
    *,
    score: float | None = 0.5,
    criterion: str = "",
    within: float = 0.01,
) -> Misconception[P, Any]:
    """A rung of the ladder of named wrong routes: `field` holds what a wrong route gives (×2, no intercept, ddof…).

    A number counts as the route's to within the share `within` of it; `value` is None where the route gives nothing.
    """

    def applies(problem: P, state: Any) -> bool:
        if not hasattr(state, field):
            raise unknown(
                "the misconception", field, [each.name for each in dataclasses.fields(state)], "field of the state"
            )
        given, wrong = getattr(state, field), value(problem)
        if wrong is None or given is None or isinstance(wrong, str):
            return given is not None and given == wrong
        return isclose(given, wrong, rel_tol=within * (1 + 1e-9), abs_tol=1e-12)

    def example(problem: P) -> Mapping[str, Any] | None:
        wrong = value(problem)
        return None if wrong is None else {field: wrong}

    return Misconception(name, applies, says, example, score, criterion)


def first_of(*ideas: Misconception[Any, Any]) -> tuple[Misconception[Any, Any], ...]:
    """Ideas of which one answer shows one at most: each applies where none before it does."""

    def alone(at: int) -> Callable[[Any, Any], bool]:
        return lambda problem, state: next(
            (each is ideas[at] for each in ideas[: at + 1] if each.applies(problem, state)), False
        )

    return tuple(replace(each, applies=alone(at)) for at, each in enumerate(ideas))
