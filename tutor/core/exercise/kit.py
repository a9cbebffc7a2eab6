"""What an author subclasses: `Exercise`, its actions, predictions and known mistakes."""

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, TypeVar

from tutor.core.exercise.view import View
from tutor.core.grade import Grade

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Predict:
    """A question asked before the controls unlock; logged, never scored.

    `truth` is the index of what really happens, or a function of the exercise instance that computes it;
    `why` is shown after. `part` ties it to one part of an exercise that several blocks share.
    """

    question: str
    options: Sequence[str]
    truth: int | Callable[[Any], int]
    why: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Mistake(Generic[S]):
    """A state that a learner with a known misconception ends in; its feedback must contain `expect`."""

    name: str
    state: S
    expect: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class OwnData:
    """Where a learner's own CSV may take the data's place: what its columns must be, and how many rows."""

    x: Literal["number", "any", ""] = "number"
    y: Literal["number", "any", ""] = "number"
    target: Literal["number", "category", "any", ""] = ""
    rows: tuple[int, int] = (50, 100_000)


@dataclass(frozen=True, slots=True)
class Action:
    """A button and key of an exercise. An action that yields is an animation: each yield is a frame."""

    name: str
    label: str
    key: str
    slow: bool
    animated: bool


def action(label: str, key: str = "", *, slow: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a method `(self, state) -> state`, or `-> Iterator[state]`, as something that the learner can do.

    A `slow` action runs in the tutor's worker process; what it yields is its progress.
    """

    def mark(method: Callable[..., Any]) -> Callable[..., Any]:
        animated = inspect.isgeneratorfunction(method)
        method.__tutor_action__ = Action(method.__name__, label, key, slow, animated)  # type: ignore[attr-defined]
        return method

    return mark


class Exercise(Generic[S]):
    """One instance is one attempt: `setup(seed)` builds its data; all else is a function of the state.

    `part` is the part that the block on screen names; methods may read it.
    """

    predictions: ClassVar[Sequence[Predict]] = ()
    own_data: ClassVar[OwnData | None] = None
    slow_grade: ClassVar[bool] = False
    """Whether `grade` needs the worker process (scikit-learn)."""

    part: str = ""
    data: Any = None
    """The learner's own table, set before `setup`, or None: data["x"], data["y"], data["target"], data.columns.

    `data.roles["x"]` is what x is called in the file `data.name`. Raise DataError where a table will not do.
    """

    def setup(self, seed: int) -> None:
        """Build the attempt's data, once. Use `random.Random(seed)` or `numpy.random.RandomState(seed)`."""

    def start(self) -> S:
        """The state that the learner begins with; it must not pass."""
        raise NotImplementedError

    def view(self, state: S) -> View:
        """What is on screen in this state."""
        raise NotImplementedError

    def grade(self, state: S) -> Grade:
        """The verdict, recomputed from the data."""
        raise NotImplementedError

    def solve(self, start: S) -> S:
        """A state that passes, as proof that there is one; may call the actions."""
        raise NotImplementedError

    def mistakes(self) -> "list[Mistake[S]]":
        """States of known misconceptions, each with the words that its feedback must have."""
        return []

    def code(self, state: S) -> str:
        """Python that stands on its own and prints the numbers on screen; empty if there is none."""
        return ""

    def settle(self, before: S, after: S) -> S:
        """The state kept after the learner moved a control: a place to clamp, or to keep a trace."""
        return after

    def shown(self) -> Collection[str] | None:
        """Names of the controls and actions that belong to `self.part`; the others are not on screen. None: all do."""
        return None

    def enabled(self, state: S) -> Collection[str] | None:
        """Names of the controls and actions that can be used now, the others are greyed; None means all of them."""
        return None

    @classmethod
    def actions(cls) -> list[Action]:
        """The actions, in the order they are written."""
        found: dict[str, Action] = {}
        for base in reversed(cls.__mro__):
            for name, member in vars(base).items():
                mark = getattr(member, "__tutor_action__", None)
                if mark is not None:
                    found[name] = mark
        return list(found.values())


Frames = Iterator[S]
"""What an animated action returns."""
