"""Two prices, a threshold, and what 569 decisions cost."""

from dataclasses import replace

from tutor.api import (Axis, Chart, Criterion, Exercise, Line, Metric, Misconception, Note, OwnTable, Points,
                       Prediction, Rule, View, costs, rubric, wrong_value)

from .cases import GRID, Cases, Policy, cases, near


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 0.003


class Threshold(Exercise[Cases, Policy]):
    """Set the price, then find the cheapest threshold."""

    untouched = "First set what a missed case costs."
    predictions = (
        Prediction("A missed tumour becomes dearer. Where does the cheapest threshold go?",
                   ("down: act sooner", "up: act later", "it stays at one half"), 0, see="miss", steps=14,
                   why="The dearer a miss, the less likely a case has to be before it pays to act."),
    )
    misconceptions = (
        wrong_value("one half is the natural threshold", "t", lambda p: 0.5, lambda p, s:
                    f"At 0.5 both errors would have to cost the same. Here {costs.counts(p.yes, p.p, 0.5)[0]} tumours "
                    f"are missed, and the cost is {p.cost(0.5, p.price):.0f} where {p.best:.0f} would do.",
                    score=None, within=0.001),
        Misconception("higher accuracy is cheaper", lambda p, s: _same(s.t, p.most_accurate) and s.t != 0.5,
                      lambda p, s: f"This is the most accurate threshold: {costs.accuracy(p.yes, p.p, s.t):.1%} are "
                      f"right. But accuracy counts a miss like a false alarm, and it costs {p.price} times as much.",
                      lambda p: {"t": p.most_accurate} if p.most_accurate != 0.5 else None),
        Misconception("the prices the wrong way round", lambda p, s: s.t > 0.6 and not _same(s.t, p.most_accurate),
                      lambda p, s: f"So high a threshold saves false alarms, which are the cheap error: "
                      f"{costs.counts(p.yes, p.p, s.t)[0]} tumours are missed.", lambda p: {"t": near(1 - p.rule)}),
        Misconception("act on everyone, to be safe", lambda p, s: s.t <= 0.01 and p.left(s.t) > 0.03, lambda p, s:
                      f"{costs.counts(p.yes, p.p, s.t)[1]} benign samples raise an alarm. That costs "
                      f"{p.cost(s.t, p.price):.0f}; a little higher up it is cheaper.", lambda p: {"t": 0.005}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Cases:
        return cases(seed)

    def view(self, p: Cases, s: Policy) -> View:
        never, always = costs.trivial(p.yes, s.miss, 1)
        missed, alarms = costs.counts(p.yes, p.p, s.t)
        now = p.cost(s.t, s.miss)
        high = 1.25 * float(max(min(never, always), now))
        rules = [Rule(y=y, label=label, tone="muted")
                 for y, label in ((never, "act on none"), (always, "act on all")) if y <= high]
        return View(
            Chart([Line(GRID, p.curve(s.miss), label="cost", tone="model"), *rules,
                   Points([s.t], [now], label="now", tone="accent")],
                  x=Axis("threshold", low=0, high=1), y=Axis("cost", low=0, high=high), title="cost of 569 decisions"),
            Note(f"The price of this clinic: a missed tumour costs as much as {p.price} false alarms.", tone="accent"),
            Metric("cost", now, format=".0f"), Metric("baseline", min(never, always), format=".0f"),
            Metric("missed", missed, format="d"), Metric("false alarms", alarms, format="d"),
            Metric("accuracy", 100 * costs.accuracy(p.yes, p.p, s.t), "%", format=".1f"),
        )

    def validate(self, p: Cases, s: Policy) -> str:
        told = f"In this clinic a missed tumour costs as much as {p.price} false alarms: set that price first."
        return "" if s.miss == p.price else told

    def criteria(self, p: Cases, s: Policy) -> list[Criterion]:
        cost = p.cost(s.t, s.miss)
        told = f"{cost:.0f}; {p.best:.0f} is possible, acting on all or none costs {p.baseline:.0f}"
        return [rubric.excess("cost", cost, best=p.best, baseline=p.baseline, note=told,
                              says="Too many tumours are still missed: act sooner." if s.t > p.rule
                              else "Too many false alarms still: act later.")]

    def praise(self, p: Cases, s: Policy) -> str:
        return (f"Cost {p.cost(s.t, s.miss):.0f}. The rule says {p.rule:.3f}, whatever the data. Accuracy is "
                f"{costs.accuracy(p.yes, p.p, s.t):.1%}; the best would be "
                f"{costs.accuracy(p.yes, p.p, p.most_accurate):.1%}, and cost {p.cost(p.most_accurate, p.price):.0f}.")

    def solution(self, p: Cases, s: Policy) -> Policy:
        return replace(s, miss=p.price, t=near(p.rule))

    def code(self, p: Cases, s: Policy) -> str:
        return f"""import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_breast_cancer(return_X_y=True)
yes = y == 0                                    # scikit-learn codes malignant as 0
rows = np.random.RandomState({p.seed}).permutation(len(y))
rows = rows[np.argsort(yes[rows], kind="stable")]
fold = np.empty(len(y), int)
fold[rows] = np.arange(len(y)) % 5              # each fold gets its share of both

prob = np.empty(len(y))
for each in range(5):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=20_000, tol=1e-8))
    model.fit(X[fold != each], yes[fold != each])
    prob[fold == each] = model.predict_proba(X[fold == each])[:, 1]

act = prob >= {s.t:.3f}
missed, alarms = np.sum(yes & ~act), np.sum(~yes & act)
print("cost", {s.miss} * missed + alarms, "missed", missed, "false alarms", alarms)
print(f"accuracy {{100 * np.mean(act == yes):.1f}}%")
print("baseline", min({s.miss} * yes.sum(), (~yes).sum()))
"""
