"""A curve that overfits: ridge, more rows, or still more freedom? Try each, and decide on the rows held out."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any

import numpy as np

from tutor.api import (Axis, Chart, Choice, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Points,
                       Prediction, Slider, Table, View, choice, nice_limits, polynomial, regression, rubric, source_code)

from .problem import ACROSS, ROWS, TRUTHS

NOTHING, RIDGE, FREER = "as it is", "ridge", "degree 14"
DEGREE, NOISE, HELD = 12, 0.3, 200
LAMBDAS = tuple(10.0**k for k in range(-4, 3))
OFFERS = {False: 5, True: 60}
"""More rows on offer: few, where ridge wins, and many, where they do."""


@dataclass(frozen=True)
class Tried:
    """The cure on screen, the λ of ridge, and all that has been tried: (cure, its λ or 0)."""

    cure: Annotated[str, Choice("cures", label="cure")] = NOTHING
    penalty: Annotated[float, Slider(LAMBDAS[0], LAMBDAS[-1], step=10, label="λ", log=True)] = LAMBDAS[0]
    tried: tuple[tuple[str, float], ...] = ((NOTHING, 0.0),)

    @property
    def key(self) -> tuple[str, float]:
        """What is on screen."""
        return self.cure, self.penalty if self.cure == RIDGE else 0.0


@dataclass(frozen=True)
class Patient:
    """Fifteen rows and then those on offer, x and y (15 + m,), and rows held out; `many` of them are on offer or few."""

    x: np.ndarray
    y: np.ndarray
    new_x: np.ndarray
    new_y: np.ndarray
    many: bool

    @property
    def more(self) -> str:
        """The offer of rows."""
        return f"{OFFERS[self.many]} more rows"

    @property
    def cures(self) -> tuple[str, ...]:
        """What may be done."""
        return NOTHING, RIDGE, self.more, FREER

    def rows(self, cure: str) -> tuple[np.ndarray, np.ndarray]:
        """The rows that are fitted."""
        n = len(self.x) if cure == self.more else ROWS
        return self.x[:n], self.y[:n]

    @cached_property
    def _fits(self) -> dict[tuple[str, float], regression.Fit]:
        return {}

    def says(self, cure: str, penalty: float, at: Any) -> np.ndarray:
        """The curve at `at`."""
        degree = 14 if cure == FREER else DEGREE
        if (cure, penalty) not in self._fits:
            x, y = self.rows(cure)
            self._fits[cure, penalty] = polynomial.ridge(polynomial.chebyshev(x, degree), y, penalty)
        return regression.predict(*self._fits[cure, penalty], polynomial.chebyshev(at, degree))

    def squares(self, cure: str, penalty: float = 0.0) -> np.ndarray:
        """Squared errors on the rows held out."""
        return np.asarray((self.new_y - self.says(cure, penalty, self.new_x)) ** 2)

    def held_out(self, cure: str, penalty: float = 0.0) -> float:
        """RMSE on the rows held out."""
        return float(self.squares(cure, penalty).mean() ** 0.5)

    def training(self, cure: str, penalty: float = 0.0) -> float:
        """RMSE on the rows that are fitted."""
        x, y = self.rows(cure)
        return regression.rmse(y, self.says(cure, penalty, x))

    @cached_property
    def offered(self) -> tuple[tuple[str, float], ...]:
        """Everything that can be done."""
        return (NOTHING, 0.0), *((RIDGE, penalty) for penalty in LAMBDAS), (self.more, 0.0), (FREER, 0.0)

    @cached_property
    def best(self) -> tuple[str, float]:
        """What leaves the least on the rows held out."""
        return min(self.offered, key=lambda key: self.held_out(*key))

    @cached_property
    def tuned(self) -> float:
        """The λ that leaves the least."""
        return min(LAMBDAS, key=lambda penalty: self.held_out(RIDGE, penalty))

    @property
    def winner(self) -> int:
        """What is best: 0 ridge, 1 more rows, 2 more freedom."""
        return 0 if self.best[0] == RIDGE else 2 if self.best[0] == FREER else 1

    def line(self, key: tuple[str, float]) -> Criterion:
        """What a cure is worth: full within one standard error of the best."""
        mine, best = self.squares(*key), self.squares(*self.best)
        return rubric.within_se("cure", float(mine.mean()), float(best.mean()), choice.naive_se(best),
                                higher_is_better=False, note=f"{named(key)} has RMSE {self.held_out(*key):.2g} on the "
                                f"rows held out, the best offer has {self.held_out(*self.best):.2g}")

    @property
    def clear(self) -> bool:
        """Whether the cure that should win wins clearly: few rows lose to ridge, many rows beat it."""
        wins = self.more if self.many else RIDGE
        others = [key for key in self.offered if key[0] != wins or key[1] in (LAMBDAS[0], LAMBDAS[-1])]
        return self.best[0] == wins and all(self.line(key).score <= 0.5 for key in others)


def named(key: tuple[str, float]) -> str:
    """A cure as it is called in a table."""
    return f"{RIDGE}, λ = {key[1]:g}" if key[0] == RIDGE else key[0]


def patients(seed: int) -> Iterator[Patient]:
    """One after another; whether the rows on offer are many is decided once."""
    rng = np.random.RandomState(seed % 2**32)
    many = bool(rng.randint(2))
    f = TRUTHS[str(rng.choice(["y = sin πx", "y = sin 1.6πx"]))]
    while True:
        x = np.concatenate([np.linspace(-1, 1, ROWS), rng.uniform(-1, 1, OFFERS[many]).round(3)])
        new_x = rng.uniform(-1, 1, HELD).round(3)
        y, new_y = (np.round(f(each) + NOISE * rng.randn(len(each)), 3) for each in (x, new_x))
        yield Patient(x, y, new_x, new_y, many)


def fault(p: Patient, s: Tried) -> str:
    """Why the cure is not the best; empty where it ties with it."""
    if p.line(s.key).score == 1:
        return ""
    if s.cure != RIDGE:
        return {NOTHING: "nothing", FREER: "free"}.get(s.cure, "rows")
    return "ridge" if p.best[0] != RIDGE else "weak" if s.penalty < p.tuned else "strong"


def _says(p: Patient, s: Tried) -> str:
    here, best = p.held_out(*s.key), f"{named(p.best)} has {p.held_out(*p.best):.2g}"
    return {
        "nothing": f"As it is, the curve has {here:.2g} on the rows held out; it can be helped.",
        "free": f"With 15 coefficients for 15 rows, training is 0, and must be. On the rows held out it has {here:.2g}.",
        "rows": f"{OFFERS[p.many]} rows are few for {DEGREE + 1} coefficients: {here:.2g} on the rows held out. {best}.",
        "ridge": f"The best λ has {p.held_out(RIDGE, p.tuned):.2g} on the rows held out. Ridge guards against noise, rows "
        f"average it out: with {len(p.x)} of them there is less to guard against.",
        "weak": f"At λ = {s.penalty:g} the curve still swings: {here:.2g} on the rows held out. Pull harder.",
        "strong": f"At λ = {s.penalty:g} the curve is pulled flat: training is {p.training(*s.key):.2g}, and on the rows "
        f"held out it has {here:.2g}.",
    }[fault(p, s)]


def misconceptions() -> Iterator[Misconception[Patient, Any]]:
    """The lowest training error; nothing; rows or ridge where the other wins; a λ that is off."""
    kinds: list[tuple[str, str, Callable[[Patient], dict[str, Any] | None]]] = [
        ("the lowest training error wins", "free", lambda p: {"cure": FREER}),
        ("it fits, so leave it", "nothing", lambda p: {"cure": NOTHING}),
        ("more rows are always best", "rows", lambda p: None if p.many else {"cure": p.more}),
        ("ridge replaces data", "ridge", lambda p: {"cure": RIDGE, "penalty": p.tuned} if p.many else None),
        ("any λ will do", "weak", lambda p: None if p.many else {"penalty": LAMBDAS[0]}),
        ("the more ridge the better", "strong", lambda p: None if p.many else {"penalty": LAMBDAS[-1]}),
    ]
    for name, kind, example in kinds:
        yield Misconception(name, _is(kind), _says, example)


def _is(kind: str) -> Callable[[Patient, Any], bool]:
    return lambda p, s: fault(p, s) == kind


class Cure(Exercise[Patient, Tried]):
    """Mend a curve of degree 12, and judge by the rows held out."""

    untouched = "Try the cures first."
    predictions = (
        Prediction("A curve of degree 12 overfits 15 rows. What will help most on the rows held out?",
                   ("ridge, at its best λ", "the rows on offer", "two degrees more"), truth="winner",
                   evidence=lambda p, s: {cure for cure, _ in s.tried} == set(p.cures) and (RIDGE, p.tuned) in s.tried,
                   why="It hangs on how many rows are on offer. Only held-out rows can tell."),
    )
    misconceptions = tuple(misconceptions())

    def setup(self, seed: int, table: OwnTable | None) -> Patient:
        return next(each for each in patients(seed) if each.clear)

    def settle(self, p: Patient, before: Tried, after: Tried) -> Tried:
        """What is on screen has been tried."""
        return after if after.key in after.tried else replace(after, tried=(*after.tried, after.key))

    def enabled_controls(self, p: Patient, s: Tried) -> Collection[str] | None:
        return None if s.cure == RIDGE else ["cure"]

    def view(self, p: Patient, s: Tried) -> View:
        """The curve, and what each cure that was tried leaves."""
        known = {cure for cure, _ in s.tried}
        keys = [(cure, s.penalty if cure == RIDGE else 0.0) for cure in p.cures]
        rows = [(named(key), *((p.training(*key), p.held_out(*key)) if key[0] in known else (None, None))) for key in keys]
        low, high = nice_limits(p.y, p.new_y)
        return View(
            Chart([Line(ACROSS, p.says(*s.key, ACROSS), label=named(s.key), tone="model"),
                   Points(*p.rows(s.cure), label="fitted", tone="data")],
                  x=Axis("x", low=-1, high=1), y=Axis("y", low=low, high=high), title="curve", share=0.5),
            Table(("RMSE", "fitted", "held out"), rows, title="what each cure leaves", formats=("", ".2g", ".3g"),
                  marks=((p.cures.index(s.cure), -1, "accent"),)),
            Metric("RMSE on the fitted rows", p.training(*s.key), format=".2g"),
            Metric(f"on {HELD} held out", p.held_out(*s.key), format=".3g"),
        )

    def validate(self, p: Patient, s: Tried) -> str:
        missing = [cure for cure in p.cures if cure not in {cure for cure, _ in s.tried}]
        return f"Not tried yet: {', '.join(missing)}." if missing else ""

    def criteria(self, p: Patient, s: Tried) -> list[Criterion]:
        """The cure on screen against the best offer."""
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

{source_code(None, x=x, y=y, new_x=p.new_x, new_y=p.new_y)}degree, penalty = {14 if s.cure == FREER else DEGREE}, {s.key[1]!r}

T = chebvander(x, degree)[:, 1:]
U, sv, Vt = np.linalg.svd(T - T.mean(axis=0), full_matrices=False)
W = Vt.T @ (sv / (sv ** 2 + penalty) * (U.T @ (y - y.mean())))
b = y.mean() - T.mean(axis=0) @ W
for at, seen in ((x, y), (new_x, new_y)):
    error = np.mean((seen - chebvander(at, degree)[:, 1:] @ W - b) ** 2) ** 0.5
    print(f"RMSE {{error:.3g}}")
"""
