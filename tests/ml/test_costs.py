"""Costs of decisions: the rule for the threshold, the course's figures, and what holds for any data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tutor.core.datasets import columns
from tutor.ml import costs


def test_the_threshold_of_ten_to_one(reference):
    expected = reference["decide"]["cost_threshold_bayes"]
    assert costs.best_threshold(expected["c_fn"], expected["c_fp"]) == pytest.approx(expected["t_star"], rel=1e-12)
    assert costs.best_threshold(1, 1) == 0.5


@pytest.mark.parametrize(("miss", "alarm"), [(0, 0), (-1, 2), (2, -1)])
def test_costs_that_cannot_be(miss, alarm):
    with pytest.raises(ValueError, match="must be 0 or more"):
        costs.best_threshold(miss, alarm)


def test_breast_cancer_at_ten_to_one(reference):
    expected = reference["decide"]["breast_cancer_cost_10_1"]
    table = dict(columns("core/breast_cancer"))
    yes = np.array([str(each).startswith("m") for each in table.pop("diagnosis")])
    X = np.array(list(table.values()), dtype=float).T
    assert yes.sum() == reference["decide"]["majority_accuracy"]["malignant"]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000))
    cv = StratifiedKFold(5, shuffle=True, random_state=0)
    p = cross_val_predict(model, X, yes.astype(int), cv=cv, method="predict_proba")[:, 1]
    assert costs.trivial(yes, 10, 1) == (expected["all_benign"], expected["all_malignant"])
    assert costs.cost(yes, p, 0.5, 10, 1) == pytest.approx(expected["t=0.5"], abs=5)
    assert costs.cost(yes, p, 1 / 11, 10, 1) == pytest.approx(expected["t=1/11"], abs=5)
    grid = np.linspace(0.005, 0.995, 199)
    assert costs.curve(yes, p, grid, 10, 1).min() == pytest.approx(expected["best_on_grid"], abs=5)
    assert costs.accuracy(yes, p, 0.5) == pytest.approx(expected["accuracy_t0.5"], abs=0.005)
    assert costs.accuracy(yes, p, 1 / 11) == pytest.approx(expected["accuracy_t1/11"], abs=0.005)
    assert costs.accuracy(yes, p, costs.NEVER) == pytest.approx(
        reference["decide"]["majority_accuracy"]["breast_cancer"]
    )


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_counts_are_the_confusion_matrix(seed, t):
    rs = np.random.RandomState(seed)
    yes, p = rs.rand(30) < 0.4, rs.rand(30)
    matrix = confusion_matrix(yes, p >= t, labels=[False, True])
    assert costs.counts(yes, p, t) == (matrix[1, 0], matrix[0, 1])


@given(st.integers(0, 10_000), st.floats(0, 20), st.floats(0.1, 20))
def test_the_trivial_policies_are_the_ends_of_the_curve(seed, miss, alarm):
    rs = np.random.RandomState(seed)
    yes, p = rs.rand(30) < 0.4, rs.rand(30)
    ends = costs.curve(yes, p, [costs.NEVER, costs.ALWAYS], miss, alarm)
    np.testing.assert_allclose(ends, costs.trivial(yes, miss, alarm))


def test_the_rule_is_best_where_probabilities_are_true():
    """Ten thousand cases whose probabilities are exact: expected cost at t* is below that at any other threshold."""
    p = np.random.RandomState(0).rand(10_000)
    expected = [float((10 * p[p < t]).sum() + (1 - p[p >= t]).sum()) for t in np.linspace(0.01, 0.99, 99)]
    assert np.linspace(0.01, 0.99, 99)[int(np.argmin(expected))] == pytest.approx(
        costs.best_threshold(10, 1), abs=0.011
    )
