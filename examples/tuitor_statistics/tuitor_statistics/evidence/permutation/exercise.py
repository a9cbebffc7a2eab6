"""A permutation test, one shuffle at a time or a thousand."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from tutor.api import (Axis, Chart, Criterion, Exercise, Frames, Histogram, Metric, Misconception, OwnData, Points,
                       Prediction, Region, Rule, View, action, first_of, rubric)

from .groups import ENOUGH, MOST, Groups, Shuffled, groups

NEAR = 0.003
"""How far a p-value may be off: what is typed has three decimals, with the ones or without them."""
DRAWN = 30


def near(s: Shuffled, value: float) -> bool:
    return s.p_value is not None and abs(s.p_value - value) <= NEAR


def one_tail(p: Groups, done: int) -> float:
    return (1 + p.upper(done)) / (1 + done)


def apart(p: Groups) -> bool:
    """Whether the observed difference can be typed, and is taken for nothing else."""
    taken = p.p(MOST), one_tail(p, MOST), 1 - p.p(MOST)
    return 0 < p.observed < 1 and all(abs(p.observed - each) > 3 * NEAR for each in taken)


class Shuffle(Exercise[Groups, Shuffled]):
    """How often does chance alone look like the difference that was seen?"""

    own_data = OwnData(x="any", y="number", rows=(6, 5000))
    setup = staticmethod(groups)
    predictions = (
        Prediction("Shuffle the labels many times. Where will the middle of the shuffled differences lie?",
                   ("at your difference", "near 0", "somewhere else"), truth="middle", see="many",
                   why="A shuffled label knows nothing, so A and B then differ by luck alone: as often up as down."),
    )
    misconceptions = (
        Misconception("too few shuffles", lambda p, s: s.done < ENOUGH, lambda p, s: f"After {s.done} shuffles the share "
                      f"still jumps about. Run {ENOUGH} at least.",
                      lambda p: {"done": 100, "wanted": 100, "p_value": round(p.p(100), 3)}, criterion="shuffles"),
        *first_of(
            Misconception("p can be zero", lambda p, s: s.p_value == 0, "p is never 0: the labels as they really were are one of the ways.",
                          lambda p: {"p_value": 0.0}, criterion="p", score=0.2),
            Misconception("one tail", lambda p, s: near(s, one_tail(p, s.done)),
                          "You counted one side alone. A difference as large the other way round would have surprised you as much.",
                          lambda p: {"p_value": round(one_tail(p, MOST), 3)}, criterion="p", score=0.5),
            Misconception("the complement", lambda p, s: near(s, 1 - p.p(s.done)),
                          "That is the share of all the others. Asked is the share of those that are as extreme.",
                          lambda p: {"p_value": round(1 - p.p(MOST), 3)}, criterion="p", score=0.3),
            Misconception("the difference itself", lambda p, s: near(s, abs(p.observed)),
                          "That is the difference of the means. p says how often luck alone gives one as large.",
                          lambda p: {"p_value": round(p.observed, 3)} if apart(p) else None, criterion="p", score=0.0),
        ),
    )

    @action("Shuffle", key="s")
    def one(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, done=min(s.done + 1, MOST))

    @action("Run", key="r")
    def many(self, p: Groups, s: Shuffled) -> Frames[Shuffled]:
        while s.done < s.wanted:
            s = replace(s, done=min(s.done + 20, s.wanted))
            yield s

    @action("Empty", key="e")
    def empty(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, done=0)

    def enabled_controls(self, p: Groups, s: Shuffled) -> Collection[str] | None:
        may = {"one": s.done < MOST, "many": s.done < s.wanted, "empty": s.done > 0, "p_value": s.done > 0}
        return ["wanted", *(name for name, can in may.items() if can)]

    def view(self, p: Groups, s: Shuffled) -> View:
        gaps, d = p.shuffles[: s.done], abs(p.observed)
        reach = 1.1 * max(d, float(np.abs(p.shuffles).max()))
        layers = [Region(x0=d, label="as extreme", tone="muted"), Region(x1=-d, tone="muted")]
        edges = np.linspace(-reach, reach, DRAWN + 1)
        if s.done:
            layers += [Histogram(gaps, bins=list(edges), label="shuffled"),
                       Points([gaps[-1]], [0], label="last", tone="accent")]
        a, b = p.names
        # In stretches: an axis that grew with each shuffle would have to be drawn anew with each.
        high = next(top for top in (10, 20, 40, 80, 160, 320, 640, 2 * MOST) if 1.1 * np.histogram(gaps, edges)[0].max() <= top)
        return View(
            Chart([*layers, Rule(x=p.observed, label="yours", tone="model")],
                  x=Axis(f"mean {a} − mean {b}", p.unit, -reach, reach), y=Axis("shuffles", low=0, high=high, whole=True)),
            Metric("yours", p.observed, unit=p.unit, format="+.2f"),
            Metric("shuffles", s.done, format="d"),
            Metric("below −d", p.count(s.done) - p.upper(s.done), format="d"),
            Metric("above d", p.upper(s.done), format="d"),
        )

    def validate(self, p: Groups, s: Shuffled) -> str:
        if s.done == 0:
            return "Shuffle first: s once, r many times."
        return "Now type the p-value." if s.p_value is None else ""

    def criteria(self, p: Groups, s: Shuffled) -> list[Criterion]:
        return [Criterion("shuffles", 1.0 if s.done >= ENOUGH else 0.3 * s.done / ENOUGH),
                rubric.number("p", s.p_value, p.p(s.done), rel=0.0, absolute=NEAR, weight=2,
                              says="The shuffles on both shaded sides, divided by all of them.")]

    def praise(self, p: Groups, s: Shuffled) -> str:
        every = "" if p.exact is None else f", and {p.exact:.3f} over all ways to deal the labels"
        return f"p = {p.p(s.done):.3f} after {s.done} shuffles{every}."

    def solution(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, wanted=MOST, done=MOST, p_value=round(p.p(MOST), 3))

    def code(self, p: Groups, s: Shuffled) -> str:
        return f"""import numpy as np

values, first = np.array({p.values.tolist()}), {p.first}
gap = lambda v: v[:first].mean() - v[first:].mean()
random = np.random.RandomState({p.seed})
gaps = np.array([gap(random.permutation(values)) for _ in range({s.done})])
d = abs(gap(values)) * (1 - 1e-9)          # a tie counts, however it was rounded
print(f'yours {{gap(values):+.2f}}')
print('shuffles', len(gaps))
print('below −d', int((gaps <= -d).sum()))
print('above d', int((gaps >= d).sum()))
"""
