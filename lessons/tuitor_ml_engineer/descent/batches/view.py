"""What a race looks like: five walks as a band, the same steps without noise as a line, and the goal."""

import numpy as np

from tutor.api import Axis, Band, Chart, Line, Metric, Note, Region, Rule, View

from .problem import MOST_ROWS, TICKS, WALKS, Runner, Track

LEAST = 1e-9
"""Per cent above the optimum that stands for none, as a logarithmic axis has no 0."""


def picture(p: Track, s: Runner) -> View:
    """The walks up to now and their band, the way without noise, and how many are within the goal."""
    if s.at:
        far, exact = (each[: s.at + 1] for each in (p.above(s.batch, s.eta), p.exact(s.batch, s.eta)))
    else:
        far, exact = np.full((1, WALKS), p.first), np.array([p.first])
    far, exact = np.maximum(far, LEAST), np.maximum(exact, LEAST)
    epoch = np.arange(len(far)) * p.epochs / TICKS
    low, high = p.goal / 20, 3 * max(p.constant, p.first)
    inside = int((far[-1] <= p.goal).sum())
    return View(
        Chart([Region(y1=p.goal, label="goal", tone="good"),
               Rule(y=p.constant, label="constant", tone="muted"),
               Band(epoch, far.min(axis=1), np.minimum(far.max(axis=1), 10 * high), label="five walks", tone="model"),
               Line(epoch, exact, label="no noise", tone="second"),
               *(Line(epoch, np.minimum(walk, 10 * high), tone="model") for walk in far.T)],
              x=Axis("epoch", low=0, high=p.epochs), y=Axis("above optimum", "%", low=low, high=high, log=True)),
        Metric("steps", p.steps(s.batch, s.at), format="d"),
        Metric("worst walk", float(far[-1].max()), unit="% above", goal=p.goal, format=".3g"),
        Metric("inside", f"{inside} of {WALKS}"),
        Note("So far (B, η, inside): " + " · ".join(f"{b}, {eta:.3g}, {n}" for b, eta, n in s.ran)) if s.ran else None,
    )


def program(p: Track, s: Runner) -> str:
    """The same walks in NumPy, printing what the metrics show."""
    if p.source is None:
        read = """from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
start = np.zeros(X.shape[1] + 1)"""
    else:
        read = f"""
{p.source.code}
order = np.random.RandomState({p.seed % 2**32}).permutation(len(table))[:{MOST_ROWS}]
X, y = table[{list(p.inputs)}].to_numpy(float)[order], table[{dict(p.source.roles)["y"]!r}].to_numpy(float)[order]
start = np.append(np.zeros(X.shape[1]), y.mean() - 2 * y.std())"""
    return f"""import numpy as np
{read}
A = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(len(X))])
best = np.mean((A @ np.linalg.lstsq(A, y, rcond=None)[0] - y) ** 2)
B, eta, steps = {s.batch}, {s.eta!r}, {p.steps(s.batch, s.at)}

above = []
for seed in {p.seeds}:
    random, theta, left = np.random.RandomState(seed), start, steps
    while left:
        order = random.permutation(len(A))
        for first in range(0, len(A), B)[:left]:
            rows = order[first : first + B]
            theta = theta - eta * 2 * A[rows].T @ (A[rows] @ theta - y[rows]) / len(rows)
            left -= 1
    above.append(100 * (np.mean((A @ theta - y) ** 2) / best - 1))

print(f"steps {{steps}}, worst walk {{max(above):.3g}}% above")
print(f"inside {p.goal:g}%: {{sum(each <= {p.goal!r} for each in above)}} of {WALKS}")
"""
