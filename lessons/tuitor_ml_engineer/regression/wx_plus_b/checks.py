"""How the programs of this lesson are judged: `predict`, all rows at once, and `fit`, least squares."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram, regression

Array = np.ndarray[Any, np.dtype[Any]]
Rng = np.random.Generator
ONE = np.array([[1.0, 2.0], [3.0, 4.0]])
TWO_OUTPUTS = np.array([[5.0, 0.0], [9.0, 1.0], [3.0, 2.0], [7.0, 1.0]])
FOUR_ROWS = np.array([[1.0, 2.0], [3.0, 3.0], [0.0, 1.0], [2.0, 5.0]])


def _call(rng: Rng, k: int | None = None) -> tuple[Array, Array, Array]:
    """W (k, p), b (k,) and X (n, p)."""
    n, p = int(rng.integers(1, 9)), int(rng.integers(2, 6))
    k = k or int(rng.integers(1, 5))
    return rng.normal(0, 3, (k, p)), rng.normal(0, 5, k), rng.normal(0, 3, (n, p))


def _square(rng: Rng) -> tuple[Array, Array, Array]:
    """As many outputs as inputs, where X @ W would run too."""
    p = int(rng.integers(2, 5))
    return rng.normal(0, 3, (p, p)), rng.normal(0, 5, p), rng.normal(0, 3, (int(rng.integers(1, 9)), p))


def _many(rng: Rng) -> tuple[Array, Array, Array]:
    # In float32, and a single output: sending such a table takes longer than the product.
    return rng.normal(size=(1, 3)), rng.normal(size=1), rng.normal(size=(100_000, 3)).astype(np.float32)


def _shaped(args: tuple[Any, ...], value: Any) -> bool | str:
    W, _, X = args
    wanted = (len(X), len(W))
    said = f"A row for each row of X, a column for each output: {wanted}, not {np.shape(value)}."
    return np.shape(value) == wanted or said


predict = CodeChecks(
    function="predict",
    solution="\ndef predict(W, b, X):\n    return X @ W.T + b\n",
    properties=[
        Property("a row for each row of X, a column for each output", inputs=_call,
                 examples=[(np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0]]), np.array([10.0, 20.0]), np.ones((4, 3)))],
                 holds=_shaped),
        Property("equals XWᵀ + b", inputs=_call, expect=regression.predict, show=True, rtol=1e-8, atol=1e-8,
                 says="Each output is its own row of W times the row of X, added up, plus its own entry of b."),
        Property("as many outputs as inputs", inputs=_square,
                 examples=[(ONE, np.array([0.0, 10.0]), np.array([[1.0, 1.0]]))],
                 expect=regression.predict, show=True, rtol=1e-8, atol=1e-8,
                 says="Here W is square, so numpy takes X @ W too. But a row of X has to meet a row of W."),
        Property("100,000 rows without a loop", inputs=_many, expect=regression.predict, rtol=1e-8, atol=1e-8, tries=1,
                 times=50, says="With 100,000 rows a loop over them is too slow: one product does all rows at once."),
    ],
    wrong=[
        WrongProgram("X @ W", {"W.T": "W"}, expect="mismatch"),
        WrongProgram("no bias", {" + b": ""}, "The bias is missing: at x = 0 each output is its entry of b."),
        WrongProgram("samples as columns", {"X @ W.T + b": "W @ X.T + b[:, None]"}, expect="A row for each row of X"),
        WrongProgram("one sum of all", {"X @ W.T": "(X[:, None, :] * W).sum()"}, expect="A row for each row of X"),
        WrongProgram("bias once for each input", {"X @ W.T + b": "(X[:, None, :] * W + b[:, None]).sum(axis=2)"},
                     "b is added for every input. It is added once, to the sum."),
    ],
)


def _table(rng: Rng) -> tuple[Array, Array]:
    """X (n, p), more rows than columns, and Y (n, k)."""
    p, k = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    n = p + 2 + int(rng.integers(0, 20))
    return rng.normal(3, 2, (n, p)), rng.normal(10, 5, (n, k))


def _thin(rng: Rng) -> tuple[Array, Array]:
    """Rank-deficient: a column with a copy, or fewer rows than columns."""
    X, Y = _table(rng)
    if rng.integers(2):
        return np.column_stack([X, X[:, 0]]), Y
    return X[: X.shape[1] - 1], Y[: X.shape[1] - 1]


def _big(rng: Rng) -> tuple[Array, Array]:
    X = rng.normal(size=(100_000, 3)).astype(np.float32)
    return X, (X @ rng.normal(size=(3, 1)) + rng.normal(size=(100_000, 1))).astype(np.float32)


def _least_squares(X: Array, Y: Array) -> tuple[Array, Array]:
    W, b = regression.least_squares(X, Y)
    return W, b


def _shapes(args: tuple[Any, ...], value: Any) -> bool | str:
    (_, p), (_, k) = args[0].shape, args[1].shape
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Return two things, W and b, as in return W, b."
    if np.shape(value[0]) != (k, p):
        return f"W has a row for each output and a column for each input: ({k}, {p}), not {np.shape(value[0])}."
    return np.shape(value[1]) == (k,) or f"b has one number for each output: ({k},), not {np.shape(value[1])}."


def _fits_best(args: tuple[Any, ...], value: Any) -> bool:
    """The predictions are the best possible; the weights need not be the only ones."""
    X, Y = args
    W, b = value
    best = regression.predict(*regression.least_squares(X, Y), X)
    return bool(np.allclose(X @ np.asarray(W).T + b, best, rtol=1e-8, atol=1e-8))


fit = CodeChecks(
    function="fit",
    solution="""
import numpy as np

def fit(X, Y):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.linalg.lstsq(A, Y, rcond=None)[0]
    return theta[:-1].T, theta[-1]
""",
    properties=[
        Property("a row of W and an entry of b for each output", inputs=_table, examples=[(FOUR_ROWS, TWO_OUTPUTS)],
                 holds=_shapes),
        Property("the W and b of least squares", inputs=_table, examples=[(FOUR_ROWS, TWO_OUTPUTS)],
                 expect=_least_squares, rtol=1e-8, atol=1e-8, show=True,
                 says="These are not the W and b that make the sum of squares least."),
        Property("copies, and fewer rows than inputs", inputs=_thin, holds=_fits_best,
                 says="Here many W fit alike, and yours does not: lstsq copes with that, inv and solve do not."),
        Property("100,000 rows without a loop", inputs=_big, expect=_least_squares, rtol=1e-8, atol=1e-8, tries=1,
                 times=50, says="With 100,000 rows a loop over them is too slow: give numpy the whole table."),
    ],
    wrong=[
        WrongProgram("no intercept", {"lstsq(A,": "lstsq(X,", "theta[:-1].T, theta[-1]": "theta.T, 0 * Y[0]"},
                     "Your fit goes through the origin: give X a column of ones, and the weight of the ones is b."),
        WrongProgram("theta as it comes", {"return theta[:-1].T, theta[-1]": "return theta"},
                     expect="Return two things"),
        WrongProgram("a column of W for each output", {"[:-1].T": "[:-1]"}, expect="W has a row for each output"),
        WrongProgram("the inverse", {"np.linalg.lstsq(A, Y, rcond=None)[0]": "np.linalg.inv(A.T @ A) @ A.T @ Y"},
                     expect="lstsq copes"),
        WrongProgram("each input alone", """
def fit(X, Y):
    centred = X - X.mean(axis=0)
    W = ((Y - Y.mean(axis=0)).T @ centred) / (centred ** 2).sum(axis=0)
    return W, Y.mean(axis=0) - W @ X.mean(axis=0)
""", "You fit each input alone. Inputs share the work, so their weights must be found together."),
    ],
)
