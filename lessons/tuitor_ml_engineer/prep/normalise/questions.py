"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms


def new_row(seed: int) -> dict[str, float | int]:
    """A training range, and a new value beyond it, min-max scaled."""
    random = Random(seed)
    while True:
        low, span = random.randint(2, 40), random.randint(10, 60)
        high = low + span
        x = high + random.randint(span * 105 // 100 + 1, span * 190 // 100)
        shown = {"right": (x - low) / span, "clipped": 1.0, "share": x / high, "own": (x - low) / (x - low + span)}
        if forms.apart(shown.values()):
            return {"low": low, "high": high, "x": x, **shown}


def condition(seed: int) -> dict[str, float]:
    """Eigenvalues of a covariance, and its condition number."""
    random = Random(seed)
    while True:
        large, middle, small = random.randint(40, 400), random.randint(5, 30), random.randint(1, 9) / 10
        shown = {"right": large / small, "root": (large / small) ** 0.5, "upside": small / large, "gap": large - small}
        if forms.apart(shown.values()):
            return {"large": float(large), "middle": float(middle), "small": small, **shown}


CARES = {
    "near": ("k nearest neighbours", "clustering by distance"),
    "descent": ("anything fitted by gradient descent", "a neural network"),
    "ridge": ("ridge and lasso, which pull weights towards 0", "a support vector machine with a Gaussian kernel"),
    "tree": ("a decision tree", "a random forest"),
    "ols": ("the predictions of plain least squares", "the R² of plain least squares"),
}


def cares(seed: int) -> dict[str, str]:
    """Three models that feel the scale of a column and two that do not, each under one of two names."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CARES.items()}


STORIES = ("divides pixels by the largest value in all images", "subtracts the mean of all rows",
           "scales each column by its sd over all rows")


def before_split(seed: int) -> dict[str, str]:
    """What a colleague does before splitting."""
    return {"what": Random(seed).choice(STORIES)}
