"""Search the least loss over (W, b) with fifteen evaluations, as one who sees no points and no line."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Criterion, Exercise, Misconception, OwnData, OwnTable, Prediction, View, action, nice, rubric

from .problem import MOST, Bowl, Found, bowl
from .view import picture, program


def fault(p: Bowl, s: Found) -> str:
    """How a search falls short: one number never moved, or the number in which the argmin so far is farther off."""
    at = p.least(s)
    if at is None or p.left_of(s) <= 0.01:
        return ""
    if len(s.seen) > 1:
        for number, name in enumerate("Wb"):
            if len({each[number] for each in s.seen}) == 1:
                return f"only {'b' if name == 'W' else 'W'}"
    off_W, off_b = ((place - best) / scale for place, best, scale in zip(
        at, (p.best.slope, p.mean[1]), p.scale, strict=True))
    return "W is off" if abs(off_W) > abs(off_b) else "b is off"


def _says(p: Bowl, s: Found) -> str:
    at, kind = p.least(s) or (s.W, s.b), fault(p, s)
    W, b = nice.written(at[0], p.steps[0]), nice.written(at[1], p.steps[1])
    more = MOST - len(s.seen)
    next_ = {
        "only W": f"b has stayed at {b} all along. Keep the best W, move b, and evaluate again.",
        "only b": f"W has stayed at {W} all along. Keep the best b, move W, and evaluate again.",
        "W is off": f"most of the rest is to be won along W: stay at b = {b}, and go to the bottom of that slice.",
        "b is off": f"most of the rest is to be won along b: stay at W = {W}, and go to the bottom of that slice.",
    }[kind]
    if more:
        return f"{next_[0].upper()}{next_[1:]} You have {more} left."
    return f"No evaluations left. {next_[0].upper()}{next_[1:]} Next time: three on one slice, then go to its bottom."


class Search(Exercise[Bowl, Found]):
    """Find the argmin of a loss that only answers when it is asked."""

    own_data = OwnData(x="number", y="number", rows=(50, 100_000))
    untouched = "Evaluate the loss somewhere first."
    predictions = (
        Prediction("b stays, and the loss was evaluated at three values of W. How many more does it take to know the "
                   "loss at every W of this slice?", ("none", "about ten", "one for each W"), truth=0,
                   evidence=lambda p, s: p.curve(s) is not None,
                   why="The slice is a parabola, and three points settle a parabola. It is drawn through yours; what "
                   "you evaluate next on this slice will lie on it."),
    )
    misconceptions = (
        Misconception("W alone decides", lambda p, s: fault(p, s) == "only W", _says,
                      lambda p: {"seen": ((p.first[0], p.first[1]), (p.nearest[0], p.first[1]))}),
        Misconception("b alone decides", lambda p, s: fault(p, s) == "only b", _says,
                      lambda p: {"seen": ((p.first[0], p.first[1]), (p.first[0], p.nearest[1]))}),
        Misconception("stopped before the bottom along W", lambda p, s: fault(p, s) == "W is off", _says,
                      lambda p: {"seen": (p.first, (p.nearest[0] + 0.4 * p.scale[0], p.nearest[1]))}),
        Misconception("stopped before the bottom along b", lambda p, s: fault(p, s) == "b is off", _says,
                      lambda p: {"seen": (p.first, (p.nearest[0], p.nearest[1] + 0.4 * p.scale[1]))}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Bowl:
        return bowl(seed, table)

    def start(self, p: Bowl) -> Found:
        return Found(*p.first)

    def settle(self, p: Bowl, before: Found, after: Found) -> Found:
        """The slice runs along the number that was moved last."""
        return replace(after, along="W" if after.W != before.W else "b" if after.b != before.b else after.along)

    @action("Evaluate", key="e")
    def evaluate(self, p: Bowl, s: Found) -> Found:
        """The loss here, for one of fifteen evaluations; a place that is known costs none."""
        if len(s.seen) >= MOST or (s.W, s.b) in s.seen:
            return s
        return replace(s, seen=(*s.seen, (s.W, s.b)))

    def sealed(self, p: Bowl, s: Found) -> int:
        """A loss that was told has cost its evaluation."""
        return len(s.seen)

    def enabled_controls(self, p: Bowl, s: Found) -> Collection[str] | None:
        return ["W", "b"] if len(s.seen) >= MOST else None

    def view(self, p: Bowl, s: Found) -> View:
        return picture(p, s)

    def code(self, p: Bowl, s: Found) -> str:
        return program(p, s)

    def validate(self, p: Bowl, s: Found) -> str:
        return "" if s.seen else self.untouched

    def criteria(self, p: Bowl, s: Found) -> list[Criterion]:
        """The argmin so far is the answer: what it leaves of the avoidable loss."""
        at = p.least(s)
        loss = p.baseline if at is None else p.sse(*at)
        return [rubric.excess("least loss found", loss, best=p.best.sse, baseline=p.baseline)]

    def praise(self, p: Bowl, s: Found) -> str:
        W, b = p.least(s) or p.first
        return (f"The argmin is about (W, b) = ({nice.written(W, p.steps[0])}, {nice.written(b, p.steps[1])}), the min "
                f"about {p.sse(W, b):.4g}, found with {len(s.seen)} evaluations. The contour shows the whole bowl.")

    def solution(self, p: Bowl, s: Found) -> Found:
        """The nearest place to the bottom, as the last evaluation."""
        W, b = p.nearest
        return replace(s, W=W, b=b, seen=(*s.seen[: MOST - 1], (W, b)))
