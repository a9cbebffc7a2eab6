"""Fill the gaps of one column, and see what becomes of its mean, its spread and its correlation."""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from tutor.api import Axis, Bars, Chart, Choice, Criterion, Exercise, Histogram, Metric, Misconception, Number, OwnTable
from tutor.api import Prediction, View, imputation, nice_limits, rubric, wrong_value

from .problem import CHANCE, ITSELF, SEEN, Patients, patients

NOTHING, MEAN, MEDIAN, NEAREST = "left out", "mean", "median", "5 nearest rows"


@dataclass(frozen=True)
class Filled:
    """How the gaps of bmi are filled, and the variance called for the mean."""

    how: Annotated[str, Choice((NOTHING, MEAN, MEDIAN, NEAREST), label="gaps of bmi")] = NOTHING
    variance: Annotated[float | None, Number(label="variance after mean filling", low=0)] = None


def _column(p: Patients, how: str) -> tuple[np.ndarray, np.ndarray]:
    """The column as it then is, and y beside it."""
    j, mask = p.holed[0], p.masks[:, 0]
    if how == NOTHING:
        return p.observed, p.y[~mask]
    if how == NEAREST:
        rows = p.X.copy()
        rows[mask, j] = np.nan
        return imputation.nearest_rows(rows, rows)[:, j], p.y
    holed = np.where(mask, np.nan, p.truth)
    return imputation.fit(holed, "mean" if how == MEAN else "median").transform(holed)[:, 0], p.y


class Fill(Exercise[Patients, Filled]):
    """Say what mean filling does to the variance."""

    untouched = "First fill the gaps, and watch the bars."
    predictions = (
        Prediction("Fill every gap with the mean. What happens to the variance of the column?",
                   ("it shrinks", "it stays as it is", "it grows"), 0, see="how",
                   why="All filled values lie at one point, where they add nothing to the spread."),
    )
    misconceptions = (
        wrong_value("mean filling is neutral", "variance", lambda p: float(p.observed.var()),
                    "That is the variance of the values that are there. Filled ones add to the count but not to "
                    "the squares.", criterion="variance"),
        wrong_value("the share that is missing", "variance", lambda p: p.missing / len(p.y) * float(p.observed.var()),
                    "You multiplied by the share that is missing. Take the share that was seen.",
                    criterion="variance"),
        wrong_value("the share twice", "variance", lambda p: p.variance * len(p.observed) / len(p.y),
                    "The share counts once: you squared it.", criterion="variance"),
        Misconception("the spread, not its square", lambda p, s: s.variance is not None
                      and abs(s.variance - p.variance**0.5) < 0.01 * p.variance**0.5,
                      "That is the sd. The variance is its square.", lambda p: {"variance": p.variance**0.5}, score=0.5,
                      criterion="variance"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Patients:
        return patients(seed, (CHANCE, SEEN, ITSELF))

    def view(self, p: Patients, s: Filled) -> View:
        column, y = _column(p, s.how)
        truth = p.truth
        shares = [100 * column.mean() / truth.mean(), 100 * column.var() / truth.var(),
                  100 * np.corrcoef(column, y)[0, 1] / np.corrcoef(truth, p.y)[0, 1]]
        return View(
            Chart([Bars(("mean", "variance", "r with y"), shares, label="of the truth", tone="model")],
                  y=Axis("%", low=0, high=120), title="% of the complete column", legend=False),
            Chart([Histogram(column, bins=np.linspace(*nice_limits(truth), 25).tolist(), label="bmi")],
                  x=Axis("bmi", "kg/m²"), y=Axis("patients", whole=True), title="bmi", legend=False),
            Metric("seen", len(p.observed), format="d"), Metric("missing", p.missing, format="d"),
            Metric("variance of the seen", float(p.observed.var()), format=".2f"),
        )

    def validate(self, p: Patients, s: Filled) -> str:
        return "Type the variance that mean filling leaves." if s.variance is None else ""

    def criteria(self, p: Patients, s: Filled) -> list[Criterion]:
        return [rubric.number("variance", s.variance, p.variance, rel=0.01,
                              says="The sum of squares stays, the count grows.")]

    def praise(self, p: Patients, s: Filled) -> str:
        return (f"{len(p.observed)}/{len(p.y)} · {p.observed.var():.2f} = {p.variance:.2f}. The complete column has "
                f"{p.truth.var():.2f}.")

    def solution(self, p: Patients, s: Filled) -> Filled:
        return replace(s, how=MEAN, variance=round(p.variance, 3))
