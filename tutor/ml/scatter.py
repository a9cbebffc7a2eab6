"""Points in a plane and the lines through them: what the best one loses, what any other loses beside it.

For a line y = mx + b over n points, the sum of squares splits into what no line can avoid and two misses of the
line's own, in the units of the standard deviations (ddof 0):

    Σ(y − mx − b)² = best + n (turn² + lift²)      turn = (m − m*)·sd(x),  lift = m x̄ + b − ȳ

so a slope that is off and a height that is off at the point of the means cost alike.
(Draper & Smith, Applied Regression Analysis, ch. 1.)
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.ml.regression import Line, line, sse

FLAT = 0.1
"""The |r| below which a line does hardly better than a flat one: r² is the share of the loss that it avoids."""
ROUNDING = 1e-4


@dataclass(frozen=True)
class Scatter:
    """n points: x and y of shape (n,)."""

    x: NDArray[Any]
    y: NDArray[Any]

    @cached_property
    def best(self) -> Line:
        """The least-squares line."""
        return line(self.x, self.y)

    @property
    def is_flat(self) -> bool:
        """Whether x and y hardly go together, |r| < 0.1, or no r can be told: a flat line is then as good as any."""
        with np.errstate(all="ignore"):
            return not FLAT <= abs(self.best.r) <= 1 + ROUNDING

    @cached_property
    def mean(self) -> tuple[float, float]:
        """The point of the means, through which the best line goes."""
        return float(self.x.mean()), float(self.y.mean())

    @cached_property
    def spread(self) -> tuple[float, float]:
        """Standard deviations of x and y, ddof 0."""
        return float(self.x.std()), float(self.y.std())

    @cached_property
    def baseline(self) -> float:
        """The loss of the flat line at the mean: what ignoring x costs, in y's unit squared."""
        return self.sse(0.0, self.mean[1])

    @cached_property
    def avoidable(self) -> float:
        """What the flat line loses more than the best one."""
        return self.baseline - self.best.sse

    @cached_property
    def sideways(self) -> float:
        """The slope with the smallest misses in x instead of y: of the regression of x on y."""
        return float(1 / line(self.y, self.x).slope)

    def sse(self, m: float, b: float) -> float:
        """Σ(y − mx − b)², in y's unit squared."""
        return sse(self.y, m * self.x + b)

    def left(self, m: float, b: float) -> float:
        """How much of the avoidable loss this line leaves: 1 for the flat line at the mean, 0 for the best."""
        return (self.sse(m, b) - self.best.sse) / self.avoidable

    def turn(self, m: float) -> float:
        """How much of a line's miss comes from its slope, in y's unit; above 0 it rises too much."""
        return (m - self.best.slope) * self.spread[0]

    def lift(self, m: float, b: float) -> float:
        """How far a line passes above the point of the means, in y's unit."""
        return m * self.mean[0] + b - self.mean[1]

    def through_mean(self, m: float, lift: float = 0.0) -> float:
        """The b of the line of slope m that passes so far above the point of the means."""
        return self.mean[1] - m * self.mean[0] + lift
