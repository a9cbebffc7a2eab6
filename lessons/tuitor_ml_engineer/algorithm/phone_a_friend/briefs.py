"""The briefs that are walked through the chart: what is asked, and where there is one, the table."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from random import Random
from typing import Any

import numpy as np

from tutor.api import DataError, OwnTable, estimators, inputs_and_output


@dataclass(frozen=True)
class Brief:
    """A story; the facts that the chart asks for; the table's name and target, or none if it is only claimed."""

    key: str
    story: str
    claims: dict[str, bool | int] = field(default_factory=dict, hash=False)
    table: str = ""
    target: str = ""
    rows: int = 0
    """Only the first rows of the table; 0 takes all."""


@dataclass(frozen=True, eq=False)
class Data:
    """A table to fit: X (n, p) and y (n,)."""

    X: np.ndarray
    y: np.ndarray

    @cached_property
    def columns(self) -> dict[str, list[Any]]:
        """By name, as the chart's facts are read off them."""
        return {f"x{i}": column.tolist() for i, column in enumerate(self.X.T)} | {"y": self.y.tolist()}


@lru_cache
def stories() -> dict[str, list[Brief]]:
    """All of briefs.toml by kind: pays, classes, quantities, claimed, few."""
    found = tomllib.loads(files(__package__).joinpath("briefs.toml").read_text(encoding="utf-8"))
    return {kind: [Brief(**each) for each in group] for kind, group in found.items()}


def eight(seed: int) -> tuple[Brief, ...]:
    """Eight briefs: two categories and a quantity with tables, four claims, and one that is too small."""
    random, by_kind = Random(seed), stories()
    tables = [*by_kind["pays"], random.choice(by_kind["classes"]), random.choice(by_kind["quantities"])]
    chosen = [*tables, *random.sample(by_kind["claimed"], 4), random.choice(by_kind["few"])]
    random.shuffle(chosen)
    return tuple(chosen)


@lru_cache
def facts(brief: Brief) -> estimators.Facts:
    """The chart's facts: read off the table where there is one, claimed where there is none."""
    if not brief.table:
        return estimators.Facts(**brief.claims)  # type: ignore[arg-type]
    return estimators.facts_of(data(brief).columns, "y", **brief.claims)


@lru_cache
def data(brief: Brief) -> Data:
    """The table of a brief that has one."""
    _, X, y = inputs_and_output(brief.table, brief.target)
    return Data(X[: brief.rows or None], y[: brief.rows or None])


def own_brief(table: OwnTable, folds: int) -> tuple[Brief, Data]:
    """The learner's table as the only brief. DataError where no input is left, or a class has fewer rows than folds."""
    _, X, y = inputs_and_output(table, "target")
    if not X.size:
        raise DataError("No column beside the target is all numbers, without a gap. Fill in or add one.")
    category = estimators.facts_of(dict(table), "target").category
    n, name = min((n, str(name)) for name, n in Counter(table["target"]).items())
    if category and n < folds:
        raise DataError(f"{n} rows have the target “{name}”, and {folds} folds need {folds} of each kind. "
                        "Leave such rows out.")
    kind, rows = "a category" if category else "a quantity", len(table["target"])
    return (Brief("own", f"Your table: {rows} rows. Its target is {kind}.", table="own"), Data(X, y))
