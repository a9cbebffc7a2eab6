"""Five response times in ms: where their middle is, how far they lie about it, and what is to be made of them."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from statistics import mean, median
from typing import Annotated

from tutor.api import Handles, OwnTable

COUNT, LONGEST = 5, 80


@dataclass(frozen=True)
class Times:
    """Where the five points are."""

    times: Annotated[tuple[float, ...], Handles(COUNT, 0, LONGEST, 1, label="times", unit="ms")]

    @property
    def mean(self) -> float:
        return mean(self.times)

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def squares(self) -> float:
        """The sum of the squared distances from the mean."""
        return sum((each - self.mean) ** 2 for each in self.times)

    @property
    def sd(self) -> float:
        """The standard deviation, with n − 1."""
        return (self.squares / (COUNT - 1)) ** 0.5

    @property
    def distance(self) -> float:
        """The mean distance from the mean, squared nowhere."""
        return mean(abs(each - self.mean) for each in self.times)


@dataclass(frozen=True)
class Service:
    """The times as measured, in the order of the requests, and by how much their mean is to rise."""

    measured: tuple[float, ...]
    rise: int

    @cached_property
    def start(self) -> Times:
        return Times(self.measured)

    @property
    def goal(self) -> float:
        """The mean to reach."""
        return self.start.mean + self.rise

    def slower(self, times: tuple[float, ...], by: float) -> tuple[float, ...]:
        """The times with the slowest slower by so much, as far as the scale goes."""
        slowest = max(range(COUNT), key=times.__getitem__)
        return (*times[:slowest], min(LONGEST, times[slowest] + by), *times[slowest + 1 :])

    def with_middle(self, by: float) -> tuple[float, ...]:
        """The times with the middle one slower by so much."""
        return tuple(each + (by if each == self.start.median else 0) for each in self.measured)

    @property
    def timeout(self) -> int:
        """What 10 ms more of the slowest do: 0 both rise by 10, 1 the mean by 2 alone, 2 both by 2, 3 neither."""
        after = Times(self.slower(self.measured, 10))
        rises = round(after.mean - self.start.mean, 6), round(after.median - self.start.median, 6)
        return [(10, 10), (2, 0), (2, 2), (0, 0)].index(rises)


def service(seed: int, table: OwnTable | None) -> Service:
    """Five times at least 2 ms apart, in the order in which they happened to come."""
    random = Random(seed)
    times = [random.randint(10, 16)]
    for _ in range(COUNT - 1):
        times.append(times[-1] + random.randint(2, 5))
    random.shuffle(times)
    return Service(tuple(map(float, times)), random.choice([3, 5, 7]))


@dataclass(frozen=True)
class Wanted:
    """The times to begin with, and the standard deviation that they shall have about the same mean."""

    measured: tuple[float, ...]
    sd: int

    @cached_property
    def start(self) -> Times:
        return Times(self.measured)

    @property
    def squares(self) -> float:
        """The sum of squares that this standard deviation has."""
        return (COUNT - 1) * self.sd**2

    def later(self, times: tuple[float, ...], by: float) -> tuple[float, ...]:
        return tuple(each + by for each in times)

    def wider(self, times: tuple[float, ...]) -> tuple[float, ...]:
        """Twice as far from the mean, each of them."""
        return tuple(2 * each - mean(times) for each in times)

    def about(self, *distances: float) -> tuple[float, ...]:
        """Five times at these distances from the mean."""
        return tuple(self.start.mean + each for each in distances)

    @property
    def shifted(self) -> int:
        """What five ms more of each do to the standard deviation: 0 raise it by 5, 1 nothing, 2 less than 5."""
        grown = Times(self.later(self.measured, 5)).sd - self.start.sd
        return 1 if abs(grown) < 1e-9 else 0 if abs(grown - 5) < 1e-9 else 2

    @property
    def doubled(self) -> int:
        """By what the sum of squares grows where each distance doubles: 0 by 2, 1 by 4, 2 by something else."""
        ratio = Times(self.wider(self.measured)).squares / self.start.squares
        return 0 if abs(ratio - 2) < 1e-9 else 1 if abs(ratio - 4) < 1e-9 else 2


def wanted(seed: int, table: OwnTable | None) -> Wanted:
    """Five times close to a whole mean, and a standard deviation that stretching them twofold never leads to."""
    random = Random(seed)
    middle = random.randint(34, 42)
    distances = random.choice([(-3, -1, 0, 1, 3), (-2, -1, 0, 1, 2), (-3, -1, -1, 2, 3), (-3, -2, 1, 1, 3)])
    times = [float(middle + each) for each in distances]
    random.shuffle(times)
    return Wanted(tuple(times), random.choice([7, 8, 11]))
