"""Words in a chart: placed when all is drawn, where nothing is, so that none is cut and none covers data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.ui.plotting.canvas import Canvas

Taken = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Label:
    """Some cells, and the (column, row) where they would best begin; the first that is free is taken.

    A `needed` one stands elsewhere if none is, as near as can be; others are then left out.
    """

    text: tuple[int, ...]
    places: Sequence[tuple[int, int]]
    ink: int
    needed: bool = True


def place_labels(canvas: Canvas, labels: Sequence[Label]) -> None:
    """Write them, in order, clear of all that is drawn and of each other."""
    if not labels:
        return
    taken = canvas.taken()
    for label in labels:
        found = _place(taken, label, canvas)
        if found is not None:
            column, row = found
            canvas.write(column, row, label.text, label.ink)
            # A column on both sides stays free, so that two words do not read as one.
            taken[row, max(0, column - 1) : column + len(label.text) + 1] = True


def _place(taken: Taken, label: Label, canvas: Canvas) -> tuple[int, int] | None:
    length = min(len(label.text), canvas.width)
    held = [(max(0, min(column, canvas.width - length)), row) for column, row in label.places]
    wanted = [(column, row) for column, row in held if 0 <= row < canvas.height]
    for column, row in wanted:
        if not taken[row, column : column + length].any():
            return column, row
    if not label.needed or not wanted:
        return None
    return next(iter(_nearest(taken, length, wanted[0])))


def _nearest(taken: Taken, length: int, best: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The free place nearest to the best one, else the one that covers least."""
    covered = np.pad(np.cumsum(taken, axis=1), ((0, 0), (1, 0)))
    cost = (covered[:, length:] - covered[:, :-length]).astype(float)
    rows, columns = np.indices(cost.shape)
    away = np.hypot(columns - best[0], 2 * (rows - best[1]))
    row, column = np.unravel_index(np.argmin(cost + away / 1e4), cost.shape)
    yield int(column), int(row)
