"""Losses, their least values and where: against the course's figures, scikit-learn's, and what must hold anywhere."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as any_arrays
from sklearn.linear_model import LinearRegression, QuantileRegressor

from tutor.ml.losses import (
    LOSSES,
    SQUARES,
    best_constant,
    best_line,
    least_absolute,
    parabola_through,
    sae,
    slice_along_slope,
)
from tutor.ml.regression import line, mae, predict, sse

numbers = st.floats(-100, 100).map(lambda value: round(value, 2))


def test_five_losses_are_what_they_say():
    y, told = [1.0, 2.0, 3.0, 0.0], [1.0, 4.0, 0.0, 0.0]
    found = {name: loss(y, told) for name, loss in LOSSES.items()}
    assert found == pytest.approx({"SSE": 13, "MSE": 13 / 4, "RMSE": math.sqrt(13) / 2, "SAE": 5, "MAE": 5 / 4})


def test_losses_of_lines_by_hand(anscombe, reference):
    x, y = anscombe("I")
    expected = reference["ols"]["anscombe_I_sse_at"]
    places = {"m=0,b=0": (0, 0), "m=0,b=mean_y": (0, y.mean()), "m=0.5,b=3": (0.5, 3)}
    assert places.keys() == expected.keys()
    for name, (m, b) in places.items():
        assert LOSSES["SSE"](y, predict([m], b, x)) == pytest.approx(expected[name], rel=1e-12)
        assert slice_along_slope(x, y, b).at(m) == pytest.approx(expected[name], rel=1e-9)


@pytest.mark.parametrize("name", ["I", "II", "III", "IV"])
def test_squares_share_the_argmin_of_least_squares(name, anscombe, reference):
    x, y = anscombe(name)
    expected = reference["ols"][f"anscombe_{name}"]
    for each in SQUARES:
        assert best_line(each, x, y) == pytest.approx((expected["slope"], expected["intercept"]), rel=1e-9)
    least = LOSSES["SSE"](y, predict([expected["slope"]], expected["intercept"], x))
    assert least == pytest.approx(expected["sse"], rel=1e-9)


def test_least_absolute_errors_pass_by_the_outlier(anscombe, reference):
    x, y = anscombe("III")
    slope, intercept = least_absolute(x, y)
    expected = reference["ols"]["anscombe_III_LAD"]
    assert (slope, intercept) == pytest.approx((expected["slope"], expected["intercept"]), abs=1e-6)
    assert sae(y, predict([slope], intercept, x)) == pytest.approx(expected["sum_abs"], abs=1e-6)


@pytest.mark.parametrize("name", ["I", "II", "III", "IV"])
def test_least_absolute_errors_are_scikit_learns_median_regression(name, anscombe):
    x, y = anscombe(name)
    theirs = QuantileRegressor(quantile=0.5, alpha=0).fit(x[:, None], y)
    assert mae(y, predict([best_line("MAE", x, y)[0]], best_line("MAE", x, y)[1], x)) == pytest.approx(
        mae(y, theirs.predict(x[:, None])), rel=1e-6
    )
    squares = LinearRegression().fit(x[:, None], y)
    assert best_line("MSE", x, y) == pytest.approx((squares.coef_[0], squares.intercept_), rel=1e-9)


def test_the_best_constants_are_mean_and_median():
    y = [3.0, 1.0, 90.0, 2.0]
    assert [best_constant(name, y) for name in LOSSES] == [24, 24, 24, 2.5, 2.5]


@pytest.mark.parametrize("fit", [least_absolute, lambda x, y: best_line("SSE", x, y)])
def test_constant_x_has_no_slope(fit):
    with pytest.raises(ValueError, match="x is constant"):
        fit([2, 2, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="every x is 0"):
        slice_along_slope([0, 0], [1, 2], 0.5)


def test_a_parabola_is_known_from_three_points():
    found = parabola_through([0, 1, 2], [10, 4, 6])
    assert found == pytest.approx((1.25, 3.75, 4))
    assert found.at([0, 1, 2]) == pytest.approx([10, 4, 6])


@pytest.mark.parametrize(
    ("m", "values"),
    [([0, 1], [1, 2]), ([0, 1, 1], [1, 2, 2]), ([0, 1, 2], [3, 3, 3]), ([0, 1, 2], [0, 1, 0]), ([], [])],
)
def test_what_does_not_settle_a_bowl_gives_none(m, values):
    assert parabola_through(m, values) is None


@st.composite
def points(draw):
    n = draw(st.integers(3, 10))
    x, y = (draw(any_arrays(float, n, elements=numbers)) for _ in "xy")
    assume(np.ptp(x) > 1 and np.ptp(y) > 1)
    return x, y


@given(points(), numbers, numbers)
def test_a_slice_is_a_parabola(data, b, m):
    x, y = data
    curve = slice_along_slope(x, y, b)
    assert curve.at(m) == pytest.approx(sse(y, m * x + b), rel=1e-9, abs=1e-6)
    assert curve.least <= sse(y, m * x + b) * (1 + 1e-9) + 1e-6


@given(points(), numbers, st.floats(1e-9, 1e9))
def test_three_losses_settle_the_slice(data, b, scale):
    x, y = data
    curve = slice_along_slope(x, y, b)
    m = curve.argmin + scale * np.array([-1.0, 0.5, 2.0])
    assume(curve.curve * scale**2 > 1e-3 * curve.least)
    assume(scale > 1e-6 * abs(curve.argmin))
    found = parabola_through(m, curve.at(m))
    assert found is not None
    assert found.argmin == pytest.approx(curve.argmin, abs=1e-6 * scale)


@given(points(), st.sampled_from(list(LOSSES)), numbers, numbers)
def test_no_line_and_no_constant_loses_less(data, name, m, b):
    x, y = data
    loss, (slope, intercept) = LOSSES[name], best_line(name, x, y)
    assert loss(y, slope * x + intercept) <= loss(y, m * x + b) * (1 + 1e-9) + 1e-6
    assert loss(y, np.full(len(y), best_constant(name, y))) <= loss(y, np.full(len(y), b)) * (1 + 1e-9) + 1e-6


@given(points(), numbers, numbers, numbers, numbers)
def test_sse_mse_and_rmse_put_lines_in_one_order(data, m, b, m2, b2):
    x, y = data
    less = [LOSSES[name](y, m * x + b) < LOSSES[name](y, m2 * x + b2) * (1 - 1e-9) for name in SQUARES[:2]]
    assert len(set(less)) == 1
    assert line(x, y).sse == pytest.approx(
        LOSSES["MSE"](y, np.polyval(best_line("MSE", x, y), x)) * len(y), rel=1e-6, abs=1e-6
    )
