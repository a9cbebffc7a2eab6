"""The customer's file of a seed, and what the learner's repair makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from tutor.api import costs, customer, inputs_and_output

from .state import DROP, FOLDED, GAP, KEEP, LOGISTIC, TRAIN, ZERO, Day

GRID = np.round(np.arange(0.01, 1, 0.01), 2)
WHOLE = "(all rows)"


@cache
def clean() -> tuple[tuple[str, ...], np.ndarray, tuple[bool, ...]]:
    """Names of 30 measures, their values (569, 30), and which samples are malignant."""
    names, X, diagnosis = inputs_and_output("core/breast_cancer", "diagnosis")
    return names, X, tuple(np.char.startswith(diagnosis, "m").tolist())


@dataclass(frozen=True)
class Customer:
    """The seed, which two columns are spoilt, and how many false alarms a missed sample costs."""

    seed: int
    units: str
    gapped: str
    price: int

    @cached_property
    def spoilt(self) -> tuple[int, int]:
        """Numbers of the column with two units and of the one with the sentinel, among the 30."""
        return clean()[0].index(self.units), clean()[0].index(self.gapped)

    @cached_property
    def file(self) -> customer.Delivery:
        """What was delivered, and what only the sender knows."""
        return customer.deliver(*clean()[1:], *self.spoilt, self.seed)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What can be flagged: the columns, then the whole table."""
        return ("site", *clean()[0], "report_code", "diagnosis", WHOLE)

    @cached_property
    def truth(self) -> frozenset[tuple[int, str]]:
        """(row of the contract, defect) of all that was planted."""
        found = {self.units: "units", self.gapped: "sentinel", "site": "constant", "report_code": "leak",
                 "diagnosis": "spelling", WHOLE: "duplicates"}
        return frozenset((self.names.index(name), kind) for name, kind in found.items())

    def numbers(self, name: str) -> np.ndarray | None:
        """A column as delivered, if it is one of numbers."""
        known = dict(zip(clean()[0], self.file.numbers.T, strict=True)) | {"report_code": self.file.code}
        return known.get(name)

    def words(self, name: str) -> Mapping[str, int]:
        """How often each text of a column occurs; of the whole table, how many rows are new and how many repeat."""
        if name == WHOLE:
            return {"different": customer.ROWS, "repeated": customer.DOUBLED}
        told = self.file.labels if name == "diagnosis" else (self.file.site,) * len(self.file.labels)
        return {repr(each): told.count(each) for each in sorted(set(told))}

    @cached_property
    def _areas(self) -> np.ndarray:
        return self.file.true_numbers[:, self.spoilt[0]]

    @cached_property
    def cuts(self) -> tuple[float, float, float]:
        """The slider of the cut between two units."""
        step = 10.0 if self._areas.min() < 180 else 20.0
        return 0.0, step * 40, step

    @cached_property
    def best(self) -> Day:
        """The reference: the cut in the middle of the gap between the units, and t* = c_FP/(c_FP + c_FN)."""
        middle, step = (customer.UNIT * self._areas.max() + self._areas.min()) / 2, self.cuts[2]
        t = float(GRID[np.argmin(np.abs(GRID - costs.best_threshold(self.price, 1)))])
        return Day(cut=step * round(middle / step), gaps=GAP, spelling=FOLDED, repeats=DROP, code=DROP,
                   model=LOGISTIC, fitted=TRAIN, t=t)

    def _repaired(self, s: Day, numbers: np.ndarray, code: np.ndarray) -> np.ndarray:
        X, (i, j) = numbers.copy(), self.spoilt
        X[X[:, i] < s.cut, i] *= 100
        if s.gaps in (ZERO, GAP):
            X[X[:, j] == customer.SENTINEL, j] = 0.0 if s.gaps == ZERO else np.nan
        return np.column_stack([X, code]) if s.code == KEEP else X

    def used(self, s: Day) -> np.ndarray:
        """The inputs (n, p) of the rows in use, after the repair."""
        n = customer.ROWS if s.repeats == DROP else len(self.file.labels)
        return self._repaired(s, self.file.numbers, self.file.code)[:n]

    def labels(self, s: Day) -> list[str]:
        """The labels (n,) of the rows in use, after the repair."""
        told = self.file.labels[: len(self.used(s))]
        return [each.strip().upper() if s.spelling == FOLDED else each for each in told]

    def sealed_rows(self, s: Day) -> np.ndarray:
        """The inputs (m, p) of the sealed rows, treated in the same way."""
        return self._repaired(s, self.file.sealed_numbers, self.file.sealed_code)

    @cached_property
    def sealed_malignant(self) -> np.ndarray:
        """Which sealed rows (m,) are malignant."""
        return np.array([each == "M" for each in self.file.sealed_labels])

    @property
    def free(self) -> float:
        """What always B scores on the sealed rows."""
        return float(1 - self.sealed_malignant.mean())

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """Probabilities by pipeline, so that each is fitted once."""
        return {}
