"""What an item waits for while the screen stays alive: its program that runs, a slow action, the learner's editor."""

from collections.abc import Awaitable, Callable, Iterable
from concurrent import futures
from functools import partial
from typing import TYPE_CHECKING

from tutor.core.errors import TutorError
from tutor.core.lesson.model import CodeItem
from tutor.core.run import LessonRun
from tutor.ui.services import services
from tutor.ui.widgets.exercise import ExerciseView
from tutor.ui.widgets.exercise_actions import Show
from tutor.ui.widgets.item import ItemView

if TYPE_CHECKING:
    from tutor.core.code.grading import CodeGrade
    from tutor.core.worker import Job

Say = Callable[[TutorError], None]


LONGEST_WRITE = 0.5
"""Seconds that an answer waits for a write at most: a disk that is stuck is told in the header, not waited for."""


def kept(writes: "Iterable[futures.Future[None]]") -> None:
    """Wait until a draft is on disk: a lesson's own code comes next, in this process, and might end the app."""
    futures.wait(writes, timeout=LONGEST_WRITE)


def begin(view: ItemView, work: Callable[[], Awaitable[None]], say: Say) -> None:
    """Run it for this item; leaving the page stops it, and what goes wrong is said."""
    view.running = view.run_worker(partial(_contained, view, work, say), exclusive=True, group="aside")
    view.refresh_commands()


async def _contained(view: ItemView, work: Callable[[], Awaitable[None]], say: Say) -> None:
    try:
        await work()
    except TutorError as error:
        say(error)
    finally:
        view.running = None
        if view.is_attached:
            view.ended()


async def run_program(view: ItemView, run: LessonRun, item: CodeItem, source: str) -> "CodeGrade":
    """Run a program against its checks, with what it prints on screen. Raises TutorError."""
    from tutor.core.code.grading import grade_code_async
    from tutor.core.packs.code import load_object
    from tutor.ui.widgets.output import Output

    view.query_one(Output).busy()
    checks, where = load_object(run.lesson, item.checks), f"{run.lesson.id}#{item.name}"
    return await grade_code_async(
        checks, source, seed=run.shown.seed(item.name), seconds=item.seconds, starter=item.starter, where=where
    )


def begin_action(view: ExerciseView, job: "Job", action: str, say: Say) -> None:
    """Do a slow action in the worker, frame by frame on screen."""

    async def act(show: Show) -> None:
        await services(view.app).worker.act(job, show)

    begin(view, partial(view.actions.follow, action, act), say)


def edit(view: ItemView | None, say: Say) -> None:
    """Edit a program in the learner's own editor, with the app out of the way."""
    from tutor.ui.editor import edited
    from tutor.ui.widgets.code_item import CodeView

    if isinstance(view, CodeView):
        try:
            view.replace_text(edited(view.app, view.response()))
        except TutorError as error:
            say(error)
