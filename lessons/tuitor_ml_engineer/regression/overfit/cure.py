"""Mend the curve: ridge, more rows, or still more freedom? Try each, and decide on the rows held out."""

from dataclasses import replace

from tutor.api import (Axis, Bars, Chart, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Points,
                       Prediction, View, first_of, forms, nice_limits, source_code)

from .patient import DEGREE, FREER, HELD, LAMBDAS, NOTHING, RIDGE, Patient, Tried, named, patients
from .problem import ACROSS


def _leaves(p: Patient, key: tuple[str, float]) -> str:
    """What a cure leaves on the rows held out."""
    return f"{named(key)} has {p.held_out(*key):.2g}"


IDEAS = first_of(
    Misconception("the lowest training error wins", lambda p, s: s.cure == FREER, lambda p, s:
                  "15 coefficients pass through 15 rows, so training is 0 and says nothing. Held out: "
                  f"{p.held_out(*s.key):.2g}.", lambda p: {"cure": FREER}),
    Misconception("it fits, so leave it", lambda p, s: s.cure == NOTHING, lambda p, s:
                  f"As it is, the curve has {p.held_out(*s.key):.2g} on the rows held out. {_leaves(p, p.best)}.",
                  lambda p: {"cure": NOTHING}),
    Misconception("more rows are always best", lambda p, s: s.cure == p.more, lambda p, s:
                  f"With {p.more} the {DEGREE + 1} coefficients still have much freedom: held out "
                  f"{p.held_out(*s.key):.2g}. {_leaves(p, p.best)}.", lambda p: None if p.many else {"cure": p.more}),
    Misconception("ridge replaces data", lambda p, s: p.best[0] != RIDGE, lambda p, s:
                  f"The best λ has {p.held_out(RIDGE, p.tuned):.2g}; {_leaves(p, p.best)}. Ridge holds back shape and "
                  "noise alike; rows average out the noise alone.",
                  lambda p: {"cure": RIDGE, "penalty": p.tuned} if p.many else None),
    Misconception("any λ will do", lambda p, s: s.penalty < p.tuned, lambda p, s:
                  f"At λ = {s.penalty:g} the curve still swings: held out {p.held_out(*s.key):.2g}. Pull harder.",
                  lambda p: None if p.many else {"penalty": LAMBDAS[0]}),
    Misconception("the more ridge the better", lambda p, s: True, lambda p, s:
                  f"At λ = {s.penalty:g} the shape is pulled flat too: fitted {p.training(*s.key):.2g}, held out "
                  f"{p.held_out(*s.key):.2g}.", lambda p: None if p.many else {"penalty": LAMBDAS[-1]}),
)
"""The lowest training error; nothing; rows or ridge where the other wins; a λ that is off."""


class Cure(Exercise[Patient, Tried]):
    """Mend a curve of degree 12, and judge by the rows held out."""

    untouched = "Try the cures first."
    predictions = (
        Prediction("A curve of degree 12 overfits 15 rows. What will help most on the rows held out?",
                   ("ridge, at its best λ", "the rows on offer", "two degrees more"), truth="winner",
                   evidence=lambda p, s: {cure for cure, _ in s.tried} == set(p.cures) and (RIDGE, p.tuned) in s.tried,
                   why="It depends on how many rows are on offer. Only held-out rows can tell."),
    )
    misconceptions = IDEAS

    def setup(self, seed: int, table: OwnTable | None) -> Patient:
        return forms.first(patients(seed), lambda each: each.clear)

    def settle(self, p: Patient, before: Tried, after: Tried) -> Tried:
        """What is on screen has been tried; who moves λ wants ridge."""
        if after.penalty != before.penalty:
            after = replace(after, cure=RIDGE)
        return after if after.key in after.tried else replace(after, tried=(*after.tried, after.key))

    def view(self, p: Patient, s: Tried) -> View:
        known = {cure for cure, _ in s.tried}
        keys = [(cure, s.penalty if cure == RIDGE else 0.0) for cure in p.cures]
        tried = [key for key in keys if key[0] in known]
        low, high = nice_limits(p.y, p.new_y)
        return View(
            Chart([Line(ACROSS, p.says(*s.key, ACROSS), label=named(s.key), tone="model"),
                   Points(*p.rows(s.cure), label="fitted", tone="data")],
                  x=Axis("x", low=-1, high=1), y=Axis("y", low=low, high=high), title="curve", share=0.5),
            Chart([Bars([named(key) for key in tried], [p.training(*key) for key in tried], label="fitted"),
                   Bars([named(key) for key in tried], [p.held_out(*key) for key in tried], label="held out",
                        tone="error")],
                  y=Axis("RMSE", low=0, high=1), title="what each leaves", share=0.5),
            Metric("RMSE on the fitted rows", p.training(*s.key), format=".2g"),
            Metric(f"on {HELD} held out", p.held_out(*s.key), format=".3g"),
        )

    def validate(self, p: Patient, s: Tried) -> str:
        missing = [cure for cure in p.cures if cure not in {cure for cure, _ in s.tried}]
        return f"Not tried yet: {', '.join(missing)}." if missing else ""

    def criteria(self, p: Patient, s: Tried) -> list[Criterion]:
        return [p.line(s.key)]

    def praise(self, p: Patient, s: Tried) -> str:
        other = (p.more, 0.0) if p.best[0] == RIDGE else (RIDGE, p.tuned)
        return (f"{named(s.key).capitalize()}: {p.held_out(*s.key):.2g} on the rows held out, from "
                f"{p.held_out(NOTHING):.2g}. {named(other).capitalize()} has {p.held_out(*other):.2g}.")

    def solution(self, p: Patient, s: Tried) -> Tried:
        """The best offer, with all of them tried."""
        cure, penalty = p.best
        return replace(s, cure=cure, penalty=penalty or s.penalty, tried=tuple(dict.fromkeys((*s.tried, *p.offered))))

    def code(self, p: Patient, s: Tried) -> str:
        """The cure in NumPy, printing both errors."""
        x, y = p.rows(s.cure)
        return f"""import numpy as np
from numpy.polynomial.chebyshev import chebvander

{source_code(None, x=x, y=y, new_x=p.new_x, new_y=p.new_y)}
degree, penalty = {14 if s.cure == FREER else DEGREE}, {s.key[1]!r}

T = chebvander(x, degree)[:, 1:]
U, sv, Vt = np.linalg.svd(T - T.mean(axis=0), full_matrices=False)
W = Vt.T @ (sv / (sv ** 2 + penalty) * (U.T @ (y - y.mean())))
b = y.mean() - T.mean(axis=0) @ W
for at, seen in ((x, y), (new_x, new_y)):
    error = np.mean((seen - chebvander(at, degree)[:, 1:] @ W - b) ** 2) ** 0.5
    print(f"RMSE {{error:.3g}}")
"""
