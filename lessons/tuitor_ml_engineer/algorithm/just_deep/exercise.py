"""Spend a budget of fit-seconds on eight models, take one for each table, and give a reason that the run bears out."""

from collections.abc import Collection
from dataclasses import replace
from typing import ClassVar

from tutor.api import Criterion, Exercise, Frames, OwnData, OwnTable, Prediction, View, action

from .grading import MISCONCEPTIONS, criteria
from .models import FOLDS, fold, tied
from .problem import BUDGET, CHEAPEST, DEALS, OPEN, Bench, Tables, own_table, tables
from .view import picture, program


class OneTable(Exercise[Tables, Bench]):
    """Irises, or the learner's own table."""

    own_data: ClassVar[OwnData | None] = OwnData(x="", y="", target="any", rows=(50, 5_000))
    pass_at = 0.85
    slow_grade = True
    visible_controls: ClassVar[tuple[str, ...]] = ("model", "reason", "show", "fit", "take")
    untouched = "Fit a model first."
    misconceptions = MISCONCEPTIONS[:3]

    def setup(self, seed: int, table: OwnTable | None) -> Tables:
        return tables(0, ("iris",)) if table is None else own_table(table)

    def start(self, p: Tables) -> Bench:
        return Bench(table=p.tables[0])

    def enabled_controls(self, p: Tables, s: Bench) -> Collection[str]:
        """Fit what can be paid for; take what was fitted."""
        fit = ["fit"] if p.due(s) and s.spent + p.due_price(s) <= BUDGET + 1e-9 else []
        choice = ["table"] if len(p.tables) > 1 else []
        return [*choice, "model", "reason", "show", *fit, *(["take"] if s.model in p.finished(s, s.table) else [])]

    @action("Fit", key="f", slow=True)
    def fit(self, p: Tables, s: Bench) -> Frames[Bench]:
        """Five folds of this model on this table; the first time, dummy and linear come along. A fold is a frame."""
        X, y = p.arrays(s.table)
        for name in p.due(s):
            for number in range(len(s.folds(s.table).get(name, ())), FOLDS):
                score, seconds = fold(name, X, y, p.deal, number)
                s = _noted(s, name, score, seconds)
                yield s

    @action("Take it", key="k")
    def take(self, p: Tables, s: Bench) -> Bench:
        """Take this model for this table."""
        rest = tuple(each for each in s.taken if each[0] != s.table)
        return replace(s, taken=(*rest, (s.table, s.model)))

    def view(self, p: Tables, s: Bench) -> View:
        return picture(p, s)

    def code(self, p: Tables, s: Bench) -> str:
        return program(p, s)

    def validate(self, p: Tables, s: Bench) -> str:
        left = [table for table in p.tables if table not in dict(s.taken)]
        if left:
            return f"Fit, choose a model and press k. Nothing is taken yet for: {', '.join(left)}."
        return "Give a reason, too." if s.reason == OPEN else ""

    def criteria(self, p: Tables, s: Bench) -> list[Criterion]:
        return criteria(p, s)

    def praise(self, p: Tables, s: Bench) -> str:
        notes = "; ".join(f"{line.name}: {line.note}" for line in criteria(p, s)[:-1])
        return f"{notes}. {s.spent:.2f} fit-seconds were enough to know."

    def solution(self, p: Tables, s: Bench) -> Bench:
        """What the budget allows, the dear ones on a single table only; of those tied the cheapest."""
        for table in p.tables:
            X, y = p.arrays(table)
            for name in p.able(table)[: -2 if len(p.tables) > 1 else None]:
                if name not in p.finished(s, table):
                    kept = tuple(run for run in s.runs if run[:2] != (table, name))
                    found, seconds = zip(*(fold(name, X, y, p.deal, number) for number in range(FOLDS)), strict=True)
                    s = replace(s, runs=(*kept, (table, name, found, sum(seconds))))
        return replace(s, reason=CHEAPEST, taken=tuple((each, tied(p.seen(s, each))[0]) for each in p.tables))


class ThreeTables(OneTable):
    """Wine, breast cancer and diabetes: where the net is tempting."""

    own_data = None
    pass_at = 0.95
    visible_controls = ("table", *OneTable.visible_controls)
    misconceptions = MISCONCEPTIONS
    predictions = (
        Prediction("The net (MLP) and a linear model, on the same five folds of the cancer table. What will it be?",
                   ("the net better by more than one standard error", "a tie",
                    "the linear model better by more than one"),
                   truth=1, see="fit", evidence=lambda p, s: {"net", "linear"} <= set(p.finished(s, "cancer")),
                   why="Its 30 measures come from people who knew what to measure. Little is left to learn."),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Tables:
        return tables(DEALS[seed % len(DEALS)], ("cancer", "wine", "diabetes"))


def _noted(s: Bench, name: str, score: float, seconds: float) -> Bench:
    """One more fold of a model."""
    before = next((run for run in s.runs if run[:2] == (s.table, name)), (s.table, name, (), 0.0))
    run = (s.table, name, (*before[2], score), before[3] + seconds)
    return replace(s, runs=(*(each for each in s.runs if each[:2] != (s.table, name)), run))
