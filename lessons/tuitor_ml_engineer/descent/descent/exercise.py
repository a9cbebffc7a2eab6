"""Gradient descent on a line's loss, stepped by hand: find the edge of stability, then reach the bottom."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import ceil, isfinite, sqrt
from random import Random
from typing import Annotated, NamedTuple

import numpy as np

from tutor.api import (
    DataError,
    Exercise,
    Frames,
    Grade,
    Mistake,
    Number,
    OwnData,
    Part,
    Predict,
    Slider,
    Toggle,
    View,
    action,
    columns,
    descent,
    regression,
)

from .advice import edge_advice, reach_advice
from .picture import picture, program

UNITS = (1.0, 0.5, 0.8, 1.25, 1.6)
"""The seed's unit of x: it moves the edge, so that a second try is a new search."""
ENOUGH = 1e-6
"""The avoidable loss, against the flat line's, at which the bottom counts as reached."""
LONGEST = 20_000
ANSCOMBE = 1e-6, 2.0, 1.0
"""The rates offered for Anscombe's table, least and greatest, and the unit of its loss."""
FARTHEST = 1e4
"""Standard deviations that x may lie from 0 before rounding drowns the steps."""


@dataclass(frozen=True)
class Walk:
    """A learning rate, a scale for x, what the learner claims of the edges, and the runs so far."""

    eta: Annotated[float, Slider("eta_low", "eta_high", step=1.02, log=True, label="η")] = 1e-4
    scaled: Annotated[bool, Toggle(label="standardise x")] = False
    edge: Annotated[float | None, Number(label="edge, x as it is", low=0)] = None
    edge_scaled: Annotated[float | None, Number(label="edge, standardised", low=0)] = None
    runs: tuple[tuple[float, int], ...] = ()
    """(η, steps), one after the other, from the start."""

    @property
    def steps(self) -> int:
        """Steps taken since the start."""
        return sum(count for _, count in self.runs)


class Slope(NamedTuple):
    """The loss over (W, b) for one scale of x."""

    x: np.ndarray
    start: np.ndarray
    best: np.ndarray
    H: np.ndarray
    rates: descent.Steps


class Descend(Exercise[Walk]):
    """Walk down the sum of squares of Anscombe's first set, or of your own table."""

    own_data = OwnData(x="number", y="number", rows=(50, 100_000))
    predictions = (
        Predict(
            "A rate of 0.6 of the largest stable one is doubled. What will the loss do, step by step?",
            ("fall twice as fast", "fall, but more slowly", "grow without end"),
            truth=lambda exercise: exercise.truth_of_doubling(),
            why="Beyond the edge each step overshoots the bottom by more than it was away.",
            part="edge",
        ),
        Predict(
            "With x standardised and the best rate for it, how many steps will the same descent need?",
            ("about as many", "about a tenth", "less than a hundredth"),
            truth=lambda exercise: exercise.truth_of_scaling(),
            why="The steps needed grow with the condition number, and standardising one feature brings it to 1.",
            part="reach",
        ),
    )

    def setup(self, seed: int) -> None:
        """The table in the seed's unit of x, and a start away from the bottom."""
        random = Random(seed)
        if self.data is not None:
            self.x, self.y = np.asarray(self.data["x"], float), np.asarray(self.data["y"], float)
        else:
            table = columns("core/anscombe")
            rows = [i for i, name in enumerate(table["set"]) if name == "I"]
            self.x = np.array([float(table["x"][i]) for i in rows]) * random.choice(UNITS)
            self.y = np.array([float(table["y"][i]) for i in rows])
        self.mean, self.sd = float(self.x.mean()), float(self.x.std())
        if abs(self.mean) > FARTHEST * self.sd:
            raise DataError("x is too far from 0 for its spread. Subtract a round number from the column, or scale it.")
        self.best = regression.line(self.x, self.y)
        self.baseline = float(((self.y - self.y.mean()) ** 2).sum())
        tilt, lift = random.uniform(-1.2, -0.6), random.choice([-1, 1]) * random.uniform(0.8, 1.4)
        spread = sqrt(self.baseline / len(self.y))
        weight = self.best.slope + tilt * spread / self.sd
        self.first = np.array([weight, float(self.y.mean()) - weight * self.mean + lift * spread])
        self.path = lru_cache(maxsize=8)(self._path)
        self.eta_low, self.eta_high, self.room = ANSCOMBE if self.data is None else self._own_units()

    def _own_units(self) -> tuple[float, float, float]:
        """The least and greatest rate offered, and the avoidable loss, in the units of the learner's table."""
        edges = self.raw.rates.stable, self.standard.rates.stable
        return float(f"{1e-3 * min(edges):.0e}"), float(f"{100 * max(edges):.0e}"), self.baseline - self.best.sse

    def start(self) -> Walk:
        """No step taken, at a rate far below the edge."""
        return Walk(eta=float(f"{0.05 * self.raw.rates.stable:.2g}"))

    @cached_property
    def raw(self) -> Slope:
        """The loss over x as it is."""
        return self._slope(self.x, self.first)

    @cached_property
    def standard(self) -> Slope:
        """The loss over x standardised; the start is the same line."""
        w, b = self.first
        return self._slope((self.x - self.mean) / self.sd, np.array([w * self.sd, b + w * self.mean]))

    def _slope(self, x: np.ndarray, start: np.ndarray) -> Slope:
        H, fit = descent.hessian(x), regression.line(x, self.y)
        return Slope(x, start, np.array([fit.slope, fit.intercept]), H, descent.rates(H))

    def slope(self, state: Walk) -> Slope:
        """The loss that the state walks on."""
        return self.standard if state.scaled else self.raw

    def _path(self, scaled: bool, runs: tuple[tuple[float, int], ...]) -> np.ndarray:
        """Every (W, b) from the start on, shape (steps + 1, 2)."""
        slope = self.standard if scaled else self.raw
        at, pieces = slope.start, [slope.start[None]]
        for eta, count in runs:
            piece = descent.run(at, slope.x, self.y, eta, count)
            at, pieces = piece[-1], [*pieces, piece[1:]]
        return np.concatenate(pieces)

    def left(self, state: Walk) -> float:
        """The avoidable loss that is left, as a share of the flat line's; inf where it ran away."""
        at = self.path(state.scaled, state.runs)[-1]
        excess = 0.5 * (at - self.slope(state).best) @ self.slope(state).H @ (at - self.slope(state).best)
        return float(excess / (self.baseline - self.best.sse)) if isfinite(excess) else float("inf")

    def needed(self, slope: Slope, eta: float) -> int | None:
        """Steps at rate η from the start until the bottom is reached; None if never."""
        values, vectors = descent.directions(slope.H)
        error = vectors @ (np.sqrt(np.maximum(values, 0)) * (vectors.T @ (slope.start - slope.best)))
        excess = 0.5 * float(error @ error)
        return descent.steps_to(slope.H, error, eta, sqrt(ENOUGH * (self.baseline - self.best.sse) / excess))

    def budget(self, slope: Slope) -> int:
        """One and a half times the steps that the best constant rate needs."""
        return ceil(1.5 * (self.needed(slope, slope.rates.best) or LONGEST))

    def settle(self, before: Walk, after: Walk) -> Walk:
        """Another scale is another landscape: back to the start."""
        return replace(after, runs=()) if after.scaled != before.scaled else after

    @action("Step", key="s")
    def step(self, state: Walk) -> Walk:
        """One step."""
        return _further(state, 1)

    @action("Run", key="r")
    def run(self, state: Walk) -> Frames[Walk]:
        """Steps until the bottom is reached, the run is lost, or the longest run is over."""
        while state.steps < LONGEST and ENOUGH < self.left(state) < 1e12:
            state = _further(state, max(1, state.steps // 12))
            yield state

    @action("To the start")
    def again(self, state: Walk) -> Walk:
        """The same start, the same settings, no steps."""
        return replace(state, runs=())

    def view(self, state: Walk) -> View:
        """The way on the contour, the loss, and what one step does along each direction."""
        return picture(self, state)

    def code(self, state: Walk) -> str:
        """The same walk as a loop in NumPy."""
        return program(self, state)

    def grade(self, state: Walk) -> Grade:
        """The edges against 2/λmax; the walk against the budget of steps."""
        return self._grade_reach(state) if self.part == "reach" else self._grade_edges(state)

    def _grade_edges(self, state: Walk) -> Grade:
        claims = {"x as it is": (state.edge, self.raw), "x standardised": (state.edge_scaled, self.standard)}
        if all(claim is None for claim, _ in claims.values()):
            return Grade.unattempted("Type the largest rate at which the loss still falls.")
        parts, words, routes = [], [], []
        for name, (claim, slope) in claims.items():
            score, route, text = edge_advice(claim, slope.rates, len(self.y))
            parts.append(Part(name, score))
            words.append(f"{name}: {text}")
            routes.append(route)
        return Grade.rubric(parts, " ".join(words), route=", ".join(filter(None, routes)))

    def _grade_reach(self, state: Walk) -> Grade:
        if not state.runs:
            return Grade.unattempted("No step taken yet.")
        slope, left = self.slope(state), self.left(state)
        budget, best = self.budget(slope), self.needed(slope, slope.rates.best)
        if left <= ENOUGH and state.steps <= budget:
            other = self.needed(self.raw, self.raw.rates.best)
            said = f"You are there at step {state.steps}; the best constant rate needs {best}."
            count = f"{other}" if other else "more than can be counted"
            return Grade.passed(said + (f" With x as it is, it would need {count}." if state.scaled else ""))
        if not left <= self.left(replace(state, runs=())):
            left = float("inf")
        whole = self.needed(slope, state.eta)
        score, route, text = reach_advice(left, state.steps, budget, state.eta, slope.rates, whole)
        return Grade.failed(text, score, route)

    def solve(self, start: Walk) -> Walk:
        """Both edges from λmax; then one standardised run at the best rate."""
        edges = replace(start, edge=self.raw.rates.stable, edge_scaled=self.standard.rates.stable)
        rate = self.standard.rates.best
        return replace(edges, scaled=True, eta=rate, runs=((rate, self.needed(self.standard, rate) or 1),))

    def mistakes(self) -> list[Mistake[Walk]]:
        """The wrong ideas about a rate that learners bring."""
        n, raw, start = len(self.y), self.raw.rates, self.start()
        scaled = self.standard.rates.stable
        tiny, wild = 0.1 * raw.stable, 1.05 * raw.stable
        return [
            Mistake("edge of the mean", replace(start, edge=n * raw.stable, edge_scaled=n * scaled), "mean", "edge"),
            Mistake("edge of the half-mean", replace(start, edge=2 * n * raw.stable), "half-mean", "edge"),
            Mistake("the best rate, not the edge", replace(start, edge_scaled=scaled / 2), "best", "edge"),
            Mistake("1/λmax", replace(start, edge=raw.stable / 2), "half of the edge", "edge"),
            Mistake("smaller is safer", replace(start, eta=tiny, runs=((tiny, 500),)), "too small", "reach"),
            Mistake("divergence is a bug", replace(start, eta=wild, runs=((wild, 300),)), "not a bug", "reach"),
        ]

    def truth_of_doubling(self) -> int:
        """0 faster, 1 slower, 2 growing: the same run at 0.6 and at 1.2 of the edge."""
        edge = self.raw.rates.stable
        slow, fast = (self.left(Walk(runs=((part * edge, 50),))) for part in (0.6, 1.2))
        return 2 if fast > self.left(Walk()) else 0 if fast < slow else 1

    def truth_of_scaling(self) -> int:
        """0 as many, 1 about a tenth, 2 less than a hundredth: the steps of the best rates compared."""
        raw, scaled = (self.needed(slope, slope.rates.best) or LONGEST for slope in (self.raw, self.standard))
        return 2 if scaled < raw / 100 else 1 if scaled < raw / 3 else 0


def _further(state: Walk, steps: int) -> Walk:
    """`steps` more at the present rate; a run at the same rate grows instead of a new one."""
    if state.runs and state.runs[-1][0] == state.eta:
        return replace(state, runs=(*state.runs[:-1], (state.eta, state.runs[-1][1] + steps)))
    return replace(state, runs=(*state.runs, (state.eta, steps)))
