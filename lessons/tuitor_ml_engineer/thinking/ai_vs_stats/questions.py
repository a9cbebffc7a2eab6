"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from functools import cache
from random import Random

import numpy as np

from tutor.api import columns, forms, inference, validation

EXPLAIN, PREDICT = "a weight with its interval", "an error on held-out rows"
POOL = (
    ("Does a higher dose lower the pressure, at equal age?", EXPLAIN),
    ("How far off will tomorrow's demand be?", PREDICT),
    ("Is the price difference between two towns more than chance?", EXPLAIN),
    ("How many of the next 1,000 letters will be misrouted?", PREDICT),
    ("How much does one more bedroom add to the rent, at equal area?", EXPLAIN),
    ("Can we trust the forecast for a customer we have never seen?", PREDICT),
    ("Does smoking still matter at equal weight and age?", EXPLAIN),
    ("Which of two models will order next month's stock better?", PREDICT),
    ("Do men and women differ in pay, at equal work?", EXPLAIN),
    ("How often will the camera miss a scratch?", PREDICT),
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


SURE = ("sex", "bp")


@cache
def _diabetes() -> tuple[tuple[str, ...], inference.Weights, dict[str, float]]:
    """Names, weights, and R² over ten folds without each of two inputs; under "" that with all."""
    table = dict(columns("core/diabetes"))
    y = np.array(table.pop("progression"), dtype=float)
    X = np.array(list(table.values()), dtype=float).T
    names, splits = tuple(table), validation.folds(len(y), 10)
    scores = {"": float(inference.held_out_r2(X, y, splits).mean())}
    for name in SURE:
        rest = np.delete(X, names.index(name), axis=1)
        scores[name] = float(inference.held_out_r2(rest, y, splits).mean())
    return names, inference.weights(X, y), scores


def significant(seed: int) -> dict[str, float | str]:
    """An input whose weight is many standard errors from 0, and held-out R² with and without it."""
    names, found, scores = _diabetes()
    name = Random(seed).choice(SURE)
    j = names.index(name)
    return {"name": name, "ratio": abs(float(found.W[j] / found.se[j])), "full": scores[""], "without": scores[name]}


CHANGES = {
    "interval": ("The interval of the weight gets wider", "The standard error of the weight grows"),
    "weight": ("The weight may change, even its sign", "The weight may end far from where it was"),
    "score": ("The error on held-out rows grows", "Held-out R² falls by more than its standard error"),
    "rows": ("The model can no longer be fitted without more rows", "Least squares has no solution any more"),
}


def changes(seed: int) -> dict[str, str]:
    """What a near-copy of a column changes and what not, each in one of two wordings."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CHANGES.items()}


def size(seed: int) -> dict[str, str]:
    """The claim that size makes the difference, and the answer, each in one of its wordings."""
    random = Random(seed)
    small, large = random.choice([("200", "2 million"), ("442", "10 million"), ("1,000", "1 million")])
    claim = random.choice([f"With {small} rows it is statistics, with {large} it is machine learning.",
                           "Small data is statistics, big data is AI."])
    question = random.choice(["Wrong: the question makes the difference, even on the same table and the same fit",
                              "Wrong: what counts is whether you want to explain or to predict, on any number of rows"])
    return {"small": small, "large": large, "claim": claim, "question": question}


def speaks(seed: int) -> dict[str, str]:
    """What is about a weight, what is about predictions, and what narrows an interval, in one of its wordings."""
    random = Random(seed)
    return {"inside": random.choice(["A p-value", "A standard error", "A confidence interval of least squares"]),
            "outside": random.choice(["a test error", "a held-out RMSE"]),
            "narrow": random.choice(["An interval gets narrower with", "A standard error shrinks with"])}
