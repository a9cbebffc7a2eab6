"""The inputs of one attempt: drawn by its seed, the smallest first, and what the child is asked to do with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tutor.core.code.properties import Call, CodeChecks, Property
from tutor.core.code.runner import Order
from tutor.core.contain import contained


@dataclass(frozen=True, slots=True)
class Case:
    """One trial of property `number`: a call, or a sequence; `start` is its first place among all the calls."""

    number: int
    calls: tuple[Call, ...]
    sequence: bool
    start: int = 0


def draw(checks: CodeChecks, seed: int, where: str = "the checks") -> list[Case]:
    """The cases of attempt `seed`, property by property, each in order of size. Raises ExerciseError."""
    cases: list[Case] = []
    start = 0
    for number, prop in enumerate(checks.properties):
        with contained(f"{where}: inputs of “{prop.name}”"):
            drawn = [_case(checks, number, given) for given in _inputs(prop, number, seed)]
        for case in drawn:
            cases.append(Case(case.number, case.calls, case.sequence, start))
            start += len(case.calls)
    return cases


def together(drawn: Iterable[Sequence[Case]]) -> list[Case]:
    """Several attempts' cases as those of one run."""
    cases: list[Case] = []
    calls = 0
    for attempt in drawn:
        cases += [replace(case, start=case.start + calls) for case in attempt]
        calls += sum(len(case.calls) for case in attempt)
    return cases


def _inputs(prop: Property, number: int, seed: int) -> list[Any]:
    import numpy as np

    drawn = []
    if prop.inputs is not None:
        with np.errstate(all="ignore"):
            drawn = [prop.inputs(np.random.default_rng([seed, number, one])) for one in range(prop.tries)]
    return [*prop.examples, *sorted(drawn, key=size)]


def _case(checks: CodeChecks, number: int, given: Any) -> Case:
    if isinstance(given, list):
        if not given or not all(isinstance(call, Call) for call in given):
            raise TypeError("inputs must give a tuple of arguments, or a list of Call")
        return Case(number, tuple(given), True)
    if not isinstance(given, tuple):
        raise TypeError("inputs must give a tuple of arguments, or a list of Call")
    return Case(number, (Call(checks.function, given),), False)


def size(value: Any) -> float:
    """How big an input is, to show the smallest that fails: its numbers count, then how large they are."""
    if isinstance(value, Call):
        return size(value.args)
    if isinstance(value, list | tuple | set):
        return sum(map(size, value))
    if isinstance(value, dict):
        return sum(map(size, value.values()))
    if hasattr(value, "shape"):
        return float(value.size)
    if isinstance(value, int | float):
        return 1.0 + min(0.5, abs(value) * 1e-6)
    return float(len(value)) if isinstance(value, str) else 1.0


def orders(checks: CodeChecks, cases: Sequence[Case]) -> list[Order]:
    """What the child is asked for, in the cases' order."""
    return [
        Order(call, checks.properties[case.number].times is not None, place == 0)
        for case in cases
        for place, call in enumerate(case.calls)
    ]
