"""The loss that is searched: of Anscombe's first set in units drawn for it, or of a table of the learner's."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, product
from math import inf
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import DataError, OwnTable, Slider, Source, arrays, forms, losses, nice, scatter

MOST = 15
WIDTHS = (3.0, 6.0)
"""How wide W and b are searched, in what costs as much as all that is avoidable."""
GRID = (5, 3)
"""A coarse grid of fifteen places, which must not be enough."""
Point = tuple[float, float]
"""(W, b)."""


def quartet(name: str) -> tuple[np.ndarray, np.ndarray]:
    """x and y of set I, II, III or IV of F. J. Anscombe, Graphs in Statistical Analysis (1973), each (11,)."""
    return arrays("core/anscombe", "x", "y", where={"set": name})


def across(x: tuple[float, float], y: tuple[float, float]) -> float:
    """Units of x for one of y that make a square on screen: of a chart of 75 × 12 cells, each twice as high as wide."""
    return 2 * (12 / (y[1] - y[0])) / (75 / (x[1] - x[0]))


@dataclass(frozen=True)
class Found:
    """Where the learner stands, the number moved last, and the places that were evaluated."""

    W: Annotated[float, Slider("W_range", label="W")] = 0.0
    b: Annotated[float, Slider("b_range", label="b")] = 0.0
    along: str = "W"
    seen: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Bowl(scatter.Scatter):
    """Points whose x is counted from its mean, the ranges that are searched, and where the search begins."""

    names: tuple[str, str]
    middle: float
    W_range: tuple[float, float, float] = (0.0, 1.0, 1.0)
    b_range: tuple[float, float, float] = (0.0, 1.0, 1.0)
    first: Point = (0.0, 0.0)
    source: Source | None = None

    @property
    def scale(self) -> Point:
        """A change of W, and one of b, that costs as much as all that is avoidable."""
        return abs(self.best.slope), abs(self.best.r) * self.spread[1]

    @property
    def steps(self) -> Point:
        """The sliders' steps: the nearest of their places leaves less than 1% of the avoidable loss."""
        return nice.step(0.1 * self.scale[0]), nice.step(0.15 * self.scale[1])

    @cached_property
    def nearest(self) -> Point:
        """The place of the sliders that is nearest to the bottom."""
        return nice.nearest(self.best.slope, self.steps[0]), nice.nearest(self.mean[1], self.steps[1])

    def least(self, s: Found) -> Point | None:
        """The evaluated place with the least loss: the argmin so far."""
        return min(s.seen, key=lambda at: self.sse(*at)) if s.seen else None

    def left_of(self, s: Found) -> float:
        """The share of the avoidable loss that the argmin so far leaves."""
        at = self.least(s)
        return self.left(*at) if at else inf

    def uncovered(self, s: Found) -> bool:
        """Whether the search is over, so that the map may be shown."""
        return len(s.seen) >= MOST or self.left_of(s) <= 0.01

    def slice(self, s: Found) -> tuple[np.ndarray, np.ndarray]:
        """What was evaluated along the number moved last, the other as it stands: values and losses."""
        moves, stays = (0, 1) if s.along == "W" else (1, 0)
        here = (s.W, s.b)[stays]
        row = sorted(at for at in s.seen if abs(at[stays] - here) < 1e-6 * self.steps[stays])
        return np.array([at[moves] for at in row]), np.array([self.sse(*at) for at in row])

    def curve(self, s: Found) -> losses.Parabola | None:
        """The parabola of that slice, once three losses of it are known."""
        return losses.parabola_through(*self.slice(s))


def _ranged(p: Bowl, random: Random) -> Bowl:
    """Ranges with the bottom somewhere inside, and a start well off it."""
    spans = []
    for at, scale, step, wide in zip(p.nearest, p.scale, p.steps, WIDTHS, strict=True):
        low = at - random.uniform(0.25, 0.75) * wide * scale
        spans.append(nice.span(low, low + wide * scale, step))
    corner = [span[0] if random.random() < 0.5 else span[1] for span in spans]
    first = [nice.nearest(end + (at - end) * random.uniform(0.1, 0.3), step)
             for end, at, step in zip(corner, p.nearest, p.steps, strict=True)]
    return replace(p, W_range=spans[0], b_range=spans[1], first=(first[0], first[1]))


def _hidden(p: Bowl) -> bool:
    """Whether neither a coarse grid nor the middle of the map comes near the bottom."""
    spans = p.W_range, p.b_range
    grid = product(*(np.linspace(low, high, n + 2)[1:-1] for (low, high, _), n in zip(spans, GRID, strict=True)))
    middle = [(low + high) / 2 for low, high, _ in spans]
    return min(p.left(*at) for at in (*grid, middle)) > 0.1


def bowl(seed: int, table: OwnTable | None) -> Bowl:
    """Anscombe's first set in units of the seed, or the learner's table; x counted from its mean."""
    random = Random(seed)
    if table is None:
        x, y = quartet("I")
        x, y = random.choice([-2.0, -1.0, -0.5, 0.5, 2.0]) * x, random.choice([0.5, 2.0, 4.0, 10.0]) * y
    else:
        x, y = arrays(table, "x", "y")
    middle = float(x.mean())
    names = ("x", "y") if table is None else (table.roles["x"], table.roles["y"])
    found = Bowl(x - middle, y, names, middle, source=Source.of(table))
    if found.is_flat:
        raise DataError(f"x and y hardly go together (r = {found.best.r:.2f}), so no line does much better than a flat "
                        "one. Take another column for x.")
    return forms.first((_ranged(found, random) for _ in count()), _hidden)
