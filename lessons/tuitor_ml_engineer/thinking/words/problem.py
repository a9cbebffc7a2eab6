"""A table, a model, and the things in both that have names: their roles follow from what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Annotated, Any

import numpy as np

from tutor.api import Cells, columns

FEATURE, LABEL, SAMPLE = "feature", "label", "sample"
PARAMETER, HYPER = "parameter", "hyperparameter"
PREDICTION, METRIC = "prediction", "metric"
ROLES = (FEATURE, LABEL, SAMPLE, PARAMETER, HYPER, PREDICTION, METRIC)
TARGET = "species"
SETTINGS = ("C", "max_iter", "tol", "fit_intercept")
"""Settings of scikit-learn's LogisticRegression that may be on screen."""


@dataclass(frozen=True)
class Tags:
    """The tag of each thing, and what each thing holds once the model has been fitted."""

    tags: Annotated[tuple[tuple[int, str], ...], Cells(pick="rows", tags=ROLES, label="tags")] = ()
    fitted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Things:
    """Names of things, in an order of the seed's, and the row that is predicted."""

    names: tuple[str, ...]
    row: int

    @property
    def roles(self) -> frozenset[tuple[int, str]]:
        """(number, role) of every thing."""
        return frozenset((i, role(name)) for i, name in enumerate(self.names))

    def value(self, name: str) -> str:
        """What it holds before the fit."""
        table = iris()
        kind = role(name)
        if kind in (FEATURE, LABEL):
            column = table[TARGET if kind == LABEL else name]
            return f"{column[self.row]}, {column[0]}, … (150)"
        if kind == SAMPLE:
            return "(" + ", ".join(str(values[self.row]) for each, values in table.items() if each != TARGET) + ")"
        if kind == HYPER:
            return str(settings()[name.partition("model.")[2]])
        return "nothing yet"


@cache
def iris() -> Mapping[str, Any]:
    """The table by column."""
    return columns("core/iris")


def role(name: str) -> str:
    """The role that follows from what a thing is: its place in table, settings, fit or result."""
    if name == TARGET:
        return LABEL
    if name in iris():
        return FEATURE
    if name.startswith("row "):
        return SAMPLE
    attribute = name.partition("model.")[2]
    if attribute.endswith("_"):
        return PARAMETER
    if attribute.startswith("predict("):
        return PREDICTION
    return METRIC if attribute.startswith("score(") else HYPER


def settings() -> Mapping[str, Any]:
    """scikit-learn's own defaults of what is on screen; a test holds them equal to get_params()."""
    return {"C": 1.0, "max_iter": 1000, "tol": 0.0001, "fit_intercept": True}


def fit(p: Things) -> tuple[tuple[str, str], ...]:
    """(name, value) of every thing that the fit makes or leaves, from scikit-learn itself."""
    from sklearn.linear_model import LogisticRegression

    table = dict(iris())
    y = np.array(table.pop(TARGET))
    X = np.array(list(table.values()), dtype=float).T
    model = LogisticRegression(max_iter=1000).fit(X, y)
    found = []
    for name in p.names:
        kind = role(name)
        if kind == PARAMETER:
            array = getattr(model, name.partition("model.")[2])
            found.append((name, f"{array.ravel()[0]:.2f}, … {array.shape}"))
        elif kind == HYPER:
            found.append((name, str(model.get_params()[name.partition("model.")[2]])))
        elif kind == PREDICTION:
            found.append((name, str(model.predict(X[p.row : p.row + 1])[0])))
        elif kind == METRIC:
            found.append((name, f"{model.score(X, y):.3f}"))
    return tuple(found)


def things(seed: int) -> Things:
    """Nine things with every role among them."""
    random = Random(seed)
    row = random.randrange(150)
    features = random.sample([name for name in iris() if name != TARGET], 2)
    names = [*features, TARGET, f"row {row}", "model.coef_", "model.intercept_",
             *(f"model.{each}" for each in random.sample(SETTINGS, 2)), f"model.predict(row {row})",
             "model.score(X, y)"]
    return Things(tuple(random.sample(names, len(names))), row)
