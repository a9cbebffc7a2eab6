"""scikit-learn for the boxes of the chart: fitted fold by fold, so that each bar grows as its folds finish.

scikit-learn is imported where it is used: only the tutor's worker process ever runs this.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tutor.api import validation

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
"""Box of the chart -> estimators, as the code that makes them; each stands behind a StandardScaler."""

IMPORTS = (
    "from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor\n"
    "from sklearn.linear_model import ElasticNet, Lasso, Ridge\n"
    "from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score\n"
    "from sklearn.neighbors import KNeighborsClassifier\n"
    "from sklearn.pipeline import make_pipeline\n"
    "from sklearn.preprocessing import StandardScaler\n"
    "from sklearn.svm import SVC, SVR, LinearSVC\n"
)


def fold_scores(box: str, data: Data) -> Iterator[tuple[str, float]]:
    """(estimator's name, score) of one fold after the other: accuracy, or R² for a quantity."""
    names: dict[str, Any] = {}
    exec(IMPORTS, names)
    split = (names["KFold"] if is_quantity(box) else names["StratifiedKFold"])(FOLDS, shuffle=True, random_state=0)
    for name, source in SOURCES[box].items():
        for train, test in split.split(data.X, data.y):
            model = names["make_pipeline"](names["StandardScaler"](), eval(source, dict(names)))
            yield name, float(model.fit(data.X[train], data.y[train]).score(data.X[test], data.y[test]))


def is_quantity(box: str) -> bool:
    """Whether a box predicts numbers."""
    return box in ("lasso_elasticnet", "ridge_svrlinear", "svrrbf_ensemble")


@lru_cache(maxsize=64)
def measured(box: str, data: Data) -> dict[str, tuple[float, ...]]:
    """Every estimator of the box with all its folds."""
    found: dict[str, list[float]] = {}
    for name, score in fold_scores(box, data):
        found.setdefault(name, []).append(score)
    return {name: tuple(scores) for name, scores in found.items()}


def best(scores: dict[str, tuple[float, ...]]) -> tuple[float, ...]:
    """The folds of the best estimator of a box."""
    return scores[validation.best(scores)]
