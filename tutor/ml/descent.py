r"""Gradient descent on a sum of squares: steps downhill, and the numbers that decide how many it takes.

With A = [X 1] of shape (n, p + 1), θ = (W, b) and residuals Aθ − y, the loss comes in three forms:

    form          loss                gradient             Hessian H
    "sum"         Σ (Aθ − y)²         2 Aᵀ(Aθ − y)         2 AᵀA
    "mean"        Σ (Aθ − y)² / n     2 Aᵀ(Aθ − y) / n     2 AᵀA / n
    "half-mean"   Σ (Aθ − y)² / 2n      Aᵀ(Aθ − y) / n       AᵀA / n

All have one argmin θ*; their steps differ by the factors n and 2n. A step is θ ← θ − η·gradient, so the error
e = θ − θ* becomes (I − ηH)e: along an eigenvector of H with eigenvalue λ it is multiplied by 1 − ηλ. Hence

    it converges from everywhere  iff  0 < η < 2/λmax
    the best constant step is     η = 2/(λmin + λmax), with factor (κ − 1)/(κ + 1), κ = λmax/λmin
    steps to shrink e by ε        ln ε / ln((κ − 1)/(κ + 1)) ≈ ½ κ ln(1/ε), at η = 1/λmax about twice that

Standardised columns bring κ near 1. Source: Nocedal and Wright, Numerical Optimization (2006), 3.3.
"""

import math
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, as_table, design, residuals

Form = Literal["sum", "mean", "half-mean"]


class Steps(NamedTuple):
    """What the eigenvalues of H promise of constant steps: largest stable rate, best rate, its factor, κ."""

    stable: float
    best: float
    factor: float
    kappa: float


class Standardised(NamedTuple):
    """z = (X − mean) / scale of shape (n, p), with what must be remembered to do it to new rows."""

    z: Array
    mean: Array
    scale: Array


def weight(form: Form, n: int) -> float:
    """The factor of Σ (Aθ − y)² in `form`: 1, 1/n or 1/2n."""
    return {"sum": 1.0, "mean": 1 / n, "half-mean": 1 / (2 * n)}[form]


def loss(theta: ArrayLike, X: ArrayLike, y: ArrayLike, form: Form = "sum") -> float:
    """The loss at θ of shape (p + 1,), the bias last; its unit is that of y squared."""
    A = design(X)
    return weight(form, len(A)) * float((residuals(A @ np.asarray(theta, dtype=float), y) ** 2).sum())


def gradient(theta: ArrayLike, X: ArrayLike, y: ArrayLike, form: Form = "sum") -> Array:
    """The slopes of the loss along each number of θ, shape (p + 1,); it points uphill."""
    A = design(X)
    return 2 * weight(form, len(A)) * (A.T @ residuals(A @ np.asarray(theta, dtype=float), y))


def hessian(X: ArrayLike, form: Form = "sum") -> Array:
    """H, shape (p + 1, p + 1): the same everywhere, as the loss is a quadratic."""
    A = design(X)
    return 2 * weight(form, len(A)) * (A.T @ A)


def step(theta: ArrayLike, X: ArrayLike, y: ArrayLike, eta: float, form: Form = "sum") -> Array:
    """θ after one step of rate η."""
    return np.asarray(theta, dtype=float) - eta * gradient(theta, X, y, form)


def run(theta: ArrayLike, X: ArrayLike, y: ArrayLike, eta: float, steps: int, form: Form = "sum") -> Array:
    """The path of `steps` steps, shape (steps + 1, p + 1), the start first.

    The gradient is Hθ − c with H and c = 2 Aᵀy computed once, so a step costs p², however many the rows.
    A diverging path runs on to inf and NaN, without a warning.
    """
    A = design(X)
    H, c = hessian(X, form), 2 * weight(form, len(A)) * (A.T @ np.asarray(y, dtype=float))
    M, shift = np.eye(len(H)) - eta * H, eta * c
    path = np.empty((steps + 1, len(H)))
    path[0] = theta
    with np.errstate(over="ignore", invalid="ignore"):
        for before, after in pairwise(path):
            np.matmul(M, before, out=after)
            after += shift
    return path


def losses(path: ArrayLike, X: ArrayLike, y: ArrayLike, form: Form = "sum") -> Array:
    """The loss at each θ of a path (m, p + 1), shape (m,), without forming m × n residuals.

    Written about the best θ*, so that nothing cancels: Σ (Aθ − y)² = Σ (Aθ* − y)² + ‖R(θ − θ*)‖², A = QR.
    """
    A, y, path = design(X), np.asarray(y, dtype=float), np.asarray(path, dtype=float)
    best = np.linalg.lstsq(A, y, rcond=None)[0]
    R = np.linalg.qr(A)[1]
    least = float(((A @ best - y) ** 2).sum())
    with np.errstate(over="ignore", invalid="ignore"):
        excess: Array = (((path - best) @ R.T) ** 2).sum(1)
    return weight(form, len(A)) * (least + excess)


def excess(
    theta: ArrayLike, X: ArrayLike, y: ArrayLike, etas: ArrayLike, steps: ArrayLike, form: Form = "sum"
) -> Array:
    """How far above its least the loss is after `steps` steps from θ, for each of `etas`: shape (etas, steps).

    In closed form: with the eigenvectors qⱼ of H, ½ Σ λⱼ (1 − ηλⱼ)^(2·steps) (qⱼ·(θ − θ*))².
    """
    values, vectors = directions(hessian(X, form))
    best = np.linalg.lstsq(design(X), np.asarray(y, dtype=float), rcond=None)[0]
    off = vectors.T @ (np.asarray(theta, dtype=float) - best)
    shrink = 1 - np.multiply.outer(np.atleast_1d(etas), values)
    with np.errstate(over="ignore"):
        left = shrink[:, None, :] ** (2 * np.atleast_1d(steps)[None, :, None])
        return np.asarray(0.5 * (left * values * off**2).sum(axis=-1))


def surface(W: ArrayLike, b: ArrayLike, X: ArrayLike, y: ArrayLike, form: Form = "sum") -> Array:
    """The loss over a grid for one input: shape (len(b), len(W)), rows by b, for a heat map with contours."""
    ww, bb = np.meshgrid(np.asarray(W, dtype=float), np.asarray(b, dtype=float))
    grid = losses(np.column_stack([ww.ravel(), bb.ravel()]), X, y, form)
    return grid.reshape(ww.shape)


def directions(H: ArrayLike) -> tuple[Array, Array]:
    """Eigenvalues (d,), smallest first, and unit eigenvectors as columns (d, d) of a symmetric H."""
    values, vectors = np.linalg.eigh(np.asarray(H, dtype=float))
    return values, vectors


def factors(H: ArrayLike, eta: float) -> Array:
    """1 − ηλ along each eigenvector, smallest λ first: below −1 it flies off, below 0 it swings across."""
    return 1 - eta * directions(H)[0]


def rates(H: ArrayLike) -> Steps:
    """The largest stable rate (exclusive), the best constant rate, its factor, and κ (inf if H is singular).

    In one dimension, or wherever all λ agree, κ = 1 and the best rate 1/λ lands at once.
    """
    values = directions(H)[0]
    low, high = max(0.0, float(values[0])), float(values[-1])
    if high <= 0:
        raise ValueError("the loss is flat: every input is zero, so no rate is better than another")
    return Steps(2 / high, 2 / (low + high), (high - low) / (high + low), high / low if low else math.inf)


def predicted_steps(kappa: float, shrink: float = 1e-6) -> float:
    """Steps that the best constant rate needs to shrink the error by `shrink`, along the worst direction."""
    return math.log(shrink) / math.log((kappa - 1) / (kappa + 1)) if kappa > 1 else 1.0


def steps_to(H: ArrayLike, error: ArrayLike, eta: float, shrink: float = 1e-6) -> int | None:
    """Steps until ‖error‖ is `shrink` of what it was, exact, by bisection; None if it never is."""
    values, vectors = directions(H)
    start = vectors.T @ np.asarray(error, dtype=float)
    factor, goal = np.abs(1 - eta * values), shrink * float(np.linalg.norm(start))
    if np.any((factor >= 1) & (np.abs(start) > goal)):
        return None

    def left(count: int) -> float:
        return float(np.linalg.norm(factor**count * start))

    high = 1
    while left(high) > goal:
        high *= 2
    low = 0
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if left(middle) <= goal else (middle + 1, high)
    return low


def standardise(X: ArrayLike) -> Standardised:
    """Columns of mean 0 and standard deviation 1 (ddof 0); a constant column becomes 0, not NaN."""
    X = as_table(X)
    mean, scale = X.mean(0), X.std(0)
    scale = np.where(scale > 1e-12 * np.maximum(1e-300, np.abs(X).max(0)), scale, 1.0)
    return Standardised((X - mean) / scale, mean, scale)
