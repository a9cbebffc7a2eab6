"""One written response graded without a screen: the same verdict as on it, and nothing is recorded."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.grade import Grade
from tutor.core.lesson.model import Block, CodeItem, ExerciseRef, Item, LessonText
from tutor.core.nearest import did_you_mean
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson
from tutor.core.questions import grade, variant
from tutor.core.questions.variants import AnyItem

if TYPE_CHECKING:
    from tutor.core.code.grading import CodeGrade
    from tutor.core.exercise.play import Play


def find_item(text: LessonText, name: str) -> Block:
    """The item of this name; TutorError that names the nearest ones."""
    items = {item.name: item for item in text.items()}
    if name not in items:
        known = did_you_mean(name, items) or f" Its items are {', '.join(items) or 'none'}."
        raise TutorError(f"This lesson has no item “{name}”.{known}")
    return items[name]


def values_of(lesson: Lesson, item: Item, seed: int) -> dict[str, Any]:
    """What the item's `draw` gives for this seed; empty without one. Raises ExerciseError."""
    if not item.draw:
        return {}
    function = load_object(lesson, item.draw)
    with contained(f"{lesson.id}#{item.name}: {item.draw}"):
        return dict(function(seed))


def generated(lesson: Lesson, item: AnyItem, seed: int) -> AnyItem:
    """`item` as this seed shows it: its `draw` is called, its places filled. Raises ExerciseError."""
    return variant(item, values_of(lesson, item, seed))


def grade_response(lesson: Lesson, item: Block, response: str, seed: int = 0) -> Grade:
    """The verdict on a response written as scripts write it; what the author did wrong is a lesson error."""
    return grade_in_full(lesson, item, response, seed)[0]


def grade_in_full(
    lesson: Lesson, item: Block, response: str, seed: int = 0, moves: Sequence[str] | None = None
) -> "tuple[Grade, CodeGrade | None]":
    """As `grade_response`, and for a program what it printed and where it failed.

    With `moves`, an exercise is also moved on from its state (`w=2.5` sets a control, `step` runs an action) and looked
    at, as on a screen: what its view raises is a lesson error too.
    """
    try:
        item = generated(lesson, item, seed)
        if not response.strip():
            return Grade.unattempted(), None
        if isinstance(item, ExerciseRef):
            return _exercise(lesson, item, response, seed, moves), None
        if isinstance(item, CodeItem):
            result = grade_program(lesson, item, response, seed)
            return result.grade, result
        return grade(item, response), None
    except ExerciseError as error:
        return Grade.lesson_error(f"The lesson is at fault, not you. {error}"), None


def _exercise(lesson: Lesson, item: ExerciseRef, response: str, seed: int, moves: Sequence[str] | None) -> Grade:
    from tutor.core.exercise.play import Play

    play = Play.open(load_object(lesson, item.use), seed, where=lesson.id)
    try:
        play.answer(response, item.part)
    except ExerciseError:
        raise
    except TutorError as error:
        return Grade.invalid(str(error))
    for move in moves or ():
        _moved(play, item, move)
    if moves is not None:
        play.view(item.part).words()
    return play.grade(item.part)


def _moved(play: "Play", item: ExerciseRef, move: str) -> None:
    """Do a move. TutorError where there is none such."""
    name, is_control, value = move.partition("=")
    if not is_control:
        play.act(name, item.part)
        return
    try:
        told = json.loads(value)
    except ValueError:
        told = value
    play.set(name, told, item.part)


def grade_program(lesson: Lesson, item: CodeItem, source: str, seed: int) -> "CodeGrade":
    """The verdict on a program with what it printed and where it failed. May raise ExerciseError."""
    from tutor.core.code.grading import grade_code

    checks = load_object(lesson, item.checks)
    where = f"{lesson.id}#{item.name}"
    return grade_code(checks, source, seed=seed, seconds=item.seconds, starter=item.starter, where=where)
