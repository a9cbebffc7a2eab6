"""Which part of an exercise a block shows: the one place where a part's name is looked up."""

from typing import Any

from tutor.core.errors import ExerciseError
from tutor.core.exercise.kit import Exercise
from tutor.core.nearest import did_you_mean


def part_of(kind: type[Exercise[Any, Any]], name: str, where: str) -> type[Exercise[Any, Any]]:
    """The class of the part of this name, or the exercise's own where it has no parts; ExerciseError otherwise."""
    if not kind.parts and not name:
        return kind
    if name in kind.parts:
        return kind.parts[name]
    if not kind.parts:
        raise ExerciseError(where, f"has no parts; leave out part={name}")
    known = ", ".join(kind.parts)
    if not name:
        raise ExerciseError(where, f"has parts; say which one: part={known.replace(', ', ', part=')}")
    raise ExerciseError(where, f"has no part {name!r}; it has {known}.{did_you_mean(name, kind.parts)}")
