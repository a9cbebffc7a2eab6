"""scikit-learn for the boxes of the chart: fitted fold by fold, so that each bar grows as its folds finish."""

from collections.abc import Iterator
from functools import lru_cache

from tutor.api import estimator, validation

from .briefs import Data

FOLDS = 5
SOURCES: dict[str, dict[str, str]] = {
    "linear_svc": {"LinearSVC": "LinearSVC(max_iter=20_000, random_state=0)"},
    "kneighbors": {"KNeighbors": "KNeighborsClassifier()"},
    "svc_ensemble": {"SVC": "SVC()", "random forest": "RandomForestClassifier(random_state=0)"},
    "lasso_elasticnet": {"Lasso": "Lasso(alpha=1.0)", "ElasticNet": "ElasticNet(alpha=0.1)"},
    "ridge_svrlinear": {"Ridge": "Ridge()", "SVR linear": "SVR(kernel='linear', C=10)"},
    "svrrbf_ensemble": {"SVR rbf": "SVR(C=10)", "random forest": "RandomForestRegressor(random_state=0)"},
}
"""Box of the chart -> estimators, as the code that makes them."""


def pipeline(box: str, name: str) -> str:
    """The code of an estimator behind a StandardScaler."""
    return f"make_pipeline(StandardScaler(), {SOURCES[box][name]})"


def deal(box: str) -> str:
    """The code of the folds: each with its share of every class, where the box predicts a class."""
    quantity = box in ("lasso_elasticnet", "ridge_svrlinear", "svrrbf_ensemble")
    return f"{'KFold' if quantity else 'StratifiedKFold'}({FOLDS}, shuffle=True, random_state=0)"


def fold_scores(box: str, data: Data) -> Iterator[tuple[str, float]]:
    """(estimator's name, score) of one fold after the other: accuracy, or R² for a quantity."""
    for name in SOURCES[box]:
        for train, test in estimator(deal(box)).split(data.X, data.y):
            model = estimator(pipeline(box, name)).fit(data.X[train], data.y[train])
            yield name, float(model.score(data.X[test], data.y[test]))


@lru_cache(maxsize=64)
def measured(box: str, data: Data) -> dict[str, tuple[float, ...]]:
    """Every estimator of the box with all its folds."""
    found = list(fold_scores(box, data))
    return {name: tuple(score for each, score in found if each == name) for name in SOURCES[box]}


def best(scores: dict[str, tuple[float, ...]]) -> tuple[float, ...]:
    """The folds of the best estimator of a box."""
    return scores[validation.best(scores)]
