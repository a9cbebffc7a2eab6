"""Sums as learners type them: `1+4+1`, `0.5*12+3`, `(2+3)/4`, `2^10`, 2×10³; evaluated in floats, at once.

A recursive descent that stops in front of what is no more of a sum: that is the unit (`3 /m²`). Python's `ast` would
not do, since `1 000`, `0,5` and `1'000` are numbers here. Floats overflow at once, so no power is too large to try.
"""

import math
import re
from collections.abc import Callable

from tutor.core.questions.digits import NotANumber, decimal

DEEPEST = 20
"""Brackets inside brackets that are read."""
_NUMBER = re.compile(r"(?!0[xX])(?:[0-9][0-9_.,' ]*|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,5}(?![0-9]))?")
_TIMES = re.compile(r" ?(?:(\*)(?!\*)|x(?= ?[0-9(]))")
_DIVIDED = re.compile(r" ?/(?= ?[-+]? ?[0-9.,(])")
_PLUS = re.compile(r" ?([+-])")
_POWER = re.compile(r" ?(?:\*\*|\^)")
_TOO_LARGE = "That number is too large to be read."
_BY_ZERO = "Nothing can be divided by 0."


class Sum:
    """Reads `text` once; afterwards `rest` is what stands behind the sum, and `plain` whether it adds up nothing."""

    def __init__(self, text: str) -> None:
        self.rest, self.plain, self.depth = text, True, 0

    def read(self) -> float:
        """The value of the sum that the text begins with. NotANumber says what is wrong with it."""
        value = self._sum()
        if not math.isfinite(value):
            raise NotANumber(_TOO_LARGE)
        return value

    def _sum(self) -> float:
        value = self._product()
        while found := self._take(_PLUS):
            self.plain = False
            term = self._after(found[1], self._product)
            value += -term if found[1] == "-" else term
        return value

    def _product(self) -> float:
        value = self._signed()
        while True:
            if self._take(_DIVIDED):
                below = self._signed()
                if below == 0:
                    raise NotANumber(_BY_ZERO)
                value /= below
            elif found := self._take(_TIMES):
                value *= self._after(found[0].strip(), self._signed)
            else:
                return value

    def _signed(self) -> float:
        """Signs bind looser than a power: -2^2 is -4."""
        sign = 1.0
        while found := self._take(_PLUS):
            sign = -sign if found[1] == "-" else sign
        return sign * self._power()

    def _power(self) -> float:
        base = self._atom()
        found = self._take(_POWER)
        if found is None:
            return base
        exponent = self._after(found[0].strip(), self._signed)
        try:
            return math.pow(base, exponent)
        except OverflowError:
            raise NotANumber(_TOO_LARGE) from None
        except ValueError:
            raise NotANumber(_BY_ZERO if base == 0 else "That power is no real number.") from None

    def _atom(self) -> float:
        self.rest = self.rest.lstrip()
        if self.rest.startswith("("):
            return self._bracketed()
        found = _NUMBER.match(self.rest)
        if found is None:
            raise NotANumber
        self.rest = self.rest[found.end() :]
        return decimal(found[0].rstrip())

    def _bracketed(self) -> float:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotANumber(f"At most {DEEPEST} brackets inside each other are read.")
        self.plain, self.rest = False, self.rest[1:]
        value = self._after("(", self._sum)
        if not self.rest.lstrip().startswith(")"):
            raise NotANumber("A bracket is not closed: write the “)” it needs.")
        self.rest = self.rest.lstrip()[1:]
        self.depth -= 1
        return value

    def _after(self, sign: str, read: Callable[[], float]) -> float:
        """What `read` finds; something has to follow `sign`."""
        try:
            return read()
        except NotANumber as error:
            raise error if str(error) else NotANumber(f"A number is missing after “{sign}”.") from None

    def _take(self, sign: re.Pattern[str]) -> re.Match[str] | None:
        found = sign.match(self.rest)
        if found is not None:
            self.rest = self.rest[found.end() :]
        return found
