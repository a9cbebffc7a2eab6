"""Pull the mean of five times up, and leave their median where it is."""

from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, Exercise, Metric, Misconception, Points, Prediction, Rule, View, action,
                       first_of)

from .times import COUNT, LONGEST, Service, Times, service

NEAR = 0.05
"""The times move in whole ms, so their mean moves in fifths."""


def at(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR


class Pull(Exercise[Service, Times]):
    """The mean follows every value; the median follows only who stands in the middle."""

    untouched = "These are the times as measured. Move one."
    done = "The mean rose, and the median did not notice: it asks who stands in the middle, not how far the others are."
    setup = staticmethod(service)
    predictions = (
        Prediction("The slowest of the five takes 10 ms longer. What do mean and median do?",
                   ("both rise by 10 ms", "the mean rises by 2 ms, the median stays", "both rise by 2 ms", "both stay"),
                   truth="timeout", see="timeout",
                   why="The mean shares 10 ms out among five. The median is the third of five, and the third is still the same one."),
    )
    misconceptions = (
        *first_of(
            Misconception("all of them moved", lambda p, s: not any(map(at, s.times, p.measured)),
                          "All of them moved, so the median moved with them. Only the slower ones may.",
                          lambda p: {"times": tuple(each + p.rise for each in p.measured)}, criterion="median"),
            Misconception("the middle one moved", lambda p, s: not at(s.median, p.start.median),
                          lambda p, s: f"The median is now {s.median:g} ms: another value came to stand in the middle, or "
                          "the one there moved. Move one that stays above it.",
                          lambda p: {"times": p.with_middle(COUNT * p.rise)}, criterion="median"),
        ),
        *first_of(
            Misconception("a point moves by as much as the mean", lambda p, s: at(s.mean - p.start.mean, p.rise / COUNT),
                          lambda p, s: f"One value went up by {p.rise} ms, and the mean took a fifth of that. "
                          "What must one value do to move the mean of five?",
                          lambda p: {"times": p.slower(p.measured, p.rise)}, criterion="mean"),
            Misconception("too far", lambda p, s: s.mean > p.goal + NEAR,
                          lambda p, s: f"The mean is {s.mean - p.goal:.1f} ms too high: five times that is too much in all.",
                          lambda p: {"times": p.slower(p.measured, 6 * p.rise)}, criterion="mean"),
            Misconception("not far enough", lambda p, s: s.mean < p.goal - NEAR,
                          lambda p, s: f"The mean is still {p.goal - s.mean:.1f} ms too low. Five values share what one gains.",
                          lambda p: {"times": p.slower(p.measured, 2 * p.rise)}, criterion="mean"),
        ),
    )

    def start(self, p: Service) -> Times:
        return p.start

    @action("Timeout", key="o")
    def timeout(self, p: Service, s: Times) -> Times:
        return replace(s, times=p.slower(s.times, 10))

    def view(self, p: Service, s: Times) -> View:
        return View(
            Chart([Rule(x=p.goal, label="mean to reach", tone="good"), Rule(x=s.median, label="median", tone="second"),
                   Rule(x=s.mean, label="mean", tone="model"),
                   Points(s.times, range(1, COUNT + 1), control="times", label="times")],
                  x=Axis("response time", "ms", 0, LONGEST), y=Axis("request", low=0.5, high=COUNT + 0.5, whole=True)),
            Metric("mean", s.mean, "ms", goal=p.goal, format=".1f"),
            Metric("median", s.median, "ms", goal=p.start.median, format="g"),
        )

    def criteria(self, p: Service, s: Times) -> list[Criterion]:
        mean, median = abs(s.mean - p.goal), abs(s.median - p.start.median)
        return [Criterion("mean", 1.0 if mean <= NEAR else 0.5 * max(0.0, 1 - mean / p.rise)),
                Criterion("median", 1.0 if median <= NEAR else 0.5 * max(0.0, 1 - median / p.rise))]

    def solution(self, p: Service, s: Times) -> Times:
        return replace(s, times=p.slower(p.measured, COUNT * p.rise))

    def code(self, p: Service, s: Times) -> str:
        return (
            f"import numpy as np\n\ntimes = np.array({list(s.times)})\n"
            "print(f'mean {times.mean():.1f}')\nprint(f'median {np.median(times):g}')\n"
        )
