"""A live exercise: predict, move its controls, see what follows, check. Handlers only change the state;
the view is computed at most once a frame."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.play import Play
from tutor.core.exercise.view import View
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.messages import StateMoved
from tutor.ui.stage import ROOMY
from tutor.ui.widgets.action_keys import action_keys
from tutor.ui.widgets.buttons import Command
from tutor.ui.widgets.column import bring_back
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.controls import Controls
from tutor.ui.widgets.exercise_actions import ExerciseActions
from tutor.ui.widgets.exercise_keys import in_hand, with_actions
from tutor.ui.widgets.exercise_stage import EDGES, ExerciseStage
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import ItemCommand
from tutor.ui.widgets.parts import ViewArea
from tutor.ui.widgets.prediction_gate import PredictionGate
from tutor.ui.widgets.prose import Prose
from tutor.ui.widgets.said import Said


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

    def __init__(self, item: ExerciseRef, play: Play, guesses: tuple[int, ...] = ()) -> None:
        super().__init__(item)
        self.add_class("owner")
        self.play = play
        self.gate: PredictionGate = PredictionGate(item, play, guesses)
        self.fields = play.visible_fields(item.part)
        self.keys = action_keys(play.actions(item.part))
        self.actions: ExerciseActions = ExerciseActions(self)
        self.can_focus = not self.fields
        self.area = ViewArea()
        self.said: Said = Said(self.hints, self.verdict)
        self.controls = Controls(self.fields, self.locked)
        self.takes_keys = self.locked or not self.controls.typed
        self.stage = ExerciseStage(self.gate, self.area, self.said, self.controls)
        self._painted, self._waiting = 0.0, False
        self._room = Size()
        """As last told: a widget out of sight has no size of its own."""

    def compose(self) -> ComposeResult:
        """What is asked, pictures and numbers, what was said, controls; the keys are in the footer."""
        yield from self.compose_prompt()
        yield self.stage
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

    @property
    def spent(self) -> bool:
        """Whether it has shown an answer."""
        return self.play.sealed

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

    def seen(self) -> View:
        """What may be seen now: a part that is held back only after the guess. Raises ExerciseError."""
        return self.play.view(self.item.part, guessed=not self.locked)

    async def _paint(self) -> None:
        try:
            await self.area.show(self.seen().parts, self.play)
            self.controls.show(self.play, self.enabled(), locked=self.locked)
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
        """Give each its rows, once there is room."""
        if self._room.width and self.area.is_attached:
            width, height = self._room
            prompt = sum(each.rows(width - EDGES) for each in self.query_children(".prompt").results(Prose))
            self.stage.stand(width, height - prompt, terse=height < ROOMY)

    def trouble(self, what: TutorError | str) -> None:
        """Say what could not be done, and whose fault it is; empty says nothing."""
        at_fault = isinstance(what, ExerciseError)
        self.said.notice.text = f"! The lesson is at fault here, not you. {what}" if at_fault else str(what)

    def moved(self, move: Any, *arguments: Any, **options: Any) -> None:
        """Make a move on the play; a refusal is said, not raised."""
        if self.locked or self.running is not None:
            return
        bring_back(self)
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
        value = event.value(getattr(self.play.state, event.name)) if callable(event.value) else event.value
        self.moved(self.play.set, event.name, value, self.item.part, merge=event.merge)

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
            found[1:1] = self.actions.commands()
        return found

    def keys_to_answer(self) -> list[Command]:
        """What the control in hand takes."""
        return in_hand(self)

    def own_keys(self) -> list[Command]:
        """The check, the author's actions, then the rest."""
        return with_actions(self, super().own_keys())

    def enabled(self) -> tuple[str, ...] | None:
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
        if command == "check" and self.actions.see_first:
            command = "see"
        if not command.startswith("act-"):
            return super().do(command)
        if not any(known.id == command and known.enabled for known in self.commands()):
            return False
        self.actions.run(next(action for action in self.keys.values() if command == f"act-{action.name}"))
        return True

    def press(self, key: str) -> bool:
        """An action's own key, or the number of a prediction's option."""
        if self.locked and key.isdigit():
            return self.gate.pick(int(key))
        if key in self.keys:
            self.ask(f"act-{self.keys[key].name}")
        return key in self.keys

    @property
    def check_label(self) -> str:
        """What enter does."""
        return "See it" if self.actions.see_first and not self.settled else super().check_label

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
