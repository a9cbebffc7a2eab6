"""Twelve handwritten digits as one array (12, 8, 8): step along the batch, and set the turned one upright."""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import (Choice, Criterion, Exercise, Metric, Misconception, Note, OwnTable, Prediction, Slider, Table,
                       View, inputs_and_output)

SHADES = ".:-=+*#%@"
N, DARKEST = 12, 16
PLAIN, TURN, FOLD, FLIP, MEAN = "X[i]", "X[i].T", "X[i].reshape(8, 8)", "X[i][::-1]", "X.mean(axis=0)"
TELLING = (2, 3, 4, 5, 7)
"""Digits that look wrong on their side."""


@dataclass(frozen=True)
class Batch:
    """X (12, 8, 8), the digits y that it shows, and which of them is turned."""

    X: np.ndarray
    y: tuple[int, ...]
    odd: int

    def value(self, i: int, expression: str) -> Any:
        """The array that an expression gives."""
        X = self.X
        return {PLAIN: lambda: X[i], TURN: lambda: X[i].T, FOLD: lambda: X[i].reshape(8, 8), FLIP: lambda: X[i][::-1],
                MEAN: lambda: X.mean(axis=0)}[expression]()


@dataclass(frozen=True)
class Looked:
    """Which entry of the batch axis, and what is done with it."""

    i: Annotated[int, Slider(0, N - 1, step=1, label="i")] = 0
    shown: Annotated[str, Choice((PLAIN, TURN, FOLD, FLIP, MEAN), label="show")] = PLAIN


@cache
def _digits() -> tuple[Any, tuple[int, ...]]:
    """All 1797 images and what they show."""
    _, X, y = inputs_and_output("core/digits", "digit")
    return X.reshape(-1, 8, 8), tuple(y.astype(int).tolist())


def drawn(image: Any) -> list[str]:
    """An image in characters, two for a pixel: a character is twice as high as wide."""
    return ["".join(2 * SHADES[int(pixel * (len(SHADES) - 1) / DARKEST)] for pixel in row) for row in image]


class Digits(Exercise[Batch, Looked]):
    """Step along the batch axis, look, and find the operation that mends what is wrong."""

    untouched = "Step along the batch with i first."
    predictions = (
        Prediction("X has the shape (12, 8, 8). What is X.mean(axis=0)?",
                   ("12 numbers, a mean for each digit", "one blurred digit, 8 × 8", "12 rows of 8 means"), truth=1,
                   see="shown", steps=4,
                   why="Axis 0 is the batch. It is averaged away, and the axes of the pixels stay."),
    )
    misconceptions = (
        Misconception("reshape turns", lambda p, s: (s.i, s.shown) == (p.odd, FOLD),
                      "reshape reads the same 64 numbers in the same order, and folds them as before: nothing moved.",
                      lambda p: {"shown": FOLD}, score=0.0, criterion="operation"),
        Misconception("reversing rows turns", lambda p, s: (s.i, s.shown) == (p.odd, FLIP),
                      "[::-1] puts the last row on top. Here rows became columns, so rows and columns have to change "
                      "places.", lambda p: {"shown": FLIP}, score=0.0, criterion="operation"),
        Misconception("an upright one", lambda p, s: s.i != p.odd,
                      lambda p, s: f"X[{s.i}] shows a {p.y[s.i]} as it should be. Step on along the batch.",
                      lambda p: {"i": (p.odd + 1) % N}, score=0.0),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Batch:
        """Twelve images; one of a digit that has no symmetry is stored with rows and columns exchanged."""
        random, (images, y) = Random(seed), _digits()
        picked = random.sample(range(len(y)), N)
        odd = random.randrange(2, N)
        picked[odd] = random.choice([each for each in range(len(y)) if y[each] in TELLING])
        X = images[picked]
        X[odd] = X[odd].T.copy()
        return Batch(X, tuple(y[each] for each in picked), odd)

    def view(self, p: Batch, s: Looked) -> View:
        """The digit as stored, and what the expression makes of it."""
        value = p.value(s.i, s.shown)
        rows = list(zip(drawn(p.X[s.i]), drawn(value), strict=True))
        named = s.shown.replace("[i]", f"[{s.i}]")
        return View(
            Table((f"X[{s.i}] as stored", named), rows, height=8),
            Metric("X.shape", str(p.X.shape)),
            Metric(f"{named} has", str(value.shape)),
            Note(f"y[{s.i}] = {p.y[s.i]}"),
        )

    def criteria(self, p: Batch, s: Looked) -> list[Criterion]:
        """Half for the digit, half for what sets it upright."""
        return [Criterion("digit", float(s.i == p.odd)),
                Criterion("operation", float((s.i, s.shown) == (p.odd, TURN)),
                          says="This is the one. Which expression shows it upright?")]

    def praise(self, p: Batch, s: Looked) -> str:
        return (f"X[{p.odd}] had rows and columns exchanged, and .T exchanges them back. No shape would have told: "
                "both are (8, 8).")

    def solution(self, p: Batch, s: Looked) -> Looked:
        return replace(s, i=p.odd, shown=TURN)
