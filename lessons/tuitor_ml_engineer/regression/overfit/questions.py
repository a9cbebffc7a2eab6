"""Seeded variants of this lesson's questions; the errors in them are of fits to drawn samples."""

from random import Random

import numpy as np

from tutor.api import forms

from .problem import MOST, TRUTHS, drawn


def through(seed: int) -> dict[str, int]:
    """Points that a curve is to pass through."""
    n = Random(seed).randint(6, 20)
    return {"n": n, "degree": n - 1, "more": n + 1}


def interpolated(seed: int) -> dict[str, int | float]:
    """Points, as many coefficients, and the noise in y."""
    random = Random(seed)
    n = random.randint(8, 20)
    return {"n": n, "degree": n - 1, "noise": random.choice([0.2, 0.3, 0.5])}


def four_degrees(seed: int) -> dict[str, int | float]:
    """Errors of degree 0 (close together, and high), of the best, of one beyond it and of the highest."""
    rng = np.random.RandomState(seed % 2**32)
    while True:
        p = drawn(rng, str(rng.choice(list(TRUTHS))))
        train, val, over = p.training, p.validation, p.best + 3
        if not (2 <= p.best < MOST - 3 and val[p.best] + 0.05 < val[over] < val[0] - 0.1 and val[MOST] > 0.5
                and train[MOST] + 0.02 < train[over] and abs(val[0] - train[0]) < 0.12):
            continue
        shown = {"zero": 0, "best": p.best, "over": over, "most": MOST}
        errors = {f"{kind}_{name}": found[d] for name, d in shown.items()
                  for kind, found in (("train", train), ("val", val))}
        return {"best": p.best, "over": over, "most": MOST, **errors}


def one_se(seed: int) -> dict[str, int | str]:
    """How far seven degrees are behind the best, with standard errors; the ties have no gap between them."""
    random = Random(seed)
    best = random.randint(5, 6)
    ties = range(random.randint(2, best - 1), best + 2)
    found: dict[str, int | str] = {"n": random.choice([60, 80, 120]), "right": ties[0], "best": best, "last": ties[-1]}
    for d in range(1, 8):
        se = random.randint(5, 12)
        gap = round(se * (random.uniform(0.3, 0.8) if d in ties else random.uniform(2, 5)))
        told = ("0", "–") if d == best else (f"{gap / 1000:.3f}", f"{se / 1000:.3f}")
        found |= dict(zip((f"gap{d}", f"se{d}"), told, strict=True))
    return found


def against(seed: int) -> dict[str, str]:
    """A sentence on cures, begun in one of two ways."""
    return {"begin": Random(seed).choice(["Against overfitting", "What helps a curve that learns the noise"])}


def perfect(seed: int) -> dict[str, int]:
    """Rows, and a polynomial that hits them all."""
    n = Random(seed).randint(10, 20)
    return {"n": n, "degree": n - 1}


def picked(seed: int) -> dict[str, int | float | str]:
    """So many models compared on the test set, and the lowest error there."""
    random = Random(seed)
    what = random.choice(["degrees", "values of λ", "models"])
    return {"k": random.choice([14, 20, 50]), "what": what, "low": random.choice([0.29, 0.31, 0.34])}


STEPS = (
    ("Split the rows: training, validation, test", "Lay test rows and validation rows aside"),
    ("Fit every degree to the training rows", "Fit each candidate on the rows that are left"),
    ("Choose the simplest degree that ties on the validation rows", "Let the validation rows choose a candidate"),
    ("Fit that degree to training and validation rows together", "Fit the chosen one again, validation rows included"),
    ("Test it once", "Measure its error on the test rows, a single time"),
)


def steps(seed: int) -> dict[str, str]:
    """The steps of an honest choice, each in one of its wordings."""
    random = Random(seed)
    return forms.numbered([[random.choice(texts)] for texts in STEPS], "step")


CURES = {
    "rows": ("Collecting more rows", "Twice as many rows to fit"),
    "degree": ("A lower degree", "Fewer features"),
    "ridge": ("Ridge: a penalty on large weights", "A larger λ in ridge"),
    "freer": ("A higher degree", "More products of the inputs as features"),
    "train": ("Choosing the model with the lowest training error", "Fitting until the training error is 0"),
}


def cures(seed: int) -> dict[str, str]:
    """What mends overfitting, and what makes it worse, each in one of its wordings."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CURES.items()}


PRODUCTS = {2: ("up to two", 65, 0.592, "0.412", 0.562, 0.475),
            3: ("up to three", 285, 0.798, "far below 0", 0.633, 0.395)}
"""Of the diabetes table: features, then R² on the fitted rows and in five folds, for least squares and for λ = 100."""


def products(seed: int) -> dict[str, int | float | str]:
    """R² of least squares and of ridge on products of the ten inputs."""
    names = "factors", "k", "train", "cv", "ridge_train", "ridge_cv"
    return dict(zip(names, Random(seed).choice(list(PRODUCTS.values())), strict=True))


KAPPAS = {9: ("10⁴⁵", "2.3"), 15: ("10⁶⁵", "4.9")}
"""Condition numbers for 30 years from 1947 to 1962: of powers of the year, and of Chebyshev columns."""


def years(seed: int) -> dict[str, int | str]:
    """A degree, and the condition number of two ways to write it."""
    degree = Random(seed).choice(list(KAPPAS))
    raw, scaled = KAPPAS[degree]
    return {"degree": degree, "raw": raw, "scaled": scaled}
