"""A walk of random moves: whatever a learner does, view, words and grade must hold."""

from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import Any

from tutor.core.check.bench import Bench
from tutor.core.check.shown import tell
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.exercise.state import Field
from tutor.core.exercise.values import at_fraction
from tutor.core.exercise.view import Table
from tutor.core.grade import Outcome
from tutor.core.lesson.model import ExerciseRef

WALKS, MOVES, FRAMES = 3, 30, 3
FIX = "make it hold for every state that a learner can reach"


def wander(bench: Bench, kind: type[Exercise[Any]], items: Sequence[ExerciseRef]) -> None:
    """A few walks; the first fault of each is a finding that tells the state."""
    for seed in bench.seeds[:WALKS]:
        play, chance = Play.open(kind, seed, where=bench.lesson.id), Random(seed)
        for _ in range(MOVES):
            state = play.state
            try:
                _move(play, chance)
                _look(bench, play, items)
            except ExerciseError as error:
                error = ExerciseError(error.where, f"{error.detail} [after {state!r:.300}]", error.file, error.line)
                bench.fault("random-state", error, FIX, items[0])
                break


def _look(bench: Bench, play: Play, items: Sequence[ExerciseRef]) -> None:
    for item in items:
        tell(play.view(item.part), play.place("view"))
        if play.slow_grade:
            continue
        verdict = play.grade(item.part)
        if verdict.outcome == Outcome.LESSON_ERROR:
            raise ExerciseError(play.place("grade"), verdict.feedback)


def _move(play: Play, chance: Random) -> None:
    """One move that the screen would offer: a control, or an action of which a few frames are watched."""
    may = play.enabled()
    actions = [action.name for action in play.actions() if not action.slow]
    names = [name for name in [*(field.name for field in play.fields), *actions] if may is None or name in may]
    if not names:
        return
    name = chance.choice(names)
    if name in actions:
        for _ in islice(play.frames(name, seconds=None), FRAMES):
            pass
        return
    field = play.field(name)
    value = _value(play, field, chance)
    try:
        play.set(name, value)
    except ExerciseError:
        raise
    except TutorError:
        return  # a value that the control itself refuses


def _value(play: Play, field: Field, chance: Random) -> Any:
    match field.control:
        case Slider() as slider:
            return at_fraction(slider, chance.choice([0.0, 1.0, chance.random()]))
        case Number(low=low, high=high):
            low, high = -1e6 if low is None else low, 1e6 if high is None else high
            value = chance.choice([None, low, high, chance.uniform(low, high)])
            return round(value) if field.integer and value is not None else value
        case Toggle():
            return chance.random() < 0.5
        case Choice(options=options):
            return chance.choice(list(options))
        case Order(items=things):
            return tuple(chance.sample(range(len(things)), len(things)))
        case Cells() as cells:
            return _marks(play, field.name, cells, chance)


def _marks(play: Play, name: str, cells: Cells, chance: Random) -> tuple[Any, ...]:
    tables = [part for part in play.view().parts if isinstance(part, Table) and part.control == name]
    if not tables or not tables[0].rows:
        return ()
    rows, columns = len(tables[0].rows), len(tables[0].columns)
    places: set[tuple[int, ...]] = set()
    for _ in range(chance.randint(0, min(4, cells.limit or 4))):
        row, column = chance.randrange(rows), chance.randrange(columns)
        places.add({"cells": (row, column), "rows": (row,), "columns": (column,)}[cells.pick])
    if cells.tags:
        return tuple((*place, chance.choice(list(cells.tags))) for place in sorted(places))
    return tuple(place if cells.pick == "cells" else place[0] for place in sorted(places))
