"""What models say of the repaired file: held out, and on the sealed rows; each number recomputed from the choices."""

from dataclasses import replace
from functools import lru_cache
from random import Random

import numpy as np

from tutor.api import OwnTable, costs, forms, imputation, logistic, neighbours, scaling, validation

from .problem import GRID, Customer
from .state import ALL, AS_IS, KEEP, NEAREST, ONE, Day

FOLDS = 5
PRICES = (15, 20, 25, 30)
AREAS = ("mean_area", "worst_area")
GAPPED = ("mean_smoothness", "mean_texture", "mean_symmetry", "worst_smoothness", "worst_texture", "worst_symmetry")


def prepared(seen: np.ndarray) -> tuple[imputation.Imputer, scaling.Scaler]:
    """Fills and scaling, fitted to the rows `seen`."""
    imputer = imputation.fit(seen)
    return imputer, scaling.fit(imputer.transform(seen), "standard")


def foretold(model: str, seen: np.ndarray, X: np.ndarray, y: np.ndarray, new: np.ndarray) -> np.ndarray:
    """p (m,) of new rows (m, p) by a model of X (n, p); fills, means and spreads are those of the rows `seen`."""
    imputer, scaler = prepared(seen)
    A, B = (scaler.transform(imputer.transform(rows)) for rows in (X, new))
    if model == NEAREST:
        return neighbours.nearest(A, y, B).astype(float)
    width = 1 if model == ONE else A.shape[1]
    return logistic.probability(logistic.fit(A[:, :width], y), B[:, :width])


def malignant(p: Customer, s: Day) -> np.ndarray:
    """Which rows in use are labelled M."""
    return np.array([each == "M" for each in p.labels(s)])


def crossed(p: Customer, s: Day) -> tuple[np.ndarray, np.ndarray]:
    """Accuracy of each fold (5,), and the probability (n,) of each row from a model that has not seen it."""
    if s.pipeline not in p.kept:
        X, y, S = p.used(s), malignant(p, s), p.sealed_rows(s)
        chance, scores = np.empty(len(y)), []
        for train, test in validation.folds(len(y), FOLDS, p.seed, y):
            chance[test] = foretold(s.model, _seen(s, X[train], X, S), X[train], y[train], X[test])
            scores.append(costs.accuracy(y[test], chance[test], 0.5))
        p.kept[s.pipeline] = np.array(scores), chance
    found: tuple[np.ndarray, np.ndarray] = p.kept[s.pipeline]
    return found


def _seen(s: Day, train: np.ndarray, X: np.ndarray, S: np.ndarray) -> np.ndarray:
    return np.vstack([X, S]) if s.fitted == ALL else train


def cv(p: Customer, s: Day, model: str = "") -> tuple[float, float]:
    """Cross-validated accuracy, and its corrected standard error."""
    scores, _ = crossed(p, replace(s, model=model or s.model))
    return validation.mean(scores), validation.corrected_se(scores, FOLDS)


def sealed(p: Customer, s: Day) -> np.ndarray:
    """The probability (m,) of each sealed row, by the model fitted to all rows in use."""
    key = "sealed", s.pipeline
    if key not in p.kept:
        X, S = p.used(s), p.sealed_rows(s)
        p.kept[key] = foretold(s.model, _seen(s, X, X, S), X, malignant(p, s), S)
    found: np.ndarray = p.kept[key]
    return found


def accuracy(p: Customer, s: Day) -> float:
    """The sealed accuracy at one half."""
    return costs.accuracy(p.sealed_malignant, sealed(p, s), 0.5)


def sealed_se(p: Customer, s: Day) -> float:
    """Its standard error, as a share of so few rows."""
    return validation.binomial_se(accuracy(p, s), len(p.sealed_malignant))


def error(p: Customer, s: Day) -> float:
    """The standard error of cross-validated less sealed accuracy."""
    return float(np.hypot(cv(p, s)[1], sealed_se(p, s)))


def curve(p: Customer, s: Day) -> np.ndarray:
    """What 100 samples cost, held out, in false alarms, at each threshold of GRID."""
    y, chance = malignant(p, s), crossed(p, s)[1]
    return 100 * costs.curve(y, chance, GRID, p.price, 1) / len(y)


def cost(p: Customer, s: Day) -> float:
    """That cost at the learner's threshold."""
    y = malignant(p, s)
    return 100 * costs.cost(y, crossed(p, s)[1], s.t, p.price, 1) / len(y)


def trivial(p: Customer, s: Day) -> tuple[float, float]:
    """What 100 samples cost where none goes first, and where all do."""
    y = malignant(p, s)
    never, always = costs.trivial(y, p.price, 1)
    return 100 * never / len(y), 100 * always / len(y)


def least(p: Customer) -> float:
    """The larger of the reference's least cost and the rule's, so that the rule always earns full marks."""
    return max(float(curve(p, p.best).min()), cost(p, p.best))


def fair(p: Customer) -> bool:
    """Whether the right way does not lose by bad luck, one half costs, the leak shows, and dirt does not."""
    best, leak = p.best, replace(p.best, code=KEEP)
    near = abs(cv(p, best)[0] - accuracy(p, best)) <= 1.9 * error(p, best)
    wins = cv(p, best)[0] >= cv(p, best, NEAREST)[0] > cv(p, best, ONE)[0] + cv(p, best)[1]
    left = (cost(p, replace(best, t=0.5)) - least(p)) / (min(trivial(p, best)) - least(p))
    shows = cv(p, leak)[0] > 0.99 and accuracy(p, best) - accuracy(p, leak) > 0.15
    dirty = replace(best, cut=0.0, gaps=AS_IS)
    hidden = cv(p, dirty)[0] >= cv(p, best)[0] - cv(p, best)[1]
    hidden = hidden and accuracy(p, dirty) >= accuracy(p, best) - 2 * sealed_se(p, best)
    return near and wins and left > 0.1 and shows and hidden


@lru_cache(maxsize=32)
def _day(seed: int) -> Customer:
    def drawn(n: int) -> Customer:
        random = Random(n)
        return Customer(n, random.choice(AREAS), random.choice(GAPPED), random.choice(PRICES))

    return forms.first(map(drawn, forms.seeds(seed)), fair)


def open_day(seed: int, table: OwnTable | None) -> Customer:
    """The file of a seed, or of the next one that is fair."""
    return _day(seed % 2**31)
