"""Shapes, strides and broadcasting against the course's figures and numpy's own; probes against maps that are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml.regression import least_squares, mse, predict
from tutor.ml.tensors import align, broadcast, gap, kind, nbytes, position, silent_mse, size, strides

shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)
numbers = st.floats(-50, 50).map(lambda value: round(value, 2))
W, b = np.array([[2.0, -1, 0], [0, 1, 3]]), np.array([1.0, -2])
u, v = np.array([1.0, 2, 3]), np.array([-1.0, 0, 2])


def read(written):
    return tuple(int(each) for each in written.strip("() ").split(",") if each.strip())


def test_the_broadcasts_of_the_course(reference):
    for written, expected in reference["tensor"]["broadcast_shapes"].items():
        left, right = (read(each) for each in written.split("+"))
        if expected == "error":
            with pytest.raises(ValueError, match="beside"):
                broadcast(left, right)
        else:
            assert list(broadcast(left, right)) == expected


@given(shapes, shapes)
def test_broadcasting_is_numpys(left, right):
    try:
        expected = np.broadcast_shapes(left, right)
    except ValueError:
        with pytest.raises(ValueError, match="axis -"):
            broadcast(left, right)
        assert None in [axis.result for axis in align(left, right)]
    else:
        assert broadcast(left, right) == expected == broadcast(right, left)
        assert (np.zeros(left) + np.zeros(right)).shape == expected


def test_axes_are_aligned_at_the_right():
    assert align((2, 1, 5), (3, 1)) == [(2, None, 2), (1, 3, 3), (5, 1, 5)]
    with pytest.raises(ValueError, match=r"\(4, 3\) and \(4,\): axis -1 has 3 beside 4"):
        broadcast((4, 3), (4,))


def test_bytes(reference):
    expected = reference["tensor"]["bytes"]
    batch = (32, 224, 224, 3)
    assert nbytes(batch, np.float32) == expected["float32_32x224x224x3"]
    assert nbytes(batch, np.float32) / 2**20 == expected["MiB"]
    assert nbytes((1797, 8, 8)) == expected["digits_float64"]
    assert size(()) == 1


@given(shapes, st.sampled_from([np.float64, np.float32, np.uint8]))
def test_size_and_bytes_are_numpys(shape, dtype):
    array = np.zeros(shape, dtype)
    assert (size(shape), nbytes(shape, dtype)) == (array.size, array.nbytes)
    if array.size:
        assert strides(shape, dtype) == array.strides


def test_the_row_in_memory(reference):
    expected = reference["tensor"]["arange24_2x3x4"]
    a = np.arange(24).reshape(2, 3, 4)
    assert list(strides(a.shape, np.int64)) == expected["strides_int64"]
    assert position((1, 2, 3), a.shape) == expected["item_1_2_3"] == a[1, 2, 3]
    assert all(position(index, a.shape) == a[index] for index in np.ndindex(a.shape))
    assert list(a.sum(axis=0).shape) == expected["sum_axis0_shape"]
    assert a.sum(axis=2).tolist() == expected["sum_axis2"]
    assert bool((a.reshape(4, 3, 2) == a.T).all()) == expected["reshape_vs_transpose_equal"]


def test_the_silent_bug_on_the_diabetes_table(reference, arrays):
    X, y = arrays("diabetes")
    expected = reference["tensor"]["silent_column_vector_bug"]
    told = predict(*least_squares(X, y), X)
    assert list((told[:, None] - y).shape) == expected["wrong_shape"]
    assert mse(y, told) == pytest.approx(expected["right_mse"], rel=1e-9)
    assert silent_mse(y, told) == pytest.approx(expected["wrong_mse"], rel=1e-9)
    assert silent_mse(y, told) == pytest.approx(((told[:, None] - y) ** 2).mean(), rel=1e-12)
    assert silent_mse(y, told) == pytest.approx(expected["identity"], rel=1e-9)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_the_silent_loss_is_the_mean_over_all_pairs_and_least_at_the_mean(rows):
    y, told = np.array(rows).T
    assert silent_mse(y, told) == pytest.approx(((y - told[:, None]) ** 2).mean(), rel=1e-9, abs=1e-9)
    assert silent_mse(y, told) == pytest.approx(silent_mse(y, told[::-1]))
    assert silent_mse(y, np.full(len(y), y.mean())) <= silent_mse(y, told) + 1e-9


def test_adding_b_breaks_additivity_by_exactly_b(reference):
    expected = reference["tensor"]["affine_not_linear"]

    def f(x):
        return W @ x + b

    assert (W @ u).tolist() == expected["W_u"]
    assert (f(u).tolist(), f(u + v).tolist()) == (expected["f_u"], expected["f_u_plus_v"])
    assert (f(u) + f(v)).tolist() == expected["f_u_plus_f_v"]
    assert (-gap(f, u, v, 1, 1)).tolist() == expected["difference_is_b"] == b.tolist()


@given(numbers, numbers)
def test_an_affine_map_misses_by_its_constant_times_a_plus_b_less_one(alpha, beta):
    missed = gap(lambda x: W @ x + b, u, v, alpha, beta)
    np.testing.assert_allclose(missed, (1 - alpha - beta) * b, atol=1e-9)
    np.testing.assert_allclose(gap(lambda x: W @ x, u, v, alpha, beta), 0, atol=1e-9)


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        (lambda x: W @ x, "linear"),
        (lambda x: x - x.mean(), "linear"),
        (lambda x: np.cumsum(x)[::-1], "linear"),
        (lambda x: 0 * x, "linear"),
        (lambda x: W @ x + b, "affine"),
        (lambda x: x + 1e-6, "affine"),
        (lambda x: np.maximum(x, 0), "neither"),
        (lambda x: abs(x) + 3, "neither"),
        (lambda x: x * x, "neither"),
        (lambda x: np.array([np.linalg.norm(x)]), "neither"),
        (lambda x: x / np.abs(x).sum(), "neither"),
    ],
)
def test_probes_tell_linear_affine_and_neither(f, expected):
    assert all(kind(f, 3, seed=seed) == expected for seed in range(5))
