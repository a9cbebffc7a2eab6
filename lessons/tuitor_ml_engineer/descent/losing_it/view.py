"""What a search over (W, b) looks like: the map of what was evaluated, the slice that is being searched, the count."""

import numpy as np

from tutor.api import (Axis, Chart, HeatMap, Line, Metric, Note, Points, Text, View, descent, nice, nice_limits,
                       source_code)

from .problem import MOST, Bowl, Found

NAMED = 5
"""Losses that are written on the map: the newest ones."""


def picture(p: Bowl, s: Found) -> View:
    """Map and slice; the contour is uncovered at the end."""
    over, at = p.uncovered(s), p.least(s)
    here = p.sse(s.W, s.b) if (s.W, s.b) in s.seen else None
    return View(
        _map(p, s, over),
        _slice(p, s),
        Metric("loss here", "?" if here is None else f"{here:.5g}"),
        Metric("least so far", "none" if at is None else f"{p.sse(*at):.5g}", best=p.best.sse if over else None),
        Metric("evaluations left", MOST - len(s.seen), format="d"),
        *([Note(f"Least at W = {_of(p, 0, at[0])}, b = {_of(p, 1, at[1])}: the argmin so far.")] if at else []),
    )


def _of(p: Bowl, number: int, value: float) -> str:
    return nice.written(value, p.steps[number])


def _map(p: Bowl, s: Found, over: bool) -> Chart:
    (w0, w1, _), (b0, b1, _) = p.W_range, p.b_range
    at, seen = p.least(s), np.array(s.seen).reshape(-1, 2)
    ground = []
    if over:
        surface = descent.surface(np.linspace(w0, w1, 40), np.linspace(b0, b1, 30), p.x, p.y)
        ground = [HeatMap(surface, (w0, w1), (b0, b1), contours=6, log=True, label="loss")]
    texts = [Text(W, b, f"{p.sse(W, b):.3g}", tone="muted") for W, b in s.seen[-NAMED:]] if not over else []
    return Chart(
        [*ground, Points(seen[:, 0], seen[:, 1], label="evaluated"), *texts,
         Points([s.W], [s.b], label="here", tone="accent"),
         *([Points([at[0]], [at[1]], label="least so far", tone="good")] if at else [])],
        x=Axis("W", low=w0, high=w1), y=Axis("b", low=b0, high=b1), title="map of (W, b)", share=0.55)


def _slice(p: Bowl, s: Found) -> Chart:
    (values, found), curve = p.slice(s), p.curve(s)
    low, high, _ = p.W_range if s.along == "W" else p.b_range
    stays = f"b = {_of(p, 1, s.b)}" if s.along == "W" else f"W = {_of(p, 0, s.W)}"
    across, through = np.linspace(low, high, 60), []
    if curve is not None:
        through = [Line(across, curve.at(across), label="parabola", tone="model")]
    return Chart([*through, Points(values, found, label="evaluated")],
                 x=Axis(s.along, low=low, high=high), y=Axis("loss", low=0, high=nice_limits(0.0, found)[1]),
                 title=f"slice at {stays}", share=0.45)


def program(p: Bowl, s: Found) -> str:
    """The same evaluations in NumPy, and the one that is least."""
    return f"""import numpy as np

{source_code(p.source, x=p.x if p.source is None else p.x + p.middle, y=p.y)}x = x - x.mean()
seen = {[(float(W), float(b)) for W, b in s.seen]}


def loss(W, b):
    return np.sum((y - (W * x + b)) ** 2)


here = ({s.W:.12g}, {s.b:.12g})
print("loss here", f"{{loss(*here):.5g}}" if here in seen else "?")
print("least so far", f"{{min(loss(*at) for at in seen):.5g}}" if seen else "none")
print("evaluations left", {MOST} - len(seen))
W, b = np.polyfit(x, y, 1)          # least squares: the argmin, without a search
print(f"best possible {{loss(W, b):.5g}} at W = {{W:.4g}}, b = {{b:.4g}}")
"""
