"""How small should h be? The error of a finite difference against h has the shape of a V."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import log10, sin
from random import Random
from typing import Annotated

from tutor.api import (Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Points, Prediction,
                       Slider, Trace, View, action, first_of, graph)

SMALLEST, LARGEST, FACTOR = 1e-13, 1e-1, 10**0.25
FLOOR = 1e-16
BOTTOM = 2e-10
"""About ten times the error at the tip of the V: rounding leaves about ε/h there."""
TIP = SMALLEST * FACTOR ** round(log10(6e-6 / SMALLEST) / log10(FACTOR))
"""The mark nearest to ε^(1/3)."""


@dataclass(frozen=True)
class Slope:
    """Where the slope of pq + sin(p)·q² along p is taken."""

    p: float
    q: float

    def f(self, p: float, q: float) -> float:
        return p * q + sin(p) * q * q

    @cached_property
    def exact(self) -> float:
        """q + cos(p)·q², as the tutor's walk back finds it."""
        p, q = graph.Value(self.p), graph.Value(self.q)
        graph.backward(p * q + graph.sin(p) * q * q)
        return p.gradient

    def error(self, h: float) -> float:
        """|central difference − slope|, never shown below what a float can hold."""
        return max(FLOOR, abs(graph.central_difference(self.f, [self.p, self.q], h)[0] - self.exact))

    @property
    def shrinking(self) -> int:
        """From the widest h to the best and on to the narrowest, the error 0 falls, 1 falls and rises, 2 neither."""
        wide, best, narrow = map(self.error, (LARGEST, TIP, SMALLEST))
        return 2 if best > wide / 10 else 1 if narrow > 10 * best else 0


def good(h: float) -> bool:
    """Whether h lies about the tip, where the error is small without luck."""
    return 2e-7 <= h <= 2e-4


def lucky(s: Slope) -> dict[str, float] | None:
    """A mark too far from the tip at which rounding happens to cancel; None where there is none."""
    marks = (float(f"{SMALLEST * FACTOR**step:.12g}") for step in range(49))
    return next(({"h": h} for h in marks if s.error(h) <= BOTTOM and not good(h)), None)


@dataclass(frozen=True)
class Width:
    """The h in use, and those tried so far."""

    h: Annotated[float, Slider(SMALLEST, LARGEST, FACTOR, log=True, label="h")] = LARGEST
    tried: Annotated[tuple[float, ...], Trace(lambda s, w: w.h, most=80)] = ()


class VShape(Exercise[Slope, Width]):
    """Central differences of pq + sin(p)·q² along p, against the exact slope."""

    untouched = "Try another h first."
    predictions = (
        Prediction("Make h smaller and smaller. What will the error of the central difference do?",
                   ("fall all the way", "fall, then rise again", "stay about the same"), truth="shrinking", see="sweep",
                   why="At first the formula gets better. From some h on, rounding gets worse faster than that."),
    )
    misconceptions = first_of(
        Misconception("a lucky h is a good one", lambda s, w: s.error(w.h) <= BOTTOM,
                      lambda s, w: "Rounding happened to cancel here: one step aside the error is "
                      f"{max(s.error(w.h * FACTOR), s.error(w.h / FACTOR)):.1g}. Go wider.", lucky, score=0.75),
        Misconception("smaller is better", lambda s, w: w.h <= 6e-6, lambda s, w:
                      "Nearly equal numbers are subtracted: little but rounding is left, and 1/2h magnifies it. "
                      f"Go wider. Now the error is {s.error(w.h):.1g}.", lambda s: {"h": SMALLEST * FACTOR**4}),
        Misconception("stopped early", lambda s, w: True, lambda s, w:
                      "The function bends between p − h and p + h, and the error falls with h². Go smaller. "
                      f"Now the error is {s.error(w.h):.1g}.", lambda s: {"h": LARGEST / FACTOR**4}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Slope:
        """Where the function bends along p."""
        random = Random(seed)
        p, q = random.uniform(0.5, 1.2), random.choice([-1, 1]) * random.uniform(0.4, 0.9)
        return Slope(round(p, 2), round(q, 2))

    @action("Sweep")
    def sweep(self, s: Slope, w: Width) -> Width:
        """Every fourth mark from the widest h to the narrowest."""
        return Width(tried=(*w.tried, *(max(SMALLEST, LARGEST / FACTOR**step) for step in range(0, 49, 4)))[-80:])

    def view(self, s: Slope, w: Width) -> View:
        tried = sorted(set(w.tried))
        curve = [Line(tried, [s.error(h) for h in tried], label="tried", tone="muted")] if len(tried) > 1 else []
        return View(
            Chart([*curve, Points([w.h], [s.error(w.h)], label="this h", tone="accent")],
                  x=Axis("h", low=SMALLEST, high=LARGEST, log=True), y=Axis("error", low=1e-14, high=1, log=True)),
            Metric("h", w.h, format=".2g"),
            Metric("error", s.error(w.h), format=".2g"),
        )

    def validate(self, s: Slope, w: Width) -> str:
        return self.untouched if w.h == LARGEST else ""

    def criteria(self, s: Slope, w: Width) -> list[Criterion]:
        """The error at h against the tip of the V, on a log scale."""
        error = s.error(w.h)
        if error <= BOTTOM and good(w.h):
            return [Criterion("h", 1.0, note=f"An error of {error:.1g}: the two sides of the V meet about here")]
        return [Criterion("h", max(0.0, 0.75 - log10(max(1.0, error / BOTTOM)) / 10))]

    def solution(self, s: Slope, w: Width) -> Width:
        return replace(w, h=TIP)

    def code(self, s: Slope, w: Width) -> str:
        return f"""from math import cos, sin

p, q, h = {s.p}, {s.q}, {w.h!r}

def f(p):
    return p * q + sin(p) * q * q

central = (f(p + h) - f(p - h)) / (2 * h)
exact = q + cos(p) * q * q
print(f"h {{h:.2g}}, error {{abs(central - exact):.2g}}")
"""
