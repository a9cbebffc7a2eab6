"""Values as bytes, to see whether a call has changed one, or two calls gave the same."""

import dataclasses
import io
import pickle
from collections.abc import Mapping
from types import ModuleType
from typing import Any


class _Pickler(pickle.Pickler):
    """Equal bytes for equal values; a function or class is itself, a dataclass its fields."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.fast = True

    def reducer_override(self, thing: Any) -> Any:
        """How values are written that are not Python's own."""
        if thing is int:
            return NotImplemented
        if isinstance(thing, type | ModuleType) or (callable(thing) and not dataclasses.is_dataclass(thing)):
            return int, (id(thing),)
        if dataclasses.is_dataclass(thing):  # without what a cached_property has put beside its fields
            return int, (id(type(thing)),), [getattr(thing, each.name, None) for each in dataclasses.fields(thing)]
        return NotImplemented


def snapshot(value: Any) -> bytes:
    """The value as bytes; b"" for what cannot be written."""
    file = io.BytesIO()
    try:
        _Pickler(file).dump(value)
    except Exception:  # noqa: BLE001 - an open file, a lock, a stranger's __reduce__: nothing that can be compared
        return b""
    return file.getvalue()


def own_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a module's, a class's or an object's names that hold data."""
    return {
        name: value
        for name, value in values.items()
        if not (name.startswith("__") or callable(value) or isinstance(value, ModuleType | property | staticmethod))
    }
