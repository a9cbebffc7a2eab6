"""Turn the noise of a near-copy: one panel explains, the other predicts."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, ErrorBars, Exercise, Metric, Misconception, Note, OwnTable, Prediction,
                       Rule, View, action, rubric)

from .problem import ASKED, OPEN, SAME, SCORE, TURNS, WEIGHT, WORSE, Calls, Copy, copy


def _wrong(p: Copy, s: Calls, side: int) -> int:
    """How many calls of the interval (side 0) or of R² (side 1) were wrong."""
    return sum(call[side] != truth[side] for call, truth in zip(s.made, p.truths, strict=False))


def _spread(p: Copy) -> str:
    halves, scores = [one.half for one in p.readings], [one.r2 for one in p.readings]
    return (f"Half the interval went from {min(halves):.2f} to {max(halves):.2f}, while R² moved by "
            f"{max(scores) - min(scores):.4f}.")


class Turning(Exercise[Copy, Calls]):
    """Call what each turn does to the interval of a weight and to held-out R²."""

    pass_at = 0.85
    untouched = "Turn first: r."
    predictions = (
        Prediction("You add a column: bmi with a little noise. What does it change?",
                   ("how sure the weight of bmi is", "how well new patients are predicted", "both", "neither"),
                   truth="hurt", see="turn",
                   why="Two columns that nearly agree can trade weight. The sum of their parts, and with it the "
                   "prediction, stays."),
    )
    misconceptions = (
        Misconception("a wide interval means bad predictions", lambda p, s: _wrong(p, s, 1) > 1,
                      lambda p, s: f"{_spread(p)} A prediction uses the sum of both parts, and that is well known.",
                      lambda p: {"made": tuple((width, WORSE) for width, _ in p.truths)}, criterion="calls"),
        Misconception("a copy costs nothing", lambda p, s: _wrong(p, s, 0) > 1 >= _wrong(p, s, 1),
                      lambda p, s: f"{_spread(p)} The nearer the copy, the less the data say about whose weight it is.",
                      lambda p: {"made": ((SAME, SAME),) * 4}, criterion="calls"),
        Misconception("one number answers both", lambda p, s: s.turns == TURNS and OPEN not in (s.doctor, s.clinic)
                      and (s.doctor, s.clinic) != (WEIGHT, SCORE),
                      "The doctor asks what bmi does, so the answer is its weight and how sure it is. The clinic "
                      "asks about the next patient, so it is an error on patients the fit has not seen.",
                      lambda p: {"doctor": SCORE, "clinic": WEIGHT}, score=0.0, criterion="who asks"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Copy:
        return copy(seed)

    @action("Turn", key="r")
    def turn(self, p: Copy, s: Calls) -> Calls:
        """The next setting, once both calls for it are made; the first needs none."""
        if s.turns == TURNS or (s.turns and OPEN in (s.interval, s.r2)):
            return s
        made = (*s.made, (s.interval, s.r2)) if s.turns else s.made
        return replace(s, turns=s.turns + 1, made=made, interval=OPEN, r2=OPEN)

    def enabled_controls(self, p: Copy, s: Calls) -> Collection[str] | None:
        if s.turns == 0:
            return ["turn"]
        return ["interval", "r2", "turn"] if s.turns < TURNS else ["doctor", "clinic"]

    def view(self, p: Copy, s: Calls) -> View:
        shown = p.readings[: s.turns + 1]
        at = list(range(len(shown)))
        now = shown[-1]
        across = Axis("turn", low=-0.5, high=TURNS + 0.5, whole=True)
        reach = 1.1 * max(abs(one.weight) + one.half for one in shown)
        noise = "no copy" if s.turns == 0 else f"noise {p.path[s.turns - 1][0]:g} sd"
        return View(
            Chart([Rule(y=0, label="0", tone="muted"),
                   ErrorBars(at, [one.weight for one in shown], [one.half for one in shown], label="weight of bmi")],
                  x=across, y=Axis("points per kg/m²", low=-reach, high=reach), title="explain: weight ± 95 %"),
            Chart([ErrorBars(at, [one.r2 for one in shown], [one.se for one in shown], label="held-out R²",
                             tone="model")], x=across, y=Axis("R²", low=0, high=0.8), title="predict: R² ± SE"),
            Metric("weight", now.weight, format=".2f"), Metric("half the interval", now.half, format=".2f"),
            Metric("held-out R²", now.r2, format=".4f"),
            Note(_next(p, s) if s.turns == TURNS else f"Turn {s.turns}/{TURNS}: {noise}. {_next(p, s)}", tone="accent"),
        )

    def validate(self, p: Copy, s: Calls) -> str:
        if s.turns < TURNS:
            return f"{TURNS - s.turns} turns to go: make both calls, then turn with r."
        return "Now say who needs which panel." if OPEN in (s.doctor, s.clinic) else ""

    def criteria(self, p: Copy, s: Calls) -> list[Criterion]:
        right = 2 * len(p.truths) - _wrong(p, s, 0) - _wrong(p, s, 1)
        asked = (s.doctor == WEIGHT) + (s.clinic == SCORE)
        return [rubric.share("calls", right, 2 * len(p.truths), weight=0.8, noun="calls right",
                             says="Before you call the next turn, read off both panels what the last one did."),
                rubric.share("who asks", asked, 2, weight=0.2, noun="matched")]

    def praise(self, p: Copy, s: Calls) -> str:
        return f"{_spread(p)} One fit, two questions."

    def solution(self, p: Copy, s: Calls) -> Calls:
        return replace(s, turns=TURNS, made=tuple(p.truths), interval=OPEN, r2=OPEN, doctor=WEIGHT, clinic=SCORE)

    def code(self, p: Copy, s: Calls) -> str:
        noise, seed = p.path[s.turns - 1] if s.turns else (0.0, 0)
        copied = f"""noise = np.random.RandomState({seed}).randn(len(y))
X = np.column_stack([X, X[:, {p.bmi}] + {noise:g} * X[:, {p.bmi}].std() * noise])""" if s.turns else ""
        return f"""import numpy as np
from scipy import stats
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
{copied}
A = np.column_stack([X, np.ones(len(y))])
theta = np.linalg.lstsq(A, y, rcond=None)[0]
free = len(y) - A.shape[1]
s2 = np.sum((y - A @ theta) ** 2) / free
se = np.sqrt(s2 * np.linalg.inv(A.T @ A)[{p.bmi}, {p.bmi}])
print(f"weight {{theta[{p.bmi}]:.2f}}, half the interval {{stats.t.ppf(0.975, free) * se:.2f}}")

fold = np.empty(len(y), int)
fold[np.random.RandomState({p.seed % 2**32}).permutation(len(y))] = np.arange(len(y)) % 10
scores = []
for each in range(10):
    train, test = fold != each, fold == each
    theta = np.linalg.lstsq(A[train], y[train], rcond=None)[0]
    left = np.sum((y[test] - A[test] @ theta) ** 2)
    scores.append(1 - left / np.sum((y[test] - y[test].mean()) ** 2))
print(f"held-out R2 {{np.mean(scores):.4f}}")
"""


def _next(p: Copy, s: Calls) -> str:
    """What comes next."""
    if s.turns == TURNS:
        return ASKED
    noise, before = p.path[s.turns][0], p.path[s.turns - 1][0] if s.turns else None
    what = "a new copy, same noise" if noise == before else f"noise {noise:g} sd"
    return f"Next: {what}."
