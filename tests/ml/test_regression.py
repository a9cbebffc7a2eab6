"""Least squares against the course's figures, NIST's, scikit-learn's, and what must hold for any data."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as any_arrays
from sklearn.linear_model import LinearRegression

from tutor.ml.regression import (
    condition_number,
    design,
    excess,
    least_squares,
    line,
    mae,
    mse,
    predict,
    r2,
    residuals,
    rmse,
    sse,
)

CERTIFIED = [15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359, -0.0511041056535807]
CERTIFIED += [1829.15146461355, -3482258.63459582]
numbers = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))


@pytest.mark.parametrize("name", ["I", "II", "III", "IV"])
def test_anscombe_lines(name, anscombe, reference):
    x, y = anscombe(name)
    fit, expected = line(x, y), reference["ols"][f"anscombe_{name}"]
    for key in ("slope", "intercept", "sse", "r", "r2"):
        assert getattr(fit, key) == pytest.approx(expected[key], rel=1e-9)
    assert (x.mean(), y.mean()) == pytest.approx((expected["mean_x"], expected["mean_y"]), rel=1e-12)
    assert fit.intercept + fit.slope * x.mean() == pytest.approx(y.mean(), rel=1e-12)


def test_losses_of_lines_by_hand(anscombe, reference):
    x, y = anscombe("I")
    expected = reference["ols"]["anscombe_I_sse_at"]
    assert sse(y, predict([0], 0, x)) == pytest.approx(expected["m=0,b=0"], rel=1e-12)
    assert sse(y, predict([0], y.mean(), x)) == pytest.approx(expected["m=0,b=mean_y"], rel=1e-12)
    assert sse(y, predict([0.5], 3, x)) == pytest.approx(expected["m=0.5,b=3"], rel=1e-12)


def test_four_losses_are_what_they_say():
    y, told = [1.0, 2.0, 3.0], [1.0, 4.0, 0.0]
    assert residuals(y, told).tolist() == [0, -2, 3]
    assert (sse(y, told), mse(y, told)) == pytest.approx((13, 13 / 3))
    assert (rmse(y, told), mae(y, told)) == pytest.approx((math.sqrt(13 / 3), 5 / 3))
    assert r2(y, told) == pytest.approx(1 - 13 / 2)
    assert math.isnan(r2([2, 2], [2, 2]))


def test_a_silent_broadcast_is_refused():
    with pytest.raises(ValueError, match=r"\(3,\) and the predictions \(3, 1\)"):
        mse(np.zeros(3), np.zeros((3, 1)))


def test_diabetes(arrays, reference):
    X, y = arrays("diabetes")
    fit, expected = least_squares(X, y), reference["ols"]["diabetes_raw"]
    np.testing.assert_allclose(fit.W, expected["coef"], rtol=1e-8)
    assert fit.b == pytest.approx(expected["intercept"], rel=1e-8)
    told = predict(*fit, X)
    assert sse(y, told) == pytest.approx(expected["sse"], rel=1e-10)
    assert mse(y, told) == pytest.approx(expected["mse"], rel=1e-10)
    assert r2(y, told) == pytest.approx(expected["r2"], rel=1e-10)


def test_diabetes_by_bmi_alone(arrays, reference):
    X, y = arrays("diabetes")
    fit, expected = line(X[:, 2], y), reference["ols"]["diabetes_bmi_only"]
    assert (fit.slope, fit.intercept) == pytest.approx((expected["slope"], expected["intercept"]), rel=1e-9)
    assert fit.r2 == pytest.approx(expected["r2"], rel=1e-9)
    told = predict([fit.slope], fit.intercept, X[:, 2])
    assert rmse(y, told) == pytest.approx(expected["rmse"], rel=1e-9)


def test_linnerud_has_a_row_of_weights_per_output(arrays, reference):
    X, Y = arrays("linnerud")
    fit, expected = least_squares(X, Y), reference["ols"]["linnerud_W"]
    assert list(fit.W.shape) == expected["shape_W"]
    np.testing.assert_allclose(fit.W, expected["W"], rtol=1e-8)
    np.testing.assert_allclose(fit.b, expected["b"], rtol=1e-8)
    theirs = LinearRegression().fit(X, Y)
    np.testing.assert_allclose(predict(*fit, X), theirs.predict(X), rtol=1e-9)


def test_normal_equations_lose_half_the_digits_of_longley(arrays, reference):
    X, y = arrays("longley")

    def digits(method):
        fit = least_squares(X, y, method)
        return -math.log10(np.abs(np.array([*fit.W, fit.b]) / CERTIFIED - 1).max())

    expected = reference["ols"]["longley_correct_digits"]
    assert digits("svd") > expected["lstsq_svd"] - 1.5
    assert digits("qr") > expected["qr"] - 1.5
    assert digits("normal") == pytest.approx(expected["normal_equations"], abs=1.5)
    kappa = reference["ols"]["longley_cond"]
    assert condition_number(X) == pytest.approx(kappa["raw_with_intercept"], rel=1e-3)
    assert condition_number((X - X.mean(0)) / X.std(0)) == pytest.approx(kappa["standardised"], rel=1e-3)


def test_a_repeated_input_gets_the_shortest_weights():
    X = np.column_stack([[1.0, 2, 3, 5], [1.0, 2, 3, 5]])
    fit = least_squares(X, 4 * X[:, 0] + 1)
    assert [*fit.W, fit.b] == pytest.approx([2, 2, 1])


def test_constant_x_has_no_slope():
    with pytest.raises(ValueError, match="x is constant"):
        line([2, 2, 2], [1, 2, 3])


def test_design_appends_the_ones():
    assert design([3, 4]).tolist() == [[3, 1], [4, 1]]


@pytest.mark.parametrize(
    ("loss", "score"),
    [(10, 1), (10.1, 1), (11, 0.5), (10 + 10**0.5, 0.25), (20, 0), (25, 0), (9.9, 1), (math.nan, 0), (math.inf, 0)],
)
def test_excess(loss, score):
    assert excess(loss, 10, 20) == pytest.approx(score, abs=1e-12)


def test_excess_of_the_exact_best_and_of_no_room():
    assert excess(10 + 1e-12, 10, 20) == 1
    assert excess(3, 3, 3) == 1
    assert excess(3.1, 3, 3) == 0


def test_excess_on_anscombe(anscombe):
    x, y = anscombe("I")
    best, baseline = line(x, y).sse, sse(y, np.full(11, y.mean()))
    assert (round(best, 3), round(baseline, 2)) == (13.763, 41.27)
    assert excess(best + 0.01 * (baseline - best), best, baseline) == pytest.approx(1)
    assert excess(baseline, best, baseline) == 0


@st.composite
def points(draw):
    n = draw(st.integers(3, 12))
    x, y = (draw(any_arrays(float, n, elements=numbers)) for _ in "xy")
    assume(np.ptp(x) > 0.5)
    return x, y


@given(points(), numbers, numbers)
def test_no_other_line_has_less_sse(data, slope, intercept):
    x, y = data
    fit = line(x, y)
    assert fit.sse <= sse(y, predict([slope], intercept, x)) * (1 + 1e-9) + 1e-6


@given(points())
def test_residuals_are_at_right_angles_to_x_and_to_one(data):
    x, y = data
    fit = line(x, y)
    rest = residuals(y, predict([fit.slope], fit.intercept, x))
    assert abs(rest.sum()) < 1e-6
    assert abs(rest @ x) < 1e-2


@given(points(), numbers, numbers)
def test_moving_the_points_moves_only_the_intercept(data, right, up):
    x, y = data
    here, there = line(x, y), line(x + right, y + up)
    assert there.slope == pytest.approx(here.slope, rel=1e-6, abs=1e-6)
    assert there.sse == pytest.approx(here.sse, rel=1e-6, abs=1e-4)
    assert there.intercept == pytest.approx(here.intercept + up - here.slope * right, rel=1e-5, abs=1e-2)


@given(points())
def test_closed_form_and_lstsq_agree(data):
    x, y = data
    fit, general = line(x, y), least_squares(x, y)
    assert general.W[0] == pytest.approx(fit.slope, rel=1e-6, abs=1e-6)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_less_loss_never_scores_less(a, b, best):
    low, high = sorted((a, b))
    assert excess(best + low, best, best + 10) >= excess(best + high, best, best + 10)
