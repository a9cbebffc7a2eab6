"""Exercises and programs in a sitting: the lesson's own widgets, what they ask for, and verdicts that take a while."""

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeAlias

from textual import events, on
from textual.content import Content

from tutor.core.errors import TutorError
from tutor.core.grade import Grade
from tutor.core.lesson.model import CodeItem, Question
from tutor.core.quiz.practice import Practice
from tutor.core.quiz.runner import QuizRunner
from tutor.core.quiz.state import whole_minutes
from tutor.ui import messages
from tutor.ui.screens.base import Guard
from tutor.ui.screens.errands import begin, begin_action, edit, kept, run_program
from tutor.ui.services import services
from tutor.ui.steps import question_view, widget_of
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.fields import takes_letters
from tutor.ui.widgets.item import ItemView
from tutor.ui.widgets.item_commands import ON_SCREEN

MOVES = tuple(
    command for command in ON_SCREEN if command.id in ("undo", "redo", "rewind", "more", "picture", "code", "words")
)
"""What an exercise offers by keys here as in a lesson."""


def practice_view(run: Practice) -> ItemView:
    """The widget of an exercise or program, at once unlocked: nothing is to be predicted. May raise ExerciseError."""
    item = run.shown.question(run.name)
    if not isinstance(item, CodeItem):
        run.shown.play(run.name)
    view = widget_of(item, run)
    assert isinstance(view, ItemView)
    view.goal_below = False  # there is no goal bar here: the task stands above
    if isinstance(view, ExerciseView):
        view.gate.predictions, view.gate.guesses = (), ()
    return view


Judged: TypeAlias = Callable[[str, Grade], Awaitable[None]]


class PracticeGrading:
    """Finds the verdict on an exercise or program, aside where it takes long, and tells `judged`."""

    def __init__(self, screen: Guard[None], judged: Judged, draft: Callable[[str], Future[None]]) -> None:
        self.screen, self.judged, self.draft = screen, judged, draft

    def begin(self, view: ItemView, run: Practice, response: str) -> None:
        """Begin to find it."""
        if isinstance(view.item, CodeItem):
            begin(view, partial(self._run, view, view.item, run, response), self.screen.say)
        elif isinstance(view, ExerciseView):
            begin(view, partial(self._grade, view, run), self.screen.say)

    async def _run(self, view: ItemView, item: CodeItem, run: Practice, source: str) -> None:
        from tutor.ui.widgets.output import Output

        result = await run_program(view, run, item, source)
        view.query_one(Output).show(result)
        await self.judged(source, result.grade)

    async def _grade(self, view: ExerciseView, run: Practice) -> None:
        if run.slow:
            grade = await services(self.screen.app).worker.grade(run.shown.job(run.name))
        else:
            kept([self.draft(view.play.dump())])
            grade = view.play.grade(run.part)
        await self.judged(view.play.dump(), grade)


class ItemScreen(Guard[None]):
    """A screen with one item of a sitting at hand: its widget, its keys, and what it asks for."""

    sit: QuizRunner
    stage: str

    @property
    def view(self) -> ItemView | None:
        """The item on screen."""
        return next(iter(self.query(ItemView)), None)

    def view_at_hand(self) -> ItemView:
        """The widget of the item at hand. Raises ExerciseError."""
        item, run = self.sit.item(), self.sit.practice()
        view = practice_view(run) if run is not None else None
        if isinstance(item, Question):
            view = question_view(item, self.sit.order())
        assert view is not None
        view.missed = "Not right"
        return view

    @on(messages.StateMoved)
    def _moved(self, event: messages.StateMoved) -> None:
        event.stop()
        if self.view is not None and not self.view.settled:
            self.sit.draft(self.view.response())

    @on(messages.SlowAsked)
    def _slow(self, event: messages.SlowAsked) -> None:
        event.stop()
        view, run = self.view, self.sit.practice()
        if isinstance(view, ExerciseView) and run is not None:
            begin_action(view, run.shown.job(run.name, event.action), event.action, self.say)

    @on(messages.EditorAsked)
    def _editor(self, event: messages.EditorAsked) -> None:
        event.stop()
        edit(self.view, self.say)

    @on(messages.CodeAsked)
    def _code(self, event: messages.CodeAsked) -> None:
        event.stop()
        from tutor.ui.screens.text import code_sheet

        self._sheet(lambda view: code_sheet(view.play.code(view.item.part) or "# It shows nothing that code would."))

    @on(messages.WordsAsked)
    def _words(self, event: messages.WordsAsked) -> None:
        event.stop()
        from tutor.ui.screens.text import words_sheet

        self._sheet(lambda view: words_sheet(view.seen().words()))

    def _sheet(self, make: Callable[[ExerciseView], "Guard[None]"]) -> None:
        if isinstance(self.view, ExerciseView):
            try:
                self.app.push_screen(make(self.view))
            except TutorError as error:
                self.say(error)

    def about(self) -> Content:
        """From where it is; of practice, how long it takes."""
        here = self.sit.sitting.asked[self.sit.sitting.at]
        kind = {"exercise": "an exercise", "code": "a program"}.get(here.kind)
        time = f"  ·  {kind}, about {whole_minutes(here.minutes)} min" if kind else ""
        return Content.styled(self.sit.lesson.title + time, "$muted")

    def skipping(self) -> Command:
        """The chip for it, with the key that means it now."""
        action, key = ("skip", "s") if self.letter_free("s") else ("pass_over", "^n")
        return Command(action, key, "Skip this one")

    def letter_free(self, letter: str) -> bool:
        """Whether a letter is a key of this screen now: not in a field, nor where an exercise has it."""
        return not takes_letters(self.focused) and letter not in getattr(self.view, "keys", ())

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _moved_on(self) -> None:
        """The keys that mean something are others in a field."""
        self.call_after_refresh(self._chips)

    def _chips(self) -> None:
        for chips in self.query(".skip").results(Buttons):
            chips.commands = (self.skipping(),)
        self.refresh_bindings()

    def own_keys(self) -> list[Command]:
        """What the footer shows of an exercise or program, its actions among it."""
        view = self.view
        if self.stage != "question" or view is None or isinstance(view.item, Question):
            return []
        return view.own_keys()

    def action_item(self, command: str) -> None:
        """A key of the exercise at hand."""
        if self.stage == "question" and self.view is not None:
            self.view.ask(command)

    def press(self, event: events.Key) -> bool:
        """An action's own key, or the first sign of an answer."""
        taken = self.stage == "question" and self.view is not None and event.is_printable
        return taken and self.view is not None and self.view.press(event.character or "")

    def stop(self) -> bool:
        """Stop what runs; whether something was."""
        return self.view is not None and self.view.stop()
