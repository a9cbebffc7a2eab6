"""What fitting a line looks like: the points with their residuals, and the loss of each try."""

from math import ceil

import numpy as np

from tutor.api import Axis, Chart, Formula, Line, Metric, Note, Points, Rule, Segments, View, nice, nice_limits

from .problem import SCHOOL, Cloud, Fit

DRAWN = 400
"""Most points that are drawn; the loss counts all."""


def picture(p: Cloud, fit: Fit) -> View:
    """Points, line, residuals; the trace of tries; the equation and the loss with their numbers."""
    every = ceil(len(p.x) / DRAWN)
    x, y, ends = p.x[::every], p.y[::every], np.array(nice_limits(p.x))
    low, high = nice_limits(p.y)
    names = [f"{name}, from {at:.15g}" if at else name for name, at in zip(p.names, p.origin, strict=True)]
    # In stretches: an axis that grew with each try would have to be drawn anew with each.
    last = next((end for end in (10, 20, 40, 80) if len(fit.tries) <= end), 120)
    letter, sign = ("m" if fit.letters == SCHOOL else "W"), ("+" if fit.b >= 0 else "-")
    m, b = nice.written(fit.m, p.m_range[2]), nice.written(abs(fit.b), p.b_range[2])
    return View(
        Chart([Segments(x, y, x, fit.m * x + fit.b, label="residuals", tone="error"),
               Line(ends, fit.m * ends + fit.b, label="your line", tone="model"),
               Points(x, y, label="points", tone="data")],
              x=Axis(names[0], low=ends[0], high=ends[1]), y=Axis(names[1], low=low, high=high), share=0.66),
        Chart([Line(range(len(fit.tries)), fit.tries, label="your tries", tone="model"),
               Rule(y=p.best.sse, label="best possible", tone="good")],
              x=Axis("try", low=0, high=last, whole=True),
              y=Axis("loss", low=max(p.best.sse, 1e-4 * p.baseline) / 2, high=50 * p.baseline, log=True),
              title="loss of each try", share=0.34),
        Formula(rf"\hat y = {letter} \cdot x + b", rf"\hat y = {m} \cdot x {sign} {b}"),
        Metric("loss Σ(y−ŷ)²", p.loss(fit), best=p.best.sse, format=".4g"),
        Metric("avoidable loss left", 100 * p.left(fit.m, fit.b), unit="%", goal=1, format=".1f"),
        Note(f"About {DRAWN} of {len(p.x):,} points are drawn; the loss counts all.") if every > 1 else None,
    )
