"""Estimators as the code that makes them."""

import pytest

from tutor.core.exercise.estimator_code import MODULES, estimator, estimator_imports


def test_only_what_is_used_is_imported():
    assert estimator_imports("make_pipeline(StandardScaler(), SVC())") == (
        "from sklearn.pipeline import make_pipeline\n"
        "from sklearn.preprocessing import StandardScaler\n"
        "from sklearn.svm import SVC\n"
    )
    assert estimator_imports("LinearSVC()") == "from sklearn.svm import LinearSVC\n"
    assert estimator_imports("1 + 1") == ""


def test_the_code_makes_the_estimator():
    assert repr(estimator("KNeighborsClassifier(3)")) == "KNeighborsClassifier(n_neighbors=3)"
    with pytest.raises(NameError, match="Nonsense"):
        estimator("Nonsense()")


def test_scikit_learn_has_what_is_promised():
    for module, names in MODULES.items():
        exec(f"from sklearn.{module} import {', '.join(names.split())}")
