r"""A customer's table: a clean one with six planted defects, a list of them, and rows that stay sealed.

Whoever receives a table does not know what is wrong with it; whoever wants to *teach* looking has to. So the defects
are planted by a seed, into rows whose true values are kept. From a table of n numeric columns and a label, 400 rows
drawn at random are delivered, the rest is sealed as it is:

    mixed units    of a column, about 35% of the cells are in a unit 100 times as large: their numbers are 1/100
    sentinel       of a column, about 15% of the cells say −999 for "not measured"
    constant       a column `site` that has one value
    leak           a column `report_code` that is filled once the label is known: 7 or 3, plus 1 in 2% of the rows;
                   in the sealed rows, as on the day itself, nobody has filled it yet: 0
    spelling       about 10% of the labels are written " m" for "M"
    duplicates     20 rows are delivered twice
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.ml.regression import Array

Defect = Literal["mixed units", "sentinel", "constant", "leak", "spelling", "duplicates"]
ROWS, DOUBLED = 400, 20
UNIT, SENTINEL = 0.01, -999.0


@dataclass(frozen=True)
class Delivery:
    """What is delivered: numbers (n, p), labels, `report_code` and `site`; and what only the sender knows."""

    numbers: Array
    labels: tuple[str, ...]
    code: Array
    true_numbers: Array
    """The same rows without defects (n, p)."""
    true_labels: tuple[str, ...]
    repeated: NDArray[np.bool_]
    """Rows that repeat an earlier one (n,)."""
    sealed_numbers: Array
    sealed_labels: tuple[str, ...]
    manifest: Mapping[str, int]
    """How many cells, columns or rows each defect took, by `defect:column`."""
    site: str = "north"

    @property
    def sealed_code(self) -> Array:
        """`report_code` of the sealed rows: not filled yet."""
        return np.zeros(len(self.sealed_labels))


def deliver(numbers: ArrayLike, malignant: Sequence[bool], units: int, gaps: int, seed: int) -> Delivery:
    """Plant the defects into rows (m, p) and labels (m,): mixed units into column `units`, the sentinel into `gaps`."""
    random = np.random.RandomState(seed)
    X, label = np.asarray(numbers, dtype=float), np.where(np.asarray(malignant, dtype=bool), "M", "B")
    order = random.permutation(len(X))
    rows, sealed = order[:ROWS], order[ROWS:]
    messy, truth = X[rows].copy(), X[rows]
    other, absent = random.rand(ROWS) < 0.35, random.rand(ROWS) < 0.15
    messy[other, units] *= UNIT
    messy[absent, gaps] = SENTINEL
    code = np.where(label[rows] == "M", 7, 3) + (random.rand(ROWS) < 0.02)
    slips = random.rand(ROWS) < 0.1
    written = np.where(slips, np.char.add(" ", np.char.lower(label[rows])), label[rows])
    twice = np.append(np.arange(ROWS), random.choice(ROWS, DOUBLED, replace=False))
    return Delivery(
        numbers=messy[twice],
        labels=tuple(written[twice].tolist()),
        code=code[twice].astype(float),
        true_numbers=truth[twice],
        true_labels=tuple(label[rows][twice].tolist()),
        repeated=np.arange(len(twice)) >= ROWS,
        sealed_numbers=X[sealed],
        sealed_labels=tuple(label[sealed].tolist()),
        manifest=_manifest(other, absent, slips),
    )


def _manifest(other: Any, absent: Any, slips: Any) -> dict[str, int]:
    counts = {"mixed units": int(other.sum()), "sentinel": int(absent.sum()), "constant": 1, "leak": 1}
    return {**counts, "spelling": int(slips.sum()), "duplicates": DOUBLED}
