"""What a model of several inputs looks like: predicted against actual, the residuals, a weight for each input."""

from math import ceil

import numpy as np

from tutor.api import Axis, Chart, Line, Metric, Note, Points, Rule, Table, View, nice_limits

from .problem import Model, Rows

DRAWN = 400
"""Most points that are drawn; R² counts all."""


def picture(p: Rows, s: Model) -> View:
    """Two clouds of the fitted rows, the two R², and the table whose rows are taken in and out."""
    weights, told = p.model(s.inputs)
    every = ceil(p.fitted / DRAWN)
    y, said = p.y[: p.fitted : every], told[: p.fitted : every]
    low, high = nice_limits(p.y[: p.fitted])
    reach = 1.1 * float(np.abs(p.y - p.y[: p.fitted].mean()).max())
    across = Axis(f"predicted {p.output}", low=low, high=high)
    used = dict(zip(sorted(s.inputs), weights, strict=True))
    rows = [(name, *p.alone[i], used.get(i)) for i, name in enumerate(p.names)]
    full = len(s.inputs) >= p.free and s.call is None and not s.opened
    return View(
        Chart([Line((low, high), (low, high), label="ŷ = y", tone="good"), Points(said, y, label="rows")],
              x=across, y=Axis("actual", low=low, high=high), title="predicted against actual"),
        Chart([Rule(y=0, label="no miss", tone="good"), Points(said, y - said, label="residuals", tone="error")],
              x=across, y=Axis("y − ŷ", low=-reach, high=reach), title="residuals"),
        Metric(f"R² on the {p.fitted} fitted rows", p.r2(s.inputs), format=".3f"),
        Metric(f"on {len(p.y) - p.fitted} held out", p.held_out(s.inputs), format=".3f"),
        Note(f"{p.free} are in. Call the R² of all {len(p.all)} before you add another.", "accent") if full else None,
        Table(("input", "R² alone", "W alone", "W in the model"), rows, control="inputs", height=4,
              formats=("", ".3f", ".4g", ".4g")),
    )


def program(p: Rows, s: Model) -> str:
    """The same model in NumPy, printing both R²."""
    if p.source is None:
        table = "from sklearn.datasets import load_diabetes\n\ntable = load_diabetes(as_frame=True, scaled=False).frame"
        output = "target"
    else:
        table, output = f"\n{p.source.code}", p.output
    names = [p.names[i] for i in sorted(s.inputs)]
    return f"""import numpy as np
{table}

order = np.random.RandomState({p.seed % 2**32}).permutation(len(table))
X, y = table[{names}].to_numpy(float)[order], table[{output!r}].to_numpy(float)[order]
fitted = {p.fitted}

ones = np.ones((len(X), 1))
theta = np.linalg.lstsq(np.hstack([X, ones])[:fitted], y[:fitted], rcond=None)[0]
told = X @ theta[:-1] + theta[-1]
for rows in (slice(None, fitted), slice(fitted, None)):
    left = np.sum((y[rows] - told[rows]) ** 2)
    print(f"R2 {{1 - left / np.sum((y[rows] - y[rows].mean()) ** 2):.3f}}")
"""
