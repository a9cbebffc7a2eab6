"""Nearest neighbours and trees against scikit-learn, and what scaling does to each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from tutor.core.datasets import columns
from tutor.ml import neighbours, scaling
from tutor.ml.validation import folds


@pytest.fixture(scope="module")
def wine():
    table = dict(columns("core/wine"))
    names = table.pop("cultivar")
    return np.array(list(table.values()), dtype=float).T, np.unique(names, return_inverse=True)[1]


def test_scikit_learn_s_neighbours(wine):
    X, y = wine
    z = scaling.fit(X[::2], "standard")
    ours = neighbours.nearest(z.transform(X[::2]), y[::2], z.transform(X[1::2]))
    theirs = KNeighborsClassifier().fit(z.transform(X[::2]), y[::2]).predict(z.transform(X[1::2]))
    assert (ours == theirs).all()


def test_scikit_learn_s_tree(wine):
    X, y = wine
    ours = neighbours.ask(neighbours.tree(X[::2], y[::2]), X[1::2])
    theirs = DecisionTreeClassifier(max_depth=3, random_state=0).fit(X[::2], y[::2])
    assert (ours == y[1::2]).mean() == pytest.approx((theirs.predict(X[1::2]) == y[1::2]).mean(), abs=0.05)


def test_the_course_s_gain_of_neighbours_on_wine(wine, reference):
    X, y = wine
    splits = folds(len(y), 5, 0, y)
    raw, scaled = (neighbours.accuracies(X, y, splits, kind)[0].mean() for kind in ("none", "standard"))
    expected = reference["cv"]["wine_bakeoff_5x3"]
    assert raw == pytest.approx(expected["knn_raw"]["mean"], abs=0.04)
    assert scaled == pytest.approx(expected["knn_scaled"]["mean"], abs=0.02)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([1e-3, 7.0, 1e4]))
def test_a_tree_does_not_feel_the_unit(seed, unit):
    rs = np.random.RandomState(seed)
    X, y = rs.randn(40, 3), rs.randint(0, 3, 40)
    new = rs.randn(20, 3)
    plain = neighbours.ask(neighbours.tree(X, y), new)
    scale = np.array([unit, 1, 1])
    assert (neighbours.ask(neighbours.tree(X * scale, y), new * scale) == plain).all()


def test_rows_that_do_not_differ_are_a_leaf():
    assert neighbours.tree([[1.0], [1.0], [1.0]], [0, 1, 1]) == 1
    assert neighbours.tree([[1.0], [2.0]], [1, 1]) == 1
