"""What gradient descent looks like: the way on the contour, the loss, and the factor of a step in each direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.api import (
    Axis,
    Bars,
    Chart,
    Formula,
    HeatMap,
    Line,
    Metric,
    Note,
    Path,
    Points,
    Region,
    View,
    ViewPart,
    descent,
)

if TYPE_CHECKING:
    from .exercise import Descend, Slope, Walk

SHOWN = 400
"""Most steps of a path that a chart is given; they are thinned evenly, first and last kept."""


def picture(exercise: Descend, state: Walk) -> View:
    """Contour, loss and factors; the step as a formula; where the walk stands."""
    slope = exercise.slope(state)
    path = exercise.path(state.scaled, state.runs)
    losses = descent.losses(path, slope.x, exercise.y)
    parts: list[ViewPart] = [
        _contour(exercise, slope, path, state.scaled),
        _losses(exercise, losses),
        _factors(slope, state.eta),
        _formula(exercise, slope, path[-1], state.eta),
        Metric("step", state.steps, format="d"),
        Metric("loss", float(losses[-1]), best=exercise.best.sse, format=".6g"),
        Metric("avoidable loss left", round(exercise.left(state), 7), format=".2g"),
    ]
    if not losses[-1] <= losses[0]:
        parts.append(Note("The loss grows: the walk diverges. Each step lands farther from the bottom.", tone="error"))
    return View(*parts)


def _contour(exercise: Descend, slope: Slope, path: np.ndarray, scaled: bool) -> Chart:
    """The loss over (W, b) about the bottom, the start inside, with the way so far."""
    reach = 1.25 * np.abs(slope.start - slope.best)
    low, high = slope.best - reach, slope.best + reach
    W, b = np.linspace(low[0], high[0], 40), np.linspace(low[1], high[1], 30)
    surface = descent.surface(W, b, slope.x, exercise.y)
    thin = path[_thinned(len(path))]
    return Chart(
        [
            HeatMap(surface, (low[0], high[0]), (low[1], high[1]), contours=6, log=True, label="loss"),
            Path(thin[:, 0], thin[:, 1], label="the way", tone="model"),
            Points([slope.best[0]], [slope.best[1]], label="bottom", tone="good"),
        ],
        x=Axis("W of standardised x" if scaled else "W", low=low[0], high=high[0]),
        y=Axis("b", low=low[1], high=high[1]),
        share=0.36,
    )


def _losses(exercise: Descend, losses: np.ndarray) -> Chart:
    """The avoidable loss of each step so far, on a log axis."""
    keep = _thinned(len(losses))
    excess = np.maximum(losses - exercise.best.sse, 1e-12 * exercise.room)
    last = max(10, len(losses) - 1)
    return Chart(
        [Line(keep, excess[keep], label="loss − best", tone="model")],
        x=Axis("step", low=0, high=last),
        y=Axis("avoidable loss", low=1e-6 * exercise.room, high=1e6 * exercise.room, log=True),
        share=0.34,
        legend=False,
    )


def _factors(slope: Slope, eta: float) -> Chart:
    """1 − ηλ along both eigenvectors: inside the band a step shrinks the error, outside it grows."""
    factors = descent.factors(slope.H, eta)
    return Chart(
        [
            Region(y0=-1, y1=1, label="shrinks", tone="good"),
            Bars(["flat", "steep"], factors, label="1 − ηλ", tone="model"),
        ],
        x=Axis("direction"),
        y=Axis("1 − ηλ", low=-1.6, high=1.6),
        share=0.30,
        legend=False,
    )


def _formula(exercise: Descend, slope: Slope, at: np.ndarray, eta: float) -> Formula:
    """The step of W, with this moment's numbers."""
    gradient = descent.gradient(at, slope.x, exercise.y)
    after = at - eta * gradient
    numbers = rf"W \leftarrow {at[0]:.4g} - {eta:.4g} \cdot ({gradient[0]:.4g}) = {after[0]:.4g}"
    return Formula(r"W \leftarrow W - \eta \cdot \partial L / \partial W", numbers)


def _thinned(count: int) -> np.ndarray:
    """At most SHOWN indices of a path of `count`, the first and the last among them."""
    return np.unique(np.linspace(0, count - 1, min(count, SHOWN)).round().astype(int))


def program(exercise: Descend, state: Walk) -> str:
    """The same walk as a loop in NumPy, printing what the metrics show."""
    slope = exercise.slope(state)
    scale = "x = (x - x.mean()) / x.std()          # standardise\n" if state.scaled else ""
    return (
        f"import numpy as np\n{_table(exercise)}{scale}"
        f"W, b = {float(slope.start[0])!r}, {float(slope.start[1])!r}\n\n"
        f"for eta, steps in {[(float(eta), count) for eta, count in state.runs]}:\n"
        "    for _ in range(steps):\n"
        "        residual = W * x + b - y\n"
        "        dW, db = 2 * np.sum(residual * x), 2 * np.sum(residual)\n"
        "        W, b = W - eta * dW, b - eta * db\n\n"
        "loss = np.sum((W * x + b - y) ** 2)\n"
        "best = np.sum((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)\n"
        "flat = np.sum((y - y.mean()) ** 2)\n"
        f'print("step {state.steps}")\n'
        'print(f"loss {loss:.6g}, best {best:.6g}")\n'
        'print(f"avoidable loss left {abs(round((loss - best) / (flat - best), 7)):.2g}")\n'
    )


def _table(exercise: Descend) -> str:
    """The lines that give x and y."""
    if exercise.data is None:
        x, y = ([float(v) for v in each] for each in (exercise.x, exercise.y))
        return f"\nx = np.array({x})\ny = np.array({y})\n"
    x_name, y_name = exercise.data.roles["x"], exercise.data.roles["y"]
    read = f"table = pd.read_csv({exercise.data.name!r})\n"
    columns = f"x, y = table[{x_name!r}].to_numpy(float), table[{y_name!r}].to_numpy(float)\n"
    return f"import pandas as pd\n\n{read}{columns}"
