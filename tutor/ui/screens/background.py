"""What a lesson does in other processes: slow actions and grades, and the learner's own programs."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tutor.core.lesson.model import CodeItem
from tutor.ui import messages
from tutor.ui.screens.answering import Answering
from tutor.ui.screens.errands import begin, begin_action, edit, run_program
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.item import ItemView

if TYPE_CHECKING:
    from tutor.core.worker import Job


class BackgroundGrading(Answering):
    """The part of the lesson screen that waits for others; the screen stays alive meanwhile."""

    def grade_aside(self, name: str, response: str) -> bool:
        """Programs are graded apart, and exercises whose author says that it takes long."""
        view = self.item_view(name)
        if view is None:
            return False
        if isinstance(view.item, CodeItem):
            begin(view, partial(self._grade_code, view, view.item, response), self.say)
        elif isinstance(view, ExerciseView) and view.play.slow_grade(view.item.part):
            begin(view, partial(self._grade_slowly, view), self.say)
        else:
            return False
        return True

    async def _grade_code(self, view: ItemView, item: CodeItem, source: str) -> None:
        from tutor.ui.widgets.output import Output

        run, spent = self.lesson_run, self.seconds()
        result = await run_program(view, run, item, source)
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
            begin_action(view, self._job(view, event.action), event.action, self.say)

    def _job(self, view: ExerciseView, action: str = "") -> "Job":
        return self.lesson_run.job(view.item.name, action, services(self.app).library.pack_dirs)

    @on(messages.EditorAsked)
    def _editor(self, event: messages.EditorAsked) -> None:
        event.stop()
        edit(self.item_view(event.name), self.say)
