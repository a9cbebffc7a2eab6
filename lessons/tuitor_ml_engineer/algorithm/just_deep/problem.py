"""Tables to be modelled, the same five folds for every model, and a budget of fit-seconds."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from tutor.api import Choice, DataError, OwnTable, cached_method, estimators, inputs_and_output, validation

from .models import FOLDS, PRICES, TIE, price, scores, sources, tied

BUDGET = 1.2
DEALS = (1, 3)
"""Ways to deal the rows: a seed has one of them, so that what was fitted is often still at hand. On wine the cheapest
tie is Bayes with the one and SVC with the other: no model is right for every table."""
COMPARED = 4
"""A reason needs so many models beside the dummy."""
ALWAYS = ("dummy", "linear")
"""What is fitted along with the first model of a table."""
OPEN, HIGHEST, CHEAPEST, SCALING, DEEP = "?", "highest bar", "cheapest tie", "scaling", "deep net"
SCORE, SECONDS = "score", "seconds"
REASONS = (OPEN, HIGHEST, CHEAPEST, SCALING, DEEP)
COURSE = {"cancer": ("core/breast_cancer", "diagnosis"), "wine": ("core/wine", "cultivar"),
          "diabetes": ("core/diabetes", "progression"), "iris": ("core/iris", "species")}


@dataclass(frozen=True)
class Bench:
    """Which table and model are at hand, the reason, what was fitted and what was taken."""

    table: Annotated[str, Choice("tables", label="table")] = ""
    model: Annotated[str, Choice("models", label="model")] = "net"
    reason: Annotated[str, Choice(REASONS, label="reason")] = OPEN
    show: Annotated[str, Choice((SCORE, SECONDS), label="chart")] = SCORE
    runs: tuple[tuple[str, str, tuple[float, ...], float], ...] = ()
    """(table, model, a score for each fold, seconds really taken)."""
    taken: tuple[tuple[str, str], ...] = ()
    """(table, model)."""

    def folds(self, table: str) -> dict[str, tuple[float, ...]]:
        """The scores so far of each model on a table."""
        return {name: found for where, name, found, _ in self.runs if where == table}

    @property
    def spent(self) -> float:
        """Fit-seconds, by the price list."""
        return sum(price(name) * len(found) for _, name, found, _ in self.runs)


@dataclass(frozen=True)
class Tables:
    """Inputs (n, p) and target (n,) of each table, and which deal of the rows is used."""

    tables: tuple[str, ...]
    X: tuple[np.ndarray, ...]
    y: tuple[np.ndarray, ...]
    deal: int
    own: bool = False

    @property
    def models(self) -> tuple[str, ...]:
        """All models, the cheapest first."""
        return tuple(PRICES)

    def quantity(self, table: str) -> bool:
        return self.arrays(table)[1].dtype.kind == "f"

    def able(self, table: str) -> list[str]:
        """The models that can predict this target, the cheapest first."""
        return [name for name in PRICES if name in sources(self.quantity(table))]

    def arrays(self, table: str) -> tuple[np.ndarray, np.ndarray]:
        """(X, y)."""
        at = self.tables.index(table)
        return self.X[at], self.y[at]

    @cached_method
    def measured(self, table: str) -> dict[str, tuple[float, ...]]:
        """Every model on this table, paid for or not: what a choice is held against. Slow at first."""
        X, y = self.arrays(table)
        return {name: scores(name, X, y, self.deal) for name in self.able(table)}

    def due(self, s: Bench) -> list[str]:
        """What a fit would run now: dummy and linear unless they are there, and the chosen model."""
        able, finished = self.able(s.table), self.finished(s, s.table)
        return [name for name in dict.fromkeys((*ALWAYS, s.model)) if name in able and name not in finished]

    def due_price(self, s: Bench) -> float:
        done = s.folds(s.table)
        return sum(price(name) * (FOLDS - len(done.get(name, ()))) for name in self.due(s))

    def finished(self, s: Bench, table: str) -> list[str]:
        """The models that all five folds of a table are known of, the cheapest first."""
        done = s.folds(table)
        return [name for name in self.able(table) if len(done.get(name, ())) == FOLDS]

    def seen(self, s: Bench, table: str) -> dict[str, tuple[float, ...]]:
        """The scores, computed anew, of the models that the learner has fitted."""
        found = self.measured(table)
        return {name: found[name] for name in self.finished(s, table)}

    def compared(self, s: Bench, table: str) -> bool:
        """Whether there is enough beside the dummy for a reason."""
        return len(set(self.finished(s, table)) - {"dummy"}) >= COMPARED

    def holds(self, s: Bench, table: str) -> bool:
        """Whether the reason is true of the model taken on this table, by what was fitted."""
        choice, found = dict(s.taken).get(table), self.seen(s, table)
        if choice not in found or not self.compared(s, table):
            return False
        ties = tied(found)
        if s.reason == CHEAPEST:
            return choice == ties[0]
        if s.reason == SCALING:
            return choice == "kNN" and choice in ties and self.scaling_decides(table) and "kNN raw" in found
        return ties == [choice] and (s.reason == HIGHEST or (s.reason == DEEP and choice == "net"))

    def scaling_decides(self, table: str) -> bool:
        """Whether kNN on scaled inputs beats kNN on raw ones by more than two standard errors."""
        found = self.measured(table)
        gap = validation.mean(found["kNN"]) - validation.mean(found["kNN raw"])
        return gap > 2 * max(validation.corrected_se(found["kNN"], FOLDS), TIE)


def tables(deal: int, names: tuple[str, ...]) -> Tables:
    """Tables of the course, their rows dealt in this way."""
    X, y = zip(*(read(*COURSE[name]) for name in names), strict=True)
    return Tables(names, X, y, deal)


def own_table(table: OwnTable) -> Tables:
    """The learner's table alone. DataError where a class has fewer rows than there are folds."""
    X, y = read(table, "target")
    rare = min(Counter(y.tolist()).items(), key=lambda each: each[1])
    if y.dtype.kind != "f" and rare[1] < FOLDS:
        raise DataError(f"{rare[1]} rows have the target “{rare[0]}”, and {FOLDS} folds need {FOLDS} of each kind. "
                        "Leave such rows out.")
    return Tables(("yours",), (X,), (y,), 0, own=True)


def read(table: str | OwnTable, target: str) -> tuple[np.ndarray, np.ndarray]:
    """The inputs, and the target: floats for a quantity, text for a category."""
    _, X, y = inputs_and_output(table, target)
    if not X.size:
        raise DataError("No column beside the target is all numbers, without a gap. Fill in or add one.")
    return X, y if estimators.kind_of(y.tolist()) == "quantity" else y.astype(str)
