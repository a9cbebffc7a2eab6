"""What every control is: the one class that a new kind of control derives from, and the field that it moves."""

import dataclasses
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Self

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.view import Table, View
from tutor.core.nearest import did_you_mean


class Control(ABC):
    """How a learner may change one field of a state, written as the field's annotation.

    A kind of control is one module with one subclass: what it takes (`accept`), how a key moves it (`nudge`), what it
    can show (`shows`), what `tutor check` tries (`sample`), and how it is told and typed without a screen (`at`,
    `may`, `typed`). Its line on the screen is the module of the same name in `tutor.ui.widgets.lines`.
    """

    __slots__ = ()
    label: str

    def resolved(self, problem: Any, where: str) -> Self:
        """Itself with every name of a problem's attribute replaced by what the attribute holds."""
        return self

    def prove(self, where: str) -> None:
        """ExerciseError where it cannot work as it is declared."""
        return  # most kinds work in any case

    @abstractmethod
    def accept(self, field: "Field", value: Any) -> Any:
        """`value` (a number may be typed as text) as the state holds it; TutorError says what it may be."""

    def nudge(self, field: "Field", value: Any, steps: int) -> Any:
        """The value so many steps further along, at most to its end."""
        return value

    def shows(self, value: Any) -> bool:
        """Whether it can show the value, also where no learner could have set it."""
        return True

    @abstractmethod
    def sample(self, field: "Field", chance: Random, view: View) -> Any:
        """A value that a learner might set, the ends of its range among them."""

    @abstractmethod
    def at(self, value: Any) -> str:
        """What it is at, in words."""

    @abstractmethod
    def may(self, field: "Field") -> str:
        """What may be typed for it, as a sentence."""

    def typed(self, field: "Field", value: Any, text: str, view: View) -> Any:
        """The value that `text` asks for, to be `accept`ed; TutorError says what may be typed."""
        return text


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

    def offer(self, value: Any) -> str:
        """One line without a screen: name, label, what it is at, and what may be typed."""
        label = " ".join(self.label.split())
        called = self.name if label.casefold() in (self.name, self.name.replace("_", " ")) else f"{self.name} ({label})"
        return f"{called}: {self.control.at(value)}. {self.control.may(self)}"


def must(field: Field, value: Any, holds: bool, may: str) -> Any:
    """`value` where it holds; TutorError with what it may be otherwise."""
    if not holds:
        raise TutorError(f"{field.label} cannot be {value!r:.60}; it may be {may}.")
    return value


def number(field: Field, value: Any, low: float | None, high: float | None, unit: str) -> float | int:
    """A number in its range, read from text where it was typed (`1/11` and `2*3+1` too)."""
    given = _read(field, value, unit) if isinstance(value, str) else value
    may = _range(low, high, field.integer)
    must(field, value, isinstance(given, int | float) and not isinstance(given, bool), may)
    fits = (low is None or given >= low) and (high is None or given <= high)
    whole = not field.integer or given == round(given) if math.isfinite(given) else False
    must(field, value, fits and whole, may)
    return as_field(field, given)


def as_field(field: Field, value: float) -> float | int:
    """The number as the field's own type."""
    return int(value) if field.integer else float(value)


def indices(value: Any, size: int) -> bool:
    """Whether it is a sequence of whole numbers from 0 to below `size`."""
    return isinstance(value, list | tuple) and all(index(each) and each < size for each in value)


def index(value: Any) -> bool:
    """Whether it is a whole number from 0 on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def table_of(view: View, field: Field) -> Table | None:
    """The table of the view that this field marks cells of."""
    return next((part for part in view.parts if isinstance(part, Table) and part.control == field.name), None)


def attribute(problem: Any, name: str, where: str, kind: str) -> Any:
    """What a problem's attribute holds; ExerciseError where there is none."""
    missing = object()
    found = getattr(problem, name, missing)
    if found is missing:
        said = f"names {name!r}, but the problem has no such attribute; it must be {kind}."
        raise ExerciseError(where, said + did_you_mean(name, attributes(problem)), written=name)
    return found


def attributes(problem: Any) -> list[str]:
    """What an author may name of a problem."""
    return [name for name in dir(problem) if not name.startswith("_")]


def bound(problem: Any, value: Any, where: str) -> Any:
    """A number, or the finite number that the problem's attribute of this name holds."""
    if not isinstance(value, str):
        return value
    found = attribute(problem, value, where, "a finite number")
    if isinstance(found, bool | str) or not hasattr(found, "__float__") or not math.isfinite(float(found)):
        raise ExerciseError(where, f"needs a finite number in the problem's {value!r}; it is {found!r:.60}")
    return float(found)


def triple(problem: Any, name: str, where: str) -> tuple[float, float, float]:
    """The (low, high, step) that the problem's attribute of this name holds."""
    found = attribute(problem, name, where, "(low, high, step)")
    if not isinstance(found, tuple | list) or len(found) != 3:
        raise ExerciseError(where, f"needs (low, high, step) in the problem's {name!r}; it is {found!r:.60}")
    low, high, step = map(float, found)
    return low, high, step


def texts(problem: Any, value: Sequence[str] | str, where: str) -> tuple[str, ...]:
    """Texts, or those that the problem's attribute of this name holds."""
    if not isinstance(value, str):
        return tuple(value)
    found = attribute(problem, value, where, "a tuple of texts")
    if isinstance(found, str) or not isinstance(found, Iterable):
        raise ExerciseError(where, f"needs texts in the problem's {value!r}; it is {type(found).__name__}")
    return tuple(found)


def prove_texts(found: Sequence[str], where: str, least: int) -> None:
    """ExerciseError unless they are different texts, at least so many."""
    if len(found) < least or len(set(found)) < len(found) or not all(isinstance(text, str) for text in found):
        raise ExerciseError(where, f"its options must be different texts, at least {least}; they are {found!r:.200}")


def changed(control: Any, **changes: Any) -> Any:
    """The control with other values."""
    return dataclasses.replace(control, **changes)


def _read(field: Field, text: str, unit: str) -> float:
    from tutor.core.questions.numbers import read_number

    read = read_number(text, unit)
    if isinstance(read, str):
        raise TutorError(f"{field.label}: {read}")
    return read.value


def _range(low: float | None, high: float | None, integer: bool) -> str:
    kind = "a whole number" if integer else "a number"
    if low is not None and high is not None:
        return f"{kind} from {low:g} to {high:g}"
    return kind + (f", {low:g} or more" if low is not None else f", {high:g} or less" if high is not None else "")
