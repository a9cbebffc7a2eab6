r"""Weights that the data leave open: inputs that move together, and what that does to a least-squares fit.

With standardised inputs and a column of ones, A = [z 1], the condition number κ = σmax / σmin says how much a small
change of y, or of the rows, may move the weights. Rules of thumb: up to 10 harmless, above 30 single weights are not to
be trusted. Solving the normal equations AᵀA θ = Aᵀy squares κ, and so doubles the digits that rounding costs.
(Belsley, Kuh & Welsch, Regression Diagnostics, 1980, ch. 3; Golub & Van Loan, Matrix Computations, 5.3.)
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from tutor.ml.regression import Array, condition_number, least_squares, predict, r2

HARMFUL = 30
"""κ of standardised inputs above which weights are not to be trusted."""


@dataclass(frozen=True)
class Inputs:
    """Inputs X (n, p) of which none is constant, and the output y (n,)."""

    X: Array
    y: Array

    @cached_property
    def z(self) -> Array:
        """X standardised, ddof 0."""
        z: Array = (self.X - self.X.mean(axis=0)) / self.X.std(axis=0)
        return z

    @cached_property
    def kappa(self) -> float:
        """Condition number of the standardised inputs."""
        return condition_number(self.z)

    @cached_property
    def r2(self) -> float:
        """R² on all rows."""
        return r2(self.y, predict(*least_squares(self.z, self.y), self.z))

    def left_out(self, parts: int) -> Array:
        """Weights per sd of each input (parts + 1, p): of all rows, then without the first part of them, and so on."""
        rows = np.arange(len(self.y))
        out = [np.array([], int), *np.array_split(rows, parts)]
        kept = (np.delete(rows, part) for part in out)
        return np.array([least_squares(self.z[these], self.y[these]).W for these in kept])

    def digits(self, method: Literal["svd", "qr", "normal"]) -> int:
        """Right digits of the worst weight when the table is solved as it is, against the standardised solution."""
        truth = least_squares(self.z, self.y).W / self.X.std(axis=0)
        off = np.abs(least_squares(self.X, self.y, method).W / truth - 1).max()
        return round(-float(np.log10(max(off, 1e-16))))
