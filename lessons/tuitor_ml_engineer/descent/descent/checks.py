"""How the program of this lesson is judged: `step`, one step of gradient descent for the sum of squares."""

from typing import Any

import numpy as np

from tutor.api import Call, CodeChecks, Property, WrongProgram

Array = np.ndarray[Any, np.dtype[np.float64]]
Given = tuple[float, float, Array, Array, float]
H = 1e-5


def _draw(rng: np.random.Generator) -> Given:
    """w, b, 2..12 points, and a small η."""
    size = int(rng.integers(2, 13))
    x, y = rng.uniform(-5, 5, size), rng.uniform(-10, 10, size)
    return float(rng.uniform(-3, 3)), float(rng.uniform(-3, 3)), x, y, float(rng.uniform(1e-4, 1e-2))


def _loss(w: float, b: float, X: Array, y: Array) -> float:
    return float(((w * X + b - y) ** 2).sum())


def _step(w: float, b: float, X: Array, y: Array, eta: float) -> tuple[float, float]:
    """L = Σ(wx + b − y)², so ∂L/∂w = 2 Σ(wx + b − y)x and ∂L/∂b = 2 Σ(wx + b − y)."""
    residual = w * X + b - y
    return float(w - eta * 2 * (residual * X).sum()), float(b - eta * 2 * residual.sum())


def _two(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(value) == 2


def _along_the_slope(args: tuple[Any, ...], value: Any) -> bool | str:
    """Against central differences of the loss itself, without the formula."""
    if not _two(value):
        return "Return both new numbers: return w, b."
    w, b, X, y, eta = args
    slopes = (_loss(w + H, b, X, y) - _loss(w - H, b, X, y), _loss(w, b + H, X, y) - _loss(w, b - H, X, y))
    moved = (w - value[0], b - value[1])
    return bool(np.allclose(moved, [eta * slope / (2 * H) for slope in slopes], rtol=1e-4, atol=1e-7))


def _twice(rng: np.random.Generator) -> list[Call]:
    """The same points once, and each twice."""
    w, b, X, y, eta = _draw(rng)
    return [Call("step", (w, b, X, y, eta)), Call("step", (w, b, np.tile(X, 2), np.tile(y, 2), eta))]


def _doubled(args: tuple[Any, ...], value: Any) -> bool | str:
    if not all(map(_two, value)):
        return "Return both new numbers: return w, b."
    w, b = args[0].args[:2]
    once, twice = np.subtract(value[0], (w, b)), np.subtract(value[1], (w, b))
    return bool(np.allclose(twice, 2 * once, rtol=1e-6, atol=1e-9))


step = CodeChecks(
    function="step",
    solution="""
def step(w, b, X, y, eta):
    residual = w * X + b - y
    gradient_w = 2 * (residual * X).sum()
    gradient_b = 2 * residual.sum()
    return w - eta * gradient_w, b - eta * gradient_b
""",
    properties=[
        Property("equals the formula", inputs=_draw, examples=[(0.0, 0.0, np.array([1.0]), np.array([2.0]), 0.1)],
                 expect=_step, show=True,
                 says="The new w is w − η · 2 Σ(wx + b − y)·x, the new b is b − η · 2 Σ(wx + b − y)."),
        Property("follows the slope of the loss", inputs=_draw, holds=_along_the_slope, says="Nudge w and b by a hair "
                 "and watch the sum of squares: its slope, times η, is not what you moved by."),
        Property("η = 0 moves nothing", inputs=lambda rng: (*_draw(rng)[:4], 0.0),
                 expect=lambda w, b, X, y, eta: (w, b),
                 says="With η = 0 nothing may move: η multiplies the whole gradient."),
        Property("each point twice, twice the step", inputs=_twice, holds=_doubled,
                 says="With every point in the table twice, the sum doubles, and so must the step."),
    ],
    wrong=[
        WrongProgram("mean form", {"sum()": "mean()"},
                     "That is a step for the mean of the squares. The loss here is their sum: do not divide by n."),
        WrongProgram("half-mean form", {"2 * ": "", "sum()": "mean()"}, "That is a step for half the mean of the "
                     "squares. The loss here is the sum: no ½, no division by n."),
        WrongProgram("uphill", {"- eta": "+ eta"},
                     "You go uphill: the gradient points to where the loss grows, so subtract it."),
        WrongProgram("forgot the 2", {"2 * ": ""},
                     "The derivative of a square brings a 2 down, and your gradient lacks it."),
        WrongProgram("b from the new w", {"2 * residual.sum()": "2 * ((w - eta * gradient_w) * X + b - y).sum()"},
                     "You move b with the new w. One step uses one gradient: work out both slopes before you move."),
        WrongProgram("gradient of b for both", {"(residual * X)": "residual"},
                     "Your slope for w lacks its x: by the chain rule each residual is multiplied by its own x."),
        WrongProgram("returns the gradient", {"w - eta": "eta", "b - eta": "eta"},
                     "That is how far to move, not where to: return w minus it, and b minus it."),
    ],
)
