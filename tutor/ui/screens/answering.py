"""What a lesson does when its items ask for something: each message goes to who has the job, its answer to the item."""

from concurrent import futures
from functools import partial
from time import monotonic

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from tutor.core.errors import TutorError
from tutor.core.grade import Grade
from tutor.core.lesson.model import ExerciseRef, Item, Page
from tutor.core.run import SHOWN_IN_PLACE, LessonRun
from tutor.ui import messages
from tutor.ui.app_messages import Saved
from tutor.ui.screens.background import BackgroundGrading
from tutor.ui.screens.base import Guard
from tutor.ui.screens.errands import edit, kept
from tutor.ui.screens.sheets import Sheets
from tutor.ui.steps import widget_of
from tutor.ui.widgets.item import ItemView

KEEP = 0.25
"""Seconds between two savings of an exercise that is being moved."""


class Answering(Guard[None]):
    """A screen of items: what they ask for goes to the run, and to who has the job; what comes of it, to the item."""

    def __init__(self, run: LessonRun) -> None:
        super().__init__()
        self.lesson_run = run
        self.background = BackgroundGrading(self)
        self.sheets = Sheets(self)
        self.at = ""
        """The name of the item that keys mean."""
        self._moves: dict[str, Timer] = {}
        self._since = monotonic()

    @property
    def page(self) -> Page:
        """The page on screen."""
        return self.lesson_run.text.pages[self.lesson_run.session.page]

    def start_clock(self) -> None:
        """The time that an answer takes is counted from here: a new page, or the answer before."""
        self._since = monotonic()

    def seconds(self) -> float:
        """How long the learner has been at it; the clock starts anew."""
        spent = monotonic() - self._since
        self.start_clock()
        return spent

    def item_view(self, name: str) -> ItemView | None:
        """The item's widget on this page."""
        return next((view for view in self.query(ItemView) if view.item.name == name), None)

    @property
    def current(self) -> ItemView | None:
        """The item that has the focus, else the one that the learner was at, else the first that can be shown."""
        for widget in self.focused.ancestors_with_self if self.focused is not None else ():
            if isinstance(widget, ItemView):
                return widget
        views = {view.item.name: view for view in self.query(ItemView)}
        first = (part.name for part in self.page.parts if isinstance(part, Item) and part.name in views)
        return views.get(self.at if self.at in views else next(first, ""))

    def restore(self) -> None:
        """Put back what the run knows of the items of this page."""
        for view in self.query(ItemView):
            name = view.item.name
            state = self.lesson_run.session.item(name)
            if state.draft:
                view.fill(state.draft)
            if state.hints:
                view.show_hints(view.item.hints[: state.hints])
            if state.revealed:
                shown = isinstance(view.item, ExerciseRef)
                view.show_solution(SHOWN_IN_PLACE if shown else self.lesson_run.reveal(name))
            elif state.grade is not None:
                view.show_grade(state.grade, scroll=False)

    def changed(self) -> None:
        """Something that the frame of the screen shows has changed."""

    @on(messages.ItemFocused)
    def _focused(self, event: messages.ItemFocused) -> None:
        event.stop()
        if event.name != self.at:
            self.at = event.name
            self.changed()

    @on(messages.Drafted)
    def _drafted(self, event: messages.Drafted) -> None:
        event.stop()
        self.lesson_run.draft(event.name, event.text)

    @on(messages.StateMoved)
    def _moved(self, event: messages.StateMoved) -> None:
        event.stop()
        if event.name not in self._moves:
            self._moves[event.name] = self.set_timer(KEEP, partial(self._keep, event.name))

    def _keep(self, name: str) -> list[futures.Future[None]]:
        """Save the state of an exercise: while it is being moved, a few times a second."""
        timer = self._moves.pop(name, None)
        if timer is None:
            return []
        timer.stop()
        return [self.lesson_run.draft(name, self.lesson_run.shown.play(name).dump())]

    def keep_all(self) -> list[futures.Future[None]]:
        """Save what is still to be saved; the writes are under way."""
        return [saved for name in list(self._moves) for saved in self._keep(name)]

    def on_unmount(self) -> None:
        """Nothing that was moved is lost."""
        self.keep_all()

    @on(messages.Answered)
    def _answered(self, event: messages.Answered) -> None:
        event.stop()
        kept(self.keep_all())
        if not self.background.grade(self.item_view(event.name), event.response):
            stands = isinstance(
                self.lesson_run.shown.item(event.name), ExerciseRef
            )  # it may have moved since it was asked
            grade, _ = self.lesson_run.submit(event.name, "" if stands else event.response, seconds=self.seconds())
            self.show_grade(event.name, grade)

    def show_grade(self, name: str, grade: Grade) -> None:
        """Show a verdict where its item is."""
        view = self.item_view(name)
        if view is not None:
            view.show_grade(grade)
        self.changed()

    @on(messages.HintAsked)
    def _hint(self, event: messages.HintAsked) -> None:
        event.stop()
        view = self.item_view(event.name)
        self.lesson_run.hint(event.name)
        if view is not None:
            view.show_hints(view.item.hints[: self.lesson_run.session.item(event.name).hints])

    @on(messages.RevealAsked)
    def _reveal(self, event: messages.RevealAsked) -> None:
        event.stop()
        view = self.item_view(event.name)
        try:
            solution = self.lesson_run.reveal(event.name)
        except TutorError as error:
            self.say(error)
            return
        if view is not None:
            view.show_solution(solution)
        self.changed()

    @on(messages.RetryAsked)
    async def _retry(self, event: messages.RetryAsked) -> None:
        event.stop()
        self.lesson_run.retry(event.name)
        view = self.item_view(event.name)
        if view is None:
            return
        part = next(item for item in self.lesson_run.text.items() if item.name == event.name)
        fresh = widget_of(part, self.lesson_run)
        assert isinstance(view.parent, Widget)
        await view.parent.mount(fresh, after=view)
        await view.remove()
        if isinstance(fresh, ItemView):
            self.call_after_refresh(fresh.focus_answer)
        self.changed()

    @on(messages.Predicted)
    async def _predicted(self, event: messages.Predicted) -> None:
        event.stop()
        from tutor.ui.widgets.exercise import ExerciseView

        self.lesson_run.predict(event.name, event.option)
        view = self.item_view(event.name)
        if isinstance(view, ExerciseView):
            await view.unlock(self.lesson_run.predictions(event.name))

    def show_header(self) -> None:
        """What stands in the first line has changed."""

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        event.stop()
        self.show_header()

    @on(messages.SlowAsked)
    def _slow(self, event: messages.SlowAsked) -> None:
        event.stop()
        self.background.act(self.item_view(event.name), event.action)

    @on(messages.EditorAsked)
    def _editor(self, event: messages.EditorAsked) -> None:
        event.stop()
        edit(self.item_view(event.name), self.say)

    @on(messages.CodeAsked)
    def _code(self, event: messages.CodeAsked) -> None:
        event.stop()
        self.sheets.code(event.name)

    @on(messages.WordsAsked)
    def _words(self, event: messages.WordsAsked) -> None:
        event.stop()
        self.sheets.words(event.name)

    @on(messages.LinkAsked)
    def _link(self, event: messages.LinkAsked) -> None:
        event.stop()
        self.sheets.link(event.href)
