"""What gradient descent looks like: the way on the contour, the loss, and the factor of a step in each direction."""

import numpy as np

from tutor.api import (Axis, Bars, Chart, Formula, HeatMap, Line, Metric, Note, Path, Points, Region, View, descent,
                       source_code)

from .problem import Landscape, Walk

SHOWN = 400
"""Most steps of a path that a chart is given; they are thinned evenly, first and last kept."""


def picture(p: Landscape, walk: Walk) -> View:
    """Contour, loss and factors; the step as a formula; where the walk stands."""
    ground, path = p.ground(walk.scaled), p.path(walk.scaled, walk.runs)
    losses = descent.losses(path, ground.x, p.y)
    keep = np.unique(np.linspace(0, len(path) - 1, min(len(path), SHOWN)).round().astype(int))
    reach = 1.25 * np.abs(ground.start - ground.best)
    low, high = ground.best - reach, ground.best + reach
    surface = descent.surface(np.linspace(low[0], high[0], 40), np.linspace(low[1], high[1], 30), ground.x, p.y)
    at, gradient = path[-1], descent.gradient(path[-1], ground.x, p.y)
    numbers = f"{at[0]:.4g} - {walk.eta:.4g} \\cdot ({gradient[0]:.4g}) = {at[0] - walk.eta * gradient[0]:.4g}"
    grows = not losses[-1] <= losses[0]
    return View(
        Chart([HeatMap(surface, (low[0], high[0]), (low[1], high[1]), contours=6, log=True, label="loss"),
               Path(path[keep, 0], path[keep, 1], label="the way", tone="model"),
               Points([ground.best[0]], [ground.best[1]], label="bottom", tone="good")],
              x=Axis("W of standardised x" if walk.scaled else "W", low=low[0], high=high[0]),
              y=Axis("b", low=low[1], high=high[1]), title="the way down", share=0.36),
        Chart([Line(keep, np.maximum(100 * (losses[keep] - p.best.sse) / p.avoidable, 1e-10),
                    label="avoidable loss left", tone="model")],
              x=Axis("step", low=0, high=max(10, len(losses) - 1), whole=True),
              y=Axis("left", "%", low=1e-4, high=1e8, log=True), title="avoidable loss", share=0.34, legend=False),
        Chart([Region(y0=-1, y1=1, label="shrinks", tone="good"),
               Bars(["flat", "steep"], descent.factors(ground.H, walk.eta), label="1 − ηλ", tone="model")],
              x=Axis("direction"), y=Axis("1 − ηλ", low=-1.6, high=1.6), title="factor of a step", share=0.30),
        Formula(r"W \leftarrow W - \eta \cdot \partial L / \partial W", rf"W \leftarrow {numbers}"),
        Metric("step", walk.steps, format="d"),
        Metric("loss", float(losses[-1]), best=p.best.sse, format=".6g"),
        Metric("avoidable loss left", round(100 * p.left_of(walk), 5), unit="%", format=".2g"),
        Note("The loss grows: each step lands farther from the bottom than it began.", tone="error") if grows else None,
    )


def program(p: Landscape, walk: Walk) -> str:
    """The same walk as a loop in NumPy, printing what the metrics show."""
    same = ("W, b = W * x.std(), W * x.mean() + b    # the same line\n"
            "x = (x - x.mean()) / x.std()            # standardise\n")
    return f"""import numpy as np

{source_code(p.source, x=p.x, y=p.y)}W, b = {float(p.first[0])!r}, {float(p.first[1])!r}
{same if walk.scaled else ""}
for eta, steps in {[(float(eta), count) for eta, count in walk.runs]}:
    for _ in range(steps):
        residual = W * x + b - y
        dW, db = 2 * np.sum(residual * x), 2 * np.sum(residual)
        W, b = W - eta * dW, b - eta * db

loss = np.sum((W * x + b - y) ** 2)
best = np.sum((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)
flat = np.sum((y - y.mean()) ** 2)
print("step {walk.steps}")
print(f"loss {{loss:.6g}}, best {{best:.6g}}")
print(f"avoidable loss left {{round(100 * abs(loss - best) / (flat - best), 5):.2g}}%")
"""
