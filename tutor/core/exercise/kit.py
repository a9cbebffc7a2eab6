"""What an author subclasses: `Exercise`, its parts, its actions and its predictions."""

import dataclasses
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar, cast, get_args, get_origin

from tutor.core.errors import ExerciseError
from tutor.core.exercise.answer import Answer
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.view import View
from tutor.core.grade import PASS_AT, Criterion

if TYPE_CHECKING:
    from tutor.core.exercise.own_question import OwnQuestion
    from tutor.core.exercise.record import Record
    from tutor.core.own_data import OwnTable

P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question asked before the controls unlock; logged, never scored.

    `truth` is the index of what really happens: a number, the name of an attribute of the problem that holds it, or a
    function of the problem. `see` names the control or action that shows it: "See it" moves that control by `steps`,
    or runs that action, at the very state that was asked about. The truth is told once this control has moved, or
    this action has run; with `evidence`, once that holds of (problem, state) instead. `why` is told with it.
    """

    question: str
    options: Sequence[str]
    truth: int | str | Callable[[Any], int]
    see: str = ""
    why: str = ""
    steps: int = 1
    evidence: Callable[[Any, Any], bool] | None = None


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
    """Mark a method `(self, problem, state) -> state`, or `-> Iterator[state]`, as something that the learner can do.

    A `slow` action runs in the tutor's worker process; what it yields is its progress.
    """

    def mark(method: Callable[..., Any]) -> Callable[..., Any]:
        animated = inspect.isgeneratorfunction(method)
        method.__tutor_action__ = Action(method.__name__, label, key, slow, animated)  # type: ignore[attr-defined]
        return method

    return mark


class Exercise(Generic[P, S]):
    """How an attempt is built, shown and judged. It holds no data: every method is a pure function of its arguments.

    P is the problem, what an attempt works on: a frozen dataclass that `setup` makes of the seed or the learner's own
    table. S is the state, what the learner changes: a frozen dataclass whose fields carry controls. Both hold plain
    data (numbers, texts, bools, None, tuples, dicts, nested dataclasses; the problem numpy arrays too), since both
    travel to the worker process as JSON.

    An exercise that several blocks show has parts: subclasses written `class Edge(Descend, part="edge")`, which
    share the attempt and override what is their own. A lesson names one with `part=edge`.
    """

    parts: "ClassVar[Mapping[str, type[Exercise[Any, Any]]]]" = MappingProxyType({})
    """The parts by name, filled in by the subclasses."""
    part: ClassVar[str] = ""
    """The name of this part, for what several parts share."""
    visible_controls: ClassVar[Collection[str] | None] = None
    """Names of the controls and actions that are on screen; None means all that the class has."""
    predictions: ClassVar[Sequence[Prediction]] = ()
    misconceptions: ClassVar[Sequence[Misconception[Any, Any]]] = ()
    answers: ClassVar[Sequence[Answer]] = ()
    """What the learner fills in, where that is all: criteria, solution and misconceptions follow from it."""
    own_data: ClassVar[OwnData | None] = None
    pass_at: ClassVar[float] = PASS_AT
    untouched: ClassVar[str] = "Change something first, then check."
    """What is said where the start is checked as it stands."""
    done: ClassVar[str] = ""
    """What is said of a full score, where it takes no numbers; see `praise`."""
    slow_grade: ClassVar[bool] = False
    """Whether grading needs the worker process (scikit-learn)."""

    def __init_subclass__(cls, *, part: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.part = part
        if not part:
            cls.parts = {}
        elif part in cls.parts:
            raise TypeError(f"{cls.__name__}: there is a part {part!r} already, {cls.parts[part].__name__}")
        else:
            cls.parts[part] = cls  # type: ignore[index]

    def setup(self, seed: int, table: "OwnTable | None", /) -> P:
        """The problem of this attempt. Use `random.Random(seed)` or `numpy.random.RandomState(seed)`.

        `table` is the learner's own (see `own_data`), else None: table["x"], table["target"], table.columns, and
        table.roles["x"] for what x is called in the file. Raise DataError where it will not do.
        """
        raise NotImplementedError

    def on_record(self, problem: P, record: "Record", /) -> P:
        """The problem of `setup` with the learner's record in the place of its sample; as it is, where that is thin.

        Asked in the lesson, once an attempt: the record is kept with it. Elsewhere (`tutor check`, quizzes, reviews)
        the sample of `setup` stands. Not to override it is not to ask for the record.
        """
        return problem

    def own_questions(self, problem: P, state: S, /) -> "Sequence[OwnQuestion]":
        """Questions that the learner wrote. Once the state passes in the lesson, sound ones are asked in reviews."""
        return ()

    def start(self, problem: P, /) -> S:
        """The state that the learner begins with, which must not pass; by default all fields at their defaults."""
        made: S = self.state_type()()
        return made

    def settle(self, problem: P, before: S, after: S, /) -> S:
        """The state kept after the learner moved a control: where one control has to follow another."""
        return after

    def sealed(self, problem: P, state: S, /) -> int:
        """How many answers this state has shown, or whether: undo leads back no further than to where it last grew."""
        return 0

    def enabled_controls(self, problem: P, state: S, /) -> Collection[str] | None:
        """Names of the controls and actions that can be used now, the others are greyed; None means all of them."""
        return None

    def view(self, problem: P, state: S, /) -> View:
        """What is on screen in this state."""
        raise NotImplementedError

    def validate(self, problem: P, state: S, /) -> str:
        """What is missing before this state can be judged, as a sentence; it then costs nothing. Empty: judge it."""
        return self.untouched if self.answers and all(each.is_open(state) for each in self.answers) else ""

    def criteria(self, problem: P, state: S, /) -> Sequence[Criterion]:
        """The lines of the rubric, recomputed from the problem; `rubric` has the usual ones. By default the answers."""
        if not self.answers:
            raise NotImplementedError
        return [each.criterion(problem, state) for each in self.answers]

    def praise(self, problem: P, state: S, /) -> str:
        """What is said of a full score, with its numbers; by default `done`, or else the criteria's notes."""
        return self.done

    def solution(self, problem: P, state: S, /) -> S:
        """A state that passes, reached from this one, as proof that there is one. By default all answers, in order."""
        if not self.answers:
            raise NotImplementedError
        for each in self.answers:
            state = each.filled(problem, state)
        return state

    def code(self, problem: P, state: S, /) -> str:
        """Python that stands on its own and prints the numbers on screen; empty if there is none."""
        return ""

    @classmethod
    def known_misconceptions(cls) -> tuple[Misconception[Any, Any], ...]:
        """Those that are declared, and one for each wrong answer."""
        return (*cls.misconceptions, *(found for each in cls.answers for found in each.misconceptions()))

    @classmethod
    def problem_type(cls) -> type[Any]:
        """P of `Exercise[P, S]`; ExerciseError unless it is a frozen dataclass."""
        return _frozen_argument(cls, 0, "problem")

    @classmethod
    def state_type(cls) -> type[Any]:
        """S of `Exercise[P, S]`; ExerciseError unless it is a frozen dataclass."""
        return _frozen_argument(cls, 1, "state")

    @classmethod
    def actions(cls) -> list[Action]:
        """The actions, in the order they are written."""
        found: dict[str, Action] = {}
        for base in reversed(cls.__mro__):
            for name, member in vars(base).items():
                mark = getattr(member, "__tutor_action__", None)
                if mark is not None:
                    found[name] = dataclasses.replace(mark, name=name)
        return list(found.values())


Frames = Iterator[S]
"""What an animated action returns."""


def _frozen_argument(kind: type[Exercise[Any, Any]], index: int, name: str) -> type[Any]:
    """The class that `Exercise[Problem, State]` names, looked up through the bases of `kind`."""
    for cls in kind.__mro__:
        for base in getattr(cls, "__orig_bases__", ()):
            if isinstance(get_origin(base), type) and issubclass(get_origin(base), Exercise):
                found = get_args(base)[index]
                if not dataclasses.is_dataclass(found) or not vars(found)["__dataclass_params__"].frozen:
                    called = getattr(found, "__name__", repr(found))
                    message = f"the {name} {called} must be a class under @dataclass(frozen=True)"
                    raise ExerciseError(kind.__name__, message, source=found)
                return cast("type[Any]", found)
    said = f"say what it works on: class {kind.__name__}(Exercise[Problem, State])"
    raise ExerciseError(kind.__name__, said, source=kind)
