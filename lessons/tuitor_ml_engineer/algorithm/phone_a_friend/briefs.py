"""The briefs that are walked through the chart: what is asked, and where there is one, the table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np

from tutor.api import DataError, columns, estimators

Table = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Brief:
    """A story; the facts that the chart asks for; the table's name and target, or none if it is only claimed."""

    key: str
    story: str
    claims: Mapping[str, Any] = field(default_factory=dict, hash=False)
    table: str = ""
    target: str = ""
    inputs: tuple[str, ...] = ()
    rows: int = 0
    """Only the first rows of the table, where it is large; 0 takes all."""


DIGITS = Brief(
    "digits",
    "500 drawings of digits, 64 grey values each, labelled. Which digit?",
    table="core/digits",
    target="digit",
    rows=500,
)
"""Where trying next pays; with the others it ends in a tie."""
CLASSES = (
    Brief(
        "wine",
        "178 wines with 13 measurements each. From which of three cultivars?",
        table="core/wine",
        target="cultivar",
    ),
    Brief("iris", "150 irises, four lengths each. Which of three species?", table="core/iris", target="species"),
)
QUANTITIES = (
    Brief(
        "diabetes",
        "442 patients, ten measurements. How far will the disease be in a year? Any of the ten may count.",
        claims={"few_features": False},
        table="core/diabetes",
        target="progression",
    ),
    Brief(
        "diabetes-few",
        "442 patients, ten measurements. How far will the disease be in a year? Most inputs hardly matter, we think.",
        claims={"few_features": True},
        table="core/diabetes",
        target="progression",
    ),
)
CLAIMED = (
    Brief(
        "clicks",
        "A shop's log: 3 million visits, each labelled bought or not. Will the next one buy?",
        claims={"rows": 3_000_000, "category": True, "labelled": True},
    ),
    Brief(
        "flats",
        "2 million flats with 30 numbers each. What will one rent for?",
        claims={"rows": 2_000_000, "quantity": True},
    ),
    Brief(
        "groups",
        "1797 drawings that nobody labelled; ten kinds of them are expected. Which belong together?",
        claims={"rows": 1797, "category": True, "k_known": True},
    ),
    Brief(
        "look",
        "1797 drawings of 64 grey values. Nothing is to be predicted: show them on a page.",
        claims={"rows": 1797, "looking": True},
    ),
    Brief(
        "segments",
        "6000 customers. Sort them into kinds; nobody knows how many kinds there are.",
        claims={"rows": 6000, "category": True},
    ),
    Brief(
        "galaxies",
        "2 million photographs of galaxies that nobody sorted, of seven known kinds. Which kind is each?",
        claims={"rows": 2_000_000, "category": True, "k_known": True},
    ),
    Brief(
        "crowd",
        "60,000 visitors of a site. Sort them into kinds; nobody knows how many kinds there are.",
        claims={"rows": 60_000, "category": True},
    ),
    Brief(
        "grammar",
        "3000 sentences. Predict the tree that shows how the words of a sentence hang together.",
        claims={"rows": 3000},
    ),
)
FEW = (
    Brief(
        "linnerud",
        "20 men of a fitness club, three exercises each. What will a man weigh?",
        claims={"rows": 20, "quantity": True},
    ),
    Brief(
        "pilot",
        "40 answers to a survey, each labelled happy or not. Will the next customer be happy?",
        claims={"rows": 40, "category": True, "labelled": True},
    ),
)


def drawn(seed: int) -> tuple[Brief, ...]:
    """Eight briefs: two categories and a quantity with tables, four claims, and one that is too small."""
    random = Random(seed)
    tables = [DIGITS, random.choice(CLASSES), random.choice(QUANTITIES)]
    chosen = [*tables, *random.sample(CLAIMED, 4), random.choice(FEW)]
    random.shuffle(chosen)
    return tuple(chosen)


@lru_cache
def facts(brief: Brief) -> estimators.Facts:
    """The chart's facts: read off the table where there is one, claimed where there is none."""
    if not brief.table:
        return estimators.Facts(**brief.claims)
    X, y = arrays(brief)
    names = {f"x{i}": X[:, i].tolist() for i in range(X.shape[1])}
    return estimators.facts_of(names | {"y": y.tolist()}, "y", **brief.claims)


@lru_cache
def arrays(brief: Brief) -> tuple[np.ndarray, np.ndarray]:
    """(X, y) of shapes (n, p) and (n,)."""
    table = columns(brief.table)
    return split(table, brief.target, brief.rows or None)


def _complete(values: Sequence[Any]) -> bool:
    return not any(isinstance(value, str) or value != value for value in values)


def fit_for_folds(target: Sequence[Any], folds: int) -> None:
    """DataError where a class has fewer rows than there are folds."""
    rare = [(rows, name) for name, rows in Counter(target).items() if rows < folds]
    if rare:
        rows, name = min(rare)
        said = f"{rows} rows have the target “{name}”, and {folds} folds need {folds} of each kind"
        raise DataError(f"{said}. Leave such rows out.")


def split(table: Table, target: str, rows: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The target apart from the inputs: the numeric columns without a gap. DataError where there are none."""
    inputs = [name for name in table if name != target and _complete(table[name])]
    if not inputs:
        raise DataError("No column beside the target is all numbers, without a gap. Fill in or add one.")
    X = np.array([[float(v) for v in table[name][:rows]] for name in inputs]).T
    return X, np.array(table[target][:rows])
