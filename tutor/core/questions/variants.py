"""A variant of an item: its places filled with drawn values; and the version, a hash of what is graded."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any, TypeVar

from tutor.core.errors import ExerciseError
from tutor.core.lesson.model import (
    KINDS,
    Blank,
    Block,
    Case,
    Choice,
    CodeItem,
    ExerciseRef,
    Gap,
    Item,
    Match,
    Number,
    Option,
    Order,
    Text,
)
from tutor.core.questions.places import PlaceError, Value, fill

AnyItem = TypeVar("AnyItem", bound=Item)

_AS_WRITTEN = frozenset({"name", "draw", "use", "part", "checks", "unit", "objectives"})


def variant(item: AnyItem, values: Mapping[str, Value]) -> AnyItem:
    """`item` with every `{place}` of its texts filled; unchanged without `draw`.

    ExerciseError where `values` are not plain, lack a name, or cannot be shown as the text asks.
    """
    if not item.draw:
        return item
    where = f"draw={item.draw} of {item.name}"
    for name, value in values.items():
        if type(value) is bool or not isinstance(value, str | int | float):
            raise ExerciseError(where, f"`{name}` is {type(value).__name__}; draw str, int or float.")
    try:
        changed = {
            field.name: _filled(getattr(item, field.name), values)
            for field in fields(item)
            if field.name not in _AS_WRITTEN
        }
    except PlaceError as error:
        raise ExerciseError(where, str(error)) from error
    return replace(item, **changed)


def _filled(part: Any, values: Mapping[str, Value]) -> Any:
    if isinstance(part, str):
        return fill(part, values)
    if isinstance(part, tuple):
        return tuple(_filled(each, values) for each in part)
    if isinstance(part, Option | Case | Gap):
        changed = {field.name: _filled(getattr(part, field.name), values) for field in fields(part)}
        return replace(part, **changed)
    return part


def version(item: Block) -> str:
    """A hash of what is graded: a mended typo in prompt, hints or feedback keeps it, a changed answer does not.

    Give the item as it stands in the file (places unfilled): drawn values are recorded beside it.
    """
    graded = [KINDS[type(item)], item.draw, _graded(item)]
    return sha256(json.dumps(graded, ensure_ascii=True).encode()).hexdigest()[:16]


def _graded(item: Block) -> list[Any]:
    match item:
        case Choice():
            return [item.pick_all, [(option.text, option.right) for option in item.options]]
        case Number():
            return [item.unit, [(case.match, case.right, case.score) for case in item.cases]]
        case Text():
            return [(case.match, case.right, case.score) for case in item.cases]
        case Blank():
            return [gap.accepted for gap in item.gaps]
        case Order():
            return list(item.entries)
        case Match():
            return [item.left, item.right]
        case ExerciseRef():
            return [item.use, item.part]
        case CodeItem():
            return [item.checks]
