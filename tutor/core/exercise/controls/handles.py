"""Several numbers on one scale, each with a handle to drag it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.errors import ExerciseError, TutorError
from tutor.core.exercise.controls.base import Control, Field, bound, changed, must, number
from tutor.core.exercise.controls.slider import Bound, Slider
from tutor.core.exercise.measured import measured, minus
from tutor.core.exercise.view import View


@dataclass(frozen=True, slots=True)
class Handles(Control):
    """`count` numbers on one scale; the field is a tuple of them. `low`, `high`, `step` are those of a Slider.

    A layer `Points(…, control=field)` lets them be dragged in its chart, along x.
    """

    count: int | str
    low: Bound
    high: Bound = None
    step: Bound = None
    label: str = ""
    unit: str = ""

    @property
    def scale(self) -> Slider:
        """What each of them moves along."""
        return Slider(self.low, self.high, self.step, self.label, self.unit)

    def resolved(self, problem: Any, where: str) -> "Handles":
        """Count, bounds and step as numbers."""
        scale, count = self.scale.resolved(problem, where), bound(problem, self.count, where)
        whole = int(count) if count == round(count) else count
        found: Handles = changed(self, count=whole, low=scale.low, high=scale.high, step=scale.step)
        return found

    def prove(self, where: str) -> None:
        """A scale with a way in it, and something on it."""
        self.scale.prove(where)
        if not (isinstance(self.count, int) and self.count >= 1):
            raise ExerciseError(where, f"Handles need a count of 1 or more, not {self.count!r}")

    def accept(self, field: Field, value: Any) -> Any:
        """So many numbers in the range."""
        several = isinstance(value, list | tuple) and len(value) == self.count
        must(field, value, several, f"{self.count} numbers from {self.low:g} to {self.high:g}")
        return tuple(number(field, each, self.low, self.high, self.unit) for each in value)

    def shows(self, value: Any) -> bool:
        """So many numbers: one that lies outside stands at the end."""
        several = isinstance(value, list | tuple) and len(value) == self.count
        return several and all(hasattr(each, "__float__") for each in value)

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        """Marks; now and then all at one."""
        if chance.random() < 0.2:
            return (self.scale.sample(field, chance, view),) * int(self.count)
        return tuple(self.scale.sample(field, chance, view) for _ in range(int(self.count)))

    def at(self, value: Any) -> str:
        """All of them, in their order."""
        return measured(", ".join(map(self.scale.text, value)), self.unit)

    def may(self, field: Field) -> str:
        """How one of them is moved."""
        says = minus(f"{self.count} numbers from {self.low:g} to {self.high:g} in steps of {self.step:g}")
        return f"{says}: `{field.name} 2 {self.scale.text(self.high)}` puts the second there."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """The numbers with one of them moved: which, counted from 1, and where to."""
        which, _, where = text.strip().partition(" ")
        if not (which.isdecimal() and 1 <= int(which[:6]) <= int(self.count) and where.strip()):
            raise TutorError(self.may(field))
        return self.moved(value, int(which) - 1, where.strip())

    def moved(self, value: Sequence[Any], which: int, where: Any) -> tuple[Any, ...]:
        """The numbers, `which` of them at `where`."""
        return (*value[:which], where, *value[which + 1 :])

    def stepped(self, field: Field, value: Sequence[Any], which: int, steps: int) -> tuple[Any, ...]:
        """The numbers, `which` of them so many steps further along, at most to the end."""
        return self.moved(value, which, self.scale.nudge(field, value[which], steps))

    def mark(self, value: float) -> float:
        """The step nearest to it."""
        return self.scale.at_fraction(self.scale.fraction(value))
