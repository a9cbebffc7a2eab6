"""A walk of random moves: whatever a learner does, view, words and grade must hold."""

from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.check.paste import Tried, written_move
from tutor.core.check.views import tell
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef

WALKS, MOVES, FRAMES = 3, 30, 3
FIX = "make it hold for every state that a learner can reach"


def random_walk(context: CheckContext, kind: type[Exercise[Any, Any]], items: Sequence[ExerciseRef]) -> None:
    """A few walks; the first fault of each is a finding that tells the state."""
    for seed in context.seeds[:WALKS]:
        play, chance = Play.open(kind, seed, where=context.lesson.id), Random(seed)
        tried = Tried(context.lesson, items[0].name, seed, play)
        with context.trying(tried.line):
            for _ in range(MOVES):
                item, tried.before = chance.choice(items), play.dump()
                tried.item, tried.move = item.name, ""
                try:
                    _move(play, item.part, chance, tried)
                    _look(play, items, tried)
                except ExerciseError as error:
                    context.fault("random-state", error, FIX, item, f"[{tried.move or 'start'}]")
                    break


def _look(play: Play, items: Sequence[ExerciseRef], tried: Tried) -> None:
    for item in items:
        if item.name != tried.item or "=" not in tried.move:
            tried.item, tried.before = item.name, ""  # another part of it, or a frame within an action: the state alone
        tell(play.view(item.part), play.at(item.part).subject("view"))
        if play.slow_grade(item.part):
            continue
        play.at(item.part).judged(play.state, play.start)


def _move(play: Play, part: str, chance: Random, tried: Tried) -> None:
    """One move that the screen would offer: a control, or an action of which a few frames are watched."""
    may = play.enabled_controls(part)
    actions = [action.name for action in play.actions(part) if not action.slow]
    fields = {field.name: field for field in play.visible_fields(part)}
    names = [name for name in [*fields, *actions] if may is None or name in may]
    if not names:
        return
    name = chance.choice(names)
    if name in actions:
        tried.move = name
        for _ in islice(play.frames(name, part, seconds=None), FRAMES):
            pass
        return
    value = fields[name].control.sample(fields[name], chance, play.view(part))
    tried.move = written_move(name, value)
    try:
        play.set(name, value, part)
    except ExerciseError:
        raise
    except TutorError:
        return  # a value that the control itself refuses
