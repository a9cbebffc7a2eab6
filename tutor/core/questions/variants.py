"""A variant of an item: its places filled with drawn values; and the version, a hash of what is graded."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from tutor.core.errors import ExerciseError
from tutor.core.lesson.item import Item
from tutor.core.questions.placeholders import PlaceholderError, Value, fill

AnyItem = TypeVar("AnyItem", bound=Item)


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
            if field.name not in item.AS_WRITTEN
        }
    except PlaceholderError as error:
        raise ExerciseError(where, str(error), written=error.written) from error
    return replace(item, **changed)


def _filled(part: Any, values: Mapping[str, Value]) -> Any:
    if isinstance(part, str):
        return fill(part, values)
    if isinstance(part, tuple):
        return tuple(_filled(each, values) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        changed = {field.name: _filled(getattr(part, field.name), values) for field in fields(part)}
        return replace(part, **changed)
    return part


def version(item: Item) -> str:
    """A hash of what is graded: a mended typo in prompt, hints or feedback keeps it, a changed answer does not.

    Give the item as it stands in the file (places unfilled): drawn values are recorded beside it.
    """
    graded = [item.KIND, item.draw, item.graded()]
    return sha256(json.dumps(graded, ensure_ascii=True).encode()).hexdigest()[:16]
