"""The loss that the learner walks down: of Anscombe's first set in a unit of the seed's, or of a table of their own."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import DataError, Number, OwnTable, Slider, Source, Toggle, arrays, bowl, cached_method, descent, scatter

UNITS = (1.0, 0.5, 0.8, 1.25, 1.6)
"""The seed's unit of x: it moves the edge, so that a second try is a new search."""
ENOUGH = 1e-6
"""The share of the avoidable loss at which the bottom counts as reached."""
LONGEST = 20_000
FARTHEST = 1e4
"""Standard deviations that x may lie from 0 before rounding drowns the steps."""
Runs = tuple[tuple[float, int], ...]
"""(η, steps), one after the other."""


def tidy(value: float, figures: int = 4) -> float:
    """A number as a person would write it."""
    return float(f"{value:.{figures}g}")


@dataclass(frozen=True)
class Walk:
    """A learning rate, a scale for x, what the learner claims of the edges, and the runs so far."""

    eta: Annotated[float, Slider("eta_range", log=True, label="η")] = 1e-4
    scaled: Annotated[bool, Toggle(label="standardise x")] = False
    edge: Annotated[float | None, Number(label="edge, x as it is", low=0)] = None
    edge_scaled: Annotated[float | None, Number(label="edge, standardised", low=0)] = None
    runs: Runs = ()

    @property
    def steps(self) -> int:
        """Steps taken since the start."""
        return sum(count for _, count in self.runs)

    def further(self, steps: int, times: float = 1.0) -> "Walk":
        """So many steps more at the present rate; a run at the same rate grows instead of a new one."""
        eta, runs = tidy(times * self.eta), self.runs
        if runs and runs[-1][0] == eta:
            runs, steps = runs[:-1], steps + runs[-1][1]
        return replace(self, runs=(*runs, (eta, steps)))


@dataclass(frozen=True)
class Landscape(scatter.Scatter):
    """The points, a start (W, b) away from the bottom, and the rate that the slider begins with."""

    first: np.ndarray
    eta: float
    source: Source | None = None

    @cached_property
    def raw(self) -> bowl.Bowl:
        """The loss over x as it is."""
        return bowl.Bowl(self.x, self.y, self.first)

    @cached_property
    def standard(self) -> bowl.Bowl:
        """The loss over x standardised; the start is the same line."""
        return bowl.Bowl.standardised(self.x, self.y, self.first)

    @cached_property
    def eta_range(self) -> tuple[float, float, float]:
        """(low, high, factor) of the rates offered, on both sides of both edges."""
        edges = self.raw.rates.stable, self.standard.rates.stable
        return float(f"{1e-3 * min(edges):.0e}"), float(f"{100 * max(edges):.0e}"), 1.02

    @property
    def raising_eta(self) -> int:
        """What a rate fifty times as large does to the loss: 0 falls faster, 1 more slowly, 2 grows."""
        slow, fast = (self.remaining(False, ((rate, 50),)) for rate in (self.eta, 50 * self.eta))
        return 2 if fast > self.remaining(False, ()) else 0 if fast < slow else 1

    @property
    def scaling(self) -> int:
        """The steps of the best rates, scaled against raw: 0 as many, 1 about a tenth, 2 less than a hundredth."""
        raw, scaled = (self.needed(each, each.rates.best) or LONGEST for each in (self.raw, self.standard))
        return 2 if scaled < raw / 100 else 1 if scaled < raw / 3 else 0

    def ground(self, scaled: bool) -> bowl.Bowl:
        return self.standard if scaled else self.raw

    @cached_method(newest=1)
    def path(self, scaled: bool, runs: Runs) -> np.ndarray:
        """Every (W, b) from the start on, shape (steps + 1, 2)."""
        return self.ground(scaled).path(runs)

    def remaining(self, scaled: bool, runs: Runs) -> float:
        """The share of the avoidable loss that is left after these runs; inf where they ran away."""
        return self.ground(scaled).above(self.path(scaled, runs)[-1]) / self.avoidable

    def whole(self, walk: Walk) -> int | None:
        """Steps from the start to the bottom at the learner's rate; None if never."""
        return self.needed(self.ground(walk.scaled), walk.eta)

    def needed(self, ground: bowl.Bowl, eta: float) -> int | None:
        """Steps at rate η from the start until the bottom is reached; None if never."""
        return ground.steps(eta, ENOUGH * self.avoidable)

    def left_of(self, walk: Walk) -> float:
        """The share of the avoidable loss that the learner's walk leaves."""
        return self.remaining(walk.scaled, walk.runs)

    def budget(self, ground: bowl.Bowl) -> int:
        """One and a half times the steps that the best constant rate needs."""
        return ceil(1.5 * (self.needed(ground, ground.rates.best) or LONGEST))


def landscape(seed: int, table: OwnTable | None) -> Landscape:
    """The table in the seed's unit of x, a start away from the bottom, and a rate far below the edge."""
    random = Random(seed)
    x, y = arrays(table or "core/anscombe", "x", "y", where=None if table else {"set": "I"})
    if table is None:
        x = np.round(UNITS[seed % len(UNITS)] * x, 2)
    if abs(x.mean()) > FARTHEST * x.std():
        raise DataError("x is too far from 0 for its spread. Subtract a round number from the column, or scale it.")
    tilt, lift = random.uniform(-1.2, -0.6), random.choice([-1, 1]) * random.uniform(0.8, 1.4)
    points = scatter.Scatter(x, y)
    weight = points.best.slope + tilt * y.std() / x.std()
    first = np.array([weight, points.through_mean(weight, lift * y.std())])
    if table is None:
        first = first.round(3)
    rate = random.uniform(0.03, 0.06) * descent.rates(descent.hessian(x)).stable
    return Landscape(x, y, first, tidy(rate, 2), Source.of(table))
