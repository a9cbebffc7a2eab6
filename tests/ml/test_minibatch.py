"""Mini-batches: all of them enumerated, the formulas, the races of the course step by step, the noise floor."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml import descent, minibatch
from tutor.ml.graph import central_difference
from tutor.ml.regression import design, least_squares, mse, predict

RACES = {"race_sprint_2_epochs_within_10pct": (2, 1.10), "race_marathon_20_epochs_within_1pct": (20, 1.01)}


@pytest.fixture(scope="module")
def patients(arrays):
    X, y = arrays("diabetes")
    z = descent.standardise(X).z
    return z, y, mse(y, predict(*least_squares(z, y), z))


def test_row_gradients_on_anscombe(anscombe, reference):
    g = minibatch.row_gradients([0, 0], *anscombe("I"))
    expected = reference["minibatch"]
    assert g.mean(axis=0) == pytest.approx(expected["anscombe_I_full_gradient_at_0_0_mean_loss"], rel=1e-12)
    assert minibatch.variance(g, 1) == pytest.approx(expected["per_example_gradient_variance_ddof0"], rel=1e-12)


def test_every_batch_there_is(anscombe, reference):
    g = minibatch.row_gradients([0, 0], *anscombe("I"))
    for size, expected in reference["minibatch"]["all_batches_enumerated"].items():
        B = int(size)
        cloud = minibatch.every_batch(g, B)
        assert len(cloud) == expected["n_batches"] == comb(11, B)
        assert abs(cloud.mean(axis=0) - g.mean(axis=0)).max() < 1e-12
        assert cloud.var(axis=0) == pytest.approx(expected["var"], rel=1e-9, abs=1e-20)
        without, replaced = (minibatch.variance(g, B, replacement=each) for each in (False, True))
        assert without == pytest.approx(expected["formula_without_replacement"], rel=1e-12)
        assert replaced == pytest.approx(expected["formula_with_replacement"], rel=1e-12)


def test_the_variance_with_replacement_is_that_of_all_ordered_pairs(anscombe):
    g = minibatch.row_gradients([0.3, 2], *anscombe("I"))
    pairs = (g[:, None] + g[None]).reshape(-1, 2) / 2
    np.testing.assert_allclose(pairs.var(axis=0), minibatch.variance(g, 2, replacement=True), rtol=1e-12)


def test_steps_of_an_epoch(reference):
    expected = reference["minibatch"]["steps_per_epoch"]
    assert minibatch.steps_per_epoch(442, 32) == expected["N=442,B=32"]
    assert minibatch.last_batch(442, 32) == expected["last_batch"]
    assert minibatch.steps_per_epoch(442, 1) == expected["N=442,B=1"]
    assert minibatch.steps_per_epoch(442, 442) == expected["N=442,B=442"]
    assert minibatch.last_batch(96, 32) == 32


@pytest.mark.parametrize("race", RACES)
def test_the_races(race, patients, reference):
    z, y, least = patients
    epochs, goal = RACES[race]
    for name, expected in reference["minibatch"][race].items():
        B, eta = (float(part.partition("=")[2]) for part in name.split(","))
        steps = epochs * minibatch.steps_per_epoch(442, int(B))
        end = minibatch.walks(np.zeros(11), z, y, int(B), eta, steps, range(5))[-1]
        ratio = np.array([mse(y, predict(theta[:-1], theta[-1], z)) for theta in end]) / least
        np.testing.assert_allclose(ratio, expected["loss_over_optimum"], rtol=1e-6)
        assert (ratio <= goal).sum() == expected["seeds_within_tol"]
        if eta == 0.26:
            assert ratio.min() > reference["minibatch"]["race_start_over_optimum"]["w_zero"]


def test_where_the_races_start_and_how_far_the_full_batch_is_stable(patients, reference):
    z, y, least = patients
    expected = reference["minibatch"]
    assert mse(y, 0 * y) / least == pytest.approx(expected["race_start_over_optimum"]["w_zero"], rel=1e-9)
    assert y.var() / least == pytest.approx(expected["race_start_over_optimum"]["best_constant"], rel=1e-9)
    stable = descent.rates(descent.hessian(z, "mean")).stable
    assert stable == pytest.approx(expected["race_full_batch_eta_max"], rel=1e-9)


def test_the_noise_floor(reference):
    for eta, expected in reference["gd"]["sgd_noise_floor"].items():
        assert minibatch.noise_floor(float(eta), 1, 1) == pytest.approx(expected["theory"], rel=1e-12)
        xi = np.random.RandomState(0).randn(200_000)
        simulated = float((minibatch.wander(float(eta), 1, xi) ** 2).mean())
        assert simulated == pytest.approx(expected["simulated"], rel=1e-9)
        assert simulated == pytest.approx(expected["theory"], rel=0.05)


@given(st.floats(0.01, 0.99), st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_noise_floor_is_what_a_step_leaves_as_it_is(part, lam, sigma2):
    eta = 2 * part / lam
    floor = minibatch.noise_floor(eta, lam, sigma2)
    assert (1 - eta * lam) ** 2 * floor + eta**2 * sigma2 == pytest.approx(floor, rel=1e-9)


@given(st.integers(0, 10_000))
def test_row_gradients_are_finite_differences_of_each_rows_square(seed):
    rs = np.random.RandomState(seed)
    X, y, theta = rs.randn(6, 2), rs.randn(6), rs.randn(3)
    for row, g in enumerate(minibatch.row_gradients(theta, X, y)):
        numeric = central_difference(
            lambda *at, i=row: float((design(X)[i] @ np.array(at) - y[i]) ** 2), theta.tolist(), 1e-5
        )
        np.testing.assert_allclose(g, numeric, rtol=1e-6, atol=1e-7)
    full = descent.gradient(theta, X, y, "mean")
    np.testing.assert_allclose(minibatch.row_gradients(theta, X, y).mean(axis=0), full, rtol=1e-9, atol=1e-12)


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_an_epoch_reads_every_row_once(seed, B):
    """With one input of ones and η so small that θ stays where it is, the steps of an epoch add up over the rows."""
    y = np.random.RandomState(seed).randn(12)
    X, eta = np.zeros((12, 1)), 1e-9
    steps = minibatch.steps_per_epoch(12, B)
    walk = minibatch.walks([0, 0], X, y, B, eta, 2 * steps, [seed])[:, 0, 1]
    sizes = np.array([B] * (steps - 1) + [minibatch.last_batch(12, B)])
    for epoch in (0, 1):
        moved = np.diff(walk[epoch * steps : (epoch + 1) * steps + 1])
        assert (moved * sizes).sum() == pytest.approx(2 * eta * y.sum(), rel=1e-5, abs=1e-14)


def test_the_full_batch_is_gradient_descent(patients):
    z, y, least = patients
    walk = minibatch.walks(np.zeros(11), z, y, 442, 0.1, 20, [3])[:, 0]
    path = descent.run(np.zeros(11), z, y, 0.1, 20, "mean")
    np.testing.assert_allclose(walk, path, rtol=1e-9, atol=1e-9)
    closed = descent.excess(np.zeros(11), z, y, [0.1, 0.2], range(21), "mean")
    np.testing.assert_allclose(closed[0], descent.losses(path, z, y, "mean") - least, rtol=1e-6)
    assert closed.shape == (2, 21)


def test_a_walk_that_diverges_says_nothing(patients, recwarn):
    z, y, _ = patients
    walk = minibatch.walks(np.zeros(11), z, y, 32, 5.0, 600, [0])
    assert not np.isfinite(walk[-1]).all()
    assert not recwarn.list
