"""How the programs of this lesson are judged: `sse`, the loss of a line, and `fit`, least squares."""

from typing import Any

import numpy as np

from tutor.api import Call, CodeChecks, Property, WrongProgram

Array = np.ndarray[Any, np.dtype[Any]]
Rng = np.random.Generator


def _line(rng: Rng, most: int = 12) -> tuple[float, float, Array, Array]:
    """m, b, and 2..most points (x, y)."""
    size = int(rng.integers(2, most + 1))
    x = rng.uniform(-10, 10, size)
    return float(rng.uniform(-3, 3)), float(rng.uniform(-5, 5)), x, rng.uniform(-20, 20, size)


def _sse(m: float, b: float, x: Array, y: Array) -> float:
    return float(((m * x + b - y) ** 2).sum())


def _on_the_line(rng: Rng) -> tuple[float, float, Array, Array]:
    m, b, x, _ = _line(rng)
    return m, b, x, m * x + b


def _adds_up(args: tuple[Any, ...], value: Any) -> bool:
    """One more point adds its own square: a sum grows, a mean need not."""
    one, both = value
    m, b, x, y = args[1].args
    return bool(np.isclose(both - one, (m * x[-1] + b - y[-1]) ** 2, rtol=1e-6, atol=1e-6))


def _longer(rng: Rng) -> list[Any]:
    m, b, x, y = _line(rng)
    return [Call("sse", (m, b, x[:-1], y[:-1])), Call("sse", (m, b, x, y))]


def _wrong(name: str, value: str, says: str) -> WrongProgram:
    """A program that returns another value."""
    return WrongProgram(name, f"def sse(m, b, x, y):\n    return {value}\n", says=says)


sse = CodeChecks(
    function="sse",
    solution="""
def sse(m, b, x, y):
    residual = m * x + b - y
    return (residual ** 2).sum()
""",
    properties=[
        Property("equals Σ(mx + b − y)²", inputs=_line, examples=[(1.0, 0.0, np.array([1.0]), np.array([3.0]))],
                 expect=_sse, show=True,
                 says="Take each prediction m·x + b, subtract y, square, and add them all up."),
        Property("is 0 when the line goes through every point", inputs=_on_the_line,
                 holds=lambda args, value: abs(value) < 1e-18,
                 says="Here every point lies on the line, so every residual is 0, and so is their sum of squares."),
        Property("one more point adds its own square", inputs=_longer, holds=_adds_up,
                 says="One more point must add its own squared residual and change nothing else: add up, don't "
                 "average."),
    ],
    wrong=[
        _wrong("the mean", "((m * x + b - y) ** 2).mean()",
               "That is the mean of the squares; this loss is their sum (the mean times the number of points)."),
        _wrong("residuals not squared", "(m * x + b - y).sum()",
               "The residuals are not squared: those above and below the line cancel out."),
        _wrong("absolute residuals", "abs(m * x + b - y).sum()",
               "Those are the sizes of the residuals; square them instead."),
        _wrong("square of the sum", "(m * x + b - y).sum() ** 2",
               "You add first and then square; square each residual first, then add."),
        _wrong("the root", "((m * x + b - y) ** 2).sum() ** 0.5",
               "That is the root of the sum of squares; leave the root out."),
        _wrong("m and b swapped", "((b * x + m - y) ** 2).sum()",
               "m and b have changed places: m multiplies x, b is added."),
        WrongProgram("changes y", "def sse(m, b, x, y):\n    y -= m * x + b\n    return (y ** 2).sum()\n",
                     expect="changes y"),
    ],
)


def _table(rng: Rng) -> tuple[Array, Array]:
    """X of shape (n, d) with more rows than columns, and y of shape (n,)."""
    columns = int(rng.integers(1, 5))
    rows = columns + 2 + int(rng.integers(0, 20))
    return rng.normal(3, 2, (rows, columns)), rng.normal(10, 5, rows)


def _thin(rng: Rng) -> tuple[Array, Array]:
    """A table one of whose columns is a copy of another: no single answer is the only one."""
    x, y = _table(rng)
    return np.column_stack([x, x[:, 0]]), y


def _big(rng: Rng) -> tuple[Array, Array]:
    x = rng.normal(size=(100_000, 3))
    return x, x @ np.array([1.0, 2.0, 3.0]) + rng.normal(size=100_000)


def _least_squares(X: Array, y: Array) -> tuple[Array, float]:
    """The weights (d,) and intercept that are least in length among those that fit best."""
    ones = np.column_stack([X, np.ones(len(X))])
    found: Array = np.linalg.lstsq(ones, y, rcond=None)[0]
    return found[:-1], float(found[-1])


def _fits_best(args: tuple[Any, ...], value: Any) -> bool:
    """The predictions are the best possible, whatever the weights: residuals are at right angles to every column."""
    X, y = args
    w, b = value
    right_w, right_b = _least_squares(X, y)
    ours, best = X @ np.asarray(w) + b, X @ right_w + right_b
    return bool(np.allclose(ours, best, rtol=1e-8, atol=1e-8))


def _shapes(args: tuple[Any, ...], value: Any) -> bool | str:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Return two things: the weights and the intercept, as in return w, b."
    if np.shape(value[0]) != (args[0].shape[1],):
        return f"One weight for each column of X: w has shape {np.shape(value[0])}, not ({args[0].shape[1]},)."
    return np.shape(value[1]) == () or "The intercept b is one number, not an array."


THREE = (np.array([[1.0], [2.0], [3.0]]), np.array([3.0, 5.0, 7.0]))
"""Three points on y = 2x + 1."""
START = """
import numpy as np
def fit(X, y):
    A = np.column_stack([X, np.ones(len(X))])
"""

fit = CodeChecks(
    function="fit",
    solution="""
import numpy as np

def fit(X, y):
    ones = np.ones((len(X), 1))
    wb, *_ = np.linalg.lstsq(np.hstack([X, ones]), y, rcond=None)
    return wb[:-1], wb[-1]
""",
    properties=[
        Property("a weight for each column, and one intercept", inputs=_table, examples=[THREE], holds=_shapes),
        Property("the weights and intercept of least squares", inputs=_table, examples=[THREE],
                 expect=_least_squares, rtol=1e-8, atol=1e-8, show=True,
                 says="These are not the weights and intercept that make the sum of squares least."),
        Property("two columns that are copies", inputs=_thin, holds=_fits_best,
                 says="Where a column has a copy, many weights fit alike. Yours do not: lstsq copes, inv does not."),
        Property("100,000 rows without a loop", inputs=_big, expect=_least_squares, rtol=1e-8, atol=1e-8, tries=1,
                 times=50, says="With 100,000 rows a loop over them is too slow: let numpy work on the whole array."),
    ],
    wrong=[
        WrongProgram("no intercept", START + "    return np.linalg.lstsq(X, y, rcond=None)[0], 0.0\n",
                     says="Your line goes through the origin: give X a column of ones, and its weight is the intercept "
                     "b."),
        WrongProgram("weights and intercept together", START + "    return np.linalg.lstsq(A, y, rcond=None)[0]\n",
                     expect="Return two things"),
        WrongProgram("a weight of shape (d, 1)", START + "    wb = np.linalg.lstsq(A, y[:, None], rcond=None)[0]\n"
                     "    return wb[:-1], wb[-1, 0]\n", expect="One weight for each column"),
        WrongProgram("the inverse", START +
                     "    wb = np.linalg.inv(A.T @ A) @ A.T @ y\n    return wb[:-1], wb[-1]\n",
                     expect="lstsq copes, inv does not"),
        WrongProgram("each column alone", START + "    centred = X - X.mean(axis=0)\n"
                     "    w = centred.T @ (y - y.mean()) / (centred ** 2).sum(axis=0)\n"
                     "    return w, y.mean() - X.mean(axis=0) @ w\n",
                     says="You fit each column alone; columns share the work: find their weights together."),
    ],
)
