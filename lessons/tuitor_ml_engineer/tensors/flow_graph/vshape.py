"""How small should h be? The error of a finite difference against h has the shape of a V."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import log10, sin
from random import Random
from typing import Annotated

from tutor.api import Axis, Chart, Exercise, Grade, Line, Metric, Mistake, Points, Predict, Slider, View, graph

SMALLEST, LARGEST, FACTOR = 1e-13, 1e-1, 10**0.25
FLOOR = 1e-16
BOTTOM = 2e-10
"""About ten times the error at the tip of the V: rounding leaves about ε/h there."""


@dataclass(frozen=True)
class Width:
    """The h in use, and those tried so far."""

    h: Annotated[float, Slider(SMALLEST, LARGEST, step=FACTOR, log=True, label="h")] = LARGEST
    tried: tuple[float, ...] = (LARGEST,)


class VShape(Exercise[Width]):
    """Central differences of pq + sin(p)·q² along p, against the exact slope."""

    predictions = (
        Predict(
            "Make h smaller and smaller. What will the error of the central difference do?",
            ("fall all the way", "fall, then rise again", "stay about the same"),
            truth=lambda exercise: exercise.truth_of_shrinking(),
            why="At first the formula gets better. From some h on, rounding gets worse faster than that.",
        ),
    )

    def setup(self, seed: int) -> None:
        """A place (p, q) at which to take the slope, where the function bends along p."""
        random = Random(seed)
        self.p, self.q = round(random.uniform(0.5, 1.2), 2), round(random.choice([-1, 1]) * random.uniform(0.4, 0.9), 2)

    def f(self, p: float, q: float) -> float:
        """pq + sin(p)·q²."""
        return p * q + sin(p) * q * q

    @cached_property
    def exact(self) -> float:
        """The slope along p: q + cos(p)·q², as the tutor's walk back finds it."""
        p, q = graph.Value(self.p), graph.Value(self.q)
        graph.backward(p * q + graph.sin(p) * q * q)
        return p.gradient

    def error(self, h: float) -> float:
        """|central difference − slope|, never shown below what a float can hold."""
        return max(FLOOR, abs(graph.central_difference(self.f, [self.p, self.q], h)[0] - self.exact))

    def truth_of_shrinking(self) -> int:
        """0 falls, 1 falls and rises again, 2 neither: from the widest h to the best and on to the narrowest."""
        wide, best, narrow = map(self.error, (LARGEST, self.solve(self.start()).h, SMALLEST))
        return 2 if best > wide / 10 else 1 if narrow > 10 * best else 0

    def start(self) -> Width:
        """The largest h."""
        return Width()

    def settle(self, before: Width, after: Width) -> Width:
        """Keep every h that was tried."""
        return after if after.h in after.tried else replace(after, tried=(*after.tried, after.h)[-80:])

    def view(self, state: Width) -> View:
        """The errors of all h tried, on log axes, and the one in use."""
        tried = sorted(state.tried)
        return View(
            Chart(
                [
                    Line(tried, [self.error(h) for h in tried], label="tried", tone="muted"),
                    Points([state.h], [self.error(state.h)], label="this h", tone="accent"),
                ],
                x=Axis("h", low=SMALLEST, high=LARGEST, log=True),
                y=Axis("error", low=1e-14, high=1, log=True),
            ),
            Metric("h", state.h, format=".2g"),
            Metric("error", self.error(state.h), format=".2g"),
        )

    def grade(self, state: Width) -> Grade:
        """The error at h against the tip of the V, on a log scale."""
        if len(state.tried) < 2:
            return Grade.unattempted("Try another h first.")
        error = self.error(state.h)
        if error <= BOTTOM and 2e-7 <= state.h <= 2e-4:
            return Grade.passed(f"An error of {error:.1g}: the two sides of the V meet about here.")
        if error <= BOTTOM:
            beside = max(self.error(state.h * FACTOR), self.error(state.h / FACTOR))
            says = f"Rounding happened to cancel here: one step aside the error is {beside:.1g}. Go wider."
            return Grade.failed(says, 0.75, "luck")
        score = max(0.0, 0.75 - log10(error / BOTTOM) / 10)
        if state.h > 6e-6:
            says = "The function bends between p − h and p + h, and the error falls with h². Go smaller."
            return Grade.failed(f"{says} Now it is {error:.1g}.", score, "too wide")
        says = "Nearly equal numbers are subtracted: little but rounding is left, and 1/2h magnifies it. Go wider."
        return Grade.failed(f"{says} Now it is {error:.1g}.", score, "too narrow")

    def solve(self, start: Width) -> Width:
        """The mark nearest to ε^(1/3)."""
        h = SMALLEST * FACTOR ** round(log10(6e-6 / SMALLEST) / log10(FACTOR))
        return self.settle(start, replace(start, h=h))

    def mistakes(self) -> list[Mistake[Width]]:
        """The smaller the better; and not small enough."""
        return [
            Mistake("smaller is better", Width(1e-12, (LARGEST, 1e-12)), expect="rounding"),
            Mistake("stopped early", Width(1e-2, (LARGEST, 1e-2)), expect="bends"),
        ]

    def code(self, state: Width) -> str:
        """The central difference at this h, with the exact slope beside it."""
        return (
            "from math import cos, sin\n\n"
            f"p, q, h = {self.p}, {self.q}, {state.h!r}\n\n"
            "def f(p):\n    return p * q + sin(p) * q * q\n\n"
            "central = (f(p + h) - f(p - h)) / (2 * h)\n"
            "exact = q + cos(p) * q * q\n"
            'print(f"h {h:.2g}, error {abs(central - exact):.2g}")\n'
        )
