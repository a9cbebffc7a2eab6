"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from functools import cache
from random import Random

import numpy as np

from tutor.api import columns, forms, importance, inference, regression

EXPLAIN, PREDICT = "a weight with its interval", "an error on held-out rows"
POOL = (
    ("Does a higher dose lower the pressure, at equal age?", EXPLAIN),
    ("How far off will tomorrow's demand be?", PREDICT),
    ("Is the price difference between two towns more than chance?", EXPLAIN),
    ("How many of the next 1,000 letters go to the wrong drawer?", PREDICT),
    ("By how much does a bedroom more raise the rent, at equal area?", EXPLAIN),
    ("Can we trust the forecast for a customer we have never seen?", PREDICT),
    ("Does smoking still count once weight is known?", EXPLAIN),
    ("Which of two models orders the stock better next month?", PREDICT),
    ("Do men and women differ in pay, at equal work?", EXPLAIN),
    ("How often does the camera miss a scratch?", PREDICT),
)


def asked(seed: int) -> dict[str, str]:
    """Five of ten questions, of both kinds."""
    random = Random(seed)
    explain, predict = ([row for row in POOL if row[1] == kind] for kind in (EXPLAIN, PREDICT))
    few = random.randint(2, 3)
    rows = random.sample(explain, few) + random.sample(predict, 5 - few)
    return forms.numbered(random.sample(rows, 5), "ask", "needs")


def half_width(seed: int) -> dict[str, float | int]:
    """A standard error, degrees of freedom, t, and half the interval."""
    random = Random(seed)
    while True:
        se, free = random.randint(20, 190) / 100, random.choice([10, 15, 20, 431])
        t = round(inference.t_quantile(0.975, free), 3)
        shown = {"right": t * se, "full": 2 * t * se, "bare": se, "over": se / t}
        if forms.apart(shown.values()):
            return {"se": se, "free": free, "t": t, "rows": free + 11, **shown}


@cache
def _diabetes() -> tuple[tuple[str, ...], inference.Weights, np.ndarray, float]:
    table = dict(columns("core/diabetes"))
    y = np.array(table.pop("progression"), dtype=float)
    X = np.array(list(table.values()), dtype=float).T
    full = regression.r2(y, regression.predict(*regression.least_squares(X, y), X))
    return tuple(table), inference.weights(X, y), importance.drop_column(X, y), full


def significant(seed: int) -> dict[str, float | str]:
    """An input whose weight is many standard errors from 0, and what R² loses without it."""
    names, found, drops, full = _diabetes()
    j = names.index(Random(seed).choice(["sex", "bp"]))
    return {"name": names[j], "ratio": abs(float(found.W[j] / found.se[j])), "full": full,
            "without": full - float(drops[j])}


CHANGES = {
    "interval": ("The interval of the weight gets wider", "The standard error of the weight grows"),
    "weight": ("The weight may change, even its sign", "The weight may end far from where it was"),
    "score": ("The error on held-out rows grows", "Held-out R² falls by more than its standard error"),
    "rows": ("The model needs more rows to be fitted at all", "Least squares has no answer any more"),
}


def changes(seed: int) -> dict[str, str]:
    """What a near-copy of a column changes and what not, each in one of two wordings."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CHANGES.items()}
