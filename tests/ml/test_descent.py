"""Steps downhill: the course's figures, finite differences, and what a quadratic must obey."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml import descent
from tutor.ml.graph import central_difference
from tutor.ml.regression import least_squares, sse

FORMS = ("sum", "mean", "half-mean")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scale", ["raw", "standardised"])
def test_rates_on_anscombe(form, scale, anscombe, reference):
    x, _ = anscombe("I")
    X = descent.standardise(x).z if scale == "standardised" else x
    H = descent.hessian(X, form)
    expected = reference["gd"][f"anscombe_I_{scale}_{form.replace('-', '_')}"]
    values, _ = descent.directions(H)
    assert (values[0], values[-1]) == pytest.approx((expected["lambda_min"], expected["lambda_max"]), rel=1e-9)
    rates = descent.rates(H)
    assert rates.stable == pytest.approx(expected["eta_max"], rel=1e-9)
    assert rates.best == pytest.approx(expected["eta_opt"], rel=1e-9)
    assert rates.kappa == pytest.approx(expected["kappa"], rel=1e-9)
    assert rates.factor == pytest.approx(expected["best_rate"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", ["diabetes", "wine", "breast_cancer"])
def test_condition_numbers(name, arrays, reference):
    X, _ = arrays(name)
    expected = reference["gd"][f"kappa_{name}"]
    for rows, scale in ((X - X.mean(0), "centred"), (descent.standardise(X).z, "standardised")):
        rates = descent.rates(descent.hessian(rows, "half-mean")[:-1, :-1])
        assert rates.kappa == pytest.approx(expected[scale], rel=1e-6)
        assert 2 / rates.stable == pytest.approx(expected[f"lambda_max_{scale}"], rel=1e-6)


def test_just_below_and_just_above_the_edge(anscombe, reference):
    x, y = anscombe("I")
    H = descent.hessian(x)
    vectors = descent.directions(H)[1]
    best = least_squares(x, y)
    start = np.array([*best.W, best.b]) + vectors[:, -1] + vectors[:, 0]
    for times, end in reference["gd"]["anscombe_I_raw_sum_behaviour_1000_steps"].items():
        eta = float(times.split("*")[0]) * descent.rates(H).stable
        path = descent.run(start, x, y, eta, 1000)
        error = path[-1] - [*best.W, best.b]
        assert np.linalg.norm(error) == pytest.approx(end, rel=1e-6)


def test_steps_to_a_millionth(anscombe, reference):
    x, _ = anscombe("I")
    expected = reference["gd"]["anscombe_I_steps_to_1e-6_error"]
    H = descent.hessian(x)
    vectors = descent.directions(H)[1]
    worst = vectors[:, -1] + vectors[:, 0]
    assert descent.steps_to(H, worst, descent.rates(H).best) == expected["raw_at_eta_opt"]
    H = descent.hessian(descent.standardise(x).z)
    assert descent.steps_to(H, np.ones(2), descent.rates(H).best) == expected["standardised_at_eta_opt"]


def test_steps_grow_with_the_condition_number(reference):
    for kappa, expected in reference["gd"]["iterations_vs_kappa_to_1e-6"].items():
        k = float(kappa)
        H = np.diag([1.0, k])
        rates = descent.rates(H)
        assert descent.steps_to(H, np.ones(2), rates.best) == expected["eta_opt"]
        assert descent.steps_to(H, np.ones(2), 1 / k) == expected["eta_1_over_L"]
        assert descent.predicted_steps(rates.kappa) == pytest.approx(expected["predicted_eta_opt"], rel=1e-9)


def test_one_dimension_with_lambda_4(reference):
    expected = reference["gd"]["one_dim_lambda4"]
    H = np.array([[4.0]])
    assert descent.rates(H).stable == expected["eta_max"]
    for name, w in expected["w_after_5"].items():
        eta = float(name.removeprefix("eta="))
        assert descent.factors(H, eta)[0] ** 5 == pytest.approx(w, abs=1e-12)


def test_never_arrives_outside_the_edge():
    H = np.diag([1.0, 4.0])
    assert descent.steps_to(H, [1, 1], 0.5) is None
    assert descent.steps_to(H, [1, 1], 0.51) is None
    assert descent.steps_to(H, [1, 0], 0.51) is not None


def test_deck_gradient(anscombe, reference):
    x, y = anscombe("I")
    expected = reference["autodiff"]["deck_loss_anscombe_I_at_W0.2_b1"]
    theta = [0.2, 1.0]
    assert descent.loss(theta, x, y) == pytest.approx(expected["loss"], rel=1e-10)
    assert descent.gradient(theta, x, y) == pytest.approx([expected["dW"], expected["db"]], rel=1e-10)


seeds = st.integers(0, 10_000)


def problem(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rs = np.random.RandomState(seed)
    return rs.randn(12, 3), rs.randn(12), rs.randn(4)


@given(seeds, st.sampled_from(FORMS))
def test_gradient_is_the_finite_difference(seed, form):
    X, y, theta = problem(seed)
    numeric = central_difference(lambda *at: descent.loss(at, X, y, form), theta.tolist(), 1e-5)
    np.testing.assert_allclose(descent.gradient(theta, X, y, form), numeric, rtol=1e-6, atol=1e-7)


@given(seeds)
def test_forms_differ_by_n_and_2n(seed):
    X, y, theta = problem(seed)
    total, mean, half = (descent.gradient(theta, X, y, form) for form in FORMS)
    np.testing.assert_allclose(total, 12 * mean)
    np.testing.assert_allclose(mean, 2 * half)


@given(seeds, st.sampled_from(FORMS))
def test_a_run_is_its_steps(seed, form):
    X, y, theta = problem(seed)
    eta = 0.7 * descent.rates(descent.hessian(X, form)).stable
    path = descent.run(theta, X, y, eta, 5, form)
    at = theta
    for recorded in path:
        np.testing.assert_allclose(recorded, at, rtol=1e-9, atol=1e-12)
        at = descent.step(at, X, y, eta, form)


@given(seeds)
def test_losses_along_a_path_fall_below_the_edge(seed):
    X, y, theta = problem(seed)
    eta = 0.9 * descent.rates(descent.hessian(X)).stable
    path = descent.run(theta, X, y, eta, 30)
    seen = descent.losses(path, X, y)
    assert np.all(np.diff(seen) <= 1e-9)
    np.testing.assert_allclose(seen, [descent.loss(at, X, y) for at in path], rtol=1e-9)


def test_a_path_ends_at_least_squares(anscombe):
    z = descent.standardise(anscombe("I")[0]).z
    y = anscombe("I")[1]
    path = descent.run([0, 0], z, y, descent.rates(descent.hessian(z)).best, 2)
    best = least_squares(z, y)
    np.testing.assert_allclose(path[1], [*best.W, best.b], rtol=1e-12)


def test_divergence_is_recorded_without_a_warning(anscombe):
    x, y = anscombe("I")
    path = descent.run([0, 0], x, y, 1.0, 200)
    assert path.shape == (201, 2)
    assert not np.isfinite(path[-1]).any()
    assert not np.isfinite(descent.losses(path, x, y)[-1])


def test_surface_has_a_row_per_bias(anscombe):
    x, y = anscombe("I")
    grid = descent.surface([0, 0.5, 1], [3, 4], x, y)
    assert grid.shape == (2, 3)
    assert grid[0, 1] == pytest.approx(sse(y, 0.5 * x + 3))
    assert grid[1, 2] == pytest.approx(sse(y, x + 4))


def test_standardise_remembers_and_keeps_constants():
    z, mean, scale = descent.standardise([[1, 5], [3, 5], [5, 5]])
    assert (mean.tolist(), scale[1]) == ([3, 5], 1)
    assert z.mean(0) == pytest.approx([0, 0])
    assert z.std(0) == pytest.approx([1, 0])


def test_a_flat_loss_has_no_rate():
    with pytest.raises(ValueError, match="flat"):
        descent.rates(np.zeros((2, 2)))
    assert descent.rates(np.diag([0.0, 1.0])).kappa == math.inf
