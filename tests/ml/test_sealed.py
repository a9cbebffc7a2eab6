"""Sealed functions: each kind has just the properties that follow from its formula, and rivals agree at the points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml import sealed
from tutor.ml.sealed import AFFINE, FLAT, JUMPS, MEMORY, PERIODIC, REPEATABLE, RISING, Sealed

KINDS = {
    "affine": {REPEATABLE, AFFINE},
    "clipped": {REPEATABLE, FLAT},
    "step": {REPEATABLE, FLAT, JUMPS},
    "periodic": {REPEATABLE, PERIODIC},
    "noisy": {AFFINE},
    "stateful": {AFFINE, MEMORY},
}


@pytest.mark.parametrize("kind", sealed.KINDS)
def test_probing_finds_what_the_formula_says(kind):
    for seed in range(30):
        f = sealed.draw(kind, seed)
        rising = {RISING} if f.b > 0 and kind != "periodic" else set()
        assert sealed.properties(f) == KINDS[kind] | rising


def test_a_kind_that_is_none():
    with pytest.raises(ValueError, match="none of"):
        sealed.draw("cubic", 0)


def test_values_by_hand():
    assert Sealed("clipped", 1, 2, low=3, high=9).mean([0, 2, 8]) == pytest.approx([3, 5, 9])
    assert Sealed("step", 1, 2, width=3.5).mean([3.4, 3.5, 6.9, 7]) == pytest.approx([1, 3, 3, 5])
    assert Sealed("periodic", 1, 2, width=4).mean([0, 1, 3, 4]) == pytest.approx([1, 3, -1, 1])
    assert Sealed("stateful", 1, 2, drift=0.5).answer(4, 12) == pytest.approx(15)
    noisy = Sealed("noisy", 1, 2, noise=0.5, seed=3)
    answers = noisy.answer(2, np.arange(1000))
    assert answers.mean() == pytest.approx(5, abs=4 * 0.5 / np.sqrt(1000))
    assert answers.std() == pytest.approx(0.5, rel=0.1)
    assert noisy.answer(2, 7) == Sealed("noisy", 1, 2, noise=0.5, seed=3).answer(2, 7)


def test_the_spread_is_that_of_the_formula():
    assert Sealed("affine", 1, 2).spread == pytest.approx(20 / np.sqrt(12), rel=0.002)
    assert Sealed("periodic", 1, 2, width=5).spread == pytest.approx(2 / np.sqrt(2), rel=0.002)


def test_the_worst_midpoint_refutes_what_is_not_affine():
    assert sealed.worst_midpoint(Sealed("affine", 1, 2))[2] == pytest.approx(0, abs=1e-12)
    u, v, miss = sealed.worst_midpoint(Sealed("clipped", 0, 1, low=0, high=5))
    assert (u, v, miss) == (0, 10, pytest.approx(2.5))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True), st.floats(0.1, 5))
def test_a_rival_passes_through_every_point_and_differs_between(quarters, height):
    x = np.array(quarters) / 4
    y = 3 - 2 * x
    np.testing.assert_allclose(sealed.rival(x, y, x, height), y, atol=1e-9)
    ends = np.sort(x)
    between = (ends[1:] + ends[:-1]) / 2
    np.testing.assert_allclose(np.abs(sealed.rival(x, y, between, height) - (3 - 2 * between)), height, rtol=1e-6)


def test_no_rival_where_one_x_has_two_answers():
    with pytest.raises(ValueError, match="two answers"):
        sealed.rival([1, 1], [2, 3], [0.5], 1)


def test_p95_is_the_nearest_rank():
    assert sealed.p95(range(1, 21)) == 19
    assert sealed.p95(range(100, 0, -1)) == 95
    assert sealed.p95([7]) == 7


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=200))
def test_p95_is_the_smallest_value_that_95_percent_do_not_exceed(times):
    found = sealed.p95(times)
    values = np.array(times)
    assert 100 * np.count_nonzero(values <= found) >= 95 * len(values)
    assert 100 * np.count_nonzero(values < found) < 95 * len(values)
