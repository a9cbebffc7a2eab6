"""A hospital with two treatments: their cure rates by the size of the stone, and who is sent where."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import Choice, Exercise, OwnTable, Slider, Toggle

SIZES = ("small", "large")
UNDECIDED = "not yet"
HARD, EASY = 75, 20
"""The share, in %, of large stones among the patients of the better and of the worse treatment."""


@dataclass(frozen=True)
class Routing:
    """What is looked at, what is recommended, and who is sent where."""

    split: Annotated[bool, Toggle(label="split by size of stone")] = False
    recommend: Annotated[str, Choice((UNDECIDED, "A", "B"), label="recommend")] = UNDECIDED
    large_a: Annotated[int, Slider(0, 100, step=5, label="A: large stones", unit="%")] = HARD
    large_b: Annotated[int, Slider(0, 100, step=5, label="B: large stones", unit="%")] = EASY
    looked: bool = False

    def large(self, treatment: str) -> int:
        """The share of large stones among the patients of a treatment, in %."""
        return self.large_a if treatment == "A" else self.large_b


@dataclass(frozen=True)
class Ward:
    """Cure rates in % of A and B for (small, large) stones, how many each treats, and which of them is better."""

    rates: dict[str, tuple[int, int]]
    treated: int
    better: str

    @property
    def other(self) -> str:
        """The treatment that is worse for small stones and for large ones."""
        return "AB".replace(self.better, "")

    @property
    def sent(self) -> Routing:
        """Who is sent where as long as nobody asks: the better treatment gets the hard cases."""
        return self.routed(HARD, EASY)

    def routed(self, better: int, other: int) -> Routing:
        """The hospital with these shares of large stones, in %, for the better and the other treatment."""
        return Routing(large_a=better, large_b=other) if self.better == "A" else Routing(large_a=other, large_b=better)

    def shares(self, better: int, other: int) -> dict[str, int]:
        """The same, as the fields of a state that change."""
        routed = self.routed(better, other)
        return {"large_a": routed.large_a, "large_b": routed.large_b}

    def total(self, treatment: str, s: Routing) -> float:
        """The cure rate of all its patients, in %."""
        share, (small, large) = s.large(treatment) / 100, self.rates[treatment]
        return (1 - share) * small + share * large

    def gap(self, s: Routing) -> float:
        """By how many points the better treatment leads in total."""
        return self.total(self.better, s) - self.total(self.other, s)

    @property
    def leads(self) -> int:
        """Who leads in the sizes: 0 in both who leads in total, 1 each in one, 2 in both the other one."""
        ahead = self.better if self.gap(self.sent) > 0 else self.other
        behind = "AB".replace(ahead, "")
        won = sum(a > b for a, b in zip(self.rates[ahead], self.rates[behind], strict=True))
        return {2: 0, 1: 1, 0: 2}[won]

    def counted(self, treatment: str) -> list[tuple[int, int]]:
        """(treated, cured) for small and for large stones, as patients are sent."""
        large = round(self.treated * self.sent.large(treatment) / 100)
        sizes = (self.treated - large, large)
        return [(n, round(n * rate / 100)) for n, rate in zip(sizes, self.rates[treatment], strict=True)]


def ward(seed: int, table: OwnTable | None) -> Ward:
    """The better treatment leads by 4 to 7 points in each size, and trails in total."""
    random = Random(seed)
    while True:
        small, large = random.randint(90, 96), random.randint(66, 74)
        better = random.choice("AB")
        other = (small - random.randint(4, 7), large - random.randint(4, 7))
        found = Ward({better: (small, large), "AB".replace(better, ""): other}, 20 * random.randint(15, 30), better)
        if found.gap(found.sent) < -3:
            return found


class Hospital(Exercise[Ward, Routing]):
    """One treatment is better for small stones and for large ones, and looks worse in total."""

    setup = staticmethod(ward)

    def start(self, p: Ward) -> Routing:
        return p.sent

    def settle(self, p: Ward, before: Routing, after: Routing) -> Routing:
        return replace(after, looked=after.looked or after.split)
