"""Call what standardising does to three kinds of model, then see all five scalers."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from tutor.api import (Axis, Bars, Chart, Criterion, Exercise, Line, Metric, Misconception, OwnData, OwnTable, Points,
                       Prediction, Tone, View, nice_limits, rubric, scaling)

from .problem import BETTER, GOES, KINDS, NONE, OPEN, SAME, STANDARD, Calls, Table, own, wine

CALLED = ("neighbours", "steps", "tree", "correlations")


def _wrong(p: Table, s: Calls, at: int) -> bool:
    return s.told[at] not in (OPEN, p.truths[at])


class Scale(Exercise[Table, Calls]):
    """Five scalers, two classifiers, gradient descent."""

    own_data = OwnData(x="", y="", target="category", rows=(50, 1_000))
    pass_at = 0.75
    untouched = "First make your four calls."
    predictions = (
        Prediction("One column runs to thousands, another from 0 to 2. Which rows are near each other, unscaled?",
                   ("those alike in most columns", "those alike in the first one"), 1,
                   evidence=lambda p, s: s.seen,
                   why="A distance adds up squares: a difference of 100 in one column outweighs all that the other "
                   "can do."),
    )
    misconceptions = (
        Misconception("trees need scaling", lambda p, s: _wrong(p, s, 2), lambda p, s:
                      f"The tree has {p.effect(NONE).tree.mean():.3f} before and {p.effect(STANDARD).tree.mean():.3f} "
                      "after: it asks “is x ≤ t?”, and the order of the values stays.",
                      lambda p: {"tree": BETTER, "descent": SAME}),
        Misconception("standardised is white", lambda p, s: _wrong(p, s, 3) and not _wrong(p, s, 2), lambda p, s:
                      f"The largest |r| is {p.effect(STANDARD).r:.2f} after standardising, as it was before: every "
                      "column gets a scale of its own, and r does not depend on scales.",
                      lambda p: {"r": GOES, "descent": SAME}),
        Misconception("units do not matter to distances", lambda p, s: _wrong(p, s, 0)
                      and not _wrong(p, s, 2) and not _wrong(p, s, 3), lambda p, s:
                      f"Neighbours go from {p.effect(NONE).knn.mean():.3f} to {p.effect(STANDARD).knn.mean():.3f}: "
                      "unscaled, the column with the largest numbers all but decides alone.",
                      lambda p: {"knn": SAME, "descent": SAME}),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Table:
        return wine(seed) if table is None else own(seed, table)

    def settle(self, p: Table, before: Calls, after: Calls) -> Calls:
        """The scalers are shown once all calls are made; the calls then stay."""
        if before.seen:
            return replace(before, kind=after.kind)
        return after if after.kind == NONE else replace(before, kind=after.kind, seen=True)

    def sealed(self, p: Table, s: Calls) -> bool:
        return s.seen

    def enabled_controls(self, p: Table, s: Calls) -> Collection[str] | None:
        if OPEN in s.told:
            return ["knn", "descent", "tree", "r"]
        return ["kind"] if s.seen else None

    def view(self, p: Table, s: Calls) -> View:
        two = p.X[:, p.pair]
        z = scaling.fit(two, KINDS[s.kind]).transform(two)
        told, ellipse = p.effect(s.kind), _ellipse(z)
        a, b = (p.names[j] for j in p.pair)
        seen = [kind for kind in KINDS if kind == s.kind or (s.kind != NONE and kind == NONE)]
        tones: tuple[Tone, ...] = ("data", "second", "third")
        x, y = nice_limits(z[:, 0], ellipse[:, 0]), nice_limits(z[:, 1], ellipse[:, 1])
        return View(
            Chart([*(Points(z[p.y == c, 0], z[p.y == c, 1], label=name, tone=tones[c])
                     for c, name in list(enumerate(p.classes))[:3]),
                   Line(ellipse[:, 0], ellipse[:, 1], label="covariance", tone="model")],
                  x=Axis(a, low=x[0], high=x[1]), y=Axis(b, low=y[0], high=y[1]), title=f"{s.kind}: two columns"),
            Chart([Bars([f"{what}, {kind}" for kind in seen for what in ("near", "tree")],
                        [float(each.mean()) for kind in seen for each in p.effect(kind)[:2]], label="accuracy",
                        tone="model")], y=Axis("", low=0, high=1), title="held-out accuracy", legend=False),
            Metric("neighbours", float(told.knn.mean()), format=".3f"), Metric("tree", float(told.tree.mean()),
                                                                              format=".3f"),
            Metric("steps", told.steps, format=",.0f"), Metric("largest |r|", told.r, format=".2f"),
        )

    def validate(self, p: Table, s: Calls) -> str:
        left = [name for name, told in zip(CALLED, s.told, strict=True) if told == OPEN]
        if left:
            return f"Still open: {', '.join(left)}."
        return "" if s.seen else "Now choose a scaling, and see."

    def criteria(self, p: Table, s: Calls) -> list[Criterion]:
        right = sum(told == truth for told, truth in zip(s.told, p.truths, strict=True))
        return [rubric.share("calls", right, 4, noun="calls right",
                             says=f"Steps go from {p.effect(NONE).steps:,.0f} to {p.effect(STANDARD).steps:,.0f}.")]

    def praise(self, p: Table, s: Calls) -> str:
        raw, scaled = p.effect(NONE), p.effect(STANDARD)
        return (f"Neighbours {raw.knn.mean():.3f} → {scaled.knn.mean():.3f}, steps {raw.steps:,.0f} → "
                f"{scaled.steps:,.0f}, tree {raw.tree.mean():.3f} → {scaled.tree.mean():.3f}, |r| {raw.r:.2f} → "
                f"{scaled.r:.2f}.")

    def solution(self, p: Table, s: Calls) -> Calls:
        knn, steps, tree, r = p.truths
        return replace(s, knn=knn, descent=steps, tree=tree, r=r, kind=STANDARD, seen=True)


def _ellipse(z: np.ndarray) -> np.ndarray:
    """Two standard deviations in every direction: (61, 2)."""
    turn = np.linspace(0, 2 * np.pi, 61)
    values, axes = scaling.principal_axes(z)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    out: np.ndarray = z.mean(axis=0) + 2 * (circle * np.sqrt(np.maximum(values, 0))) @ axes.T
    return out
