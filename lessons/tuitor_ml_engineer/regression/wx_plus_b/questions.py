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
