"""One trial of a property judged in the parent, which alone knows what is right."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tutor.core.code.cases import Case
from tutor.core.code.messages import LearnerError
from tutor.core.code.properties import CodeChecks, Property
from tutor.core.code.result import Answer
from tutor.core.code.same import difference
from tutor.core.code.shown import call_text, pair_text, parameters, value_text
from tutor.core.contain import contained

ALONE = "leaves its arguments alone"
"""The property that is asked of every call."""

SLOW_FLOOR = 0.02
"""Seconds below which no program is called slow, whatever the ratio: clocks are noisy."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A property that does not hold, at the smallest input tried: all as text for the learner.

    `says` names the mistake; `expected` is empty unless the author shows it.
    """

    name: str
    says: str
    call: str
    got: str
    expected: str = ""
    position: int = 0
    raised: LearnerError | None = None

    @property
    def example(self) -> str:
        """`step(w=0, …) gave 3, expected 4`."""
        verb = self.got if self.raised is not None else f"gave {self.got}"
        return f"{self.call} {verb}" + (f", expected {self.expected}" if self.expected else "")


@dataclass(frozen=True, slots=True)
class _Broken:
    says: str
    got: Any = None
    expected: Any = None
    shown: bool = False


def failing(
    checks: CodeChecks, case: Case, answers: Sequence[Answer], where: str, strict: bool = False
) -> Failing | None:
    """What is wrong about the answers to `case`, or None. Raises ExerciseError if the author's code does.

    A `holds` that raises has met an odd value of the learner's and does not hold; unless it is `strict`.
    """
    prop = checks.properties[case.number]
    position = next((n for n, answer in enumerate(answers) if answer.raised is not None), len(answers) - 1)
    raised = answers[position].raised
    if prop.raises and raised is not None and raised.type == prop.raises:
        return None
    calls = _calls_text(checks, case, position)
    if raised is not None:
        name = case.calls[position].function
        says = f"Your {name} raised {raised.named}{raised.at}. {prop.says}".strip()
        return Failing(prop.name, says, calls, f"raised {raised.type}", position=position, raised=raised)
    if prop.raises:
        says = prop.says or f"Here it has to raise a {prop.raises}."
        return Failing(prop.name, says, calls, value_text(answers[position].value), prop.raises, position)
    with contained(f"{where}: “{prop.name}”"):
        broken = _broken(checks, prop, case, answers, strict)
    if broken is None:
        return None
    got, expected = pair_text(broken.got, broken.expected) if broken.shown else (value_text(broken.got), "")
    return Failing(prop.name, broken.says, _calls_text(checks, case, position), got, expected, position)


def too_big(checks: CodeChecks, case: Case, answers: Sequence[Answer], where: str) -> str:
    """The sentence on the last of these answers, which is too big: what it is, and what it is not."""
    import numpy as np

    prop, last, call = checks.properties[case.number], answers[-1].value, case.calls[len(answers) - 1]
    expected = last
    if prop.expect is not None and not case.sequence:
        with contained(f"{where}: “{prop.name}”"), np.errstate(all="ignore"):
            expected = prop.expect(*case.calls[0].args)
    return f"What your {call.function} returns {difference(last, expected)}."


def _calls_text(checks: CodeChecks, case: Case, position: int) -> str:
    """The calls up to number `position`, as the learner would type them."""
    names = parameters(checks.solution, checks.function)
    calls = case.calls[: position + 1]
    return "; ".join(call_text(call, names if call.function == checks.function else ()) for call in calls)


def _broken(checks: CodeChecks, prop: Property, case: Case, answers: Sequence[Answer], strict: bool) -> _Broken | None:
    import numpy as np

    value = [answer.value for answer in answers] if case.sequence else answers[-1].value
    args = case.calls if case.sequence else case.calls[0].args
    with np.errstate(all="ignore"):
        if prop.expect is not None:
            start = time.thread_time()
            expected = prop.expect(*args)
            seconds = time.thread_time() - start
            if said := difference(value, expected, prop.rtol, prop.atol):
                return _Broken(_differs(checks, prop, said), value, expected, prop.show)
            if prop.times is not None and _slow(answers, prop.times, seconds):
                return _Broken(prop.says or f"Your {checks.function} is right but slow: use arrays, not loops.", value)
        if prop.holds is not None:
            verdict = _held(prop.holds, tuple(args), value, strict)
            if verdict is not True:
                return _Broken(verdict or prop.says or f"“{prop.name}” does not hold.", value)
    return None


def _held(
    holds: Callable[[tuple[Any, ...], Any], bool | str], args: tuple[Any, ...], value: Any, strict: bool
) -> bool | str:
    """The predicate's verdict; where it cannot even look at the learner's value, it does not hold."""
    try:
        verdict = holds(args, value)
        return verdict if isinstance(verdict, str) else bool(verdict)
    except Exception:  # proved on the solution by `tutor check`, so it is the value
        if strict:
            raise
        return False


def _differs(checks: CodeChecks, prop: Property, said: str) -> str:
    if said == "is None":
        return f"Your {checks.function} returns nothing: end it with return."
    if said == "differs":
        return prop.says or "Its value is not the right one."
    return f"{prop.says} What it returns {said}.".strip()


def _slow(answers: Sequence[Answer], times: float, reference: float) -> bool:
    return sum(answer.seconds for answer in answers) > max(SLOW_FLOOR, times * reference)


def changing(checks: CodeChecks, case: Case, answers: Sequence[Answer]) -> Failing | None:
    """What is wrong about `case` if one of its calls changed what it was given, or None."""
    for position, (call, answer) in enumerate(zip(case.calls, answers, strict=True)):
        if answer.changed:
            names = parameters(checks.solution, call.function)
            number = answer.changed[0]
            name = names[number] if 0 <= number < len(names) else "an argument"
            says = f"Your {call.function} changes {name}, which it was only lent: work on a copy."
            got = value_text(answer.value)
            return Failing(ALONE, says, _calls_text(checks, case, position), got, position=position)
    return None
