"""A permutation test, one shuffle at a time or a thousand."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import comb
from typing import Annotated

import numpy as np

from tutor.api import (Axis, Chart, Criterion, DataError, Exercise, Frames, Histogram, Metric, Misconception, Note, Number,
                       OwnData, OwnTable, Points, Prediction, Region, Rule, Slider, View, action, rubric, wrong_value)

MOST, ENOUGH, NEAR = 2000, 500, 0.005


@dataclass(frozen=True)
class Shuffled:
    """How many shuffles are wanted and done, and the p-value that the learner reads off."""

    wanted: Annotated[int, Slider(100, MOST, step=100, label="shuffles to run")] = 500
    answer: Annotated[float | None, Number(label="your p-value", low=0, high=1)] = None
    done: int = 0


@dataclass(frozen=True)
class Groups:
    """The values of A (the first `first`) and of B, and the seed of the shuffles."""

    values: np.ndarray
    first: int
    seed: int
    names: tuple[str, str] = ("A", "B")
    unit: str = "s"

    def gap(self, values: np.ndarray) -> float:
        """Mean of A minus mean of B."""
        return float(values[: self.first].mean() - values[self.first :].mean())

    @cached_property
    def observed(self) -> float:
        return self.gap(self.values)

    @cached_property
    def shuffles(self) -> np.ndarray:
        return self.shuffled(MOST)

    def shuffled(self, n: int) -> np.ndarray:
        """Differences of n shuffles."""
        random = np.random.RandomState(self.seed)
        return np.array([self.gap(random.permutation(self.values)) for _ in range(n)])

    def extreme(self, gaps: np.ndarray) -> np.ndarray:
        return np.abs(gaps) >= abs(self.observed) - 1e-9

    @cached_property
    def exact(self) -> float:
        """The p-value over all ways to deal the labels where they can be counted, else over 20,000 shuffles."""
        size = len(self.values)
        if comb(size, self.first) > 20_000:
            return (1 + float(self.extreme(self.shuffled(20_000)).sum())) / 20_001
        total, rest = self.values.sum(), size - self.first
        sums = np.array([self.values[list(at)].sum() for at in combinations(range(size), self.first)])
        return float(self.extreme(sums / self.first - (total - sums) / rest).mean())

    @property
    def middle(self) -> int:
        """Where the middle of the shuffles lies: 1 near 0, 2 elsewhere."""
        return 1 if abs(float(np.median(self.shuffles))) < 0.25 * self.shuffles.std() else 2

    def p(self, done: int) -> float:
        return (1 + int(self.extreme(self.shuffles[:done]).sum())) / (1 + done)


def groups(seed: int, table: OwnTable | None) -> Groups:
    random = np.random.RandomState(seed)
    if table is None:
        while True:
            slow, fast = random.normal(2.0, 0.3, 6), random.normal(1.75, 0.3, 6)
            found = Groups(np.round(np.concatenate([slow, fast]), 2), 6, int(random.randint(2**31 - 1)))
            if 0.03 <= found.exact <= 0.3:
                return found
    labels, values = [str(label) for label in table["x"]], np.array(table["y"], float)
    names = sorted(set(labels))
    if len(names) != 2:
        raise DataError(f"The label column has {len(names)} values. Choose a column with just two.")
    of_a = np.array([label == names[0] for label in labels])
    joined = np.concatenate([values[of_a], values[~of_a]])
    return Groups(joined, int(of_a.sum()), int(random.randint(2**31 - 1)), (names[0], names[1]), "")


class Shuffle(Exercise[Groups, Shuffled]):
    """Two small groups, and all the ways in which luck could have dealt them."""

    own_data = OwnData(x="any", y="number", rows=(6, 5000))
    predictions = (
        Prediction("Shuffle the labels a thousand times. Where will the middle of the shuffled differences be?",
                   ("at your difference", "near 0", "anywhere"), truth="middle", see="many",
                   why="A shuffled label knows nothing, so A and B differ by luck only: as often up as down."),
    )
    misconceptions = (
        Misconception("too few", lambda p, s: s.done < ENOUGH, lambda p, s: f"{s.done} shuffles are too few: p still jumps. "
                      f"Take {ENOUGH}.", lambda p: {"done": 20, "answer": None}, score=0.3),
        wrong_value("one tail", "answer", lambda p: p.p(MOST) / 2, "You counted one tail only. −d is as extreme as d.", within=0.02),
        wrong_value("complement", "answer", lambda p: 1 - p.p(MOST), "That is the share of the others, 1 − p.", score=0.3,
                    within=0.002),
        Misconception("p can be zero", lambda p, s: s.answer == 0, "p is never 0: your own table is one of the ways.",
                      lambda p: {"answer": 0.0}, score=0.2),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Groups:
        return groups(seed, table)

    def enabled_controls(self, p: Groups, s: Shuffled) -> Collection[str] | None:
        return ["wanted", "one", "many"] if s.done == 0 else None

    @action("Shuffle once", key="s")
    def one(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, done=min(s.done + 1, MOST))

    @action("Run", key="r")
    def many(self, p: Groups, s: Shuffled) -> Frames[Shuffled]:
        while s.done < s.wanted:
            s = replace(s, done=min(s.done + 10, s.wanted))
            yield s

    @action("Empty", key="e")
    def empty(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, done=0)

    def view(self, p: Groups, s: Shuffled) -> View:
        gaps, d = p.shuffles[: s.done], abs(p.observed)
        reach = 1.1 * max(d, float(np.abs(p.shuffles).max()))
        layers = [Region(x0=d, label="as extreme", tone="muted"), Region(x1=-d, tone="muted")]
        if s.done:
            layers += [Histogram(gaps, bins=list(np.linspace(-reach, reach, 32)), label="shuffled"),
                       Points([gaps[-1]], [0], label="last", tone="accent")]
        a, b = p.names
        return View(
            Chart([*layers, Rule(x=p.observed, label="yours", tone="bad")], x=Axis(f"mean {a} − mean {b}", p.unit, -reach, reach),
                  y=Axis("shuffles", low=0, high=8 + 0.2 * s.done, whole=True)),
            Metric("observed", p.observed, unit=p.unit, format="+.2f"),
            Metric("shuffles", s.done, format="d"),
            Metric("as extreme", int(p.extreme(gaps).sum()) if s.done else 0, format="d"),
            Note("Nothing shuffled yet." if not s.done else "Shaded: at least as far from 0 as yours."),
        )

    def validate(self, p: Groups, s: Shuffled) -> str:
        if s.done == 0:
            return "Shuffle first: s once, r many times."
        return "Type the p-value that you read off." if s.answer is None and s.done >= ENOUGH else ""

    def criteria(self, p: Groups, s: Shuffled) -> list[Criterion]:
        return [rubric.number("p", s.answer, p.p(s.done), rel=0.0, absolute=NEAR, says="Shaded shuffles, divided by all shuffles.")]

    def praise(self, p: Groups, s: Shuffled) -> str:
        return f"{p.p(s.done):.3f}, and over all ways to deal the labels it is {p.exact:.3f}."

    def solution(self, p: Groups, s: Shuffled) -> Shuffled:
        return replace(s, wanted=MOST, done=MOST, answer=round(p.p(MOST), 3))

    def code(self, p: Groups, s: Shuffled) -> str:
        return f"""import numpy as np

values, first = np.array({p.values.tolist()}), {p.first}
gap = lambda v: v[:first].mean() - v[first:].mean()
random = np.random.RandomState({p.seed})
gaps = np.array([gap(random.permutation(values)) for _ in range({s.done})])
observed = gap(values)
print(f'observed {{observed:+.2f}}')
print('shuffles', len(gaps))
print('as extreme', int((np.abs(gaps) >= abs(observed) - 1e-9).sum()))
"""
