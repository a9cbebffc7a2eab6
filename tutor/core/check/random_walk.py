"""A walk of random moves: whatever a learner does, view, words and grade must hold."""

from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any

from tutor.core.check.context import CheckContext
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
        for _ in range(MOVES):
            state = play.state
            try:
                _move(play, chance.choice(items).part, chance)
                _look(play, items)
            except ExerciseError as error:
                context.fault("random-state", error, FIX, items[0], f"[after {state!r:.300}]")
                break


def _look(play: Play, items: Sequence[ExerciseRef]) -> None:
    for item in items:
        tell(play.view(item.part), play.at(item.part).subject("view"))
        if play.slow_grade(item.part):
            continue
        play.at(item.part).judged(play.state, play.start)


def _move(play: Play, part: str, chance: Random) -> None:
    """One move that the screen would offer: a control, or an action of which a few frames are watched."""
    may = play.enabled_controls(part)
    actions = [action.name for action in play.actions(part) if not action.slow]
    fields = {field.name: field for field in play.visible_fields(part)}
    names = [name for name in [*fields, *actions] if may is None or name in may]
    if not names:
        return
    name = chance.choice(names)
    if name in actions:
        for _ in islice(play.frames(name, part, seconds=None), FRAMES):
            pass
        return
    value = fields[name].control.sample(fields[name], chance, play.view(part))
    try:
        play.set(name, value, part)
    except ExerciseError:
        raise
    except TutorError:
        return  # a value that the control itself refuses
