"""Logistic regression against scikit-learn, finite differences and the course's cost figures."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from tutor.core.datasets import columns
from tutor.ml import costs, logistic, scaling


@pytest.fixture(scope="module")
def tumours():
    table = dict(columns("core/breast_cancer"))
    yes = np.array([str(each).startswith("m") for each in table.pop("diagnosis")])
    return np.array(list(table.values()), dtype=float).T, yes


def test_scikit_learn_finds_the_same_weights(tumours):
    X, yes = tumours
    z = scaling.fit(X, "standard").transform(X)
    ours = logistic.fit(z, yes)
    theirs = LogisticRegression(max_iter=20_000, tol=1e-10).fit(z, yes)
    np.testing.assert_allclose(ours.W, theirs.coef_[0], atol=1e-4)
    assert ours.b == pytest.approx(theirs.intercept_[0], abs=1e-4)
    np.testing.assert_allclose(logistic.probability(ours, z), theirs.predict_proba(z)[:, 1], atol=1e-5)


def test_the_gradient_is_that_of_finite_differences():
    rs = np.random.RandomState(0)
    A, y, theta = rs.randn(20, 4), rs.rand(20) < 0.5, rs.randn(4)
    penalty = np.array([2.0, 2.0, 2.0, 0.0])
    gradient, hessian = logistic._slopes(A, y.astype(float), theta, penalty)
    h = 1e-6
    for j in range(4):
        step = np.eye(4)[j] * h
        up, down = (logistic._loss(A, y, theta + sign * step, penalty) for sign in (1, -1))
        assert gradient[j] == pytest.approx((up - down) / (2 * h), rel=1e-5)
        slopes = [logistic._slopes(A, y.astype(float), theta + sign * step, penalty)[0] for sign in (1, -1)]
        np.testing.assert_allclose(hessian[j], (slopes[0] - slopes[1]) / (2 * h), rtol=1e-4, atol=1e-6)


def test_cost_of_the_course_s_figures_to_within_its_tolerance(tumours, reference):
    """Other folds than the reference's, so the tolerance is that of the folds' luck."""
    X, yes = tumours
    expected = reference["decide"]["breast_cancer_cost_10_1"]
    runs = [logistic.held_out_probabilities(X, yes, 5, seed) for seed in range(5)]
    for t, name in ((0.5, "t=0.5"), (1 / 11, "t=1/11")):
        mean = np.mean([costs.cost(yes, p, t, 10, 1) for p in runs])
        assert mean == pytest.approx(expected[name], rel=0.2)


def test_perfectly_separated_rows_stay_finite():
    model = logistic.fit([[-1.0], [-2.0], [1.0], [2.0]], [0, 0, 1, 1])
    assert 0 < model.W[0] < 10
    assert logistic.sigmoid([-1000.0, 0.0, 1000.0]) == pytest.approx([0, 0.5, 1])


def test_one_answer_is_not_enough():
    with pytest.raises(ValueError, match="both answers"):
        logistic.fit([[1.0], [2.0]], [1, 1])
