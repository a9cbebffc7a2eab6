"""What the learner predicts from several inputs: the patients of the diabetes table, or a table of their own."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import numpy as np

from tutor.api import (Cells, DataError, Number, OwnTable, Source, Trace, cached_method, inputs_and_output,
                       regression)

FITTED = 100
"""Patients that the weights are fitted to; the other 342 are held out."""
FREE = 3
"""Inputs that may be in the model before the R² of all of them is called."""
MOST = 10


@dataclass(frozen=True)
class Model:
    """The inputs in the model, the R² called for all of them, and whether more than a few have been seen."""

    inputs: Annotated[tuple[int, ...], Cells(pick="rows", label="inputs")] = ()
    call: Annotated[float | None, Number(label="R² with all of them", low=0, high=1)] = None
    opened: bool = False
    seen: Annotated[tuple[float, ...], Trace("r2_of", on=("inputs",))] = ()


@dataclass(frozen=True)
class Rows:
    """Inputs X (n, p) and output y (n,), in an order drawn with `seed`; the first `fitted` rows are fitted to."""

    X: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    output: str
    seed: int
    fitted: int
    source: Source | None = None

    @cached_property
    def z(self) -> np.ndarray:
        """X standardised by the fitted rows: the same fit, and safe in any unit."""
        rows = self.X[: self.fitted]
        z: np.ndarray = (self.X - rows.mean(axis=0)) / rows.std(axis=0)
        return z

    @cached_method
    def model(self, inputs: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Weights in y per unit of each input, and the predictions for all rows."""
        chosen = sorted(inputs)
        z = self.z[:, chosen]
        fit = regression.least_squares(z[: self.fitted], self.y[: self.fitted])
        return fit.W / self.X[: self.fitted, chosen].std(axis=0), regression.predict(*fit, z)

    def r2(self, inputs: tuple[int, ...]) -> float:
        """R² on the fitted rows."""
        return regression.r2(self.y[: self.fitted], self.model(inputs)[1][: self.fitted])

    def held_out(self, inputs: tuple[int, ...]) -> float:
        """R² on the rows that the fit has not seen."""
        return regression.r2(self.y[self.fitted :], self.model(inputs)[1][self.fitted :])

    def r2_of(self, model: Model) -> float:
        return self.r2(model.inputs)

    @property
    def all(self) -> tuple[int, ...]:
        return tuple(range(len(self.names)))

    @property
    def free(self) -> int:
        """How many inputs may be in before the call."""
        return min(FREE, len(self.names) - 1)

    @cached_property
    def alone(self) -> tuple[tuple[float, float], ...]:
        """(R², weight) of each input by itself."""
        return tuple((self.r2((i,)), float(self.model((i,))[0][0])) for i in self.all)

    @cached_property
    def pair(self) -> tuple[int, ...]:
        """The two inputs with the highest R² alone."""
        return tuple(sorted(sorted(self.all, key=lambda i: -self.alone[i][0])[:2]))

    @property
    def sum_alone(self) -> float:
        """What the R² of the single inputs add up to, at most 1."""
        return min(1.0, sum(r2 for r2, _ in self.alone))

    @property
    def adding(self) -> int:
        """R² of that pair: 0 their sum or more, 1 between the better one and the sum, 2 no more than the better."""
        one, two = (self.alone[i][0] for i in self.pair)
        both = self.r2(self.pair)
        return 0 if both > one + two - 0.005 else 2 if both < max(one, two) + 0.005 else 1


def rows(seed: int, table: OwnTable | None) -> Rows:
    """All patients with ten inputs, or the number columns of the learner's table; the seed draws the order."""
    output = "y" if table else "progression"
    names, X, y = inputs_and_output(table or "core/diabetes", output)
    order = np.random.RandomState(seed % 2**32).permutation(len(y))
    fitted = FITTED if table is None else len(y) // 2
    X, y = X[order], y[order]
    varies = [i for i in range(X.shape[1]) if np.ptp(X[:fitted, i]) > 1e-12 * np.abs(X[:fitted, i]).max()][:MOST]
    if len(varies) < 2 or not np.ptp(y[:fitted]):
        raise DataError("This takes a table with two columns of numbers or more beside y, without gaps. "
                        "Fill the gaps first, or take another table.")
    return Rows(X[:, varies], y, tuple(names[i] for i in varies), table.roles["y"] if table else output, seed, fitted,
                Source.of(table))
