"""How the program of this lesson is judged: `sse`, the loss of a line."""

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
        WrongProgram("the mean", {".sum()": ".mean()"},
                     "That is the mean of the squares; this loss is their sum (the mean times the number of points)."),
        WrongProgram("residuals not squared", {" ** 2": ""},
                     "The residuals are not squared: those above and below the line cancel out."),
        WrongProgram("absolute residuals", {"(residual ** 2)": "abs(residual)"},
                     "Those are the sizes of the residuals; square them instead."),
        WrongProgram("square of the sum", {"(residual ** 2).sum()": "residual.sum() ** 2"},
                     "You add first and then square; square each residual first, then add."),
        WrongProgram("the root", {".sum()": ".sum() ** 0.5"},
                     "That is the root of the sum of squares; leave the root out."),
        WrongProgram("m and b swapped", {"m * x + b": "b * x + m"},
                     "m and b have changed places: m multiplies x, b is added."),
        WrongProgram("changes y", {"residual = m * x + b - y": "y -= m * x + b", "(residual ": "(y "},
                     expect="changes y"),
    ],
)
