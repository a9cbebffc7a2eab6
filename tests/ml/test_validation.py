"""Standard errors of cross-validation and the choices they allow, on the course's figures and by rule."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_score

from tutor.ml import validation

TABLES = ("wine", "breast_cancer", "diabetes")


def bakeoff(expected):
    """15 scores for each model with just the mean and standard deviation that the course's run had."""
    shape = np.arange(15.0)
    shape = (shape - shape.mean()) / shape.std(ddof=1)
    return {name: row["mean"] + row["sd"] * shape for name, row in expected.items()}


@pytest.mark.parametrize("table", TABLES)
def test_standard_errors_of_the_bake_off(table, reference):
    expected = reference["cv"][f"{table}_bakeoff_5x3"]
    for name, scores in bakeoff(expected).items():
        assert validation.naive_se(scores) == pytest.approx(expected[name]["naive_se"], rel=1e-9)
        assert validation.corrected_se(scores, 5) == pytest.approx(expected[name]["corrected_se"], rel=1e-9)


@pytest.mark.parametrize("table", TABLES)
def test_who_is_within_one_standard_error(table, reference):
    scores = bakeoff(reference["cv"][f"{table}_bakeoff_5x3"])
    expected = reference["cv"][f"{table}_within_one_corrected_se"]
    assert validation.best(scores) == expected["best"]
    assert validation.accepted(scores, 5) == expected["accepted"]
    top = scores[expected["best"]]
    assert top.mean() - validation.corrected_se(top, 5) == pytest.approx(expected["threshold"], rel=1e-9)
    assert validation.simplest(scores, 5) == expected["accepted"][0]


@pytest.mark.parametrize("table", TABLES)
def test_score_of_each_choice(table, reference):
    expected = reference["cv"][f"{table}_bakeoff_5x3"]
    scores = bakeoff(expected)
    for name, row in expected.items():
        assert validation.within_se(scores, name, 5) == pytest.approx(row["grade"], abs=1e-9)


def test_accuracy_s_own_error(reference):
    for name, expected in reference["cv"]["binomial_se_of_accuracy"].items():
        p, n = (float(part.partition("=")[2]) for part in name.split(","))
        assert validation.binomial_se(p, int(n)) == pytest.approx(expected, rel=1e-12)


def test_corrected_se_is_the_honest_one(reference):
    """300 samples of 60 rows of noise and signal: the spread of the CV mean lies above the naive SE."""
    check = reference["cv"]["se_check_300_samples_n60"]
    assert check["mean_naive_se"] < check["true_sd_of_cv_mean"] < check["mean_corrected_se"]
    means, naive, corrected = [], [], []
    for seed in range(150):
        rs = np.random.RandomState(seed)
        X = rs.randn(60, 3)
        y = X[:, 0] + rs.randn(60)
        scores = validation.scores(LinearRegression(), X, y, validation.folds(60, 5, seed))
        means.append(scores.mean())
        naive.append(validation.naive_se(scores))
        corrected.append(validation.corrected_se(scores, 5))
    assert np.mean(naive) < np.std(means) < 1.15 * np.mean(corrected)


def test_ties_use_the_least_difference_that_counts():
    scores = {"a": [0.9, 0.9, 0.9], "b": [0.899, 0.899, 0.899], "c": [0.897, 0.897, 0.897]}
    assert validation.within_se(scores, "b", 3) == 1
    assert validation.within_se(scores, "c", 3) == pytest.approx(0.75)
    assert validation.accepted(scores, 3) == ["a"]
    assert validation.shortfall(scores, "b", 3) == math.inf


def test_try_next_only_for_more_than_a_standard_error():
    now, then = np.array([0.5, 0.52, 0.51, 0.53, 0.5]), np.array([0.6, 0.62, 0.61, 0.63, 0.6])
    assert validation.worth_trying(now, then, 5)
    assert not validation.worth_trying(then, now, 5)
    assert not validation.worth_trying(now, now + 0.001, 5)


@pytest.mark.parametrize(
    ("score", "expected"), [(0.633, 0), (0.957, 1), (0.99, 1), (0.5, 0), ((0.633 + 0.957) / 2, 0.5)]
)
def test_held(score, expected):
    assert validation.held(score, 0.633, 0.970, 0.013) == pytest.approx(expected, abs=1e-9)


def test_held_where_the_reference_is_no_better_than_the_baseline():
    assert validation.held(0.5, 0.6, 0.6, 0.1) == 1
    assert validation.held(0.4, 0.6, 0.6, 0.1) == 0


@given(st.integers(2, 7), st.integers(7, 60), st.integers(0, 1000))
def test_folds_test_each_row_once(k, n, seed):
    splits = validation.folds(n, k, seed)
    assert sorted(np.concatenate([test for _, test in splits])) == list(range(n))
    assert all(set(train).isdisjoint(test) and len(train) + len(test) == n for train, test in splits)
    sizes = [len(test) for _, test in splits]
    assert max(sizes) - min(sizes) <= 1


def test_folds_share_the_classes():
    labels = np.array(["a"] * 40 + ["b"] * 10)
    for _, test in validation.folds(50, 5, 3, labels):
        assert sum(labels[test] == "b") == 2


@pytest.mark.parametrize(("n", "k"), [(3, 5), (5, 1)])
def test_folds_that_cannot_be(n, k):
    with pytest.raises(ValueError, match="cannot be dealt"):
        validation.folds(n, k)


def test_scores_are_scikit_learn_s():
    rs = np.random.RandomState(0)
    X, y = rs.randn(40, 2), rs.randn(40)
    splits = list(KFold(4).split(X))
    estimator = LinearRegression()
    np.testing.assert_allclose(validation.scores(estimator, X, y, splits), cross_val_score(estimator, X, y, cv=splits))
    assert not hasattr(estimator, "coef_")
