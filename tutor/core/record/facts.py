"""What attempts mean: one pure fold from tries to facts. Whatever is said of a learner's work is read off these.

The order in which tries are folded in does not matter, so an import, a merge of two machines and a clock that
went back come to the same facts as the tries in their order.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeVar

import msgspec

from tutor.core.grade import PASS_AT

T = TypeVar("T", bound="Try")
VERSION = attrgetter("version")
BY_TRY = (1.0, 0.5, 0.0)
"""What a choice of one option earns at the first, second and any later try at one variant."""


class Try(Protocol):
    """What the fold looks at of an attempt; see `Attempt` for what each means."""

    @property
    def item(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def seed(self) -> int: ...  # noqa: D102
    @property
    def outcome(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102
    @property
    def hints(self) -> int: ...  # noqa: D102
    @property
    def misses(self) -> int: ...  # noqa: D102
    @property
    def mode(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> str: ...  # noqa: D102
    @property
    def day(self) -> str: ...  # noqa: D102


def counts(one: Try) -> bool:
    """Whether it is evidence: a try (passed or failed), and at the lesson's own data."""
    return (one.outcome == "passed" or one.outcome == "failed") and one.mode != "own-data"


def helped(one: Try) -> bool:
    """Whether there was help: a hint, wrong options ruled out before, or the answer (which counts as all hints)."""
    return one.hints > 0 or one.misses > 0


def earned(one: Try) -> float:
    """What it earns for the lesson's score, 0..1. Help never lowers it, but wrong tries at a choice of one do."""
    misses = one.misses
    return one.score if misses <= 0 else one.score * BY_TRY[min(misses, len(BY_TRY) - 1)]


class Step(msgspec.Struct, frozen=True, array_like=True):
    """More was earned than ever before: when, how much, and on which local day."""

    at: str
    earned: float
    day: str


class Facts(msgspec.Struct, rename={"unassisted": "alone"}):
    """What the tries at one version of an item come to."""

    tries: int = 0
    steps: list[Step] = []
    """How the most that was earned grew, oldest first."""
    unassisted: float = 0.0
    """The most that was earned without help, 0..1."""
    passed_at: str = ""
    """When it was first answered right, with help or without; empty if never."""
    last_at: str = ""
    last_outcome: str = ""
    last_score: float = 0.0
    days: list[str] = []
    """Local days (ISO) on which it was right in a review without help, sorted."""

    @property
    def best(self) -> float:
        """The most that was earned, 0..1."""
        return self.steps[-1].earned if self.steps else 0.0

    @property
    def done(self) -> bool:
        """Whether it was answered right, with help or without, and the answer was not shown before."""
        return bool(self.passed_at)

    @property
    def shown(self) -> bool:
        """Whether it was answered right without help."""
        return self.unassisted >= PASS_AT

    def by(self, at: str) -> float:
        """The most that was earned up to and at this time."""
        reached = bisect_right(self.steps, at, key=lambda step: step.at)
        return self.steps[reached - 1].earned if reached else 0.0

    def add(self, tries: Sequence[Try]) -> None:
        """Fold in more tries at this version, each of which `counts`. (A million are: most change next to nothing.)"""
        self.tries += len(tries)
        times = [one.at for one in tries]
        first, newest, most = min(times), max(times), max([one.score for one in tries])
        if most > self.best or (self.steps and first <= self.steps[-1].at):
            self._earn(tries)
        if most > self.unassisted:
            self.unassisted = max([self.unassisted, *[one.score for one in tries if not helped(one)]])
        if not self.passed_at or first < self.passed_at:
            passed = [one.at for one in tries if one.outcome == "passed"]
            self.passed_at = min([*passed, self.passed_at] if self.passed_at else passed, default="")
        for day in {one.day for one in tries if one.mode == "review" and one.outcome == "passed" and not helped(one)}:
            place = bisect_left(self.days, day)
            if self.days[place : place + 1] != [day]:
                self.days.insert(place, day)
        if newest >= self.last_at:
            last = max([(one.at, one.outcome, one.score) for one in tries if one.at == newest])
            if last > (self.last_at, self.last_outcome, self.last_score):
                self.last_at, self.last_outcome, self.last_score = last

    def _earn(self, tries: Sequence[Try]) -> None:
        best, when = (self.best, self.steps[-1].at) if self.steps else (0.0, "")
        for one in tries:
            if (one.score > best or one.at <= when) and (got := earned(one)) > 0.0:
                self._climb(one.at, got, one.day)
                best, when = self.best, self.steps[-1].at

    def _climb(self, at: str, got: float, day: str) -> None:
        kept: list[Step] = []
        for step in sorted([*self.steps, Step(at, got, day)], key=lambda step: (step.at, -step.earned, step.day)):
            if not kept or step.earned > kept[-1].earned:
                kept.append(step)
        self.steps = kept


ByVersion = dict[str, Facts]
"""The facts of one item at each of its versions that was tried."""


def fold(tries: Iterable[Try], into: dict[str, ByVersion] | None = None) -> dict[str, ByVersion]:
    """Facts by full item id and version, on top of those in `into`, which it changes."""
    known = {} if into is None else into
    for item, of_item in grouped((one for one in tries if counts(one)), "item").items():
        add(known.setdefault(item, {}), of_item)
    return known


def add(known: ByVersion, tries: Sequence[Try]) -> None:
    """Fold tries at one item, each of which `counts`, into its facts."""
    for version, same in groupby(tries, key=VERSION):
        known.setdefault(version, Facts()).add(list(same))


def grouped(tries: Iterable[T], by: str) -> dict[str, list[T]]:
    """Tries by one of their fields, in their order."""
    key = attrgetter(by)
    found: defaultdict[str, list[T]] = defaultdict(list)
    for one in tries:
        found[key(one)].append(one)
    return found


def newest(of_item: ByVersion) -> Facts:
    """The facts at the version that was tried last."""
    return max(of_item.values(), key=lambda facts: facts.last_at)
