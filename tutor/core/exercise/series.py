"""Questions that are answered one after the other, each of them once: `Series`, and a misconception for each slip."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.misconception import Misconception


class Asked(Protocol):
    """A question of a series: what is right, and what known wrong ideas give, by the name of the idea."""

    @property
    def truth(self) -> Any: ...  # noqa: D102
    @property
    def slips(self) -> Mapping[str, Any]: ...  # noqa: D102


class HasAsked(Protocol):
    """A problem that is a series: its questions, in their order."""

    @property
    def asked(self) -> Sequence[Asked]: ...  # noqa: D102


class HasGiven(Protocol):
    """A state of a series: the answers so far."""

    @property
    def given(self) -> tuple[Any, ...]: ...  # noqa: D102


P = TypeVar("P", bound=HasAsked)
S = TypeVar("S", bound=HasGiven)


class Series(Exercise[P, S]):
    """An exercise whose problem has questions, `asked`, and whose state has the answers so far, `given`.

    An action or `settle` appends an answer. Nothing is judged before the last one, and none is taken back.
    """

    def sealed(self, problem: P, state: S, /) -> int:
        """As many answers as were given: what is right has been told."""
        return len(state.given)

    def enabled_controls(self, problem: P, state: S, /) -> Collection[str] | None:
        """Nothing once all are answered."""
        return None if len(state.given) < len(problem.asked) else []

    def validate(self, problem: P, state: S, /) -> str:
        """How many are left."""
        left = len(problem.asked) - len(state.given)
        return self.untouched if not state.given else f"{left} to go." if left else ""

    def solution(self, problem: P, state: S, /) -> S:
        """All answers right."""
        solved: S = replace(self.start(problem), given=tuple(one.truth for one in problem.asked))  # type: ignore[type-var]
        return solved


def slips(asked: Sequence[Any], given: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """(the idea behind it or "", the question, what was said) of each wrong answer, in order."""
    for one, said in zip(asked, given, strict=False):
        if said != one.truth:
            yield next((kind for kind, value in one.slips.items() if value == said), ""), one, said


def first_slip(asked: Sequence[Any], given: Sequence[Any]) -> str:
    """The first known wrong idea among the answers; empty if there is none."""
    return next((kind for kind, _, _ in slips(asked, given) if kind), "")


def slip_ideas(
    ideas: Mapping[str, tuple[str, str]], says: Callable[[Any, Any, Any], str], *, nonsense: Any
) -> tuple[Misconception[Any, Any], ...]:
    """A misconception for each idea of `slips`: the first that the answers show is it.

    `ideas` has its name and its advice, `says(problem, question, said)` what goes before the advice. Each is proved
    with its own answers, and `nonsense`, which no idea gives, where it has none.
    """

    def made(kind: str, name: str, advice: str) -> Misconception[Any, Any]:
        def told(problem: HasAsked, state: HasGiven) -> str:
            found = next(each for each in slips(problem.asked, state.given) if each[0] == kind)
            return f"{says(problem, *found[1:])} {advice}"

        def example(problem: HasAsked) -> dict[str, Any] | None:
            given = tuple(one.slips.get(kind, nonsense) for one in problem.asked)
            return {"given": given} if first_slip(problem.asked, given) == kind else None

        return Misconception(name, lambda p, s: first_slip(p.asked, s.given) == kind, told, example)

    return tuple(made(kind, *texts) for kind, texts in ideas.items())
