"""Eight models of scikit-learn, fitted fold by fold: what each scores, how long that took, and what it costs here."""

from functools import lru_cache
from time import perf_counter

import numpy as np

from tutor.api import estimator, validation

FOLDS = 5
PRICES = {"dummy": 0.01, "Bayes": 0.02, "kNN raw": 0.03, "linear": 0.04, "kNN": 0.05, "SVC": 0.06, "forest": 0.3,
          "net": 0.5}
"""Fit-seconds for five folds. Measured once, on the breast cancer table and two busy cores, and rounded; fixed since,
so that an attempt can be repeated. No price hangs on the learner's machine."""
NET = "hidden_layer_sizes=(32,), learning_rate_init=0.01, tol=1e-3, max_iter=500, random_state=0"
CLASSES = {
    "dummy": "DummyClassifier()",
    "Bayes": "GaussianNB()",
    "kNN raw": "KNeighborsClassifier()",
    "linear": "make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))",
    "kNN": "make_pipeline(StandardScaler(), KNeighborsClassifier())",
    "SVC": "make_pipeline(StandardScaler(), SVC())",
    "forest": "RandomForestClassifier(20, n_jobs=1, random_state=0)",
    "net": f"make_pipeline(StandardScaler(), MLPClassifier(alpha=1, {NET}))",
}
NUMBERS = {
    "dummy": "DummyRegressor()",
    "kNN raw": "KNeighborsRegressor()",
    "linear": "make_pipeline(StandardScaler(), Ridge())",
    "kNN": "make_pipeline(StandardScaler(), KNeighborsRegressor())",
    "SVC": "TransformedTargetRegressor(make_pipeline(StandardScaler(), SVR()), transformer=StandardScaler())",
    "forest": "RandomForestRegressor(20, n_jobs=1, random_state=0)",
    "net": f"TransformedTargetRegressor(make_pipeline(StandardScaler(), MLPRegressor(alpha=10, {NET})),\n"
    "                                   transformer=StandardScaler())",
}
"""The same for a quantity, without naive Bayes, which knows only classes; SVC stands for SVR there."""


def sources(quantity: bool) -> dict[str, str]:
    """The code that makes each model."""
    return NUMBERS if quantity else CLASSES


def dealt(quantity: bool, deal: int) -> str:
    """The code of the folds: each with its share of every class, where classes are predicted."""
    return f"{'KFold' if quantity else 'StratifiedKFold'}({FOLDS}, shuffle=True, random_state={deal})"


def price(name: str) -> float:
    """Fit-seconds for one fold."""
    return PRICES[name] / FOLDS


def fold(name: str, X: np.ndarray, y: np.ndarray, deal: int, number: int) -> tuple[float, float]:
    """(held-out score, seconds) of one of five folds: accuracy, or R² where y holds numbers."""
    return _fold(name, np.ascontiguousarray(X).tobytes(), y.tobytes(), X.shape, y.dtype.str, deal, number)


@lru_cache(maxsize=1024)
def _fold(name: str, X_: bytes, y_: bytes, shape: tuple[int, int], kind: str, deal: int, number: int
          ) -> tuple[float, float]:
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # scikit-learn brings it; no types

    X, y = np.frombuffer(X_).reshape(shape), np.frombuffer(y_, dtype=kind)
    quantity = y.dtype.kind == "f"
    train, test = list(estimator(dealt(quantity, deal)).split(X, y))[number]
    model = estimator(sources(quantity)[name])
    with threadpool_limits(1):  # so small a fit only waits for a second thread
        begun = perf_counter()
        model.fit(X[train], y[train])
        took = perf_counter() - begun
        return float(model.score(X[test], y[test])), took


def scores(name: str, X: np.ndarray, y: np.ndarray, deal: int) -> tuple[float, ...]:
    """All five folds of one model, each fitted once for equal data."""
    return tuple(fold(name, X, y, deal, number)[0] for number in range(FOLDS))


def tied(found: dict[str, tuple[float, ...]]) -> list[str]:
    """The models within one corrected standard error of the best, the cheapest first."""
    return sorted(validation.accepted(found, FOLDS, TIE), key=PRICES.__getitem__)


TIE = 0.01
"""The least difference of accuracy or R² that counts, where all folds happen to agree."""
