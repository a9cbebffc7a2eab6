"""A learner's own table for a lesson: read for the exercise that takes one, and tried before the lesson opens."""

from pathlib import Path
from typing import Any

from tutor.core.errors import DataError, ExerciseError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef
from tutor.core.own_data import OwnTable, read_own_data
from tutor.core.own_page import taking
from tutor.core.own_reading import Reading
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.session import seed_of


def table_for(
    lesson: Lesson, path: Path, *, x: str = "", y: str = "", target: str = "", how: Reading | None = None
) -> OwnTable:
    """The table in `path` for the exercise of this lesson that takes one. DataError says why it can't, or won't do."""
    found = [(item, load_object(lesson, item.use)) for item in taking(lesson)]
    table = read_own_data(path, found[0][1].own_data if found else None, x=x, y=y, target=target, how=how)
    for item, kind in found:
        _try(lesson, item, kind, table)
    return table


def _try(lesson: Lesson, item: ExerciseRef, kind: type[Exercise[Any, Any]], table: OwnTable) -> None:
    """DataError unless the exercise can be begun, shown and passed on this table, and is not passed at its start."""
    try:
        play = Play.open(kind, seed_of(lesson.id, "", 0, item.use), table, where=lesson.id)
        play.view(item.part)
        if not play.slow_grade(item.part):
            begun = play.grade(item.part)
            play.solve(item.part)
            play.view(item.part)
            ended = play.grade(item.part)
            if begun.outcome is Outcome.PASSED or ended.outcome is not Outcome.PASSED:
                raise DataError(f"“{item.name}” makes no sense on {table.name}. Take other columns of it.")
    except ExerciseError as error:
        detail = error.detail.partition(" (/")[0]
        raise DataError(f"“{item.name}” cannot work on {table.name}: {detail}. Take other columns of it.") from error
