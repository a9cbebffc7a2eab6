"""The data with their bins, and the validation error of every cut that has been tried."""

import numpy as np

from tutor.api import Axis, Chart, Line, Metric, Note, Points, Rule, View, nice_limits, regression, source_code

from .problem import COUNT, FOLDS, MOST, STRATEGIES, WIDTH, Cut, Rows

DRAWN = 300
"""Most points that are drawn; errors count all."""


def picture(p: Rows, s: Cut) -> View:
    """Steps over the points; errors against the count; three numbers."""
    found = p.fit(s.k, s.strategy)
    every = -(-len(p.x) // DRAWN)
    ends = np.array([p.x.min(), p.x.max()])
    edges = np.concatenate([ends[:1], found.edges, ends[1:]])
    line = regression.line(p.x, p.y)
    errors = [p.rmse(k, how) for k, how in s.tried] + [p.rmse(s.k, s.strategy), p.line_rmse]
    layers = [Points(*_tried(p, s, WIDTH), label="width", tone="second"),
              Points(*_tried(p, s, COUNT), label="count", tone="third")]
    emptiest = int(found.counts.min())
    return View(
        Chart([Points(p.x[::every], p.y[::every], label="rows"),
               Line(ends, line.intercept + line.slope * ends, label="line", tone="muted"),
               Line(np.repeat(edges, 2)[1:-1], np.repeat(found.means, 2), label="bin means", tone="model")],
              x=Axis(p.names[0], low=float(ends[0]), high=float(ends[1])), y=Axis(p.names[1]), title="bins"),
        Chart([Rule(y=p.line_rmse, label="line", tone="muted"), *layers,
               Points([s.k], [p.rmse(s.k, s.strategy)], label="now", tone="accent")],
              x=Axis("bins", low=0, high=MOST, whole=True), y=Axis("RMSE", "", *nice_limits(errors)),
              title="validation error"),
        Metric("RMSE: training", p.train_rmse(s.k, s.strategy), format=".4g"),
        Metric("validation", p.rmse(s.k, s.strategy), format=".4g"),
        Metric("of a line", p.line_rmse, format=".4g"),
        Metric("fewest rows in a bin", emptiest, format="d"),
        Note("An empty bin answers with the mean of all rows.") if emptiest == 0 else None,
    )


def _tried(p: Rows, s: Cut, strategy: str) -> tuple[list[int], list[float]]:
    """Counts that were tried with a strategy, and their errors."""
    counts = [k for k, how in s.tried if how == strategy]
    return counts, [p.rmse(k, strategy) for k in counts]


def program(p: Rows, s: Cut) -> str:
    """The same cut in numpy: edges and means from training rows, and two errors."""
    quantiles = STRATEGIES[s.strategy] == "quantile"
    equal = "np.unique(np.quantile(x, np.linspace(0, 1, k + 1)))", "np.linspace(x.min(), x.max(), k + 1)"
    cut = equal[0] if quantiles else equal[1]
    if p.fresh is not None:
        data = f"""
def wave(seed, n):
    rs = np.random.RandomState(seed)
    x = rs.uniform(0, 1, n)
    return x, np.sin(2 * np.pi * x) + 0.3 * rs.randn(n)


x, y = wave({p.seed}, {len(p.x)})
"""
        folds, misses = f"x_new, y_new = wave({p.seed + 1000}, {len(p.fresh[0])})", "y_new - model(x, y, x_new)"
    else:
        data = f"\n{source_code(p.source, x=p.x, y=p.y)}"
        folds = f"""fold = np.empty(len(x), int)
fold[np.random.RandomState({p.seed % 2**32}).permutation(len(x))] = np.arange(len(x)) % {FOLDS}
splits = [(fold != each, fold == each) for each in range({FOLDS})]"""
        misses = "np.concatenate([y[test] - model(x[train], y[train], x[test]) for train, test in splits])"
    return f"""import numpy as np
{data}
k = {s.k}


def inner_edges(x):
    return {cut}[1:-1]


def predict(x, y, new):
    inner = inner_edges(x)
    bin_of = np.digitize(x, inner)
    rows = np.bincount(bin_of, minlength=len(inner) + 1)
    sums = np.bincount(bin_of, y, minlength=len(inner) + 1)
    means = np.where(rows > 0, sums / np.maximum(rows, 1), y.mean())
    return means[np.digitize(new, inner)]


def line(x, y, new):
    slope, intercept = np.polyfit(x, y, 1)
    return intercept + slope * new


{folds}
print(f"RMSE: training {{np.sqrt(np.mean((y - predict(x, y, x)) ** 2)):.4g}}")
for name, model in (("validation", predict), ("of a line", line)):
    misses = {misses}
    print(f"{{name}} {{np.sqrt(np.mean(misses ** 2)):.4g}}")
inner = inner_edges(x)
print("fewest rows in a bin", np.bincount(np.digitize(x, inner), minlength=len(inner) + 1).min())
"""
