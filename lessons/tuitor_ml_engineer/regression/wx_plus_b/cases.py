"""Four tables whose weights are judged: Longley's, one more with unstable weights, and two with stable ones."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import Choice, Slider, columns, regression

STABLE, UNSTABLE = "stable", "unstable"
VERDICTS = ("?", STABLE, UNSTABLE)
LETTERS = "ABCD"
HARMFUL = 30
"""κ of standardised inputs above which weights are not to be trusted: Belsley, Kuh, Welsch (1980), 3.2."""
PARTS = 16
KPA = 0.133322
"""Kilopascal in a millimetre of mercury."""


@dataclass(frozen=True)
class Case:
    """A table to fit: inputs X (n, p) and output y (n,)."""

    kind: str
    output: str
    names: tuple[str, ...]
    X: np.ndarray
    y: np.ndarray

    @cached_property
    def z(self) -> np.ndarray:
        """X standardised."""
        z: np.ndarray = (self.X - self.X.mean(axis=0)) / self.X.std(axis=0)
        return z

    @cached_property
    def kappa(self) -> float:
        """Condition number of the standardised inputs."""
        return regression.condition_number(self.z)

    @property
    def verdict(self) -> str:
        """Whether its weights can be trusted."""
        return UNSTABLE if self.kappa > HARMFUL else STABLE

    @cached_property
    def r2(self) -> float:
        """R² on all rows."""
        return regression.r2(self.y, regression.predict(*regression.least_squares(self.z, self.y), self.z))

    @cached_property
    def weights(self) -> np.ndarray:
        """Weights per sd of each input (17, p): of all rows, then without the first sixteenth of them, and so on."""
        parts = [np.array([], int), *np.array_split(np.arange(len(self.y)), PARTS)]
        kept = (np.delete(np.arange(len(self.y)), part) for part in parts)
        return np.array([regression.least_squares(self.z[rows], self.y[rows]).W for rows in kept])

    @property
    def jump(self) -> float:
        """How far a weight moves at most, as a share of the largest weight."""
        w = self.weights
        return float(np.abs(w[1:] - w[0]).max() / np.abs(w[0]).max())

    def digits(self, method: Any) -> int:
        """Right digits of the worst weight when the raw table is solved so."""
        truth = self.weights[0] / self.X.std(axis=0)
        off = np.abs(regression.least_squares(self.X, self.y, method).W / truth - 1).max()
        return round(-float(np.log10(max(off, 1e-16))))


@dataclass(frozen=True)
class Four:
    """Four tables, under the letters A to D."""

    cases: tuple[Case, ...]

    def letter(self, kind: str) -> str:
        """Under which letter this kind of table stands; empty if it does not."""
        return next((letter for letter, case in self.of.items() if case.kind == kind), "")

    @cached_property
    def of(self) -> dict[str, Case]:
        """By letter."""
        return dict(zip(LETTERS, self.cases, strict=True))

    @property
    def moves(self) -> int:
        """What Longley's weights do when a year is left out: 0 hardly move, 1 up to a tenth, 2 more than a quarter."""
        jump = self.of[self.letter("trend")].jump
        return 0 if jump < 0.02 else 1 if jump < 0.1 else 2


@dataclass(frozen=True)
class Judged:
    """The table on screen, the part of its rows that is left out (0: none), and the verdicts."""

    table: Annotated[str, Choice(tuple(LETTERS), label="table")] = "A"
    part: Annotated[int, Slider(0, PARTS, step=1, label="part left out")] = 0
    A: Annotated[str, Choice(VERDICTS, label="A")] = "?"
    B: Annotated[str, Choice(VERDICTS, label="B")] = "?"
    C: Annotated[str, Choice(VERDICTS, label="C")] = "?"
    D: Annotated[str, Choice(VERDICTS, label="D")] = "?"


def four(seed: int) -> Four:
    """Longley's table and another with unstable weights, and two with stable ones, in an order of the seed."""
    random, found = Random(seed), columns("core/diabetes")

    def diabetes(kind: str, names: tuple[str, ...], rows: Any = slice(None)) -> Case:
        table = {**found, "bp_kpa": [round(KPA * each, 1) for each in found["bp"]]}
        X = np.array([table[name] for name in names], float).T
        return Case(kind, "progression", names, X[rows], np.array(found["progression"], float)[rows])

    economy = columns("core/longley")
    employed = np.array(economy.pop("employed"), float)
    trend = Case("trend", "employed", tuple(economy), np.array(list(economy.values()), float).T, employed)
    ten = tuple(name for name in found if name != "progression")
    samples = (sorted(random.sample(range(len(found["bp"])), PARTS)) for _ in iter(int, 1))
    few = next(case for case in (diabetes("few", ten, rows) for rows in samples) if case.kappa > 2 * HARMFUL)
    copy = diabetes("copy", ("bmi", "bp", "bp_kpa", random.choice(["s5", "s3"])))
    good = diabetes("good", ("bmi", "bp", random.choice(["s5", "s3"])))
    weak = diabetes("weak", ("age", "sex", random.choice(["s6", "s1"])))
    cases, first = [trend, good, few if seed // 4 % 2 else copy, weak], seed % 4
    return Four((*cases[first:], *cases[:first]))
