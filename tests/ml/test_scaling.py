"""Scalers and whitening: the course's figures, scikit-learn as a second witness, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from tutor.ml import scaling
from tutor.ml.validation import corrupted, largest_shift

KINDS = ("none", "minmax", "standard", "pca", "zca")


@pytest.fixture
def iris(arrays):
    return arrays("iris")[0].astype(float)


def test_axes_of_iris(iris, reference):
    values, U = scaling.principal_axes(iris)
    np.testing.assert_allclose(values, reference["whitening"]["iris_cov_eigenvalues_ddof1"], rtol=1e-9)
    np.testing.assert_allclose(U.T @ U, np.eye(4), atol=1e-12)
    assert scaling.condition_number(iris) == pytest.approx(reference["whitening"]["iris_kappa_cov"], rel=1e-9)


@pytest.mark.parametrize("kind", ["pca", "zca"])
def test_whitened_iris_has_the_identity_as_covariance(kind, iris):
    W = scaling.fit(iris, kind).W
    np.testing.assert_allclose(scaling.covariance(scaling.fit(iris, kind).transform(iris)), np.eye(4), atol=1e-10)
    np.testing.assert_allclose(W.T @ W, np.linalg.inv(scaling.covariance(iris)), atol=1e-8)


def test_zca_is_symmetric_and_pca_turned(iris):
    zca, pca = scaling.fit(iris, "zca").W, scaling.fit(iris, "pca").W
    np.testing.assert_allclose(zca, zca.T, atol=1e-12)
    np.testing.assert_allclose(zca, scaling.principal_axes(iris)[1] @ pca, atol=1e-12)
    assert np.abs(pca - pca.T).max() > 0.1


def test_zca_moves_least(iris, reference):
    expected = reference["whitening"]["iris_mean_sq_move"]
    assert scaling.mean_square_move(iris, "zca") == pytest.approx(expected["zca"], rel=1e-8)
    values, _ = scaling.principal_axes(iris)
    assert scaling.mean_square_move(iris, "zca") == pytest.approx(((np.sqrt(values) - 1) ** 2).sum(), rel=1e-8)
    # PCA's distance hangs on the signs of its axes, which are free: any choice of them moves farther than ZCA.
    assert scaling.mean_square_move(iris, "pca") > expected["zca"]


def test_pca_moves_as_far_as_the_course_says_for_its_signs(iris, reference):
    """E‖x − Wx‖² = tr Σ + p − 2 tr(WΣ): for PCA the last term is 2 Σ √λ_i U_ii, its signs those of the axes."""
    values, U = np.linalg.eigh(scaling.covariance(iris))
    W = np.diag(values**-0.5) @ U.T
    rows = iris - iris.mean(axis=0)
    moved = ((rows - rows @ W.T) ** 2).sum() / (len(rows) - 1)
    assert moved == pytest.approx(values.sum() + 4 - 2 * np.trace(W @ scaling.covariance(iris)), rel=1e-9)
    assert reference["whitening"]["iris_mean_sq_move"]["pca"] == pytest.approx(moved, rel=1e-6)


def test_scikit_learn_agrees(iris):
    np.testing.assert_allclose(
        scaling.fit(iris, "standard").transform(iris), StandardScaler().fit_transform(iris), atol=1e-12
    )
    np.testing.assert_allclose(
        scaling.fit(iris, "minmax").transform(iris), MinMaxScaler().fit_transform(iris), atol=1e-12
    )
    theirs = PCA(whiten=True, svd_solver="full").fit_transform(iris)
    np.testing.assert_allclose(np.abs(scaling.fit(iris, "pca").transform(iris)), np.abs(theirs), atol=1e-9)


def test_standard_divides_by_the_deviation_of_ddof_0(iris, reference):
    z = scaling.fit(iris, "standard").transform(iris)
    expected = reference["whitening"]["standard_scaler_ddof"]
    np.testing.assert_allclose(z.std(axis=0), expected["std_ddof0"], rtol=1e-9)
    np.testing.assert_allclose(z.std(axis=0, ddof=1), expected["std_ddof1"], rtol=1e-9)
    left = reference["whitening"]["standardised_is_not_white_max_offdiag_corr"]
    assert scaling.largest_correlation(z) == pytest.approx(left, rel=1e-9)


def test_condition_of_wine(arrays, reference):
    wine = arrays("wine")[0]
    z = scaling.fit(wine, "standard").transform(wine)
    expected = reference["gd"]["kappa_wine"]
    assert scaling.condition_number(wine) == pytest.approx(expected["centred"], rel=1e-6)
    assert scaling.condition_number(z) == pytest.approx(expected["standardised"], rel=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_constant_column_gives_zero_and_never_nan(kind):
    X = np.column_stack([np.arange(6.0), np.full(6, 3.3), np.arange(6.0) ** 2])
    z = scaling.fit(X, kind).transform(X)
    assert np.isfinite(z).all()
    if kind in ("minmax", "standard"):
        assert not z[:, 1].any()


def test_other_rows_are_scaled_by_the_training_rows_numbers():
    scaler = scaling.fit([[0.0], [10.0]], "minmax")
    np.testing.assert_allclose(scaler.transform([[20.0], [-5.0]]), [[2.0], [-0.5]])
    scaler = scaling.fit([[0.0], [10.0]], "standard")
    np.testing.assert_allclose(scaler.transform([[20.0]]), [[3.0]])


def test_one_row_has_no_spread():
    with pytest.raises(ValueError, match="two rows"):
        scaling.fit([[1.0, 2.0]], "standard")


def test_the_probe_tells_training_rows_from_all(arrays, reference):
    X = arrays("diabetes")[0]
    held = np.arange(300, len(X))
    assert largest_shift(lambda rows: scaling.fit(rows[:300], "standard").center, X, held) == 0.0
    expected = reference["leakage"]["invariance_probe_max_shift"]["fit_on_all"]
    assert largest_shift(lambda rows: scaling.fit(rows, "standard").center, X, held) == pytest.approx(expected)
    assert (corrupted(X, held)[:300] == X[:300]).all()


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 5), st.floats(-3, 3))
def test_standardising_forgets_the_unit(seed, p, exponent):
    X = np.random.RandomState(seed).randn(30, p)
    unit = 10.0**exponent
    np.testing.assert_allclose(
        scaling.fit(X * unit + 5, "standard").transform(X * unit + 5),
        scaling.fit(X, "standard").transform(X),
        atol=1e-7,
    )
    np.testing.assert_allclose(
        scaling.covariance(scaling.fit(X * unit, "zca").transform(X * unit)), np.eye(p), atol=1e-6
    )
