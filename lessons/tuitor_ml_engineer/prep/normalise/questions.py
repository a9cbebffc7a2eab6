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
        if forms.apart(shown.values()) and forms.told(*shown.values()):
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
    "near": ("the k nearest neighbours of a row", "the clusters of k-means"),
    "descent": ("the number of steps of gradient descent", "how fast a neural network learns"),
    "ridge": ("the predictions of ridge regression", "a support vector machine with a Gaussian kernel"),
    "tree": ("the predictions of a decision tree", "the predictions of a random forest"),
    "ols": ("the predictions of plain least squares", "the R² of plain least squares"),
}


def cares(seed: int) -> dict[str, str]:
    """Three models that feel the scale of a column and two that do not, each under one of two names."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in CARES.items()}


STORIES = ("divides all pixels by the largest value in any image", "subtracts the mean of all rows",
           "divides each column by its sd over all rows")


def before_split(seed: int) -> dict[str, str]:
    """What a colleague does before splitting."""
    return {"what": Random(seed).choice(STORIES)}


DDOFS = (
    ("A column is standardised, as scikit-learn's StandardScaler does it. What is the sum of squares divided by?",
     "n", "n − 1", "ddof is 0: the sd is that of these rows, not an estimate for others.",
     "That is ddof 1. StandardScaler takes ddof 0, as np.std does unless told otherwise."),
    ("Rows are whitened by PCA, as in scikit-learn with whiten=True. What is the covariance divided by?",
     "n − 1", "n", "ddof is 1, as in np.cov, so np.cov of the whitened rows is the identity.",
     "That is ddof 0, as for StandardScaler. PCA in scikit-learn takes ddof 1."),
)


def ddof(seed: int) -> dict[str, str]:
    """Which denominator a scaler uses: of standardising, or of whitening."""
    return dict(zip(("asked", "right", "wrong", "why", "not"), Random(seed).choice(DDOFS), strict=True))


def white(seed: int) -> dict[str, str]:
    """Three facts about whitened and standardised rows, each in one of two wordings."""
    random = Random(seed)
    return {"matrix": random.choice(["The covariance of whitened rows", "Whitened rows are those whose covariance"]),
            "left": random.choice(["Standardised columns may still be", "Scaling alone leaves columns as they are:"]),
            "fitted": random.choice(["A scaler is fitted to", "Mean and covariance come from"])}
