r"""Functions that can be called but not read, and what probing tells of them.

The family, for x in [0, 10] and call number k = 0, 1, …:

    affine    a + b x                       clipped   min(max(a + b x, low), high)
    step      a + b ⌊x / w⌋                 periodic  a + b sin(2π x / w)
    noisy     a + b x + ε_k, ε ~ N(0, s²)   stateful  a + b x + c k

A continuous f is affine if and only if f((u + v)/2) = (f(u) + f(v))/2 for all u and v (Jensen's equation); finitely
many pairs can refute that, never prove it. Through any points with different x there passes another function too:
join them by straight lines and add a wave that is 0 at each of them.
Source: Aczél, Lectures on Functional Equations and Their Applications (1966), section 2.1.
"""

from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array

KINDS = ("stateful", "clipped", "step", "periodic", "noisy", "affine")
LOW, HIGH = 0.0, 10.0
"""The range of x."""
REPEATABLE, AFFINE, RISING, FLAT = "repeatable", "affine", "never falls", "flat parts"
JUMPS, PERIODIC, MEMORY = "jumps", "periodic", "has memory"
PROPERTIES = (REPEATABLE, AFFINE, RISING, FLAT, JUMPS, PERIODIC, MEMORY)
GRID = np.linspace(LOW, HIGH, 1001)
TINY = 1e-9
"""Differences below this share of f's range are rounding."""


@dataclass(frozen=True)
class Sealed:
    """One member of the family; what its kind does not use is 0."""

    kind: str
    a: float
    b: float
    width: float = 0.0
    low: float = 0.0
    high: float = 0.0
    noise: float = 0.0
    drift: float = 0.0
    seed: int = 0

    @cached_property
    def _chance(self) -> Array:
        draws: Array = self.noise * np.random.RandomState(self.seed).randn(1000)
        return draws

    def mean(self, x: ArrayLike, k: ArrayLike = 0) -> Array:
        """f(x) at call number k, without the noise; x and k broadcast."""
        x, k = np.asarray(x, dtype=float), np.asarray(k, dtype=float)
        if self.kind == "step":
            return self.a + self.b * np.floor(x / self.width + TINY)
        if self.kind == "periodic":
            return self.a + self.b * np.sin(2 * np.pi * x / self.width)
        y: Array = self.a + self.b * x + self.drift * k
        return np.clip(y, self.low, self.high) if self.kind == "clipped" else y

    def answer(self, x: ArrayLike, k: ArrayLike = 0) -> Array:
        """What call number k < 1000 with x returns."""
        told: Array = self.mean(x, k) + self._chance[np.asarray(k, dtype=int)]
        return told

    @property
    def spread(self) -> float:
        """sd(f): the standard deviation of f over a fine grid, noise and state left aside."""
        return float(self.mean(GRID).std())


def draw(kind: str, seed: int) -> Sealed:
    """A member of this kind with round parameters. ValueError for a kind that is none of KINDS."""
    random = Random(seed)
    a, b = random.randint(8, 20) / 4, random.choice([-1, 1]) * random.randint(3, 8) / 4
    if kind == "clipped":
        ends = [a + b * random.randint(*at) / 4 for at in ((8, 13), (27, 32))]
        return Sealed(kind, a, b, low=min(ends), high=max(ends))
    if kind == "step":
        return Sealed(kind, a, b, width=random.choice([3.0, 3.5, 4.0]))
    if kind == "periodic":
        return Sealed(kind, a, 2 * b, width=random.choice([3.5, 4.0, 4.5, 5.0]))
    if kind == "noisy":
        return Sealed(kind, a, b, noise=0.6 * abs(b), seed=random.randrange(2**31))
    if kind == "stateful":
        return Sealed(kind, a, b, drift=random.choice([-1, 1]) * random.choice([0.4, 0.6]) * abs(b))
    if kind != "affine":
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    return Sealed(kind, a, b)


def properties(f: Sealed) -> frozenset[str]:
    """What dense probing finds: 200 calls with one x, then every x as the first call of a fresh copy."""
    again, y = f.answer(5.0, np.arange(200)), f.answer(GRID, 0)
    size, steps = float(np.ptp(y)), np.diff(y)
    early, late = again[:100], again[100:]
    moved, error = abs(late.mean() - early.mean()), np.hypot(early.std(), late.std()) / 10
    found = {
        REPEATABLE: np.ptp(again) == 0,
        AFFINE: worst_midpoint(f)[2] <= TINY * size,
        RISING: steps.min() >= -TINY * size,
        FLAT: _longest(np.abs(steps) <= TINY * size) >= 50,
        JUMPS: np.abs(steps).max() > 0.05 * size,
        PERIODIC: any(np.abs(y[lag:] - y[:-lag]).max() <= TINY * size for lag in range(50, 501)),
        MEMORY: moved > 4 * error,
    }
    return frozenset(name for name in PROPERTIES if found[name])


def worst_midpoint(f: Sealed) -> tuple[float, float, float]:
    """(u, v, miss): the two whole x whose midpoint's answer is farthest from the mean of theirs, noise left aside."""
    ends = np.arange(LOW, HIGH + 1)
    u, v = (each.ravel() for each in np.meshgrid(ends, ends))
    miss = np.abs(f.mean((u + v) / 2) - (f.mean(u) + f.mean(v)) / 2)
    at = int(miss.argmax())
    return float(min(u[at], v[at])), float(max(u[at], v[at])), float(miss[at])


def rival(x: ArrayLike, y: ArrayLike, at: ArrayLike, height: float) -> Array:
    """Another function through the points (x, y), read off `at`; its waves are `height` high.

    ValueError where one x has two answers: no function of x passes through both.
    """
    knots, order = np.unique(np.asarray(x, dtype=float), return_index=True)
    answers = np.asarray(y, dtype=float)[order]
    if any(np.ptp(np.asarray(y, dtype=float)[np.asarray(x) == each]) > 0 for each in knots):
        raise ValueError("one x has two answers: no function of x passes through both")
    where = np.asarray(at, dtype=float)
    phase = np.interp(where, knots, np.arange(len(knots)))
    told: Array = np.interp(where, knots, answers) + height * np.sin(np.pi * phase)
    return told


def p95(times: ArrayLike) -> float:
    """The 95th percentile by nearest rank: of n sorted values the one with number ⌈0.95 n⌉."""
    values = np.sort(np.asarray(times, dtype=float))
    return float(values[-(-95 * len(values) // 100) - 1])


def _longest(run: ArrayLike) -> int:
    """The length of the longest stretch of True."""
    longest = now = 0
    for each in np.asarray(run):
        now = now + 1 if each else 0
        longest = max(longest, now)
    return longest
