"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

import numpy as np

from tutor.api import columns, regression

MODELS = (("bmi",), ("s5",), ("bmi", "s5"), ("bmi", "bp", "s5"), ())
"""Inputs of the models whose R² is asked for; the last stands for all ten."""


def one_row(seed: int) -> dict[str, int]:
    """Two outputs of two inputs, whose six possible answers all differ."""
    random = Random(seed)
    while True:
        a, c, d, e = random.sample(range(2, 8), 4)
        (x1, x2), (b1, b2) = random.sample(range(2, 6), 2), random.sample(range(1, 10), 2)
        answers = {"right": d * x1 + e * x2 + b2, "no_bias": d * x1 + e * x2, "first": a * x1 + c * x2 + b1,
                   "column": c * x1 + e * x2 + b2, "each": (d * x1 + b2) + (e * x2 + b2)}
        if len(set(answers.values())) == len(answers):
            return {"a": a, "c": c, "d": d, "e": e, "x1": x1, "x2": x2, "b1": b1, "b2": b2,
                    "y1": answers["first"], "t1": d * x1, "t2": e * x2, **answers}


def count(seed: int) -> dict[str, int]:
    """Inputs and outputs, and the number of parameters."""
    random = Random(seed)
    p, k = random.randint(4, 9), random.choice([2, 3])
    return {"p": p, "k": k, "right": k * p + k, "no_bias": k * p, "one_bias": k * p + 1, "by_input": k * p + p}


def r_squared(seed: int) -> dict[str, float | str]:
    """R² of a model of the diabetes table from its two sums of squares."""
    table = columns("core/diabetes")
    y = np.array(table.pop("progression"), dtype=float)
    names = Random(seed).choice(MODELS) or tuple(table)
    X = np.array([table[name] for name in names], dtype=float).T
    told = regression.predict(*regression.least_squares(X, y), X)
    left, spread = round(regression.sse(y, told)), round(float(((y - y.mean()) ** 2).sum()))
    listed = " and ".join([", ".join(names[:-1]), names[-1]][len(names) < 2 :])
    return {"inputs": "all ten inputs" if len(names) > 3 else listed, "left": left, "spread": spread,
            "right": round(1 - left / spread, 4), "share_left": round(left / spread, 4),
            "root": round((1 - left / spread) ** 0.5, 4),
            "upside": round(spread / left, 4)}


def together(seed: int) -> dict[str, float | str]:
    """An input whose weight is smaller beside the nine others of the diabetes table than alone."""
    table = columns("core/diabetes")
    y = np.array(table.pop("progression"), dtype=float)
    name = Random(seed).choice(["bmi", "bp", "s5"])
    alone = regression.line(table[name], y)
    X = np.array(list(table.values()), dtype=float).T
    beside = float(regression.least_squares(X, y).W[list(table).index(name)])
    return {"input": name, "alone": alone.slope, "beside": beside, "r2": alone.r2, "tenth": alone.slope / 10}


def noise(seed: int) -> dict[str, str]:
    """A column that says nothing about y."""
    what = ["random numbers", "throws of a die", "the last digits of the patients' telephone numbers"]
    return {"what": Random(seed).choice(what)}


def new_men(seed: int) -> dict[str, int]:
    """How many men are to be predicted."""
    return {"n": Random(seed).randint(7, 40)}


CAUSES = {
    "copy": ("Two inputs are near-copies", "One input is another in a different unit, rounded"),
    "rows": ("There are fewer rows than inputs", "The table has 30 inputs and 20 rows"),
    "still": ("An input hardly varies in the data", "An input is nearly the same in all rows"),
    "large": ("y is large", "y is in cents instead of euros"),
    "low": ("R² is low", "The residuals are large"),
}


def causes(seed: int) -> dict[str, str]:
    """Each cause, and what is none, in one of its wordings."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CAUSES.items()}


SIGNS = (("price index", 1950), ("price index", 1962), ("population", 1951), ("population", 1953))
"""Weights of Longley's table that change their sign without this year."""


def sign(seed: int) -> dict[str, int | str]:
    """A weight and a year, and what one might wrongly conclude from the sign."""
    name, year = Random(seed).choice(SIGNS)
    prices = name == "price index"
    return {"name": name, "year": year, "side": "above" if prices else "below", "other": "below" if prices else "above",
            "claim": "Rising prices create jobs" if prices else "A growing population costs jobs",
            "effect": "rising prices do" if prices else "a growing population does"}
