r"""Logistic regression: a weighted sum turned into a probability.

    p = σ(w·x + b),   σ(z) = 1 / (1 + e^−z)

The weights make the observed answers y (0 or 1) likely, with a pull of λ towards 0 that b does not feel:

    L(w, b) = Σ [log(1 + e^z) − y z] + λ/2 ‖w‖²,   z = w·x + b

Newton's method solves it: with p the present probabilities, gradient g = Aᵀ(p − y) + λw and Hessian
H = Aᵀ diag(p(1 − p)) A + λI (no λ for b), A = [X 1]; each step is θ ← θ − H⁻¹ g. L is convex, so the bottom it
finds is the only one. λ = 1 on standardised columns is scikit-learn's default (C = 1/λ).
Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning (2009), 4.4.1.
"""

import numpy as np
from numpy.typing import ArrayLike

from tutor.ml.regression import Array, Fit, design
from tutor.ml.scaling import fit as fit_scaler
from tutor.ml.validation import folds

STEPS = 60


def sigmoid(z: ArrayLike) -> Array:
    """1 / (1 + e^−z), without overflow."""
    value: Array = 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))
    return value


def fit(X: ArrayLike, y: ArrayLike, pull: float = 1.0) -> Fit:
    """w (p,) and b from rows X (n, p) and answers y (n,) of 0 and 1. ValueError unless both answers occur."""
    A, y = design(X), np.asarray(y, dtype=float)
    if len(np.unique(y)) != 2:
        raise ValueError("both answers must occur")
    penalty = np.full(A.shape[1], pull)
    penalty[-1] = 0.0
    theta = np.zeros(A.shape[1])
    for _ in range(STEPS):
        gradient, hessian = _slopes(A, y, theta, penalty)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while _loss(A, y, theta - size * step, penalty) > _loss(A, y, theta, penalty) + 1e-12 and size > 1e-6:
            size /= 2
        theta = theta - size * step
        if np.abs(step).max() < 1e-10:
            break
    return Fit(theta[:-1], float(theta[-1]))


def probability(model: Fit, X: ArrayLike) -> Array:
    """p (n,) of each row."""
    return sigmoid(design(X) @ np.append(model.W, model.b))


def held_out_probabilities(X: ArrayLike, y: ArrayLike, k: int = 5, seed: int = 0) -> Array:
    """p (n,) of each row from a model that has not seen it: k folds, columns standardised inside each."""
    rows, truth = np.asarray(X, dtype=float), np.asarray(y)
    p = np.empty(len(truth))
    for train, test in folds(len(truth), k, seed, truth):
        scaler = fit_scaler(rows[train], "standard")
        model = fit(scaler.transform(rows[train]), truth[train])
        p[test] = probability(model, scaler.transform(rows[test]))
    return p


def _loss(A: Array, y: Array, theta: Array, penalty: Array) -> float:
    z = A @ theta
    return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * (penalty * theta**2).sum())


def _slopes(A: Array, y: Array, theta: Array, penalty: Array) -> tuple[Array, Array]:
    """Gradient (p + 1,) and Hessian (p + 1, p + 1) of L."""
    p = sigmoid(A @ theta)
    return A.T @ (p - y) + penalty * theta, (A.T * (p * (1 - p))) @ A + np.diag(penalty)
