"""A number that is typed."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.exercise.controls.base import Control, Field, as_field, number
from tutor.core.exercise.measured import measured
from tutor.core.exercise.view import View

_NONE = ("none", "empty", "")


@dataclass(frozen=True, slots=True)
class Number(Control):
    """A number that is typed; `None` in the state means not given yet."""

    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    integer: bool = False

    def accept(self, field: Field, value: Any) -> Any:
        """A number in the range, or None for none."""
        return None if value is None or value == "" else number(field, value, self.low, self.high, self.unit)

    def nudge(self, field: Field, value: Any, steps: int) -> Any:
        """So many whole numbers further."""
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return as_field(field, min(high, max(low, (0.0 if value is None else value) + steps)))

    def shows(self, value: Any) -> bool:
        return value is None or hasattr(value, "__float__")

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        """Nothing, an end of the range, or something between."""
        low, high = -1e6 if self.low is None else self.low, 1e6 if self.high is None else self.high
        value = chance.choice([None, low, high, chance.uniform(low, high)])
        return round(value) if field.integer and value is not None else value

    def at(self, value: Any) -> str:
        """The number with its unit."""
        return "not given" if value is None else measured(f"{value:.10g}", self.unit)

    def may(self, field: Field) -> str:
        """How to give it, and how to take it back."""
        return f"Type `{field.name}` and a number, or `{field.name} none`."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """The text, or None for none."""
        return None if text.strip().casefold() in _NONE else text.strip()
