"""The state of an exercise: its type, the controls of its fields, and its way to JSON and back."""

import dataclasses
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from tutor.core.contain import contained
from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls import Cells, Choice, Control, Number, Order, Slider
from tutor.core.exercise.kit import Exercise


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the state that the learner can change; names in its control are resolved."""

    name: str
    control: Control
    integer: bool = False

    @property
    def label(self) -> str:
        """What the learner calls it."""
        return self.control.label or self.name.replace("_", " ")


def state_type(exercise: Exercise[Any]) -> type[Any]:
    """The state's class: the S of `Exercise[S]`, or else the class of `start()`."""
    for cls in type(exercise).__mro__:
        for base in getattr(cls, "__orig_bases__", ()):
            if isinstance(get_origin(base), type) and issubclass(get_origin(base), Exercise):
                kind = get_args(base)[0]
                if isinstance(kind, type):
                    return _dataclass(exercise, kind)
    return _dataclass(exercise, type(exercise.start()))


def fields_of(exercise: Exercise[Any]) -> tuple[Field, ...]:
    """The controls of an exercise after `setup`; ExerciseError where one is declared wrong."""
    name = type(exercise).__name__
    with contained(f"{name}: the controls"):
        hints = get_type_hints(state_type(exercise), include_extras=True)
        found = (_field(exercise, key, hint) for key, hint in hints.items())
        return tuple(field for field in found if field is not None)


def to_json(state: Any) -> str:
    """The state as a JSON object; numpy values become plain ones, non-finite floats NaN and Infinity."""
    return json.dumps(msgspec.to_builtins(state, enc_hook=_plain), ensure_ascii=False, separators=(",", ":"))


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
    unknown = [name for name in values if name not in names]
    if unknown:
        raise TutorError(f"There is no field {unknown[0]!r} here; the fields are {', '.join(names)}.")
    try:
        with contained(cls.__name__):
            return _convert(values, cls)
    except ExerciseError as error:
        raise TutorError(f"This state does not fit: {error.detail}. Write it as {shape}.") from error


def _convert(values: dict[str, Any], cls: type[Any]) -> Any:
    try:
        return msgspec.convert(values, type=cls)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at ")
        field = place.strip("`").removeprefix("$").lstrip(".")
        raise TutorError(f"{field}: {said}." if field else f"{said}.") from error


def non_finite(value: Any) -> bool:
    """Whether a value of a state is, or holds, a NaN or an infinity."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, tuple) and any(map(non_finite, value))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return value.tolist()
    raise TypeError(f"a state holds plain values only, not {type(value).__name__}")


def _dataclass(exercise: Exercise[Any], kind: type[Any]) -> type[Any]:
    name = type(exercise).__name__
    if not dataclasses.is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise ExerciseError(name, f"the state {kind.__name__} must be a class under @dataclass(frozen=True)")
    return kind


def _field(exercise: Exercise[Any], name: str, hint: Any) -> Field | None:
    if get_origin(hint) is not Annotated:
        return None
    kind, *extras = get_args(hint)
    controls = [extra for extra in extras if isinstance(extra, Control)]
    if not controls:
        return None
    where = f"{type(exercise).__name__}: {name}"
    control = _resolved(exercise, controls[0], where)
    _prove(control, where)
    kinds = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return Field(name, control, int in kinds or (isinstance(control, Number) and control.integer))


def _resolved(exercise: Exercise[Any], control: Control, where: str) -> Control:
    match control:
        case Slider(low=low, high=high, step=step):
            low, high, step = (_bound(exercise, each, where) for each in (low, high, step))
            return dataclasses.replace(control, low=low, high=high, step=step)
        case Choice(options=str(named)):
            return dataclasses.replace(control, options=_names(exercise, named, where))
        case Order(items=str(named)):
            return dataclasses.replace(control, items=_names(exercise, named, where))
        case Cells(tags=str(named)):
            return dataclasses.replace(control, tags=_names(exercise, named, where))
    return control


def _bound(exercise: Exercise[Any], bound: Any, where: str) -> Any:
    if not isinstance(bound, str):
        return bound
    found: Any = getattr(exercise, bound, None)
    if isinstance(found, bool | str) or not hasattr(found, "__float__") or not math.isfinite(float(found)):
        raise ExerciseError(where, f"set self.{bound} to a finite number in setup(); it is {found!r:.60}")
    return float(found)


def _names(exercise: Exercise[Any], attribute: str, where: str) -> tuple[str, ...]:
    found = getattr(exercise, attribute, None)
    if isinstance(found, str) or not isinstance(found, Iterable):
        raise ExerciseError(where, f"set self.{attribute} to a list of texts in setup(); it is {type(found).__name__}")
    return tuple(found)


def _prove(control: Control, where: str) -> None:
    """ExerciseError where a control cannot work."""
    match control:
        case Slider(low=low, high=high, step=step, log=log):
            if not low < high or not step > 0:
                raise ExerciseError(where, f"a Slider needs low < high and step > 0, not {low}, {high}, {step}")
            if log and not (low > 0 and step > 1):
                raise ExerciseError(where, f"a log Slider needs low > 0 and a factor step > 1, not {low}, {step}")
        case Choice(options=texts) | Order(items=texts):
            _texts(texts, where, least=1)
        case Cells(tags=texts):
            _texts(texts, where, least=0)


def _texts(texts: Sequence[str] | str, where: str, least: int) -> None:
    if len(texts) < least or len(set(texts)) < len(texts) or not all(isinstance(text, str) for text in texts):
        raise ExerciseError(where, f"its options must be different texts, at least {least}; they are {texts!r:.200}")
