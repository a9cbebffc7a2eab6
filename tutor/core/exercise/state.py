"""States and problems as data: their types, the controls of a state's fields, their way to JSON and back."""

import dataclasses
import json
import math
from collections.abc import Hashable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Number
from tutor.core.exercise.controls.base import Control, Field
from tutor.core.exercise.kit import Exercise
from tutor.core.nearest import did_you_mean


def fields_of(kind: type[Exercise[Any, Any]], problem: Any) -> tuple[Field, ...]:
    """The controls of an exercise on this problem; ExerciseError where one is declared wrong."""
    try:
        with contained(f"{kind.__name__}: the controls"):
            hints = get_type_hints(kind.state_type(), include_extras=True)
            found = [_field(kind, problem, key, hint) for key, hint in hints.items()]
    except ExerciseError as error:
        error.source = error.source or kind.state_type()
        raise
    return tuple(field for field in found if field is not None)


def control_names(state: Any) -> frozenset[str]:
    """Names of the fields of a state's class that carry a control."""
    return _control_names(state)


@cache
def _control_names(state: Hashable) -> frozenset[str]:
    hints = get_type_hints(state, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _control(hint) is not None)


def to_json(value: Any) -> str:
    """A state or a problem as a JSON object; numpy values become plain ones, non-finite floats NaN and Infinity."""
    return json.dumps(msgspec.to_builtins(value, enc_hook=_plain), ensure_ascii=False, separators=(",", ":"))


def problem_from_json(kind: type[Exercise[Any, Any]], text: str) -> Any:
    """The problem that `to_json` wrote; ExerciseError where its class does not say what its fields hold."""
    where = f"{kind.__name__}: the problem"
    with contained(where):
        return msgspec.convert(json.loads(text), type=kind.problem_type(), dec_hook=_array)


def from_json(cls: type[Any], text: str) -> Any:
    """The state that `to_json` wrote, or a learner typed; TutorError names the field that is wrong."""
    names = [field.name for field in dataclasses.fields(cls)]
    shape = "{" + ", ".join(f'"{name}": …' for name in names) + "}"
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TutorError(f"This is not JSON ({error}). Write the state as {shape}.") from error
    if not isinstance(values, dict):
        raise TutorError(f"The state is a JSON object: write {shape}.")
    for name in values:
        if name not in names:
            hint = did_you_mean(name, names)
            raise TutorError(f"There is no field {name!r} here; the fields are {', '.join(names)}.{hint}")
    try:
        with contained(cls.__name__):
            return _convert(values, cls)
    except ExerciseError as error:
        raise TutorError(f"This state does not fit: {error.detail}. Write it as {shape}.") from error


def _convert(values: dict[str, Any], cls: type[Any]) -> Any:
    try:
        return msgspec.convert(values, type=cls)
    except msgspec.ValidationError as error:
        said, _, subject = str(error).partition(" - at ")
        field = subject.strip("`").removeprefix("$").lstrip(".")
        raise TutorError(f"{field}: {said}." if field else f"{said}.") from error


def non_finite(value: Any) -> bool:
    """Whether a value of a state is, or holds, a NaN or an infinity."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, tuple) and any(map(non_finite, value))


def changeable(value: Any) -> bool:
    """Whether a value of a state could be changed in place, so that a move would change what came before."""
    return isinstance(value, list | set | bytearray) or bool(getattr(value, "ndim", 0))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return value.tolist()
    raise TypeError(f"a state or problem holds plain data only, not {type(value).__name__}")


def _array(kind: Any, value: Any) -> Any:
    """A numpy array from its lists; msgspec asks for every class that it does not know."""
    import numpy as np

    if (get_origin(kind) or kind) is np.ndarray:
        return np.array(value)
    raise NotImplementedError(f"a problem holds plain data only, not {kind}")


def _control(hint: Any) -> Control | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Control)), None)


def _field(kind: type[Exercise[Any, Any]], problem: Any, name: str, hint: Any) -> Field | None:
    declared = _control(hint)
    if declared is None:
        return None
    where = f"{kind.__name__}: {name}"
    try:
        control = declared.resolved(problem, where)
        control.prove(where)
    except ExerciseError as error:
        error.written = error.written or name
        raise
    held = get_args(hint)[0]
    kinds = get_args(held) if get_origin(held) in (Union, UnionType) else (held,)
    return Field(name, control, int in kinds or (isinstance(control, Number) and control.integer))
