"""A live exercise: predict, move its controls, see what follows, check. Handlers only change the state;
the view is computed at most once a frame."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from time import monotonic
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.kit import Action
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import Formula, Metric, Note, Table, ViewPart
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.messages import SlowAsked, StateMoved
from tutor.ui.wanted import wanted
from tutor.ui.widgets.action_keys import action_keys
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.controls import Controls
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import ItemCommand
from tutor.ui.widgets.parts import ViewArea
from tutor.ui.widgets.prediction_gate import PredictionGate

Show = Callable[[str], None]
FRAME = 1 / 30
"""Seconds a frame of an animation stays."""


class ExerciseView(ItemView):
    """One exercise block. `guesses` holds the learner's predictions so far (-1: no guess)."""

    DEFAULT_CSS = """
    ExerciseView .trouble { padding: 0 2; color: $warning; }
    """
    goal_below = True
    item: ExerciseRef
    play: Play
    gate: PredictionGate

    def __init__(self, item: ExerciseRef, play: Play, guesses: tuple[int, ...] = ()) -> None:
        super().__init__(item)
        self.play = play
        self.gate = PredictionGate(item, play, guesses)
        self.fields = play.visible_fields(item.part)
        self.keys = action_keys(play.actions(item.part))
        self.can_focus = not self.fields
        self.area, self.notice = ViewArea(), Static(classes="trouble")
        self.controls = Controls(self.fields, self.locked)
        self._painted = 0.0
        self._waiting = False

    def compose_answer(self) -> ComposeResult:
        """Prediction, view, controls."""
        yield self.gate
        yield self.area
        yield self.notice
        yield self.controls

    def on_mount(self) -> None:
        """Show the state."""
        self.trouble(self.play.notice)
        self.dirty()

    def on_resize(self) -> None:
        """Charts may be taller or lower now."""
        self.dirty()

    def places(self) -> Iterable[Widget]:
        """The prediction; after it tables to mark, then controls. A diagram can be moved, but says nothing."""
        where = "PredictionGate *" if self.locked else "ViewArea *, Controls *"
        return self.query(where).exclude("DiagramView").results(Widget)

    def essence(self, focused: Widget) -> Widget:
        """Where there are actions only, their keys have to be seen, and what is just above them."""
        return super().essence(focused) if self.fields or self.locked else self.buttons

    @property
    def locked(self) -> bool:
        """Whether a prediction is still to be made."""
        return self.gate.locked

    def show_solution(self, solution: str) -> None:
        """The state may have become the solution."""
        super().show_solution(solution)
        self.dirty()

    async def unlock(self, guesses: tuple[int, ...]) -> None:
        """A prediction was kept: ask the next one, or unlock the controls."""
        self.gate.guesses = guesses
        await self.paint()
        if not self.locked:
            self.focus_answer()  # before it shows: then keys that follow go there
        await self.gate.show()
        if self.locked:
            self.focus_answer()

    def dirty(self) -> None:
        """The state moved: paint soon, at most once a frame."""
        if not self._waiting:
            self._waiting = True
            wait = self._painted + 1 / 60 - monotonic()
            if wait > 0:
                self.set_timer(wait, self.paint)
            else:
                self.call_next(self.paint)

    async def paint(self) -> None:
        """Compute the view of the present state and show it, unless the page is being left and its widgets go."""
        self._waiting = False
        if self.area.is_attached and self.area.display:
            await self._paint()
        self._painted = monotonic()

    async def _paint(self) -> None:
        try:
            parts = self.play.view(self.item.part, guessed=not self.locked).parts
            await self.area.show(parts, self.play, self._tallest(parts))
            self.controls.show(self.play, self._enabled(), locked=self.locked)
        except TutorError as error:
            self.trouble(error)
        self.gate.settle(self.settled)
        self.refresh_commands()

    def _tallest(self, parts: Sequence[ViewPart]) -> int:
        """Rows that a chart may have, so that charts and controls are in sight together."""
        room = self.parent.size.height if isinstance(self.parent, Widget) else 24
        tables = sum(part.height + 2 for part in parts if isinstance(part, Table))
        lines = sum(isinstance(part, Formula | Note) for part in parts) + any(isinstance(p, Metric) for p in parts)
        return max(8, room - (self.gate.guesses != ()) - tables - lines - len(self.fields) - 5)

    def trouble(self, what: TutorError | str) -> None:
        """Say what could not be done, and whose fault it is; empty says nothing."""
        fault = "! The lesson is at fault here, not you. " if isinstance(what, ExerciseError) else ""
        if self.notice.display or str(what):
            self.notice.update(Content(f"{fault}{what}"))
            self.notice.display = bool(str(what))

    def moved(self, move: Any, *arguments: Any, **options: Any) -> None:
        """Make a move on the play; a refusal is said, not raised."""
        if self.locked or self.running is not None:
            return
        try:
            move(*arguments, **options)
            self.trouble("")
        except TutorError as error:
            self.trouble(error)
        self.dirty()
        self.post_message(StateMoved(self.item.name))

    @on(ControlLine.Nudged)
    def _nudged(self, event: ControlLine.Nudged) -> None:
        event.stop()
        self.moved(self.play.nudge, event.name, event.steps, self.item.part, merge=True)

    @on(ControlLine.Put)
    def _put(self, event: ControlLine.Put) -> None:
        event.stop()
        self.moved(self.play.set, event.name, event.value, self.item.part, merge=event.merge)

    def response(self) -> str:
        """The state as JSON."""
        return self.play.dump()

    def fill(self, response: str) -> None:
        """The play holds the state already."""

    def available(self) -> list[ItemCommand[Any]]:
        """Before the predictions are made, little is."""
        return [each for each in super().available() if each.while_locked or each.while_running or not self.locked]

    def commands(self) -> list[Command]:
        """The author's actions stand behind the check."""
        found = super().commands()
        if self.running is None and not self.locked:
            found[1:1] = self._actions()
        return found

    def _actions(self) -> list[Command]:
        enabled = self._enabled()
        return [
            Command(f"act-{action.name}", key, action.label, enabled is None or action.name in enabled)
            for key, action in self.keys.items()
        ]

    def _enabled(self) -> tuple[str, ...] | None:
        """What can be used now, in this part of an exercise that several blocks may share."""
        try:
            return self.play.enabled_controls(self.item.part)
        except TutorError:
            return None

    def do(self, command: str) -> bool:
        """Besides the commands of all items: actions; enter predicts while that is to be done."""
        if self.locked and command in ("check", "rewind"):
            self.gate.predict(skip=command == "rewind")
            return True
        if command == "check" and self.sees_first:
            command = "see"
        if not command.startswith("act-"):
            return super().do(command)
        if not any(known.id == command and known.enabled for known in self.commands()):
            return False
        self.act(next(action for action in self.keys.values() if command == f"act-{action.name}"))
        return True

    def press(self, key: str) -> bool:
        """An action's own key."""
        if key in self.keys:
            self.ask(f"act-{self.keys[key].name}")
        return key in self.keys

    @property
    def sees_first(self) -> bool:
        """Whether enter shows what was asked about: while nothing else was done since the guess."""
        return self.gate.unseen is not None and not self.play.can_undo

    @property
    def check_label(self) -> str:
        """What enter does."""
        return "See it" if self.sees_first else super().check_label

    def see(self) -> None:
        """Do what decides the first prediction that is still open, at the state that it was asked about."""
        unseen = self.gate.unseen
        if unseen is None:
            return
        action = next((action for action in self.keys.values() if action.name == unseen.see), None)
        if action is not None:
            self.act(action)
        else:
            self.moved(self.play.nudge, unseen.see, unseen.steps, self.item.part)

    def act(self, action: Action) -> None:
        """Run an action: at once, as frames, or in the worker."""
        if action.slow:
            self.post_message(SlowAsked(self.item.name, action.name))
        elif action.animated:
            self.running = self.run_worker(partial(self._run_frames, action.name), exclusive=True, group="aside")
            self.refresh_commands()
        else:
            self.moved(self.play.act, action.name, self.item.part)

    async def _run_frames(self, name: str) -> None:
        """Frames at a steady rate, until the end or until stopped; the last one stays."""
        try:
            with contextlib.closing(self.play.frames(name, self.item.part)) as frames:  # type: ignore[type-var]
                due = monotonic()
                for _ in frames:
                    if wanted(self.app, "animate"):
                        await self.paint()
                        due = max(due + FRAME, monotonic())
                    await asyncio.sleep(max(0.0, due - monotonic()))
        except TutorError as error:
            self.trouble(error)
        finally:
            self.running = None
            self.ended()

    async def follow(self, action: str, act: Callable[[Show], Awaitable[None]]) -> None:
        """Show the states that a slow action gives from its own process; the last one stays."""

        def show(state: str) -> None:
            self.play.show(state)
            self.dirty()

        with self.play.animation(action):
            await act(show)

    def ended(self) -> None:
        """An action is over: its last state is kept."""
        super().ended()
        self.dirty()
        self.post_message(StateMoved(self.item.name))

    def show_grade(self, grade: Grade, *, scroll: bool = True) -> None:
        """The verdict; predictions are settled by it too."""
        super().show_grade(grade, scroll=scroll)
        self.dirty()
