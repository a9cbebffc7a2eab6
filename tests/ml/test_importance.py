"""Standard errors, intervals and four rankings of one model: the course's figures, scikit-learn, closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold

from tutor.ml import importance, inference

NAMES = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")
BMI = NAMES.index("bmi")


@pytest.fixture(scope="module")
def folds():
    return list(KFold(10, shuffle=True, random_state=0).split(np.zeros(442)))


@pytest.mark.parametrize("name", ["original", "with_near_copy_of_bmi"])
def test_intervals_of_bmi_with_and_without_its_near_copy(name, arrays, folds, reference):
    X, y = arrays("diabetes")
    if name != "original":
        X = np.column_stack([X, inference.near_copy(X[:, BMI], 0.05)])
    expected = reference["decide"]["explain_vs_predict_diabetes"][name]
    found = inference.weights(X, y)
    assert found.W[BMI] == pytest.approx(expected["bmi_coef"], rel=0.01)
    assert found.se[BMI] == pytest.approx(expected["se"], rel=0.01)
    low, high = expected["ci95"]
    assert found.half[BMI] == pytest.approx((high - low) / 2, rel=0.01)
    assert inference.held_out_r2(X, y, folds).mean() == pytest.approx(expected["cv_r2"], rel=0.01)


def test_one_input_as_scipy_has_it():
    rs = np.random.RandomState(1)
    x = rs.randn(30)
    y = 2 * x + rs.randn(30)
    theirs = stats.linregress(x, y)
    ours = inference.weights(x, y)
    assert ours.se[0] == pytest.approx(theirs.stderr, rel=1e-10)
    assert ours.half[0] == pytest.approx(stats.t.ppf(0.975, 28) * theirs.stderr, rel=1e-10)


def test_too_few_rows_for_an_error():
    with pytest.raises(ValueError, match="3 rows leave nothing"):
        inference.weights(np.eye(3)[:, :2], [1.0, 2.0, 3.0])


def test_intervals_cover_in_ninety_five_of_a_hundred():
    covered = 0
    for seed in range(400):
        rs = np.random.RandomState(seed)
        X = rs.randn(25, 3)
        found = inference.weights(X, X @ [1.0, -2.0, 0.5] + rs.randn(25))
        covered += abs(found.W[1] + 2) <= found.half[1]
    assert 0.92 < covered / 400 < 0.98


def test_four_rankings_of_the_diabetes_model(arrays, reference):
    X, y = arrays("diabetes")
    expected = reference["decide"]["diabetes_importance_order"]
    effects = importance.per_sd(X, y)
    raw = LinearRegression().fit(X, y).coef_
    assert [NAMES[j] for j in importance.order(raw)] == expected["by_raw_coef"]
    assert [NAMES[j] for j in importance.order(effects)] == expected["by_standardised_coef"]
    np.testing.assert_allclose(effects, [expected["standardised"][name] for name in NAMES], rtol=1e-6)
    shuffled = importance.permutation(X, y)
    assert [NAMES[j] for j in importance.order(shuffled)][:4] == expected["by_permutation"][:4]
    np.testing.assert_allclose(
        importance.permutation_by_formula(X, y), [expected["perm_formula_check"][n] for n in NAMES], rtol=1e-6
    )
    dropped = reference["decide"]["diabetes_drop_column_r2"]["drop"]
    np.testing.assert_allclose(importance.drop_column(X, y), [dropped[name] for name in NAMES], atol=1e-9)


def test_shuffling_as_scikit_learn_does_it():
    rs = np.random.RandomState(2)
    X = rs.randn(60, 3)
    y = X @ [3.0, 1.0, 0.0] + rs.randn(60)
    theirs = permutation_importance(LinearRegression().fit(X, y), X, y, n_repeats=200, random_state=0).importances_mean
    np.testing.assert_allclose(importance.permutation(X, y, 200), theirs, atol=0.06)


@given(st.integers(0, 10_000), st.integers(0, 2), st.sampled_from([0.001, 12.0, 1000.0]))
def test_only_the_raw_weight_hangs_on_the_unit(seed, j, unit):
    rs = np.random.RandomState(seed)
    X = rs.randn(40, 3)
    y = X @ [3.0, 1.0, 0.3] + rs.randn(40)
    scaled = X.copy()
    scaled[:, j] *= unit
    for measure in (importance.per_sd, importance.drop_column, importance.permutation_by_formula):
        np.testing.assert_allclose(measure(scaled, y), measure(X, y), rtol=1e-6, atol=1e-9)
