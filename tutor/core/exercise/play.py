"""One learner's hand on one exercise: state, history, moves, views and verdicts, with the author's code contained."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from time import monotonic
from typing import Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.calls import Calls, made_problem
from tutor.core.exercise.controls import Cells
from tutor.core.exercise.controls.base import Field, table_of
from tutor.core.exercise.history import History
from tutor.core.exercise.kit import Action, Exercise, Prediction
from tutor.core.exercise.misconception import Misconception
from tutor.core.exercise.newest import Newest
from tutor.core.exercise.parts import part_of
from tutor.core.exercise.record import Record
from tutor.core.exercise.state import fields_of, from_json, problem_from_json, to_json
from tutor.core.exercise.view import View
from tutor.core.grade import Grade

FRAMES, FRAME_SECONDS = 10_000, 10.0


class Play:
    """An attempt: `open` one, move its controls and run its actions, look at `view`, and `grade`.

    Whatever belongs to a part of the exercise takes the part's name, empty for an exercise without parts.
    Moves that a learner cannot make raise TutorError with what they may do; what the author's code does wrong
    raises ExerciseError, except in `grade`, which then says that the lesson is at fault.
    """

    def __init__(self, kind: type[Exercise[Any, Any]], problem: Any, where: str = "") -> None:
        self.kind, self.problem, self.where = kind, problem, where
        self.fields = fields_of(kind, problem)
        self._base = Calls(kind, problem, self.fields, where)
        self._parts: dict[str, Calls] = {}
        self._start = self._base.start()
        self._history = History(self._start)
        self._frame: Any = None
        self._once = Newest()
        self._done: set[str] = set()
        """Names of the actions that have run."""
        self.notice = ""
        """Why a saved state could not be taken up, or empty."""

    @classmethod
    def open(
        cls,
        kind: type[Exercise[Any, Any]],
        seed: int,
        table: Any = None,
        saved: str | None = None,
        where: str = "",
        record: Record | None = None,
    ) -> "Play":
        """The attempt of this seed; `table` and `record` are the learner's, `saved` a `dump`, `where` a lesson."""
        name = getattr(kind, "__name__", repr(kind))
        subject = f"{where}: {name}" if where else name
        if not (isinstance(kind, type) and issubclass(kind, Exercise)):
            raise ExerciseError(subject, "must be a class that derives from tutor.api's Exercise")
        play = cls(kind, made_problem(kind, subject, seed, table, record), where)
        if saved:
            try:
                play.resume(saved)
            except TutorError as error:
                play.notice = f"This exercise has changed since you left it, so it starts anew. ({error})"
        return play

    @classmethod
    def sent(cls, kind: type[Exercise[Any, Any]], problem: str, where: str) -> "Play":
        """The attempt on a problem that came as JSON, in the worker process."""
        return cls(kind, problem_from_json(kind, problem), where)

    def at(self, part: str) -> Calls:
        """The calls into a part; ExerciseError where there is no part of this name."""
        if part not in self._parts:
            kind = part_of(self.kind, part, self.where_class)
            same = kind is self.kind
            self._parts[part] = self._base if same else Calls(kind, self.problem, self.fields, self.where)
        return self._parts[part]

    @property
    def state(self) -> Any:
        """The state on screen: the running animation's frame, or the newest of the history."""
        return self._history.state if self._frame is None else self._frame

    @property
    def start(self) -> Any:
        """The state that the attempt began with."""
        return self._start

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an undone move can be done again."""
        return self._history.can_redo

    @property
    def sealed(self) -> bool:
        """Whether it has shown an answer that may be given only once."""
        return self._history.shown > 0

    def undo(self) -> bool:
        """Take the last move back; False if there is none."""
        return self._history.undo()

    def redo(self) -> bool:
        """Do the undone move again; False if there is none."""
        return self._history.redo()

    def rewind(self) -> bool:
        """Back to the start, every move still to be redone; False if there already."""
        return self._history.rewind()

    def restart(self) -> None:
        """The start state again, as a move that can be undone; after a seal, the state that set it."""
        self._history.restart()

    def field(self, name: str) -> Field:
        """The control of this name."""
        for field in self.fields:
            if field.name == name:
                return field
        names = ", ".join(field.name for field in self.fields)
        raise TutorError(f"There is no control {name!r}; the controls are {names}.")

    def set(self, name: str, value: Any, part: str = "", *, merge: bool | str = False) -> None:
        """Put a value into a control. With `merge`, its moves in a row (that give the same text) are one to undo."""
        field = self.field(name)
        self._move(field, field.control.accept(field, value), part, merge)

    def nudge(self, name: str, steps: int, part: str = "", *, merge: bool = False) -> None:
        """Move a control by so many steps, at most to its end."""
        field = self.field(name)
        self._move(field, field.control.nudge(field, getattr(self.state, name), steps), part, merge)

    def slow_grade(self, part: str = "") -> bool:
        """Whether `grade` is to be asked of the worker process."""
        return self.at(part).declared.slow_grade

    def visible_fields(self, part: str = "") -> tuple[Field, ...]:
        """The controls that belong to a part of the exercise."""
        return self.at(part).declared.fields

    def actions(self, part: str = "") -> tuple[Action, ...]:
        """The actions that belong to a part of the exercise, in the author's order."""
        return self.at(part).declared.actions

    def enabled_controls(self, part: str = "") -> tuple[str, ...] | None:
        """Names of the controls and actions that can be used now; None means all."""
        return self._once("enabled", part, self.state, lambda: self.at(part).enabled(self.state))

    def act(self, name: str, part: str = "") -> None:
        """Do an action, to its end if it is an animation; one step to undo."""
        for _ in self.frames(name, part, seconds=None):
            pass

    def frames(self, name: str, part: str = "", *, seconds: float | None = FRAME_SECONDS) -> Iterator[Any]:
        """Run an action, giving each state as it comes; leaving early keeps the frame on screen as one move.

        At most `FRAMES` frames, each in `seconds` (None: as long as it takes).
        """
        calls = self.at(part)
        self._may(name, part)
        if name not in (action.name for action in calls.declared.actions):
            names = ", ".join(action.name for action in calls.declared.actions)
            raise TutorError(f"There is no action {name!r}; the actions are {names or 'none'}.")
        with self.animation(name):
            began = monotonic()
            for frame in islice(calls.steps(name, self._history.state), FRAMES):
                self.show(frame)
                if seconds is not None and monotonic() - began > seconds:
                    late = f"a frame took over {seconds:g} s; mark it @action(…, slow=True), which runs it aside"
                    raise ExerciseError(calls.subject(name), late)
                yield frame
                began = monotonic()

    @contextmanager
    def animation(self, name: str) -> Iterator[None]:
        """While open, `show` puts frames of the action `name` on screen; at the end the last is kept as one move."""
        try:
            yield
        finally:
            frame, self._frame = self._frame, None
            if frame is not None:
                self._done.add(name)
                self._history.push(frame)
                self._seal()

    def show(self, frame: Any) -> None:
        """Put a frame on screen, given as a state or as its JSON from the worker."""
        self._frame = from_json(self.kind.state_type(), frame) if isinstance(frame, str) else frame

    def view(self, part: str = "", *, guessed: bool = True) -> View:
        """What is on screen, checked and cleaned; the newest view of each part is kept.

        Not `guessed`: without the parts that are held back while a prediction is open.
        """
        view = self._once("view", part, self.state, lambda: self.at(part).view(self.state))
        return view if guessed else view.before_guess()

    def fresh_view(self, part: str = "") -> View:
        """The view computed anew, for measuring it."""
        return self.at(part).view(self.state)

    def grade(self, part: str = "") -> Grade:
        """The verdict on the state. Never raises: an author's fault is the outcome lesson-error."""
        try:
            calls = self.at(part)
        except ExerciseError as error:
            return Grade.lesson_error(f"The lesson is at fault, not you. {error}")
        return calls.grade(self.state, self._start)

    def code(self, part: str = "") -> str:
        """Code that prints the numbers on screen, or empty."""
        return self.at(part).code(self.state)

    def predictions(self, part: str = "") -> tuple[Prediction, ...]:
        """What to ask before the controls of this part unlock."""
        return self.at(part).declared.predictions

    def truth(self, prediction: Prediction, part: str = "") -> int:
        """The index of the option that really happens."""
        return self._once("truth", id(prediction), prediction, lambda: self.at(part).truth(prediction))

    def shows_truth(self, prediction: Prediction, part: str = "") -> bool:
        """Whether the evidence for the truth is on screen: only then it is told."""
        if prediction.evidence is not None:
            return self.at(part).evidence(prediction, self.state)
        if prediction.see in (field.name for field in self.fields):
            return bool(getattr(self.state, prediction.see) != getattr(self._start, prediction.see))
        return prediction.see in self._done

    def answer(self, text: str, part: str = "") -> None:
        """Take over a response written as JSON: its controls must hold what a learner could set."""
        state = from_json(self.kind.state_type(), text)
        values = {field.name: field.control.accept(field, getattr(state, field.name)) for field in self.fields}
        self._history.push(replace(state, **values))
        for field in self.visible_fields(part):
            table = table_of(self.view(part), field) if values[field.name] else None
            if isinstance(field.control, Cells) and table is not None:
                field.control.on(field, values[field.name], table)

    @property
    def where_class(self) -> str:
        """What errors call the exercise."""
        return self._base.subject("class")

    def dump(self) -> str:
        """The state as JSON, for `open(saved=…)` and as the response of an attempt."""
        with contained(self._base.subject("the state")):
            return to_json(self.state)

    def dump_problem(self) -> str:
        """The problem as JSON, for the worker process."""
        with contained(self._base.subject("the problem")):
            return to_json(self.problem)

    def put(self, state: Any) -> None:
        """Go to a state that is given as such; ExerciseError if it is none of this exercise."""
        self._history.push(self._base.checked("the state", state))

    def solve(self, part: str = "") -> None:
        """Go to the state that the author's `solution` gives from here."""
        self.put(self.at(part).state("solution", self.state))

    def example(self, misconception: Misconception[Any, Any], part: str = "") -> bool:
        """Go to the state that a misconception leads to from the solution; False where it cannot arise."""
        found = self.at(part).example(misconception, self.at(part).state("solution", self.state))
        if found is not None:
            self.put(found)
        return found is not None

    def resume(self, saved: str) -> None:
        """Go on from a `dump`; unlike an `answer`, actions may have led where no control can."""
        self._history.push(from_json(self.kind.state_type(), saved))
        self._seal()

    def _seal(self) -> None:
        """Where the learner has seen an answer, or one more, no undo leads back to before it."""
        self._history.seal(self._base.sealed(self.state))

    def _move(self, field: Field, value: Any, part: str, merge: bool | str) -> None:
        self._may(field.name, part)
        self._history.push(self._base.moved(self.state, field, value), merge=f"{field.name} {merge}" if merge else "")
        self._seal()

    def _may(self, name: str, part: str) -> None:
        enabled = self.enabled_controls(part)
        if enabled is not None and name not in enabled:
            raise TutorError(f"{name} cannot be used now; you may use {', '.join(enabled) or 'nothing here'}.")
