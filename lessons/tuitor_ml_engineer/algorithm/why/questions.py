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


def _shown(value: float) -> str:
    """A number for prose, with a minus sign that is one."""
    return f"{value:.4g}".replace("-", "−")


def per_sd(seed: int) -> dict[str, float | str]:
    """A weight, its sd, and the effect of one sd."""
    names, W, sds, _, _ = diabetes()
    random = Random(seed)
    while True:
        j = random.choice([names.index(each) for each in ("bmi", "sex", "s1", "s2", "s4", "s6")])
        w, sd = float(f"{W[j]:.4g}"), float(f"{sds[j]:.4g}")
        shown = {"right": w * sd, "weight": w, "divided": w / sd, "flipped": -w * sd}
        if forms.apart(shown.values()):
            return {"name": names[j], "w": _shown(w), "sd": sd, **shown}


def keep(seed: int) -> dict[str, float | str]:
    """Four inputs: the dearest to drop, the dearest to shuffle, and two that cost less either way."""
    names, W, _, shuffled, drops = diabetes()
    random = Random(seed)
    right, trap = (names.index(random.choice(each)) for each in (("bmi", "bp", "sex"), ("s1", "s2")))
    cheap = [j for j in range(len(names)) if drops[j] < drops[right] and shuffled[j] < shuffled[trap] and j != trap]
    if names[trap] == "s2":
        right = names.index("sex" if names[right] == "bmi" else names[right])
        cheap = [j for j in cheap if drops[j] < drops[right]]
    others = random.sample(cheap, 2)
    listed = random.sample([right, trap, *others], 4)
    told = ", ".join(f"{names[j]} {shuffled[j]:.3f} and {drops[j]:.4f}" for j in listed)
    return {"told": told, "right": names[right], "rightdrop": float(drops[right]),
            "trap": names[trap], "trapdrop": float(drops[trap]),
            **{f"other{i}": names[j] for i, j in enumerate(others, 1)},
            **{f"otherdrop{i}": float(drops[j]) for i, j in enumerate(others, 1)},
            **{f"w{i}": _shown(float(W[j])) for i, j in enumerate(others, 1)}}


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
    ("raw weight", "How does the prediction change for one unit more?"),
    ("weight per sd", "How does the prediction change for a typical difference?"),
    ("shuffle the column", "How much does the model as it is lean on the column?"),
    ("drop it and fit again", "What do we lose if we stop collecting it?"),
    ("an experiment", "What happens if we change it in the world?"),
)


def methods(seed: int) -> dict[str, str]:
    """Four of five methods and the question that each answers."""
    return forms.numbered(Random(seed).sample(METHODS, 4), "method", "asks")


REASONS = (
    {"case": "A bank refuses loans", "who": "every applicant has to be told why"},
    {"case": "A hospital ranks patients by urgency", "who": "a doctor has to answer for each place on the list"},
    {"case": "A city picks the buildings that are inspected", "who": "owners may ask a court for the reason"},
)


def reasons(seed: int) -> dict[str, str]:
    """A decision that has to be explained."""
    return dict(Random(seed).choice(REASONS))


def shuffled(seed: int) -> dict[str, str]:
    """What breaks both links of a column, in one of its wordings."""
    random = Random(seed)
    return {"lead": random.choice(["Shuffling", "Permuting the values of"]),
            "columns": random.choice(["features", "input columns"])}
