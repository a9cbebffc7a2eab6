"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from functools import cache
from random import Random

import numpy as np

from tutor.api import columns, forms, importance, regression


@cache
def diabetes() -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Names, weights, sds, R² lost by shuffling (by the formula) and by dropping, of the ten inputs."""
    table = dict(columns("core/diabetes"))
    y = np.array(table.pop("progression"), dtype=float)
    X = np.array(list(table.values()), dtype=float).T
    return (tuple(table), regression.least_squares(X, y).W, X.std(axis=0), importance.permutation_by_formula(X, y),
            importance.drop_column(X, y))


def per_sd(seed: int) -> dict[str, float | str]:
    """A weight, its sd, and the effect of one sd."""
    names, W, sds, _, _ = diabetes()
    random = Random(seed)
    while True:
        j = random.choice([names.index(each) for each in ("bmi", "bp", "sex", "s2", "s6")])
        w, sd = float(f"{W[j]:.4g}"), float(f"{sds[j]:.4g}")
        shown = {"right": w * sd, "weight": w, "divided": w / sd, "flipped": -w * sd}
        if forms.apart(shown.values()):
            return {"name": names[j], "w": w, "sd": sd, **shown}


def keep(seed: int) -> dict[str, float | str]:
    """Four inputs with what dropping each costs; the dearest one and three others."""
    names, W, _, _, drops = diabetes()
    by_drop = sorted(range(10), key=lambda j: -drops[j])
    chosen = [by_drop[0], *Random(seed).sample(by_drop[1:], 3)]
    shown = {f"name{i}": names[j] for i, j in enumerate(chosen, 1)}
    return {**shown, **{f"drop{i}": float(drops[j]) for i, j in enumerate(chosen, 1)},
            **{f"w{i}": float(W[j]) for i, j in enumerate(chosen, 1)}}


def stands_in(seed: int) -> dict[str, float | str]:
    """An input that is dear to shuffle and cheap to drop, and the one that varies most along with it."""
    names, _, _, shuffled, drops = diabetes()
    table = dict(columns("core/diabetes"))
    table.pop("progression")
    r = np.corrcoef(np.array(list(table.values()), dtype=float))
    j = names.index(Random(seed).choice(["s1", "s2"]))
    twin = int(np.argsort(-np.abs(r[j]))[1])
    return {"name": names[j], "twin": names[twin], "r": float(r[j, twin]), "shuffled": float(shuffled[j]),
            "dropped": float(drops[j])}


METHODS = (
    ("raw weight", "How does the answer change for one unit more?"),
    ("weight per sd", "How does the answer change for a typical difference?"),
    ("shuffle the column", "How much does this very model lean on the column?"),
    ("drop it and fit again", "What do we lose if we stop collecting it?"),
    ("an experiment", "What happens if we change it in the world?"),
)


def methods(seed: int) -> dict[str, str]:
    """Four of five methods and the question that each answers."""
    return forms.numbered(Random(seed).sample(METHODS, 4), "method", "asks")


REASONS = (
    {"case": "a bank refuses a loan", "who": "the applicant has to be told why"},
    {"case": "a hospital puts patients in an order", "who": "a doctor has to stand by each place in it"},
    {"case": "a city decides which buildings are inspected", "who": "owners may go to court"},
)


def reasons(seed: int) -> dict[str, str]:
    """A decision that has to be explained."""
    return dict(Random(seed).choice(REASONS))
