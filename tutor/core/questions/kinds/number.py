"""A number with a tolerance and a unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from tutor.core.exchange.gift_form import GiftForm, Unsayable, escaped, feedback
from tutor.core.grade import Grade
from tutor.core.lesson.block import BlockText
from tutor.core.lesson.source import Report
from tutor.core.questions.cased import COMPARED, Case, Cased, Placed, check_reached, gift_case, read_cases
from tutor.core.questions.cases import ELSE, NumberCase, read_case
from tutor.core.questions.giveaway import numbers_in, telling
from tutor.core.questions.numbers import parse_number, read_number
from tutor.core.questions.question import Flaw
from tutor.core.written import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Cased):
    """A number with a tolerance and a unit; the first case that fits wins."""

    KIND: ClassVar[str] = "number"
    EXAMPLE: ClassVar[str] = """\
::: number rise unit="€/m²"
A flat of 50 m² costs 500 €, one of 70 m² costs 660 €. What does one more square metre cost?

- [x] 8 ± 1 %
  > 160 € over 20 m².
- [ ] 0.125 ± 1 %
  > That is square metres for a euro: upside down.
- [ ] else
  > Divide the difference in price by the difference in size.

Hint: How much more does the larger flat cost, and for how much more room?
Why: The slope is what one more of x brings, not the price for each one there is.
:::
"""
    OWN_KEYS: ClassVar[tuple[str, ...]] = ("unit",)
    AS_WRITTEN: ClassVar[frozenset[str]] = Cased.AS_WRITTEN | {"unit"}
    BUILT: ClassVar[bool] = True
    STRANGE: ClassVar[tuple[float, ...]] = (123456.0, -98765.5, 0.00012345)

    unit: str = ""

    @classmethod
    def read(cls, block: BlockText) -> "Number":
        """Cases of values, tolerances and ranges."""
        cases, checked = read_cases(block, "- [x] 0.5 ± 1 %")
        _check(checked, block.report)
        return Number(**block.common(), cases=cases, unit=block.header.keys.get("unit", ""))

    def graded(self) -> list[Any]:
        """The unit and the cases."""
        return [self.unit, [(case.match, case.right, case.score) for case in self.cases]]

    def answer_hint(self) -> str:
        """How near, and in which unit."""
        case = self._right()
        words = []
        if case is not None and case.tolerance:
            words.append(f"to within {case.tolerance.replace(' %', '%')}")
        elif case is not None and case.low == case.high:
            words.append("exactly")
        if self.unit:
            words.append(f"in {self.unit}")
        return ", ".join(words)

    def how(self) -> str:
        hint = self.answer_hint()
        return f"Type a number{f', {hint}' if hint else ''}."

    def as_data(self) -> dict[str, Any]:
        return {"unit": self.unit}

    def verdict(self, response: str) -> Grade:
        """Of the first case that the number lies in."""
        read = read_number(response, self.unit)
        if isinstance(read, str):
            return Grade.invalid(read)
        for case in self.cases:
            interval = read_case(case.match)
            if not isinstance(interval, NumberCase):
                return Grade.lesson_error(f"The lesson is at fault: its case “{case.match}” cannot be read. {interval}")
            if interval.fits(read.value):
                return case.verdict("" if case.right or not read.note else f"({read.note}.)")
        said = "; ".join(filter(None, [read.note, self.answer_hint()]))
        return Grade.failed(f"{quoted(response)} is not it ({said})." if said else f"{quoted(response)} is not it.")

    def _right(self) -> NumberCase | None:
        found = (read_case(case.match) for case in self.cases if case.right)
        return next((case for case in found if isinstance(case, NumberCase)), None)

    def solution(self) -> str:
        """The value of the right case, or the middle of its range."""
        case = self._right()
        if case is None:
            return ""
        return case.value or f"{(case.low + case.high) / 2:.15g}"

    def solution_text(self) -> str:
        case = self._right()
        if case is None:
            return ""
        value = case.value or f"{case.low:g} to {case.high:g}"
        tolerance = f" (± {case.tolerance})" if case.tolerance else ""
        return f"{value} {self.unit}".strip() + tolerance

    def response_text(self, response: str) -> str:
        """It as it was typed, with the unit where that was left away."""
        typed = response.strip()
        return f"{typed} {self.unit}" if self.unit and typed[-1:].isdigit() else typed

    @property
    def asks_for(self) -> Literal["number"]:
        return "number"

    def header_words(self) -> list[str]:
        return [f'unit="{self.unit}"'] if self.unit else []

    def gift(self) -> GiftForm:
        """Ranges; the unit stands in the prompt, since GIFT's numbers have none."""
        unit = f" ({self.unit})" if self.unit and f"({self.unit})" not in self.prompt else ""
        return GiftForm(escaped(self.prompt + unit), ["#", *map(_gift_case, self.cases)])

    def gift_note(self) -> dict[str, Any]:
        return {"unit": self.unit} if self.unit else {}

    def xapi(self) -> dict[str, Any]:
        found = [read_case(case.match) for case in self.cases if case.right]
        ranges = [f"{one.low:.15g}[:]{one.high:.15g}" for one in found if isinstance(one, NumberCase)]
        return {"interactionType": "numeric", "correctResponsesPattern": ranges}

    def xapi_response(self, response: str) -> str:
        """With a decimal point, in the unit asked for."""
        read = read_number(response, self.unit)
        return response if isinstance(read, str) else f"{read.value:.15g}"

    def flaws(self) -> Iterator[Flaw]:
        """A drawn value can spoil a case that the parser could not read yet."""
        for case in self.cases:
            read = read_case(case.match)
            if isinstance(read, str):
                yield Flaw("bad-case", read, "draw a number for it", case.line)

    def own_answers(self, case: Case) -> list[float]:
        """A wrong value stands for itself; a range, and the room around a right value, for its ends too."""
        interval = read_case(case.match)
        if not isinstance(interval, NumberCase):
            return []
        value = parse_number(interval.value) if interval.value else (interval.low + interval.high) / 2
        if isinstance(value, str):
            return []
        return [value] if interval.value and not case.right else [interval.low, value, interval.high]

    def takes(self, case: Case, answer: float) -> bool:
        """Whether it lies in the case."""
        interval = read_case(case.match)
        return isinstance(interval, NumberCase) and interval.fits(answer)

    def told_by(self, hint: str) -> bool:
        """It has the right number, and the prompt does not."""
        cases = [read_case(case.match) for case in self.cases if case.right]
        given = {value for value, _ in numbers_in(self.prompt)}
        return any(
            telling(value, before)
            for value, before in numbers_in(hint)
            if value not in given and any(isinstance(case, NumberCase) and case.fits(value) for case in cases)
        )


def _gift_case(case: Case) -> str:
    if case.match == ELSE:
        return f"~{feedback(case.feedback)}"
    found = read_case(case.match)
    if not isinstance(found, NumberCase):
        raise Unsayable(f"its case “{case.match}” cannot be read: {found}")
    middle, width = (found.low + found.high) / 2, (found.high - found.low) / 2
    return gift_case(case, f"{middle:.15g}:{width:.15g}" if found.value else f"{found.low:.15g}..{found.high:.15g}")


def _check(cases: list[Placed], report: Report) -> None:
    """Each can be read, and reached."""
    earlier: list[tuple[NumberCase, int]] = []
    for case, raw in cases:
        interval = read_case(case.match)
        if not isinstance(interval, NumberCase):
            fix = "`0.5`, `0.5 ± 0.01`, `0.5 ± 1 %`, `0.4 .. 0.6` or `else`"
            report.error("bad-case", raw.line, interval, fix, raw.column)
            continue
        check_reached(raw, [line for other, line in earlier if other.covers(interval)], report)
        if len(earlier) < COMPARED:
            earlier.append((interval, raw.line.number))
