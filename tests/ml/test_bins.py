"""Bins: the course's figures, and properties of edges, counts and means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import KFold

from tutor.ml import bins, regression


def test_edges_of_eight_numbers():
    np.testing.assert_allclose(bins.inner_edges(range(1, 9), 4), [2.75, 4.5, 6.25])
    np.testing.assert_allclose(bins.inner_edges(range(1, 10), 4, "uniform"), [3, 5, 7])


@pytest.mark.parametrize("strategy", ["uniform", "quantile"])
def test_binned_sine(strategy, reference):
    x, y = bins.sine(7, 120)
    fresh_x, fresh_y = bins.sine(1007, 4000)
    for k, expected in reference["prep"]["binned_sine_test_rmse"].items():
        told = bins.fit(x, y, int(k), strategy).predict(fresh_x)
        assert regression.rmse(fresh_y, told) == pytest.approx(expected[strategy], rel=1e-9)
    W, b = regression.least_squares(x, y)
    line = regression.rmse(fresh_y, regression.predict(W, b, fresh_x))
    assert line == pytest.approx(reference["prep"]["binned_sine_unbinned_line_test_rmse"], rel=1e-9)


def test_bins_lose_on_bmi(arrays, reference):
    X, y = arrays("diabetes")
    bmi = X[:, 2]
    splits = list(KFold(10, shuffle=True, random_state=0).split(bmi))
    expected = reference["prep"]["binned_bmi_cv_r2"]
    for k in (2, 3, 4, 6, 10, 20):
        scores = [regression.r2(y[b], bins.fit(bmi[a], y[a], k).predict(bmi[b])) for a, b in splits]
        assert np.mean(scores) == pytest.approx(expected[str(k)], rel=1e-9)
        assert np.mean(scores) < expected["raw_line"]


def test_an_empty_bin_gets_the_overall_mean():
    found = bins.fit([0.0, 0.1, 1.0], [1.0, 2.0, 6.0], 4, "uniform")
    assert list(found.counts) == [2, 0, 0, 1]
    np.testing.assert_allclose(found.means, [1.5, 3.0, 3.0, 6.0])
    np.testing.assert_allclose(found.predict([0.3, 5.0, -5.0]), [3.0, 6.0, 1.5])


def test_equal_quantiles_merge():
    found = bins.fit([1.0] * 9 + [2.0], range(10), 5)
    assert len(found.means) == len(found.edges) + 1 < 5


def test_no_bins_at_all():
    with pytest.raises(ValueError, match="0 bins"):
        bins.inner_edges([1.0, 2.0], 0)


@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from(["uniform", "quantile"]))
def test_every_row_is_in_one_bin_whose_mean_it_shares(seed, k, strategy):
    rs = np.random.RandomState(seed)
    x, y = rs.rand(40), rs.randn(40)
    found = bins.fit(x, y, k, strategy)
    bin_of = bins.which(x, found.edges)
    assert found.counts.sum() == 40
    for number in set(bin_of):
        assert found.means[number] == pytest.approx(y[bin_of == number].mean())
    if strategy == "quantile":
        assert found.counts.min() >= 40 // k - 1


@given(st.integers(0, 10_000))
def test_one_bin_is_the_mean(seed):
    rs = np.random.RandomState(seed)
    x, y = rs.rand(9), rs.randn(9)
    np.testing.assert_allclose(bins.fit(x, y, 1).predict(rs.rand(5)), np.full(5, y.mean()))
