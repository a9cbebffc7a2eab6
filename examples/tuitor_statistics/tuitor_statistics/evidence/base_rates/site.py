"""A site with a detector: how rare intrusions are, and what the detector makes of ten thousand hours."""

from dataclasses import dataclass
from math import ceil, log2
from random import Random
from typing import Annotated

from tutor.api import Exercise, Number, OwnTable, Slider

HOURS = 10_000
USUAL = 95.0
HALVING = 10
"""What it costs to halve the cases that are missed, or the false alarms, in thousands of euros."""


@dataclass(frozen=True)
class Detector:
    """Two numbers of the detector, and the learner's posterior, all in percent."""

    sens: Annotated[float, Slider(80, 99.9, step=0.1, label="sensitivity", unit="%")] = USUAL
    spec: Annotated[float, Slider(94, 99.9, step=0.1, label="specificity", unit="%")] = USUAL
    posterior: Annotated[float | None, Number(label="intrusion, given alarm", unit="%", low=0, high=100)] = None


USUALLY = Detector()


def price(s: Detector) -> float:
    """What a better detector than the usual one costs, in thousands of euros; a worse one saves nothing."""
    return sum(HALVING * max(0.0, log2((100 - USUAL) / (100 - each))) for each in (s.sens, s.spec))


@dataclass(frozen=True)
class Site:
    """The share of the hours in which somebody breaks in."""

    prior: float

    def posterior(self, sens: float, spec: float) -> float:
        """The share of the alarms that are real, in %."""
        true, false = self.prior * sens, (1 - self.prior) * (100 - spec)
        return 100 * true / (true + false)

    def value(self, s: Detector) -> float:
        return self.posterior(s.sens, s.spec)

    def counts(self, s: Detector) -> tuple[int, int, int, int]:
        """Bad hours, quiet hours, true alarms, false alarms."""
        bad = round(HOURS * self.prior)
        return bad, HOURS - bad, round(bad * s.sens / 100), round((HOURS - bad) * (100 - s.spec) / 100)

    @property
    def rings(self) -> int:
        """How likely an intrusion is once it rings: 0 about 95 %, 1 about 50 %, 2 below 30 %."""
        now = self.value(USUALLY)
        return 0 if now > 85 else 1 if now > 30 else 2

    def enough_at(self, sens: float) -> float:
        """The specificity at which half of the alarms are real, in %."""
        return 100 - self.prior * sens / (1 - self.prior)

    @property
    def budget(self) -> int:
        """What may be spent: what half of them costs at the usual sensitivity, and a little more, in thousands of euros."""
        return 5 * ceil((HALVING * log2((100 - USUAL) / (100 - self.enough_at(USUAL))) + 2) / 5)

    @property
    def helps(self) -> int:
        """Halving which error makes more of the alarms real: 0 the missed ones, 1 the false alarms, 2 both alike."""
        better = (100 + USUAL) / 2
        missed, false = self.posterior(better, USUAL), self.posterior(USUAL, better)
        return 2 if abs(missed - false) < 1 else int(false > missed)


class Alarm(Exercise[Site, Detector]):
    """Bayes' rule by counting hours."""

    def setup(self, seed: int, table: OwnTable | None) -> Site:
        return Site(Random(seed).choice([0.006, 0.008, 0.01, 0.012, 0.016, 0.02]))
