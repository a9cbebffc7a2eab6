"""What an exercise says of itself beside its methods: predictions, actions, whether grading is slow; checked once."""

from dataclasses import dataclass, replace
from typing import Any

from tutor.core.errors import ExerciseError
from tutor.core.exercise.kit import Action, Exercise, Predict
from tutor.core.exercise.limited import checking, some, text

MOST = 100


@dataclass(frozen=True, slots=True)
class Declared:
    """Texts are clean."""

    predictions: tuple[Predict, ...]
    actions: tuple[Action, ...]
    slow_grade: bool


def declared(exercise: Exercise[Any], place: str) -> Declared:
    """What this instance declares; ExerciseError says what is wrong with it."""
    with checking(place):
        predictions = tuple(_predict(one) for one in some(exercise.predictions, "predictions", MOST))
        actions = tuple(_action(one) for one in some(type(exercise).actions(), "actions", MOST))
        return Declared(predictions, actions, bool(exercise.slow_grade))


def names_in(found: Any, place: str) -> tuple[str, ...]:
    """Names of controls and actions that a method gave; ExerciseError if they are none."""
    names = tuple(some(tuple(found), "names", 10 * MOST))
    if not all(isinstance(name, str) for name in names):
        raise ExerciseError(place, "must give names of controls and actions, as texts")
    return names


def _predict(one: Any) -> Predict:
    if not isinstance(one, Predict):
        raise TypeError(f"predictions holds {type(one).__name__}; it is a list of Predict")
    what = f"prediction {one.question!r:.60}"
    options = tuple(text(option, what) for option in some(one.options, f"options of {what}", MOST))
    if len(options) < 2:
        raise ValueError(f"{what} needs two options or more")
    return replace(one, question=text(one.question, what), options=options, why=text(one.why, what))


def _action(one: Any) -> Action:
    if not isinstance(one, Action):
        raise TypeError(f"actions() gave {type(one).__name__}; write them with @action")
    what = f"action {one.name}"
    return replace(one, label=text(one.label, what), key=text(one.key, what))
