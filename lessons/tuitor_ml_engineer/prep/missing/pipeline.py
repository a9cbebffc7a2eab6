"""A strategy for each column, fitted where it may be fitted, and a score on held-out patients."""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from tutor.api import (Axis, Bars, Chart, Choice, Criterion, DataError, Exercise, Metric, Misconception, Note, OwnData,
                       OwnTable, Prediction, View, cached_method, regression, rubric, validation)

from .problem import CHANCE, ITSELF, SEEN, Patients, own, patients

DROP, MEAN, MEDIAN, INDICATOR = "drop column", "mean", "median", "mean + indicator"
STRATEGIES = (DROP, MEAN, MEDIAN, INDICATOR)
OPEN, TRAIN, ALL, SIMILAR = "?", "training rows", "all rows", "rows of similar y"
FOLDS = 10
GROUPS = 4


@dataclass(frozen=True)
class Pipeline:
    """What is done with each of the three columns, and which rows the fills come from."""

    first: Annotated[str, Choice(STRATEGIES, label="1st column")] = MEAN
    second: Annotated[str, Choice(STRATEGIES, label="2nd column")] = DROP
    third: Annotated[str, Choice(STRATEGIES, label="3rd column")] = DROP
    fitted: Annotated[str, Choice((OPEN, TRAIN, ALL, SIMILAR), label="fills from")] = OPEN

    @property
    def strategies(self) -> tuple[str, ...]:
        return self.first, self.second, self.third


REFERENCE = Pipeline(INDICATOR, INDICATOR, INDICATOR, TRAIN)
BASELINE = Pipeline(DROP, DROP, DROP, TRAIN)


def fills(p: Patients, s: Pipeline, train: np.ndarray, Z: np.ndarray) -> np.ndarray:
    """The fill (3,) of each column, or (3, 4) by quarter of y: what the pipeline fits before the model."""
    rows = Z[train] if s.fitted in (TRAIN, OPEN) else Z
    found = []
    for j, strategy in zip(p.holed, s.strategies, strict=True):
        take = np.nanmedian if strategy == MEDIAN else np.nanmean
        if s.fitted == SIMILAR:
            found.append([float(take(rows[quarter(p.y) == q, j])) for q in range(GROUPS)])
        else:
            found.append([float(take(rows[:, j]))])
    return np.array(found)


def quarter(y: np.ndarray) -> np.ndarray:
    """The quarter of y (n,) that each row falls into."""
    return np.asarray(np.digitize(y, np.quantile(y, [0.25, 0.5, 0.75])))


def complete(p: Patients, s: Pipeline, train: np.ndarray) -> np.ndarray:
    """The table with its gaps filled, its indicators behind it, and the dropped columns gone."""
    found, rows, extra = fills(p, s, train, p.Z), p.Z.copy(), []
    group = quarter(p.y) if s.fitted == SIMILAR else np.zeros(len(p.y), dtype=int)
    for i, (j, strategy) in enumerate(zip(p.holed, s.strategies, strict=True)):
        gaps = p.masks[:, i]
        rows[gaps, j] = found[i][group[gaps]]
        if strategy == INDICATOR:
            extra.append(gaps.astype(float))
    dropped = [j for j, strategy in zip(p.holed, s.strategies, strict=True) if strategy == DROP]
    return np.column_stack([np.delete(rows, dropped, axis=1), *extra])


@cached_method
def squares(p: Patients, s: Pipeline | None) -> np.ndarray:
    """The squared error (n,) of each row by models that have not seen it; without a pipeline, on complete data."""
    errors = np.empty(len(p.y))
    for train, test in validation.folds(len(p.y), FOLDS, p.seed % 2**32):
        X = p.X if s is None else complete(p, s, train)
        fit = regression.least_squares(X[train], p.y[train])
        errors[test] = (p.y[test] - regression.predict(*fit, X[test])) ** 2
    return errors


def held_out(p: Patients, s: Pipeline | None) -> float:
    """R² on held-out rows."""
    return float(1 - squares(p, s).mean() / p.y.var())


def _uses(s: Pipeline) -> bool:
    return any(strategy != DROP for strategy in s.strategies)


class Honest(Exercise[Patients, Pipeline]):
    """Choose strategies that keep what can be kept, fitted where they may be."""

    own_data = OwnData(x="", y="number", rows=(100, 5_000))
    pass_at = 0.85
    untouched = "First choose what to do with a column."
    predictions = (
        Prediction("Filled from rows of similar y, the score rises above that without any gaps. What is that?",
                   ("a good fill", "the answer, leaking into the inputs"), 1, see="fitted", steps=3,
                   evidence=lambda p, s: s.fitted == SIMILAR and s.strategies.count(DROP) < 3,
                   why="When the model runs there is no y to look up. No honest fill beats complete data by so much."),
    )
    misconceptions = (
        Misconception("fill by target group", lambda p, s: s.fitted == SIMILAR, lambda p, s:
                      f"R² {held_out(p, s):.3f}, and {held_out(p, None):.3f} without any gap: the fills know y. When "
                      "you have to predict, nobody knows it.", lambda p: {"fitted": SIMILAR}, criterion="procedure"),
        Misconception("a mean of all rows does no harm", lambda p, s: s.fitted == ALL,
                      "The score hardly moves, but test rows went into the fills: corrupt those rows, and the fills "
                      "change.", lambda p: {"fitted": ALL}, criterion="procedure"),
        Misconception("what has gaps is useless", lambda p, s: not _uses(s) and s.fitted == TRAIN, lambda p, s:
                      f"Without the three columns R² is {held_out(p, BASELINE):.3f}; most of their values are there.",
                      lambda p: {"first": DROP, "second": DROP, "third": DROP, "fitted": TRAIN}, criterion="score"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Patients:
        if table is None:
            return patients(seed, (CHANCE, SEEN, ITSELF))
        p = own(seed, table)
        if held_out(p, REFERENCE) < held_out(p, BASELINE) + 0.02:
            raise DataError(f"In this table no column tells much about {table.roles['y']} that others do not, so that "
                            "gaps in it cost little. Take another y.")
        return p

    def view(self, p: Patients, s: Pipeline) -> View:
        names = [p.names[j] for j in p.holed]
        mine = held_out(p, s)
        bars = (held_out(p, BASELINE), mine, held_out(p, None))
        return View(
            Chart([Bars(("columns dropped", "yours", "no gaps at all"), bars, label="held-out R²", tone="model")],
                  y=Axis("R²", low=0, high=max(0.2, 1.2 * max(bars))), title="held-out R², ten folds", legend=False),
            Metric("held-out R²", mine, format=".3f"),
            Note(f"Gaps of 1st {names[0]}: {p.why[0]} · 2nd {names[1]}: {p.why[1]} · 3rd {names[2]}: {p.why[2]}"),
        )

    def validate(self, p: Patients, s: Pipeline) -> str:
        return "Now say which rows the fills come from." if s.fitted == OPEN else ""

    def criteria(self, p: Patients, s: Pipeline) -> list[Criterion]:
        train = validation.folds(len(p.y), FOLDS, p.seed % 2**32)[0][0]
        held = np.setdiff1d(np.arange(len(p.y)), train)
        gate = rubric.invariance("procedure", lambda Z: fills(p, s, train, Z).ravel().tolist(), p.Z,
                                 validation.corrupted(p.Z, held), step="the fills")
        honest = replace(s, fitted=TRAIN)
        se = validation.paired(squares(p, honest), squares(p, REFERENCE))[1] / float(p.y.var())
        base, top = held_out(p, BASELINE), held_out(p, REFERENCE)
        return [gate, rubric.held_out("score", held_out(p, honest), baseline=base, reference=top,
                                      se=min(se, (top - base) / 3), says="Keep more of the three columns.")]

    def praise(self, p: Patients, s: Pipeline) -> str:
        return (f"R² {held_out(p, s):.3f}, of {held_out(p, None):.3f} without gaps. No fill brings back values that "
                "kept themselves out: ask the source.")

    def solution(self, p: Patients, s: Pipeline) -> Pipeline:
        return REFERENCE
