"""Words in a chart: placed when all is drawn, where nothing is, so that none is cut and none covers data."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.ui.plotting.canvas import Canvas

Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Label:
    """Some cells, and the (column, row) where they would best begin; the first that is free is taken.

    A `needed` one stands elsewhere if none is, as near as can be; others are then left out.
    """

    text: tuple[int, ...]
    positions: Sequence[tuple[int, int]]
    ink: int
    needed: bool = True


def place_labels(canvas: Canvas, labels: Sequence[Label]) -> None:
    """Write them, in order, clear of all that is drawn and of each other."""
    if not labels:
        return
    taken = canvas.taken()
    # Sums along a row tell how many of its cells from one to another are taken.
    sums = np.zeros((canvas.height, canvas.width + 1), np.intp)
    np.cumsum(taken, axis=1, out=sums[:, 1:])
    for label in labels:
        found = _spot_for(sums, label)
        if found is not None:
            column, row = found
            canvas.write(column, row, label.text, label.ink)
            # A column on both sides stays free, so that two words do not read as one.
            taken[row, max(0, column - 1) : column + len(label.text) + 1] = True
            np.cumsum(taken[row], out=sums[row, 1:])


def _spot_for(sums: Ints, label: Label) -> tuple[int, int] | None:
    height, width = sums.shape[0], sums.shape[1] - 1
    length, best = min(len(label.text), width), None
    for column, row in label.positions:
        if 0 <= row < height:
            column = max(0, min(column, width - length))
            if sums[row, column + length] == sums[row, column]:
                return column, row
            best = best or (column, row)
    return _nearest(sums, length, best) if label.needed and best else None


def _nearest(sums: Ints, length: int, best: tuple[int, int]) -> tuple[int, int]:
    """The free (column, row) nearest to the best one, else the one that covers least."""
    cost: Ints = sums[:, length:] - sums[:, : sums.shape[1] - length]
    rows, columns = np.indices(cost.shape)
    away = np.hypot(columns - best[0], 2 * (rows - best[1]))
    row, column = np.unravel_index(np.argmin(cost + away / 1e4), cost.shape)
    return int(column), int(row)
