"""569 tumours with the probability of a model that has not seen them, and what a policy costs."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import Slider, cached_method, costs, forms, inputs_and_output, logistic

GRID = np.round(np.arange(0.005, 1, 0.005), 3)
PRICES = (12, 15, 20, 25, 30)


@dataclass(frozen=True)
class Policy:
    """What a missed case costs, in false alarms, and from which probability on we act."""

    miss: Annotated[int, Slider(1, 30, step=1, label="a missed case costs")] = 1
    t: Annotated[float, Slider(0.005, 0.995, step=0.005, label="act from p =")] = 0.5


@dataclass(frozen=True)
class Cases:
    """Which samples are malignant (n,), the probability (n,) that a model gave each unseen, and the story's price."""

    yes: np.ndarray
    p: np.ndarray
    price: int
    seed: int

    def cost(self, t: float, miss: float) -> float:
        return costs.cost(self.yes, self.p, t, miss, 1)

    @cached_method
    def curve(self, miss: int) -> np.ndarray:
        """The cost at each threshold of GRID."""
        return costs.curve(self.yes, self.p, GRID, miss, 1)

    @property
    def rule(self) -> float:
        """t* = c_FP/(c_FP + c_FN) at the story's price."""
        return costs.best_threshold(self.price, 1)

    @cached_property
    def best(self) -> float:
        """The larger of the least cost seen and the cost of the rule, so that the rule always earns full marks."""
        return max(float(self.curve(self.price).min()), self.cost(near(self.rule), self.price))

    @cached_property
    def baseline(self) -> float:
        """The cheaper of acting on none and on all."""
        return min(costs.trivial(self.yes, self.price, 1))

    @cached_property
    def most_accurate(self) -> float:
        """The threshold of the highest accuracy: the cheapest where both errors cost 1."""
        return float(GRID[int(np.argmin(costs.curve(self.yes, self.p, GRID, 1, 1)))])

    def left(self, t: float) -> float:
        """The share of the avoidable cost that is left at a threshold."""
        return (self.cost(t, self.price) - self.best) / (self.baseline - self.best)


def cases(seed: int) -> Cases:
    """569 breast tumours, five folds and a price, drawn until one half is clearly too high."""
    _, X, diagnosis = inputs_and_output("core/breast_cancer", "diagnosis")
    yes = np.char.startswith(diagnosis, "m")
    draws = (Cases(yes, logistic.held_out_probabilities(X, yes, 5, n), Random(n).choice(PRICES), n)
             for n in forms.seeds(seed))
    return forms.first(draws, lambda p: min(p.left(0.5), p.left(p.most_accurate)) > 0.1)


def near(t: float) -> float:
    """The threshold of the slider that is nearest."""
    return float(GRID[int(np.argmin(np.abs(GRID - t)))])
