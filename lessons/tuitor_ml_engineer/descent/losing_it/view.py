"""What a search over (W, b) looks like: the map of what was evaluated, the slice that is being searched, the count."""

import numpy as np

from tutor.api import (Axis, Chart, HeatMap, Line, Metric, Note, Points, Rule, Text, View, descent, nice, nice_limits,
                       source_code)

from .problem import MOST, Bowl, Found

NAMED = 5
"""Losses that are written on the map: the newest ones."""


def picture(p: Bowl, s: Found) -> View:
    """The slice leads during the search; at its end the map does, with its contour uncovered."""
    over, at = p.uncovered(s), p.least(s)
    charts = [_slice(p, s), _map(p, s, over)]
    return View(
        *(reversed(charts) if over else charts),
        Metric("loss here", written(p.sse(s.W, s.b)) if (s.W, s.b) in s.seen else "?"),
        Metric("least so far", written(p.sse(*at)) if at else "none"),
        Metric("evaluations left", MOST - len(s.seen), format="d"),
        Note(f"Least at W = {_of(p, 0, at[0])}, b = {_of(p, 1, at[1])}: the argmin so far.") if at else None,
    )


def written(loss: float) -> str:
    """A loss with four figures, and an exponent only where it is huge or tiny."""
    rounded = float(f"{loss:.4g}")
    return f"{rounded:.12g}" if 1e-3 <= rounded < 1e9 else f"{rounded:g}"


def _of(p: Bowl, number: int, value: float) -> str:
    return nice.written(value, p.steps[number])


def _map(p: Bowl, s: Found, over: bool) -> Chart:
    (w0, w1, _), (b0, b1, _) = p.W_range, p.b_range
    at, seen = p.least(s), np.array(s.seen).reshape(-1, 2)
    ground: list[HeatMap | Text] = [Text(W, b, written(p.sse(W, b)), tone="muted") for W, b in s.seen[-NAMED:]]
    if over:
        surface = descent.surface(np.linspace(w0, w1, 40), np.linspace(b0, b1, 30), p.x, p.y)
        ground = [HeatMap(surface, (w0, w1), (b0, b1), contours=6, log=True, label="loss")]
    return Chart(
        [*ground, Points(seen[:, 0], seen[:, 1], label="evaluated"),
         Points([s.W], [s.b], label="here", tone="accent"),
         *([Points([at[0]], [at[1]], label="least so far", tone="good")] if at else [])],
        x=Axis("W", low=w0, high=w1), y=Axis("b", low=b0, high=b1), title="map of (W, b)", share=0.5)


def _slice(p: Bowl, s: Found) -> Chart:
    (values, found), curve = p.slice(s), p.curve(s)
    low, high, _ = p.W_range if s.along == "W" else p.b_range
    stays, here = (f"b = {_of(p, 1, s.b)}", s.W) if s.along == "W" else (f"W = {_of(p, 0, s.W)}", s.b)
    across, through = np.linspace(low, high, 60), []
    heights = nice_limits(0.0, found if len(found) else [p.sse(*at) for at in s.seen] or [1.0])
    if curve is not None:
        through = [Line(across, curve.at(across), label="parabola", tone="model")]
        heights = nice_limits(curve.at(across))
    return Chart([*through, Rule(x=here, label="here", tone="accent"), Points(values, found, label="evaluated")],
                 x=Axis(s.along, low=low, high=high), y=Axis("loss", low=heights[0], high=heights[1]),
                 title=f"slice at {stays}", share=0.5)


def program(p: Bowl, s: Found) -> str:
    """The same evaluations in NumPy, and the one that is least."""
    return f"""import numpy as np

{source_code(p.source, x=p.x if p.source is None else p.x + p.middle, y=p.y)}x = x - x.mean()
seen = {[(float(W), float(b)) for W, b in s.seen]}


def loss(W, b):
    return np.sum((y - (W * x + b)) ** 2)


here = ({s.W:.12g}, {s.b:.12g})
def written(value):
    value = float(f"{{value:.4g}}")
    return f"{{value:.12g}}" if 1e-3 <= value < 1e9 else f"{{value:g}}"


print("loss here", written(loss(*here)) if here in seen else "?")
print("least so far", written(min(loss(*at) for at in seen)) if seen else "none")
print("evaluations left", {MOST} - len(seen))
W, b = np.polyfit(x, y, 1)          # least squares: the argmin, without a search
print(f"best possible {{loss(W, b):.5g}} at W = {{W:.4g}}, b = {{b:.4g}}")
"""
