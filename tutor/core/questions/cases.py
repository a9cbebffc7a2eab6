"""The cases of a number question as an author writes them: `0.5 ± 1 %`, `2 .. 3`, `15`, `else`."""

import re
from dataclasses import dataclass

from tutor.core.questions.numbers import parse_number

SLACK = 1e-9
"""Relative room for rounding, so that the edges of a tolerance belong to it."""
ELSE = "else"

_TOLERANCE = re.compile(r"(.*?)(?:±|\+-|\+/-)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NumberCase:
    """The values from `low` to `high`, both included; `value` as written, `tolerance` as a learner is told."""

    low: float
    high: float
    value: str = ""
    tolerance: str = ""

    def fits(self, value: float) -> bool:
        """Whether `value` lies in the case."""
        slack = SLACK * max(abs(self.low), abs(self.high))
        return self.low - slack <= value <= self.high + slack

    def covers(self, other: "NumberCase") -> bool:
        """Whether nothing of `other` is left once this case was tried."""
        return self.fits(other.low) and self.fits(other.high)


ANY = NumberCase(float("-inf"), float("inf"))


def read_case(match: str) -> NumberCase | str:
    """The case written as `match`, or a message that says why it cannot be read."""
    text = match.strip()
    if text == ELSE:
        return ANY
    if ".." in text:
        return _range(*text.split("..", 1))
    if found := _TOLERANCE.fullmatch(text):
        return _around(found[1].strip(), found[2].strip())
    value = parse_number(text)
    return value if isinstance(value, str) else NumberCase(value, value, text)


def _range(left: str, right: str) -> NumberCase | str:
    low, high = parse_number(left), parse_number(right)
    if isinstance(low, str) or isinstance(high, str):
        return low if isinstance(low, str) else str(high)
    if low > high:
        return f"The range runs from {left.strip()} down to {right.strip()}."
    return NumberCase(low, high)


def _around(value_text: str, tolerance_text: str) -> NumberCase | str:
    share = tolerance_text.endswith("%")
    value, tolerance = parse_number(value_text), parse_number(tolerance_text.removesuffix("%"))
    if isinstance(value, str) or isinstance(tolerance, str):
        return value if isinstance(value, str) else str(tolerance)
    if tolerance < 0:
        return f"The tolerance {tolerance_text} is negative."
    width = abs(value) * tolerance / 100 if share else tolerance
    return NumberCase(value - width, value + width, value_text, tolerance_text)
