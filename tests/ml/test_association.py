"""The correlation ratio and |r|, against their definitions."""

import numpy as np
import pytest

from tutor.ml import association, regression


def test_the_ratio_squared_is_the_r2_of_the_class_means():
    x = np.array([1.0, 2.0, 3.0, 10.0, 12.0, 4.0])
    classes = ["a", "a", "a", "b", "b", "c"]
    told = np.array([2.0, 2.0, 2.0, 11.0, 11.0, 4.0])
    assert association.correlation_ratio(x, classes) ** 2 == pytest.approx(regression.r2(x, told))


def test_its_ends():
    assert association.correlation_ratio([1, 2, 1, 2], [0, 0, 1, 1]) == 0
    assert association.correlation_ratio([1, 1, 2, 2], [0, 0, 1, 1]) == 1


def test_the_strength_of_a_quantity_is_the_size_of_r_and_of_what_is_no_quantity_0():
    x, y = [float(each) for each in range(30)], [50.0 - each + each % 3 for each in range(30)]
    assert association.strength(x, y) == pytest.approx(-np.corrcoef(x, y)[0, 1])
    assert association.strength(["red"] * 30, y) == 0
    assert association.strength([4.0] * 30, y) == 0
    assert association.strength([float("nan"), *x[1:]], y) == 0
