"""Four tables whose weights are judged: Longley's, one more with unstable weights, and two with stable ones."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import Choice, Lettered, Slider, collinear, columns, inputs_and_output

STABLE, UNSTABLE = "stable", "unstable"
VERDICTS = ("?", STABLE, UNSTABLE)
LETTERS = "ABCD"
PARTS = 16
KPA = 0.133322
"""Kilopascal in a millimetre of mercury."""


@dataclass(frozen=True)
class Case(collinear.Inputs):
    """A table to fit."""

    kind: str
    output: str
    names: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """Whether its weights can be trusted."""
        return UNSTABLE if self.kappa > collinear.HARMFUL else STABLE

    @cached_property
    def weights(self) -> np.ndarray:
        """Weights per sd of each input (17, p): of all rows, then without the first sixteenth of them, and so on."""
        return self.left_out(PARTS)

    @property
    def jump(self) -> float:
        """How far a weight moves at most, as a share of the largest weight."""
        w = self.weights
        return float(np.abs(w[1:] - w[0]).max() / np.abs(w[0]).max())


@dataclass(frozen=True)
class Four(Lettered[Case]):
    """Four tables, under the letters A to D."""

    cases: tuple[Case, ...]

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
        return Case(X[rows], np.array(found["progression"], float)[rows], kind, "progression", names)

    series, X, employed = inputs_and_output("core/longley", "employed")
    trend = Case(X, employed, "trend", "employed", series)
    ten = tuple(name for name in found if name != "progression")
    samples = (sorted(random.sample(range(len(found["bp"])), PARTS)) for _ in iter(int, 1))
    few = next(case for case in (diabetes("few", ten, rows) for rows in samples) if case.kappa > 2 * collinear.HARMFUL)
    copy = diabetes("copy", ("bmi", "bp", "bp_kpa", random.choice(["s5", "s3"])))
    good = diabetes("good", ("bmi", "bp", random.choice(["s5", "s3"])))
    weak = diabetes("weak", ("age", "sex", random.choice(["s6", "s1"])))
    cases, first = [trend, good, few if seed // 4 % 2 else copy, weak], seed % 4
    return Four((*cases[first:], *cases[:first]))
