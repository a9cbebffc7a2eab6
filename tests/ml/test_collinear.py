"""κ, weights with rows left out and lost digits, on tables whose answers are known."""

import numpy as np
import pytest

from tutor.ml.collinear import HARMFUL, Inputs


def table(slack: float) -> Inputs:
    """Two inputs that differ by `slack` times noise, and y = 2a + 3b + 1 without noise."""
    rng = np.random.default_rng(0)
    a = rng.normal(size=64)
    X = np.column_stack([a, a + slack * rng.normal(size=64)])
    return Inputs(X, X @ np.array([2.0, 3.0]) + 1)


def test_kappa_grows_as_inputs_become_one():
    kappas = [table(slack).kappa for slack in (1e2, 1e-1, 1e-3)]
    assert kappas == sorted(kappas)
    assert kappas[0] < HARMFUL / 10
    assert kappas[-1] > 10 * HARMFUL


def test_without_noise_the_weights_stay_whichever_rows_are_left_out():
    found = table(0.5)
    assert found.r2 == pytest.approx(1)
    weights = found.left_out(16)
    assert weights.shape == (17, 2)
    assert weights == pytest.approx(np.tile(np.array([2.0, 3.0]) * found.X.std(axis=0), (17, 1)))


def test_the_normal_equations_lose_twice_the_digits():
    found = table(1e-5)
    assert found.digits("qr") >= found.digits("normal") + 3
