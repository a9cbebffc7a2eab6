"""A number that is moved in steps along a line."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from tutor.core.errors import ExerciseError
from tutor.core.exercise.controls.base import Control, Field, as_field, bound, changed, number, triple
from tutor.core.exercise.measured import measured, minus
from tutor.core.exercise.view import View

Bound: TypeAlias = float | Any
"""A number, or a str that names an attribute of the problem which holds one (the app always meets the number)."""


@dataclass(frozen=True, slots=True)
class Slider(Control):
    """A number moved in steps between `low` and `high` (inclusive); `log` moves by factors.

    Where it hangs on the data, a str names an attribute of the problem that holds a number, or for `low` alone one
    that holds all three: `Slider("m_range")` with problem.m_range == (-1.0, 2.0, 0.05).
    """

    low: Bound
    high: Bound = None
    step: Bound = None
    label: str = ""
    unit: str = ""
    log: bool = False

    def resolved(self, problem: Any, where: str) -> "Slider":
        """Bounds and step as numbers."""
        if isinstance(self.low, str) and self.high is None and self.step is None:
            low, high, step = triple(problem, self.low, where)
        else:
            low, high, step = (bound(problem, each, where) for each in (self.low, self.high, self.step))
        found: Slider = changed(self, low=low, high=high, step=step)
        return found

    def prove(self, where: str) -> None:
        """A range with a way in it, and a step that goes forward."""
        low, high, step = self.low, self.high, self.step
        if high is None or step is None:
            raise ExerciseError(where, "a Slider needs low, high and step, or the name of an attribute that holds them")
        if not low < high or not step > 0:
            raise ExerciseError(where, f"a Slider needs low < high and step > 0, not {low}, {high}, {step}")
        if self.log and not (low > 0 and step > 1):
            raise ExerciseError(where, f"a log Slider needs low > 0 and a factor step > 1, not {low}, {step}")

    def accept(self, field: Field, value: Any) -> Any:
        """A number in the range."""
        return number(field, value, self.low, self.high, self.unit)

    def nudge(self, field: Field, value: Any, steps: int) -> Any:
        """To the next mark: low + k·step, or low·step^k; from between two marks the first step goes to the next one."""
        return as_field(field, self._slid(float(value), steps))

    def shows(self, value: Any) -> bool:
        """Any number: one that lies outside stands at the end."""
        return hasattr(value, "__float__")

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        """A mark; often an end."""
        return self.at_fraction(chance.choice([0.0, 1.0, chance.random()]))

    def at(self, value: Any) -> str:
        """With as many decimals as a step has."""
        return measured(self.text(value), self.unit)

    def may(self, field: Field) -> str:
        step = f"factors of {self.step:g}" if self.log else f"steps of {self.step:g}"
        name = field.name
        low, high = minus(f"{self.low:g}"), minus(f"{self.high:g}")
        return f"From {low} to {high} in {step}: `{name} {self.text(self.high)}`, `{name} up 3`."

    def fraction(self, value: float) -> float:
        """Where `value` stands on the line, 0 at its low end and 1 at its high one."""
        if math.isnan(value):
            return 0.0
        value = min(self.high, max(self.low, value))
        return self._way(value) / self._way(self.high)

    def at_fraction(self, part: float) -> float:
        """The mark nearest to `part` of the way."""
        part = min(1.0, max(0.0, part))
        step = math.log(self.step) if self.log else self.step
        return self._mark(round(part * self._way(self.high) / step))

    def text(self, value: float) -> str:
        """The value with as many decimals as a step has."""
        if self.log:
            return f"{value:.3g}"
        step = f"{self.step:.6f}".rstrip("0").rstrip(".")
        return f"{value:.{len(step.partition('.')[2])}f}" if float(step) and self.step < 1e6 else f"{value:.6g}"

    def _way(self, value: float) -> float:
        """How far `value` is from the low end: a difference, or the log of a ratio."""
        return float(math.log(value / self.low) if self.log else value - self.low)

    def _slid(self, value: float, steps: int) -> float:
        if not math.isfinite(value):
            return float(self.low if not value > 0 else self.high)
        value = min(self.high, max(self.low, value))
        at = self._way(value) / (math.log(self.step) if self.log else self.step)
        near = round(at)
        base = near if abs(at - near) < 1e-6 else math.floor(at) if steps > 0 else math.ceil(at)
        return self._mark(base + steps)

    def _mark(self, index: int) -> float:
        if self.log:
            last = math.ceil(self._way(self.high) / math.log(self.step))
            exact = self.low * self.step ** max(0, min(index, last))
        else:
            exact = self.low + index * self.step
        rounded = float(f"{exact:.12g}")
        zero = abs(rounded) < self.step * 1e-9 and not self.log
        return 0.0 if zero else float(min(self.high, max(self.low, rounded)))
