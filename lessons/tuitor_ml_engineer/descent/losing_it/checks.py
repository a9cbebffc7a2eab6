"""How the program of this lesson is judged: `best_slope`, which gives the argmin and the min among some slopes."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram

Array = np.ndarray[Any, np.dtype[Any]]
Given = tuple[Array, Array, float, Array]


def _draw(rng: np.random.Generator) -> Given:
    """x and y of 2 to 10 points, b, and 3 to 20 slopes in no order."""
    n = int(rng.integers(2, 11))
    x, y = rng.uniform(1, 10, n), rng.uniform(-10, 10, n)
    return x, y, float(rng.uniform(-5, 5)), rng.permutation(np.arange(int(rng.integers(3, 21)))) / 4 - 1.1


def _best(x: Array, y: Array, b: float, slopes: Array) -> tuple[float, float]:
    """(argmin, min) of Σ(y − mx − b)² over the slopes."""
    found = ((y - (slopes[:, None] * x + b)) ** 2).sum(axis=1)
    return float(slopes[found.argmin()]), float(found.min())


def _cancels(rng: np.random.Generator) -> Given:
    """A slope whose residuals cancel, and one that misses each point by a little."""
    x, size = np.array([1.0, 2.0, 3.0, 4.0]), float(rng.uniform(3, 9))
    y = 0.5 + size * np.array([1.0, -1.0, 0.0, 0.0]) + x
    return x, y, 0.5, np.array([1.1, 1.0, 0.8]) if rng.integers(2) else np.array([0.8, 1.2, 0.9])


def _two(args: tuple[Any, ...], value: Any) -> bool | str:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Return two numbers, the argmin and then the min: return m, loss."
    return bool(np.isclose(np.asarray(args[3]), value[0]).any()) or (
        f"The argmin is one of the slopes; {float(value[0]):.4g} is none of them.")


best_slope = CodeChecks(
    function="best_slope",
    solution="""
import numpy as np

def best_slope(x, y, b, slopes):
    losses = np.array([np.sum((y - (m * x + b)) ** 2) for m in slopes])
    at = np.argmin(losses)
    return slopes[at], losses[at]
""",
    properties=[
        Property("the argmin is one of the slopes", inputs=_draw, holds=_two,
                 examples=[(np.array([1.0, 2.0]), np.array([2.0, 5.0]), 0.0, np.array([1.0, 2.0, 3.0]))]),
        Property("equals the slope with the least SSE, and that SSE", inputs=_draw, expect=_best, show=True,
                 says="For each slope take the residuals y − (m·x + b), square and add; then where is that least, and "
                 "how little is it?"),
        Property("residuals must not cancel", inputs=_cancels, expect=_best, show=True,
                 says="Here misses up and down cancel, so a plain sum hides them. Square each residual first."),
    ],
    wrong=[
        WrongProgram("min before argmin", {"slopes[at], losses[at]": "losses[at], slopes[at]"},
                     expect="The argmin is one of the slopes"),
        WrongProgram("the index", {"slopes[at], ": "int(at), "}, "np.argmin gives a position in the array. The argmin "
                     "of the loss is the slope that stands there."),
        WrongProgram("only the min", {"slopes[at], ": ""}, expect="Return two numbers"),
        WrongProgram("the mean", {"np.sum": "np.mean"},
                     "Your argmin is right, as always with a mean in place of a sum. Your min is the mean: add up."),
        WrongProgram("absolute residuals", {"np.sum((y - (m * x + b)) ** 2)": "np.sum(abs(y - (m * x + b)))"},
                     "Those are absolute residuals. Their argmin may be another: square them."),
        WrongProgram("residuals not squared", {"np.sum((y - (m * x + b)) ** 2)": "abs(np.sum(y - (m * x + b)))"},
                     "You add before you square, so misses up and down cancel."),
        WrongProgram("the largest loss", {"argmin": "argmax"},
                     "That is the largest loss and where it is. Look for the least."),
    ],
)
