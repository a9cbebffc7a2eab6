"""What a lesson does in other processes: slow actions and grades, and the learner's own programs."""

from functools import partial
from typing import TYPE_CHECKING

from tutor.core.lesson.model import CodeItem
from tutor.ui.screens.errands import begin, begin_action, run_program
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.item import ItemView

if TYPE_CHECKING:
    from tutor.core.worker import Job
    from tutor.ui.screens.answering import Answering


class BackgroundGrading:
    """Waits for others on behalf of a lesson's screen, which stays alive meanwhile."""

    def __init__(self, screen: "Answering") -> None:
        self.screen = screen

    def grade(self, view: ItemView | None, response: str) -> bool:
        """Grade a program, or an exercise whose author says that it takes long; whether that was begun."""
        if view is not None and isinstance(view.item, CodeItem):
            begin(view, partial(self._grade_code, view, view.item, response), self.screen.say)
        elif isinstance(view, ExerciseView) and view.play.slow_grade(view.item.part):
            begin(view, partial(self._grade_slowly, view), self.screen.say)
        else:
            return False
        return True

    def act(self, view: ItemView | None, action: str) -> None:
        """Run a slow action of an exercise."""
        if isinstance(view, ExerciseView):
            begin_action(view, self._job(view, action), action, self.screen.say)

    async def _grade_code(self, view: ItemView, item: CodeItem, source: str) -> None:
        from tutor.ui.widgets.output import Output

        run, spent = self.screen.lesson_run, self.screen.seconds()
        result = await run_program(view, run, item, source)
        run.record(item.name, source, result.grade, seconds=spent)
        view.query_one(Output).show(result)
        self.screen.show_grade(item.name, result.grade)

    async def _grade_slowly(self, view: ExerciseView) -> None:
        run, item, spent = self.screen.lesson_run, view.item, self.screen.seconds()
        grade = await services(self.screen.app).worker.grade(self._job(view))
        run.record(item.name, view.play.dump(), grade, seconds=spent)
        self.screen.show_grade(item.name, grade)

    def _job(self, view: ExerciseView, action: str = "") -> "Job":
        return self.screen.lesson_run.shown.job(view.item.name, action, services(self.screen.app).library.pack_dirs)
