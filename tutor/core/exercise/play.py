"""One learner's hand on one exercise: state, history, moves, views and verdicts, with the author's code contained."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from time import monotonic
from typing import Any, TypeVar

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.calls import Calls
from tutor.core.exercise.controls import Cells
from tutor.core.exercise.declared import Declared, declared
from tutor.core.exercise.history import History
from tutor.core.exercise.kit import Action, Exercise, Mistake, Predict
from tutor.core.exercise.state import Field, fields_of, from_json, state_type, to_json
from tutor.core.exercise.values import checked, nudged
from tutor.core.exercise.view import Table, View
from tutor.core.grade import Grade

FRAMES, FRAME_SECONDS = 10_000, 10.0
T = TypeVar("T")


class Play:
    """An attempt: `open` one, move its controls and run its actions, look at `view`, and `grade`.

    Moves that a learner cannot make raise TutorError with what they may do; what the author's code does wrong
    raises ExerciseError, except in `grade`, which then says that the lesson is at fault.
    """

    def __init__(self, calls: Calls, fields: tuple[Field, ...], about: Declared, start: Any) -> None:
        self._calls, self.fields, self._about, self._start = calls, fields, about, start
        self._history = History(start)
        self._frame: Any = None
        self._known: dict[tuple[str, object], tuple[Any, Any]] = {}
        self.notice = ""
        """Why a saved state could not be taken up, or empty."""

    @classmethod
    def open(
        cls,
        kind: type[Exercise[Any]],
        seed: int,
        data: Any = None,
        saved: str | None = None,
        where: str = "",
    ) -> "Play":
        """The attempt of this seed; `data` is the learner's own table, `saved` an earlier `dump`, `where` a lesson."""
        name = getattr(kind, "__name__", repr(kind))
        place = f"{where}: {name}" if where else name
        with contained(place):
            if not (isinstance(kind, type) and issubclass(kind, Exercise)):
                raise ExerciseError(place, "must be a class that derives from tutor.api's Exercise")
            exercise = kind()
            exercise.data = data
            exercise.setup(seed)
            state = state_type(exercise)
        about = declared(exercise, place)
        calls = Calls(exercise, state, where)
        calls.fields = fields_of(exercise)
        play = cls(calls, calls.fields, about, calls.state("start"))
        if saved:
            try:
                play.resume(saved)
            except TutorError as error:
                play.notice = f"This exercise has changed since you left it, so it starts anew. ({error})"
        return play

    @property
    def exercise(self) -> Exercise[Any]:
        """The author's instance."""
        return self._calls.exercise

    @property
    def state(self) -> Any:
        """The state on screen: the running animation's frame, or the newest of the history."""
        return self._history.state if self._frame is None else self._frame

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an undone move can be done again."""
        return self._history.can_redo

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
        """The start state again, as a move that can be undone."""
        self._history.push(self._start)

    def field(self, name: str) -> Field:
        """The control of this name."""
        for field in self.fields:
            if field.name == name:
                return field
        names = ", ".join(field.name for field in self.fields)
        raise TutorError(f"There is no control {name!r}; the controls are {names}.")

    def set(self, name: str, value: Any, *, merge: bool = False) -> None:
        """Put a value into a control. With `merge`, moves of one control in a row are one step to undo."""
        self._move(self.field(name), checked(self.field(name), value), merge)

    def nudge(self, name: str, steps: int, *, merge: bool = False) -> None:
        """Move a control by so many steps, at most to its end."""
        field = self.field(name)
        self._move(field, nudged(field, getattr(self.state, name), steps), merge)

    @property
    def slow_grade(self) -> bool:
        """Whether `grade` is to be asked of the worker process."""
        return self._about.slow_grade

    def actions(self) -> list[Action]:
        """The actions of this exercise, in the author's order."""
        return list(self._about.actions)

    def shown(self, part: str) -> tuple[str, ...] | None:
        """Names of the controls and actions of a part; None means all."""
        return self._once("shown", part, None, lambda: self._calls.shown(part))

    def shown_fields(self, part: str) -> tuple[Field, ...]:
        """The controls that belong to a part of the exercise."""
        names = self.shown(part)
        return tuple(field for field in self.fields if names is None or field.name in names)

    def shown_actions(self, part: str) -> list[Action]:
        """The actions that belong to a part of the exercise."""
        names = self.shown(part)
        return [action for action in self.actions() if names is None or action.name in names]

    def enabled(self) -> tuple[str, ...] | None:
        """Names of the controls and actions that can be used now; None means all."""
        return self._once("enabled", "", self.state, lambda: self._calls.enabled(self.state))

    def act(self, name: str) -> None:
        """Do an action, to its end if it is an animation; one step to undo."""
        for _ in self.frames(name, seconds=None):
            pass

    def frames(self, name: str, *, seconds: float | None = FRAME_SECONDS) -> Iterator[Any]:
        """Run an action, giving each state as it comes; leaving early keeps the frame on screen as one move.

        At most `FRAMES` frames, each in `seconds` (None: as long as it takes).
        """
        self._may(name)
        action = next((action for action in self.actions() if action.name == name), None)
        if action is None:
            names = ", ".join(action.name for action in self.actions())
            raise TutorError(f"There is no action {name!r}; the actions are {names or 'none'}.")
        with self.animation():
            began = monotonic()
            for frame in islice(self._calls.steps(name, self._history.state), FRAMES):
                self.show(frame)
                if seconds is not None and monotonic() - began > seconds:
                    late = f"a frame took over {seconds:g} s; mark it @action(…, slow=True), which runs it aside"
                    raise ExerciseError(self._calls.place(name), late)
                yield frame
                began = monotonic()

    @contextmanager
    def animation(self) -> Iterator[None]:
        """While open, `show` puts frames on screen; at the end the last one is kept as one move."""
        try:
            yield
        finally:
            frame, self._frame = self._frame, None
            if frame is not None:
                self._history.push(frame)

    def show(self, frame: Any) -> None:
        """Put a frame on screen, given as a state or as its JSON from the worker."""
        self._frame = from_json(self._calls.kind, frame) if isinstance(frame, str) else frame

    def view(self, part: str = "") -> View:
        """What is on screen, checked and cleaned; the newest view of each part is kept."""
        return self._once("view", part, self.state, lambda: self._calls.view(self.state, part))

    def fresh_view(self, part: str = "") -> View:
        """The view computed anew, for measuring it."""
        return self._calls.view(self.state, part)

    def grade(self, part: str = "") -> Grade:
        """The verdict on the state. Never raises: an author's fault is the outcome lesson-error."""
        return self._calls.grade(self.state, part)

    def code(self, part: str = "") -> str:
        """Code that prints the numbers on screen, or empty."""
        return self._calls.code(self.state, part)

    def predictions(self, part: str = "") -> list[Predict]:
        """What to ask before the controls of this part unlock."""
        return [predict for predict in self._about.predictions if predict.part in ("", part)]

    def truth(self, predict: Predict) -> int:
        """The index of the option that really happens."""
        return self._once("truth", id(predict), predict, lambda: self._calls.truth(predict))

    def answer(self, text: str) -> None:
        """Take over a response written as JSON: its controls must hold what a learner could set."""
        state = from_json(self._calls.kind, text)
        values = {field.name: checked(field, getattr(state, field.name)) for field in self.fields}
        self._history.push(replace(state, **values))
        for field in self.fields:
            if isinstance(field.control, Cells) and values[field.name]:
                self._on_table(field, values[field.name])

    def dump(self) -> str:
        """The state as JSON, for `open(saved=…)` and as the response of an attempt."""
        with contained(self._calls.place("the state")):
            return to_json(self.state)

    def put(self, state: Any) -> None:
        """Go to a state that is given as such; ExerciseError if it is none of this exercise."""
        self._history.push(self._calls.checked("the state", state))

    def solve(self, part: str = "") -> None:
        """Go to the state that the author's `solve` gives from here."""
        self.put(self._calls.call("solve", self.state, part=part))

    def mistakes(self) -> list[Mistake[Any]]:
        """The author's known mistakes for this attempt."""
        return self._calls.mistakes()

    def place(self, method: str) -> str:
        """What errors call a method of this exercise."""
        return self._calls.place(method)

    def resume(self, saved: str) -> None:
        """Go on from a `dump`; unlike an `answer`, actions may have led where no control can."""
        self._history.push(from_json(self._calls.kind, saved))

    def _once(self, method: str, about: object, state: Any, ask: Callable[[], T]) -> T:
        """What the author's method gives for a state: asked at every paint, it must not fail anew (and slowly)."""
        known = self._known.get((method, about))
        if known is None or known[0] is not state:
            try:
                known = (state, ask())
            except ExerciseError as error:
                known = (state, error)
            self._known[method, about] = known
        if isinstance(known[1], ExerciseError):
            raise known[1].with_traceback(None)
        found: T = known[1]
        return found

    def _move(self, field: Field, value: Any, merge: bool) -> None:
        self._may(field.name)
        before = self.state
        with contained(self._calls.place("the state")):
            after = replace(before, **{field.name: value})
        kept = self._calls.state("settle", before, after)
        self._history.push(kept, merge=field.name if merge else "")

    def _may(self, name: str) -> None:
        enabled = self.enabled()
        if enabled is not None and name not in enabled:
            raise TutorError(f"{name} cannot be used now; you may use {', '.join(enabled) or 'nothing here'}.")

    def _on_table(self, field: Field, marks: tuple[Any, ...]) -> None:
        """TutorError if a mark lies outside of its table."""
        tables = [part for part in self.view().parts if isinstance(part, Table) and part.control == field.name]
        if not tables:
            return
        rows, columns = len(tables[0].rows), len(tables[0].columns)
        pick = field.control.pick if isinstance(field.control, Cells) else "cells"
        limits = {"cells": (rows, columns), "rows": (rows,), "columns": (columns,)}[pick]
        for mark in marks:
            places = mark if isinstance(mark, tuple) else (mark,)
            if any(place >= limit for place, limit in zip(places, limits, strict=False)):
                raise TutorError(f"{field.label}: {mark} is outside of the table of {rows} rows and {columns} columns.")
