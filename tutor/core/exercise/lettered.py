"""Cases under letters, to be judged one by one: `Lettered`, and a misconception for a kind of case misjudged."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Any, Generic, Protocol, TypeVar

from tutor.core.exercise.answer import Answer
from tutor.core.exercise.misconception import Misconception


class Case(Protocol):
    """What is judged: its kind, and the verdict that is right."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def verdict(self) -> str: ...  # noqa: D102


C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Lettered(Generic[C]):
    """The cases of a problem under the letters A, B, C and so on, in the order in which they were drawn.

    A subclass says what they are: `cases: tuple[Fit, ...]`. The state has a field for the verdict on each, named for
    its letter.
    """

    cases: tuple[C, ...]

    @cached_property
    def of(self) -> dict[str, C]:
        """Each case by its letter."""
        return dict(zip(ascii_uppercase, self.cases, strict=False))

    def letter(self, kind: str) -> str:
        """The letter of the first case of this kind; empty if there is none."""
        return next((letter for letter, case in self.of.items() if case.kind == kind), "")


def verdicts(letters: str) -> tuple[Answer, ...]:
    """The answers of an exercise on lettered cases: a verdict for each letter."""
    return tuple(_verdict(letter) for letter in letters)


def _verdict(letter: str) -> Answer:
    return Answer(letter, lambda p, s: p.of[letter].verdict, unanswered="not judged yet.")


def misjudged(
    kind: str, name: str, says: Callable[[C], str], wrong: Callable[[C], str], *, unjudged: str = "?"
) -> Misconception[Any, Any]:
    """A case of this kind misjudged, under whatever letter it stands; proved with the verdict `wrong(case)`."""

    def applies(problem: Lettered[C], state: Any) -> bool:
        letter = problem.letter(kind)
        return bool(letter) and getattr(state, letter) not in (unjudged, problem.of[letter].verdict)

    def told(problem: Lettered[C], state: Any) -> str:
        letter = problem.letter(kind)
        return f"{letter}: {says(problem.of[letter])}"

    def example(problem: Lettered[C]) -> dict[str, str] | None:
        letter = problem.letter(kind)
        return {letter: wrong(problem.of[letter])} if letter else None

    return Misconception(name, applies, told, example)
