"""A live exercise: predict, move its controls, see what follows, check. Handlers only change the state;
the view is computed at most once a frame."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Action
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.messages import SlowAsked, StateMoved
from tutor.ui.stage import ROOMY, Needs, stage
from tutor.ui.wanted import wanted
from tutor.ui.widgets.action_keys import action_keys
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.controls import Controls
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.item import ItemView, keys
from tutor.ui.widgets.item_commands import ItemCommand
from tutor.ui.widgets.parts import ViewArea
from tutor.ui.widgets.prediction_gate import PredictionGate
from tutor.ui.widgets.prose import Prose
from tutor.ui.widgets.said import Said
from tutor.ui.widgets.table import TableView

Show = Callable[[str], None]
KEYS: dict[type, tuple[str, str]] = {
    Slider: ("←→[]", "move"),
    Choice: ("←→", "choose"),
    Toggle: ("space", "turn"),
    Number: ("0–9", "type"),
    Order: ("space↑↓", "carry"),
}
"""Control -> what the footer says of the keys that move it."""
EDGES = 2
"""Columns of padding around numbers."""
FRAME = 1 / 30
"""Seconds a frame of an animation stays."""


class ExerciseView(ItemView):
    """One exercise block. `guesses` holds the learner's predictions so far (-1: no guess)."""

    DEFAULT_CSS = """
    ExerciseView { height: 100%; min-height: 9; margin: 0; padding: 0; border: none; }
    ExerciseView:focus-within, ExerciseView.-passed { border: none; }
    ExerciseView > ViewArea { height: auto; }
    ExerciseView > Prose.prompt { margin: 0; padding: 0 1; }
    """
    goal_below = True
    item: ExerciseRef
    play: Play
    gate: PredictionGate
    said: Said

    def __init__(self, item: ExerciseRef, play: Play, guesses: tuple[int, ...] = ()) -> None:
        super().__init__(item)
        self.add_class("owner")
        self.play = play
        self.gate = PredictionGate(item, play, guesses)
        self.fields = play.visible_fields(item.part)
        self.keys = action_keys(play.actions(item.part))
        self.can_focus = not self.fields
        self.area = ViewArea()
        self.said: Said = Said(self.hints, self.verdict)
        self.controls = Controls(self.fields, self.locked)
        self._painted = 0.0
        self._waiting = False
        self._room = Size()
        """As last told: a widget out of sight has no size of its own."""
        self._numbers: tuple[int, int] = (0, 0)
        """Width, and the most rows that numbers took at it: what comes and goes leaves the controls where they are."""

    def compose(self) -> ComposeResult:
        """What is asked, pictures and numbers, what was said, controls; the keys are in the footer."""
        yield from self.compose_prompt()
        with Layer(classes="answer"):
            yield self.gate
            yield self.area
            yield self.said
            yield self.controls
        self.refresh_commands()

    def on_mount(self) -> None:
        """Show the state."""
        self.trouble(self.play.notice)
        self.said.told.text = self.gate.told(self.settled)
        self.said.say(self.said.told)
        self.dirty()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Other rows for everything. Private in Textual 8: it sends no Resize where the size was asked for before."""
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        if size != self._room:
            self._room = size
            self.dirty()
        return updated

    def focus_stops(self) -> Iterable[Widget]:
        """The prediction; after it tables to mark, then controls. A diagram can be moved, but says nothing."""
        where = "PredictionGate *" if self.locked else "ViewArea *, Controls *"
        return self.query(where).exclude("DiagramView").results(Widget)

    @property
    def locked(self) -> bool:
        """Whether a prediction is still to be made."""
        return self.gate.locked

    def show_hints(self, hints: tuple[str, ...]) -> None:
        """Only the last one; it takes the place of what was said before."""
        super().show_hints(hints)
        self.said.say(self.hints)
        self.set_stage()

    def read_on(self) -> None:
        """More of what was said, or none of it."""
        self.said.turn()
        self.refresh_commands()
        self.set_stage()

    @property
    def more_pictures(self) -> str:
        """The name of the picture that one key brings."""
        return self.area.pictures.next if self.area.pictures else ""

    def turn_pictures(self) -> None:
        """Let the next picture lead."""
        if self.area.pictures:
            self.area.pictures.turn()
            self.refresh_commands()
            self.set_stage()

    def show_solution(self, solution: str) -> None:
        """The state may have become the solution."""
        super().show_solution(solution)
        self.said.say(self.verdict)
        self.set_stage()
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
        self.dirty()

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
            await self.area.show(parts, self.play)
            self.controls.show(self.play, self._enabled(), locked=self.locked)
        except TutorError as error:
            self.trouble(error)
        self._tell()
        self.refresh_commands()
        self.set_stage()

    def _tell(self) -> None:
        """What became of the predictions; opened when their truth comes to be seen."""
        told = self.gate.told(self.settled)
        if told != self.said.told.text:
            self.said.told.text = told
            if not self.settled:
                self.said.say(self.said.told)

    def set_stage(self) -> None:
        """Give each its rows, by the rule of the stage."""
        width, height = self._room
        if not width or not self.area.is_attached:
            return
        needs = self._needs(width, height)
        found = stage(needs)
        rest = found.numbers + found.formula + found.table
        self.gate.styles.height = found.asked
        self.area.stand(found, width - EDGES)
        self.area.styles.height = found.pictures + rest + found.blank
        self.said.stand(found.said)
        self.controls.stand(found.controls, found.paired, terse=height < ROOMY)

    def _needs(self, width: int, height: int) -> Needs:
        """What there is to show now."""
        inner = width - EDGES
        known = self._numbers[1] if self._numbers[0] == inner else 0
        self._numbers = inner, max(known, self.area.numbers(inner))
        prompt = sum(each.rows(inner) for each in self.query_children(".prompt").results(Prose))
        pictures = self.area.pictures
        return Needs(
            width,
            height - prompt,
            pictures.shares if pictures else (),
            numbers=self._numbers[1],
            formula=self.area.formulas(inner),
            tables=self.area.tables(inner),
            controls=self.controls.rows(False, width),
            paired=self.controls.rows(True, width),
            asked=self.gate.rows(width),
            said=self.said.rows(width),
            unfolded=self.said.unfolded,
            frame=pictures.frame if pictures else 0,
        )

    def trouble(self, what: TutorError | str) -> None:
        """Say what could not be done, and whose fault it is; empty says nothing."""
        fault = "! The lesson is at fault here, not you. " if isinstance(what, ExerciseError) else ""
        self.said.notice.text = f"{fault}{what}"

    def moved(self, move: Any, *arguments: Any, **options: Any) -> None:
        """Make a move on the play; a refusal is said, not raised."""
        if self.locked or self.running is not None:
            return
        if self.said.open is self.said.told and self.gate.settled:
            self.said.say(None)  # read, and left behind
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

    def keys_to_answer(self) -> list[Command]:
        """What the control in hand takes."""
        for table in self.query(TableView):
            if table.has_focus_within and table.marks is not None:
                tags = len(table.marks.control.tags)
                return [keys("↑↓", "row"), keys(f"1–{tags}", "flag") if tags else keys("space", "mark")]
        held = next((line for line in self.controls.lines if line.has_focus_within), None)
        moves = [keys(*KEYS[type(held.field.control)])] if held is not None and not held.has_class("-barred") else []
        if self.locked:
            return [keys("↑↓", "pick")]
        return moves if self.running is None else []

    def own_keys(self) -> list[Command]:
        """The check, the author's actions, then the rest."""
        found = [each for each in super().own_keys() if each.key != "v" or not self.sees_first]
        if self.locked:
            return [
                *found[:1],
                Command("enter", "enter", "say it", strong=True),
                Command("x", "x", "no guess"),
                *found[1:],
            ]
        if self.running is None:
            at = next((at for at, each in enumerate(found) if each.key == "enter"), -1) + 1
            actions = zip(self._actions(), self.keys, strict=True)
            found[at:at] = [
                replace(each, id=key, label=each.label[:1].lower() + each.label[1:]) for each, key in actions
            ]
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
        """An action's own key, or the number of a prediction's option."""
        if self.locked and key.isdigit():
            return self.gate.pick(int(key))
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
        return "See it" if self.sees_first and not self.settled else super().check_label

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
        self.said.say(self.verdict)
        self.set_stage()
        self.dirty()
