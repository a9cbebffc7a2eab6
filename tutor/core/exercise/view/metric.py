"""A number that moves."""

import re
from dataclasses import dataclass, replace
from operator import index
from typing import Any

from tutor.core.exercise.limited import Wrong, text
from tutor.core.exercise.measured import measured
from tutor.core.exercise.view.base import ViewPart

_ZERO = re.compile(r" *-[0.,_]+(e[+-]\d+)?%?")


@dataclass(frozen=True, slots=True)
class Metric(ViewPart):
    """A number that moves: `value` beside the `best` possible, if that may be known, or beside the `goal` to reach."""

    label: str
    value: float | str
    unit: str = ""
    best: float | None = None
    goal: float | None = None
    format: str = ".4g"

    def shown(self) -> str:
        """The value in its format, as code would print it."""
        return self.value if isinstance(self.value, str) else formatted(self.value, self.format)

    def told(self) -> str:
        """The value as the learner reads it: with its unit, without the label."""
        return measured(self.shown(), self.unit)

    def beside(self) -> str:
        """What stands beside the value: ` (best 13.76 k€)`, ` (goal 1.0%)`, both or nothing."""
        pairs = (("best", self.best), ("goal", self.goal))
        told = [
            f"{name} {measured(formatted(number, self.format), self.unit)}"
            for name, number in pairs
            if number is not None
        ]
        return f" ({', '.join(told)})" if told else ""

    def checked(self, subject: str) -> "Metric":
        """Clean texts, plain numbers, and a format that formats them."""
        value = text(self.value, subject) if isinstance(self.value, str) else _plain(self.value)
        best, goal = (None if each is None else _plain(each) for each in (self.best, self.goal))
        label, unit = text(self.label, subject), text(self.unit, subject)
        proved(self.format, [each for each in (value, best, goal) if isinstance(each, int | float)], subject)
        return replace(self, label=label, unit=unit, value=value, best=best, goal=goal)

    def least_rows(self, columns: int) -> int:
        return 1

    def words(self) -> str:
        """Label, value and unit; then what stands beside it."""
        return f"{self.label}: {self.told()}{self.beside()}"


def formatted(number: float, wanted: str) -> str:
    """The number in its format, and never as "−0.000": what rounds to zero has no sign."""
    told = format(number, wanted)
    return told.replace("-", "", 1) if _ZERO.fullmatch(told) else told


def proved(wanted: str, numbers: list[Any], subject: str) -> None:
    """Wrong unless the format works on these numbers and keeps them short."""
    try:
        if numbers and re.search(r"\d{3}", wanted):
            raise ValueError("more digits than fit on a line")
        for number in numbers:
            format(number, wanted)
    except (TypeError, ValueError) as error:
        raise Wrong(f'{subject}: the format {wanted!r} is no number format ({error}); use e.g. ".4g"') from None


def _plain(number: Any) -> float:
    """A number of numpy's as Python's own; whole ones stay whole, for formats such as "d"."""
    return index(number) if hasattr(number, "__index__") else float(number)
