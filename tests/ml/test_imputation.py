"""What a mean fill does, by formula and figure; masks by mechanism; an imputer of training rows only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.impute import KNNImputer, SimpleImputer

from tutor.ml import imputation
from tutor.ml.validation import largest_shift


def test_mean_fill_on_bmi(arrays, reference):
    X, y = arrays("diabetes")
    bmi = X[:, 2]
    expected = reference["prep"]["bmi_MCAR_30pct"]
    missing = imputation.mcar(442, 0.3, 0)
    holed = np.where(missing, np.nan, bmi)
    filled = imputation.fit(holed).transform(holed)[:, 0]
    assert missing.sum() == expected["missing"]
    assert np.nanmean(holed) == pytest.approx(expected["observed_mean"], rel=1e-9)
    assert bmi.var() == pytest.approx(expected["true_var"], rel=1e-9)
    assert filled.var() == pytest.approx(expected["var_after_mean_imputation"], rel=1e-9)
    assert imputation.variance_after_mean_fill(298, 442, bmi[~missing].var()) == pytest.approx(filled.var(), rel=1e-9)
    assert np.corrcoef(filled, y)[0, 1] == pytest.approx(expected["corr_after_mean_imputation"], rel=1e-9)


def test_a_value_that_hides_itself(arrays, reference):
    bmi = arrays("diabetes")[0][:, 2]
    expected = reference["prep"]["bmi_MNAR_high_bmi"]
    rs = np.random.RandomState(0)
    rs.rand(442)  # the course draws the mask by chance first, from the same stream
    missing = rs.rand(442) < 1 / (1 + np.exp(-(bmi - bmi.mean()) / bmi.std() * 2))
    assert missing.sum() == expected["missing"]
    assert bmi[~missing].mean() == pytest.approx(expected["observed_mean"], rel=1e-9)
    filled = np.where(missing, bmi[~missing].mean(), bmi)
    assert filled.var() == pytest.approx(expected["var_after_mean_imputation"], rel=1e-9)
    ours = imputation.mnar(bmi, 0.5, 0)
    assert bmi[~ours].mean() < bmi.mean() - 2.5


def test_masks_have_their_share_and_lean_as_they_say(arrays):
    X, _ = arrays("diabetes")
    bmi, age = X[:, 2], X[:, 0]
    for share in (0.1, 0.3, 0.6):
        shares = [imputation.mnar(bmi, share, seed).mean() for seed in range(40)]
        assert np.mean(shares) == pytest.approx(share, abs=0.02)
    by_age = [age[imputation.mar(age, 0.3, seed)].mean() - age.mean() for seed in range(20)]
    assert min(by_age) > 5
    by_chance = [age[imputation.mcar(442, 0.3, seed)].mean() - age.mean() for seed in range(20)]
    assert abs(np.mean(by_chance)) < 1


@pytest.mark.parametrize("how", ["mean", "median"])
def test_scikit_learn_fills_alike(how):
    rs = np.random.RandomState(3)
    X = np.where(rs.rand(30, 4) < 0.2, np.nan, rs.randn(30, 4))
    theirs = SimpleImputer(strategy=how, add_indicator=True).fit(X[:20])
    ours = imputation.fit(X[:20], how, indicator=True)
    np.testing.assert_allclose(ours.transform(X[20:]), theirs.transform(X[20:]), atol=1e-12)


def test_neighbours_as_scikit_learn_has_them():
    rs = np.random.RandomState(5)
    X = rs.randn(40, 3)
    z = X / X.std(axis=0)
    holed = np.where(rs.rand(40, 3) < 0.15, np.nan, z)
    rows = holed[:30] / np.nanstd(holed[:30], axis=0)
    queries = holed[30:] / np.nanstd(holed[:30], axis=0)
    theirs = KNNImputer(n_neighbors=4).fit(rows).transform(queries)
    np.testing.assert_allclose(imputation.nearest_rows(rows, queries, 4), theirs, atol=1e-9)


def test_a_column_without_values():
    with pytest.raises(ValueError, match="without a single value"):
        imputation.fit([[np.nan], [np.nan]])


def test_the_fill_of_an_honest_imputer_stays():
    X = np.random.RandomState(0).randn(40, 3)
    X[3, 1] = X[35, 1] = np.nan
    held = np.arange(30, 40)
    assert largest_shift(lambda rows: imputation.fit(rows[:30]).fills, X, held) == 0
    assert largest_shift(lambda rows: imputation.fit(rows).fills, X, held) > 1e5


@given(st.integers(0, 10_000), st.integers(2, 19))
def test_mean_fill_keeps_the_mean_and_shrinks_the_variance(seed, seen):
    values = np.random.RandomState(seed).randn(20)
    values[seen:] = np.nan
    filled = imputation.fit(values).transform(values)[:, 0]
    assert filled.mean() == pytest.approx(np.nanmean(values))
    assert filled.var() == pytest.approx(imputation.variance_after_mean_fill(seen, 20, float(np.nanvar(values))))
