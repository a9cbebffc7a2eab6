"""Polynomials: the columns, what conditions them, interpolation, ridge, and the errors of rows left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import chebyshev as numpy_chebyshev

from tutor.ml.polynomial import chebyshev, left_out, leverage, loocv, monomials, powers, ridge, scaled
from tutor.ml.regression import condition_number, least_squares, predict, r2, rmse
from tutor.ml.validation import paired


def overfit_data(seed=2, n=15, sd=0.3):
    rng, x = np.random.RandomState(seed), np.linspace(-1, 1, n)
    return x, np.sin(np.pi * x) + sd * rng.randn(n)


def validation(seed=2):
    rng = np.random.RandomState(10_000 + seed)
    x = rng.uniform(-1, 1, 60)
    return x, np.sin(np.pi * x) + 0.3 * rng.randn(60)


def curve(seed, degree, x):
    seen, y = overfit_data(seed)
    return predict(*ridge(chebyshev(seen, degree), y), chebyshev(x, degree))


def test_the_columns_are_those_of_numpy():
    x = np.linspace(-1, 1, 7)
    np.testing.assert_allclose(chebyshev(x, 9), numpy_chebyshev.chebvander(x, 9)[:, 1:], atol=1e-12)
    assert chebyshev(x, 0).shape == (7, 0)
    assert powers([2, 3], 3).tolist() == [[2, 4, 8], [3, 9, 27]]
    assert scaled([1947, 1954.5, 1962], 1947, 1962).tolist() == [-1, 0, 1]


def test_condition_numbers_of_four_ways_to_write_the_same_curves(reference):
    years = np.linspace(1947, 1962, 30)
    for degree, expected in reference["poly"]["design_condition_numbers_30_equispaced"].items():
        found = {
            "raw_year": powers(years, int(degree)),
            "raw_0_1": powers(np.linspace(0, 1, 30), int(degree)),
            "raw_m1_1": powers(scaled(years, 1947, 1962), int(degree)),
            "chebyshev_m1_1": chebyshev(scaled(years, 1947, 1962), int(degree)),
        }
        for name, columns in found.items():
            kappa = condition_number(columns)
            if expected[name] < 1e12:
                assert kappa == pytest.approx(expected[name], rel=1e-2), (degree, name)
            else:
                assert kappa > 1e15, (degree, name)


def test_the_errors_of_each_degree(reference):
    x, y = overfit_data()
    across, truth = np.linspace(-1, 1, 2001), np.sin(np.pi * np.linspace(-1, 1, 2001))
    for degree, expected in reference["poly"]["overfit_n15_seed2"].items():
        d, close = int(degree), {"rel": 1e-6 if int(degree) <= 10 else 1e-3}
        assert rmse(y, curve(2, d, x)) == pytest.approx(expected["train_rmse"], **close)
        new, seen = validation()
        assert rmse(seen, curve(2, d, new)) == pytest.approx(expected["val_rmse"], **close)
        true = np.hypot(rmse(truth, curve(2, d, across)), 0.3)
        assert true == pytest.approx(expected["true_rmse"], **close)
        squares = left_out(chebyshev(x, d), y) ** 2
        assert loocv(chebyshev(x, d), y) == pytest.approx(expected["loocv_mse"], **close)
        assert squares.std(ddof=1) / np.sqrt(15) == pytest.approx(expected["loocv_se"], **close)


def choices(seed, degrees=range(14)):
    """What each rule chooses on a seed, and the true error of each degree."""
    (x, y), (new, seen) = overfit_data(seed), validation(seed)
    across = np.linspace(-1, 1, 2001)
    squares = {d: (curve(seed, d, new) - seen) ** 2 for d in degrees}
    best = min(degrees, key=lambda d: squares[d].mean())

    def ties(d):
        gap, se = paired(squares[d], squares[best])
        return gap <= se or squares[d].mean() <= 1.05**2 * squares[best].mean()

    accepted = [d for d in degrees if ties(d)]
    true = {d: float(np.hypot(rmse(np.sin(np.pi * across), curve(seed, d, across)), 0.3)) for d in degrees}
    loo = min(degrees, key=lambda d: loocv(chebyshev(x, d), y))
    train = min(degrees, key=lambda d: rmse(y, curve(seed, d, x)))
    return best, accepted, loo, train, true


def test_what_each_rule_chooses(reference):
    best, accepted, loo, train, true = choices(2)
    assert reference["poly"]["overfit_choice"] == {
        "best_train": train,
        "best_loocv": loo,
        "best_validation": best,
        "simplest_within_paired_1se": accepted[0],
        "accepted_by_paired_1se": accepted,
        "best_truth": min(true, key=true.__getitem__),
    }


@pytest.mark.trust
def test_how_fair_each_rule_is_on_500_seeds(reference):
    rules = {"loocv_minimum": [], "validation_minimum": [], "simplest_in_accepted_set": [], "worst_of_accepted_set": []}
    for seed in range(500):
        best, accepted, loo, _, true = choices(seed)
        worst = max(true[d] for d in accepted)
        for kept, error in zip(rules.values(), (true[loo], true[best], true[accepted[0]], worst), strict=True):
            kept.append(error / min(true.values()))
    for name, expected in reference["poly"]["fairness_500_seeds_true_rmse_over_best"].items():
        found = rules[name]
        assert np.median(found) == pytest.approx(expected["median"], abs=0.02)
        assert np.quantile(found, 0.9) == pytest.approx(expected["q90"], abs=0.02)
        assert max(found) == pytest.approx(expected["worst"], abs=0.02)


def test_as_many_coefficients_as_points_pass_through_all(reference):
    x, y = overfit_data()
    assert reference["poly"]["interpolation_deg14_train_rmse"] < 1e-8
    assert rmse(y, curve(2, 14, x)) < 1e-8
    assert rmse(y, curve(2, 13, x)) > 0.03


@given(st.integers(0, 9), st.sampled_from([0.0, 1e-3, 1.0, 50.0]), st.integers(0, 2**32 - 1))
def test_a_row_left_out_needs_no_fit_of_its_own(degree, penalty, seed):
    """The shortcut against n fits: below 1e-10 at degree 5, as the reference has it.

    The points lie apart: of one that stands alone the fits say nothing, and both ways are rounding.
    """
    rng = np.random.RandomState(seed)
    x, y = np.linspace(-1, 1, 14) + rng.uniform(-0.03, 0.03, 14), rng.randn(14)
    columns = chebyshev(x, degree)
    others = [np.arange(14) != i for i in range(14)]
    brute = [y[i] - predict(*ridge(columns[rows], y[rows], penalty), columns[[i]])[0] for i, rows in enumerate(others)]
    np.testing.assert_allclose(left_out(columns, y, penalty), brute, rtol=1e-6, atol=1e-8)


def test_the_shortcut_on_the_data_of_the_lesson(reference):
    x, y = overfit_data()
    columns = chebyshev(x, 5)
    brute = []
    for i in range(15):
        rows = np.arange(15) != i
        brute.append(y[i] - predict(*least_squares(columns[rows], y[rows]), columns[[i]])[0])
    assert reference["poly"]["loocv_shortcut_max_err_deg5"] < 1e-10
    assert np.abs(left_out(columns, y) - brute).max() < 1e-10


@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_leverages_add_up_to_the_coefficients_and_ridge_uses_fewer(degree, seed):
    x = np.random.RandomState(seed).permutation(np.linspace(-1, 1, 15))
    columns = chebyshev(x, degree)
    assert leverage(columns).sum() == pytest.approx(degree + 1)
    assert 1 - 1e-9 <= leverage(columns, 0.1).sum() <= degree + 1


@pytest.mark.parametrize("penalty", [1e-6, 0.1, 1e4])
def test_ridge_is_that_of_scikit_learn_and_a_stronger_one_has_smaller_weights(penalty):
    from sklearn.linear_model import Ridge

    rng = np.random.RandomState(7)
    X, y = rng.randn(20, 4) + 3, rng.randn(20) + 5
    ours, theirs = ridge(X, y, penalty), Ridge(penalty, solver="svd").fit(X, y)
    np.testing.assert_allclose(ours.W, theirs.coef_, rtol=1e-6, atol=1e-9)
    assert ours.b == pytest.approx(theirs.intercept_, rel=1e-6)
    assert np.linalg.norm(ridge(X, y, 2 * penalty).W) < np.linalg.norm(ours.W)


def test_without_a_penalty_ridge_is_least_squares_of_any_rank():
    rng = np.random.RandomState(0)
    X, y = rng.randn(12, 3), rng.randn(12)
    for columns in (X, np.column_stack([X, X[:, 0]]), X[:, :0]):
        np.testing.assert_allclose(
            predict(*ridge(columns, y), columns), predict(*least_squares(columns, y), columns), atol=1e-10
        )
    twice = ridge(np.column_stack([X[:, 0], X[:, 0]]), y)
    assert twice.W[0] == pytest.approx(twice.W[1])


def expanded(fitted, y, new, degree, penalty):
    """Standardise, expand, standardise, fit; as predictions for `new`."""
    middle, spread = fitted.mean(0), fitted.std(0)
    one, two = (monomials((rows - middle) / spread, degree) for rows in (fitted, new))
    middle, spread = one.mean(0), one.std(0)
    return predict(*ridge((one - middle) / spread, y, penalty), (two - middle) / spread)


@pytest.mark.parametrize("degree", [1, 2, pytest.param(3, marks=pytest.mark.trust)])
def test_ridge_tames_the_products_of_the_diabetes_table(degree, arrays, reference):
    from sklearn.model_selection import KFold

    (X, y), expected = arrays("diabetes"), reference["poly"]["diabetes_polynomial"][str(degree)]
    assert monomials(X, degree).shape == (442, expected["n_features"])
    for name, penalty in (("ols", 0.0), ("ridge_100", 100.0)):
        assert r2(y, expanded(X, y, X, degree, penalty)) == pytest.approx(expected[name]["train_r2"], abs=1e-6)
        folds = KFold(5, shuffle=True, random_state=0).split(X)
        cv = np.mean([r2(y[b], expanded(X[a], y[a], X[b], degree, penalty)) for a, b in folds])
        if (degree, name) == (3, "ols"):
            assert cv < 0
            assert expected[name]["cv_r2"] < 0
        else:
            assert cv == pytest.approx(expected[name]["cv_r2"], abs=1e-6)
