"""Give five times a standard deviation, about the mean that they have."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, Exercise, Metric, Misconception, Points, Prediction, Rule, Segments, View,
                       action, first_of)

from .times import COUNT, LONGEST, Times, Wanted, wanted

NEAR = 0.02
"""So far, as a share, may the standard deviation be off."""


def about(squares: float, right: float) -> bool:
    return abs(squares - right) <= NEAR * right


class Widen(Exercise[Wanted, Times]):
    """From a standard deviation back to the sum of squares that it comes from."""

    untouched = "These are the times to begin with. Move some."
    setup = staticmethod(wanted)
    predictions = (
        Prediction("Each of the five takes 5 ms longer. What does the standard deviation do?",
                   ("it rises by 5 ms", "it stays as it is", "it rises, by less than 5 ms"), truth="shifted", see="later",
                   why="The mean moves along, so every distance from it is what it was."),
        Prediction("Each distance from the mean doubles. By what does the sum of squares grow?",
                   ("by the factor 2", "by the factor 4", "by another factor"), truth="doubled", see="wider",
                   why="(2d)² is 4d², for each of the five. The root of it, the standard deviation, doubles."),
    )
    misconceptions = (
        *first_of(
            Misconception("divided by n", lambda p, s: about(s.squares, COUNT * p.sd**2),
                          "You divided by n = 5. Of five distances from their own mean only four are free: divide by n − 1.",
                          lambda p: {"times": p.about(-p.sd, p.sd, *sides(COUNT * p.sd**2 - 2 * p.sd**2))}, criterion="spread",
                          score=0.6),
            Misconception("the variance", lambda p, s: about(s.squares, (COUNT - 1) * p.sd),
                          lambda p, s: f"{p.sd} is now the sum of squares divided by 4: the variance, in ms². Its root is asked.",
                          lambda p: {"times": p.about(*sides((COUNT - 1) * p.sd), 0.0, 0.0)}, criterion="spread", score=0.3),
            Misconception("not divided", lambda p, s: about(s.squares, p.sd**2),
                          lambda p, s: f"The sum itself is {p.sd}² now. Divide it by n − 1 before you take the root.",
                          lambda p: {"times": p.about(*sides(p.sd**2), 0.0, 0.0)}, criterion="spread", score=0.3),
            Misconception("the mean distance", lambda p, s: abs(s.distance - p.sd) <= NEAR * p.sd,
                          lambda p, s: f"The mean distance is {s.distance:.1f} ms. The standard deviation squares first, so "
                          "the far ones count for more.",
                          lambda p: {"times": p.about(-1.25 * p.sd, -1.25 * p.sd, 1.25 * p.sd, 1.25 * p.sd, 0.0)},
                          criterion="spread", score=0.4),
            Misconception("too narrow", lambda p, s: s.squares < p.squares,
                          lambda p, s: f"Their standard deviation is {s.sd:.1f} ms. Which sum of squares has {p.sd}?",
                          lambda p: {"times": p.about(-2.0, -1.0, 0.0, 1.0, 2.0)}, criterion="spread"),
            Misconception("too wide", lambda p, s: s.squares > p.squares,
                          lambda p, s: f"Their standard deviation is {s.sd:.1f} ms, more than {p.sd}. Bring the far ones nearer: "
                          "they count most.",
                          lambda p: {"times": p.about(-3.0 * p.sd, -p.sd, 0.0, p.sd, 3.0 * p.sd)}, criterion="spread"),
        ),
        Misconception("one side only", lambda p, s: abs(s.mean - p.start.mean) > 0.05,
                      lambda p, s: f"The mean is {s.mean:.1f} ms now. What goes up on one side has to go down on the other.",
                      lambda p: {"times": p.later(p.about(-p.sd, -p.sd, 0.0, p.sd, p.sd), 3)}, criterion="mean"),
    )

    def start(self, p: Wanted) -> Times:
        return p.start

    @action("All +5", key="l")
    def later(self, p: Wanted, s: Times) -> Times:
        return replace(s, times=p.later(s.times, 5))

    @action("Stretch ×2", key="s")
    def wider(self, p: Wanted, s: Times) -> Times:
        return replace(s, times=p.wider(s.times))

    def enabled_controls(self, p: Wanted, s: Times) -> Collection[str] | None:
        fits = {"later": max(s.times) + 5 <= LONGEST, "wider": min(p.wider(s.times)) >= 0 and max(p.wider(s.times)) <= LONGEST}
        return None if all(fits.values()) else ["times", *(name for name, may in fits.items() if may)]

    def view(self, p: Wanted, s: Times) -> View:
        rows, means = list(range(1, COUNT + 1)), [s.mean] * COUNT
        return View(
            Chart([Segments(means, rows, s.times, rows, label="distances", tone="error"),
                   Rule(x=p.start.mean, label="mean to keep", tone="good"), Rule(x=s.mean, label="mean", tone="model"),
                   Points(s.times, rows, control="times", label="times")],
                  x=Axis("response time", "ms", 0, LONGEST), y=Axis("request", low=0.5, high=COUNT + 0.5, whole=True)),
            Metric("sum of squared distances", s.squares, "ms²", format=".0f"),
            Metric("mean", s.mean, "ms", goal=p.start.mean, format=".1f"),
            Metric("standard deviation wanted", p.sd, "ms", format="d"),
        )

    def criteria(self, p: Wanted, s: Times) -> list[Criterion]:
        off, mean = abs(s.sd / p.sd - 1), abs(s.mean - p.start.mean)
        return [Criterion("spread", 1.0 if off <= NEAR else 0.5 * max(0.0, 1 - off), weight=3),
                Criterion("mean", 1.0 if mean <= 0.05 else 0.0)]

    def praise(self, p: Wanted, s: Times) -> str:
        return f"√({s.squares:.0f} / 4) = {s.sd:.1f} ms. Many other fives have this mean and this spread: two numbers are no picture."

    def solution(self, p: Wanted, s: Times) -> Times:
        return replace(s, times=p.about(-p.sd, -p.sd, 0.0, p.sd, p.sd))

    def code(self, p: Wanted, s: Times) -> str:
        return (
            f"import numpy as np\n\ntimes = np.array({list(s.times)})\nmean = times.mean()\n"
            "squares = np.sum((times - mean) ** 2)\n"
            "print(f'sum of squared distances {squares:.0f}')\nprint(f'mean {mean:.1f}')\n"
            f"print('standard deviation wanted', {p.sd})\nprint(f'now {{times.std(ddof=1):.1f}}')\n"
        )


def sides(squares: float) -> tuple[float, float, float]:
    """Distances −d, d and 0 whose squares add up to this."""
    far = (squares / 2) ** 0.5
    return -far, far, 0.0
