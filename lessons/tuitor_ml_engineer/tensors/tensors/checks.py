"""How the program of this lesson is judged: `mse`, one number of y (n,) and p (n,) or (n, 1), and no other shapes."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram, regression

Array = np.ndarray[Any, np.dtype[Any]]
Rng = np.random.Generator
Y, P = np.array([1.0, 2.0, 4.0]), np.array([2.0, 2.0, 2.0])


def _pair(rng: Rng) -> tuple[Array, Array]:
    """y (n,) and p (n,)."""
    n = int(rng.integers(2, 9))
    return rng.normal(5, 3, n).round(1), rng.normal(5, 3, n).round(1)


def _column(rng: Rng) -> tuple[Array, Array]:
    """p as a column, as a matrix product gives it."""
    y, p = _pair(rng)
    return y, p[:, None]


def _both(rng: Rng) -> tuple[Array, Array]:
    y, p = _pair(rng)
    return (y, p) if rng.integers(2) else (y, p[:, None])


def _mismatched(rng: Rng) -> tuple[Array, Array]:
    """As many rows in y as in p would be right; here numpy stretches a single one, or p has two columns."""
    y, p = _pair(rng)
    return [(y, p[:1]), (y, p[:1, None]), (y, np.column_stack([p, p])), (y[:1], p)][int(rng.integers(4))]


def _truth(y: Array, p: Array) -> float:
    return regression.mse(y, p.reshape(y.shape))


def _scalar(args: tuple[Any, ...], value: Any) -> bool | str:
    return np.shape(value) == () or f"One number is asked for, of shape (), not {np.shape(value)}."


mse = CodeChecks(
    function="mse",
    solution="""
import numpy as np

def mse(y, p):
    if p.shape not in (y.shape, (len(y), 1)):
        raise ValueError(f"y has shape {y.shape}, p has {p.shape}")
    return ((y - p.reshape(-1)) ** 2).mean()
""",
    properties=[
        Property("one number", inputs=_both, examples=[(Y, P)], holds=_scalar, tries=3),
        Property("equals the mean of (y − p)²", inputs=_pair, examples=[(Y, P)], expect=_truth, show=True, rtol=1e-8,
                 says="Subtract row by row, square, and take the mean."),
        Property("the same for p as a column", inputs=_column, examples=[(Y, np.array([[2.0], [2.0], [3.0]]))],
                 expect=_truth, show=True, rtol=1e-8,
                 says="Here p is (n, 1), so y − p is (n, n): each prediction meets each target. Give p y's shape."),
        Property("refuses other shapes", inputs=_mismatched, examples=[(Y, np.array([2.0]))], raises="ValueError",
                 says="These shapes do not belong together, yet numpy stretches them. Compare, and raise ValueError."),
    ],
    wrong=[
        WrongProgram("the bug", "def mse(y, p):\n    return ((y - p) ** 2).mean()\n", expect="is (n, n)"),
        WrongProgram("flat, and unchecked", "def mse(y, p):\n    return ((y.ravel() - p.ravel()) ** 2).mean()\n",
                     expect="numpy stretches them"),
        WrongProgram("refuses columns too", {"(y.shape, (len(y), 1))": "(y.shape,)"},
                     "A column (n, 1) is what a matrix product gives. It is to be taken, not refused: give it the "
                     "shape of y."),
        WrongProgram("compares lengths only", {"p.shape not in (y.shape, (len(y), 1))": "len(y) != len(p)",
                                               "p.reshape(-1)": "p"}, expect="is (n, n)"),
        WrongProgram("compares lengths, takes the first column", {
            "p.shape not in (y.shape, (len(y), 1))": "len(y) != len(p)",
            "p.reshape(-1)": "p.reshape(len(y), -1)[:, 0]"},
            "Two columns are two outputs, and you drop one of them without a word: refuse p of shape (n, 2)."),
        WrongProgram("no mean", {".mean()": ""}, expect="One number is asked for"),
        WrongProgram("a sum", {".mean()": ".sum()"}, "That is the sum. The mean divides it by n."),
    ],
)
