"""Which of three faults a line hides: Anscombe's sets, seeded data, and what must hold for any data."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml.diagnose import deleted_t, largest_residual, leverage, quadratic_t, verdict
from tutor.ml.regression import design, line, predict, residuals


@pytest.mark.parametrize(("name", "expected"), [("I", "line"), ("II", "curve"), ("III", "outlier"), ("IV", "leverage")])
def test_the_quartet_tells_its_faults(name, expected, anscombe):
    assert verdict(*anscombe(name)) == expected


def test_the_point_that_makes_the_slope_of_IV(anscombe):
    x, _ = anscombe("IV")
    h = leverage(x)
    assert h[x == 19] == pytest.approx(1)
    assert h[x == 8] == pytest.approx(0.1)


def test_the_outlier_of_III(anscombe):
    x, y = anscombe("III")
    assert y[largest_residual(x, y)] == 12.74
    t = deleted_t(x, y)
    assert t.argmax() == largest_residual(x, y)
    assert t.max() > 1000


def test_the_curve_of_II(anscombe):
    assert quadratic_t(*anscombe("II")) > 1000
    assert quadratic_t(*anscombe("I")) < 1


@given(st.integers(0, 200))
def test_leverage_is_the_hat_diagonal(seed):
    X = np.random.RandomState(seed).randn(9, 3)
    A = design(X)
    np.testing.assert_allclose(leverage(X), np.diag(A @ np.linalg.inv(A.T @ A) @ A.T), atol=1e-9)
    assert leverage(X).sum() == pytest.approx(4)


@given(st.integers(0, 200))
def test_deleted_t_is_the_residual_without_the_point(seed):
    rs = np.random.RandomState(seed)
    x, y = rs.randn(8), rs.randn(8)
    others = np.arange(8) != 3
    fit = line(x[others], y[others])
    s2, xs = fit.sse / 5, x[others]
    error = math.sqrt(s2 * (1 + 1 / 7 + (x[3] - xs.mean()) ** 2 / ((xs - xs.mean()) ** 2).sum()))
    expected = (y[3] - fit.intercept - fit.slope * x[3]) / error
    assert deleted_t(x, y)[3] == pytest.approx(expected, rel=1e-7)


def test_points_on_a_line_but_one():
    x = np.arange(10.0)
    y = 2 * x + 1
    y[4] += 5
    assert deleted_t(x, y)[4] == math.inf
    assert verdict(x, y) == "outlier"


@pytest.mark.parametrize("y", [np.arange(10.0), np.zeros(10)])
def test_an_exact_line_is_a_line(y):
    assert verdict(np.arange(10.0), y) == "line"
    assert quadratic_t(np.arange(10.0), y) == 0


def test_a_parabola_is_a_curve():
    x = np.arange(10.0)
    assert quadratic_t(x, x**2) == math.inf
    assert verdict(x, x**2) == "curve"


def test_noise_is_seldom_accused():
    accused = 0
    for seed in range(300):
        rs = np.random.RandomState(seed)
        x = rs.uniform(0, 10, 40)
        accused += verdict(x, 2 * x + rs.randn(40)) != "line"
    assert accused <= 6


@given(st.integers(0, 100), st.floats(0.1, 50), st.floats(-50, 50))
def test_units_do_not_change_the_verdict(seed, scale, shift):
    rs = np.random.RandomState(seed)
    x = rs.uniform(0, 10, 20)
    y = x + 0.1 * rs.randn(20) + rs.choice([0, 0.05, 5]) * x**2
    assert verdict(scale * x + shift, 7 - 3 * y) == verdict(x, y)


def test_largest_residual_is_from_the_line():
    x, y = np.arange(6.0), np.array([0, 1, 9, 3, 4, 5.0])
    fit = line(x, y)
    assert largest_residual(x, y) == np.abs(residuals(y, predict([fit.slope], fit.intercept, x))).argmax() == 2
