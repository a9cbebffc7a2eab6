"""What a lesson does in other processes: slow actions and grades, and the learner's own programs."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import on

from tutor.core.errors import TutorError
from tutor.core.lesson.model import CodeItem, ExerciseRef
from tutor.ui import messages
from tutor.ui.screens.answering import Answering
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView, Show
from tutor.ui.widgets.item import ItemView


class BackgroundGrading(Answering):
    """The part of the lesson screen that waits for others; the screen stays alive meanwhile."""

    def grade_aside(self, name: str, response: str) -> bool:
        """Programs are graded apart, and exercises whose author says that it takes long."""
        view = self.item_view(name)
        if view is None:
            return False
        if isinstance(view.item, CodeItem):
            self._begin(view, partial(self._grade_code, view, view.item, response))
        elif isinstance(view, ExerciseView) and view.play.slow_grade(view.item.part):
            self._begin(view, partial(self._grade_slowly, view))
        else:
            return False
        return True

    def _begin(self, view: ItemView, work: Callable[[], Awaitable[None]]) -> None:
        """Run it for this item; leaving the page stops it."""
        view.running = view.run_worker(partial(self._contained, view, work), exclusive=True, group="aside")
        view.refresh_commands()

    async def _contained(self, view: ItemView, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except TutorError as error:
            self.say(error)
        finally:
            view.running = None
            if view.is_attached:
                view.ended()

    async def _grade_code(self, view: ItemView, item: CodeItem, source: str) -> None:
        from tutor.core.code.grading import grade_code_async
        from tutor.core.packs.code import load_object
        from tutor.ui.widgets.output import Output

        run = self.lesson_run
        view.query_one(Output).busy()
        spent = self.seconds()
        checks = load_object(run.lesson, item.checks)
        result = await grade_code_async(
            checks,
            source,
            seed=run.seed(item.name),
            seconds=item.seconds,
            starter=item.starter,
            where=f"{run.lesson.id}#{item.name}",
        )
        run.record(item.name, source, result.grade, seconds=spent)
        view.query_one(Output).show(result)
        self.show_grade(item.name, result.grade)

    async def _grade_slowly(self, view: ExerciseView) -> None:
        run, item, spent = self.lesson_run, view.item, self.seconds()
        grade = await services(self.app).worker.grade(self._job(view))
        run.record(item.name, view.play.dump(), grade, seconds=spent)
        self.show_grade(item.name, grade)

    @on(messages.SlowAsked)
    def _slow(self, event: messages.SlowAsked) -> None:
        event.stop()
        view = self.item_view(event.name)
        if isinstance(view, ExerciseView):
            job = self._job(view, event.action)

            async def act(show: Show) -> None:
                await services(self.app).worker.act(job, show)

            self._begin(view, partial(view.follow, event.action, act))

    def _job(self, view: ExerciseView, action: str = "") -> Any:
        from tutor.core.worker import job_for

        run, item = self.lesson_run, view.item
        assert isinstance(item, ExerciseRef)
        dirs = services(self.app).library.pack_dirs
        return job_for(run.lesson, item.use, view.play, part=item.part, action=action, pack_dirs=dirs)

    @on(messages.EditorAsked)
    def _editor(self, event: messages.EditorAsked) -> None:
        """Edit a program in the learner's own editor, with the app out of the way."""
        event.stop()
        from tutor.ui.editor import edited
        from tutor.ui.widgets.code_item import CodeView

        view = self.item_view(event.name)
        if isinstance(view, CodeView):
            try:
                text = edited(self.app, view.response())
            except TutorError as error:
                self.say(error)
                return
            view.replace_text(text)
