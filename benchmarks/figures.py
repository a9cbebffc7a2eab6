"""A measured figure beside its goal, and the table of them: ratios of two things measured in one run, in turns."""

import json
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`value` is to be at most `goal` (at least, with `more`); without a goal it is only told."""

    part: str
    what: str
    value: float
    goal: float | None = None
    more: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, MISSED, or nothing where there is no goal."""
        if self.goal is None:
            return ""
        return "ok" if (self.value >= self.goal if self.more else self.value <= self.goal) else "MISSED"

    def line(self) -> str:
        """One line of the table."""
        goal = "" if self.goal is None else f"{'≥' if self.more else '≤'} {self.goal:g}"
        return f"{self.what:<64} {self.value:>8.2f}  {goal:<7} {self.verdict:<6}  {self.note}".rstrip()


def show(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The same figures, printed as they come, under the name of their part."""
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            print(f"\n{part}")
        print("  " + figure.line(), flush=True)
        yield figure


def as_json(figures: Iterable[Figure]) -> str:
    """For scripts."""
    return json.dumps([{**asdict(each), "verdict": each.verdict} for each in figures], indent=2, ensure_ascii=False)


def in_turns(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """What each measure gave, taken A B A B …, so that a slow moment of the machine hits all alike."""
    found: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for measure, into in zip(measures, found, strict=True):
            into.append(measure())
    return found


def ratio(some: list[float], others: list[float]) -> float:
    """The median of `some` over the median of `others`."""
    return statistics.median(some) / statistics.median(others)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
