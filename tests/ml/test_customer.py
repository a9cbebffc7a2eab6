"""A customer's delivery: the course's figures for seed 2018, and what is spoilt is what the manifest says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.datasets import columns
from tutor.ml import costs, customer, imputation, logistic, scaling, validation
from tutor.ml.customer import Delivery

UNITS, GAPS = 3, 4
"""mean_area and mean_smoothness."""


def delivery(seed: int = 2018) -> Delivery:
    table = dict(columns("core/breast_cancer"))
    sick = [each == "malignant" for each in table.pop("diagnosis")]
    assert list(table)[UNITS : GAPS + 1] == ["mean_area", "mean_smoothness"]
    return customer.deliver(np.array(list(table.values()), dtype=float).T, sick, UNITS, GAPS, seed)


def scores(X: np.ndarray, y: np.ndarray, S: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Cross-validated and sealed accuracy of logistic regression on filled and standardised columns."""

    def foretold(train: np.ndarray, told: np.ndarray, new: np.ndarray) -> np.ndarray:
        fills = imputation.fit(train)
        scaler = scaling.fit(fills.transform(train), "standard")
        model = logistic.fit(scaler.transform(fills.transform(train)), told)
        return logistic.probability(model, scaler.transform(fills.transform(new)))

    folds = [
        costs.accuracy(y[test], foretold(X[train], y[train], X[test]), 0.5)
        for train, test in validation.folds(len(y), 5, 0, y)
    ]
    return validation.mean(folds), costs.accuracy(truth, foretold(X, y, S), 0.5)


def test_the_manifest_and_the_shapes_of_the_reference(reference):
    found, told = delivery(), reference["capstone"]
    names = {
        "mixed units": "mixed_units:mean area",
        "sentinel": "sentinel:mean smoothness",
        "constant": "constant:site",
        "leak": "leak:report_code",
        "spelling": "label_spelling:diagnosis",
        "duplicates": "duplicate_rows",
    }
    assert {names[kind]: count for kind, count in found.manifest.items()} == told["manifest"]
    beside = 3  # label, site and report_code
    assert [len(found.labels), found.numbers.shape[1] + beside] == told["shapes"]["train"]
    assert [len(found.sealed_labels), found.sealed_numbers.shape[1] + beside] == told["shapes"]["holdout"]


def test_the_naive_the_half_repaired_and_the_repaired_scores_of_the_reference(reference):
    f, told = delivery(), reference["capstone"]["naive_vs_cleaned_accuracy"]
    y = np.array([each.strip().upper() == "M" for each in f.labels])
    truth = np.array(f.sealed_labels) == "M"
    naive = scores(np.column_stack([f.numbers, f.code]), y, np.column_stack([f.sealed_numbers, f.sealed_code]), truth)
    assert naive[0] == told["naive"]["cv"] == 1
    assert naive[1] == pytest.approx(told["naive"]["holdout"], abs=1e-12)
    partly = scores(f.numbers, y, f.sealed_numbers, truth)
    assert partly[1] == pytest.approx(told["partly"]["holdout_leak_dropped_but_units_and_sentinels_left"], abs=1e-12)
    clean = f.numbers[~f.repeated].copy()
    clean[clean[:, UNITS] < 60, UNITS] *= 100
    clean[clean[:, GAPS] == customer.SENTINEL, GAPS] = np.nan
    assert len(clean) == told["cleaned"]["rows"]
    cleaned = scores(clean, y[~f.repeated], f.sealed_numbers, truth)
    assert cleaned[0] == pytest.approx(told["cleaned"]["cv"], abs=0.01)  # other folds than scikit-learn's
    assert cleaned[1] == pytest.approx(told["cleaned"]["holdout"], abs=1e-12)
    assert 1 - truth.mean() == pytest.approx(told["majority_holdout"], abs=1e-12)
    assert validation.binomial_se(0.97, len(truth)) == pytest.approx(told["holdout_se"], rel=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_is_spoilt_is_what_the_manifest_says(seed):
    f = delivery(seed)
    first = ~f.repeated
    spoilt = f.numbers[first] != f.true_numbers[first]
    gaps = f.numbers[first][:, GAPS] == customer.SENTINEL
    assert spoilt.sum(axis=0)[UNITS] == f.manifest["mixed units"]
    assert gaps.sum() == spoilt.sum(axis=0)[GAPS] == f.manifest["sentinel"]
    assert spoilt.sum() == f.manifest["mixed units"] + f.manifest["sentinel"]
    assert sum(one != two for one, two in zip(f.labels, f.true_labels, strict=True)) >= f.manifest["spelling"]
    assert [each.strip().upper() for each in f.labels] == list(f.true_labels)
    assert f.repeated.sum() == f.manifest["duplicates"] == customer.DOUBLED
    whole = {(*row, label, code) for row, label, code in zip(f.numbers.tolist(), f.labels, f.code, strict=True)}
    assert len(whole) == customer.ROWS
    sick = np.array(f.true_labels) == "M"
    assert f.code[sick].min() > f.code[~sick].max()
    assert not f.sealed_code.any()
