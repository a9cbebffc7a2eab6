"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from functools import cache
from random import Random

import numpy as np

from tutor.api import bins, columns, forms, regression, validation


def first_edge(seed: int) -> dict[str, float | str]:
    """Eight numbers, and the first inner edge of four bins of equal count by the rule and by three other ways."""
    random = Random(seed)
    while True:
        x = sorted(random.sample(range(1, 90), 8))
        right = float(bins.inner_edges(x, 4)[0])
        shown = {"right": right, "width": x[0] + (x[-1] - x[0]) / 4, "middle": (x[1] + x[2]) / 2,
                 "third": float(x[2]), "back": x[2] - 0.75 * (x[2] - x[1])}
        if forms.apart(shown.values()) and forms.told(*shown.values()):
            return {"listed": ", ".join(map(str, x)), "low": x[1], "high": x[2], **shown}


WAVES = (
    {"data": "one period of a sine, y = sin 2πx on 0 to 1", "few": "two bins of equal width", "many": "three",
     "more": "a larger error", "right": "One of the bins averages a high and a low stretch of the curve",
     "because": "From x = 1/3 to 2/3 the sine runs from above 0 to below it, so the middle bin answers 0 throughout."},
    {"data": "a V, y = |x| on −1 to 1", "few": "one bin", "many": "two of equal width", "more": "the same error",
     "right": "The two bins run over the same values of y as each other",
     "because": "Both halves have the mean ½, so two bins answer just what one did."},
)


def wave(seed: int) -> dict[str, str]:
    """A curve on which one more bin does not help."""
    return dict(Random(seed).choice(WAVES))


COSTS = {
    "order": ("All x inside a bin get one answer", "What x tells inside a bin is lost"),
    "jumps": ("Two rows on either side of an edge may get very different answers", "The prediction jumps at each edge"),
    "numbers": ("A number has to be learned for every bin", "Each bin is fitted to its own few rows"),
    "slow": ("Fitting takes much longer than for a line", "Predicting is slow: every row is compared with all others"),
    "normal": ("y has to be normally distributed", "x has to be standardised first"),
}


def costs(seed: int) -> dict[str, str]:
    """Each cost of binning, and what is none, in one of its wordings."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in COSTS.items()}


RULES = (
    ("bins of equal width", "edges at equal distances from the least x to the greatest"),
    ("bins of equal count", "edges at quantiles of x"),
    ("bins of equal width in log x", "edges in equal ratios, such as 1, 10, 100"),
    ("bins from knowledge of the field", "edges where the law or the clinic draws a line, such as 18 years"),
)


def rules(seed: int) -> dict[str, str]:
    """Three of four strategies and their edges."""
    return forms.numbered(Random(seed).sample(RULES, 3), "name", "edges")


@cache
def bmi(k: int) -> tuple[float, float]:
    """Mean R² over ten folds of the diabetes table: of a line in bmi, and of k bins of equal count."""
    table = columns("core/diabetes")
    x, y = np.array(table["bmi"], float), np.array(table["progression"], float)
    line, cut = [], []
    for train, test in validation.folds(len(x), 10):
        one = regression.line(x[train], y[train])
        line.append(regression.r2(y[test], one.intercept + one.slope * x[test]))
        cut.append(regression.r2(y[test], bins.fit(x[train], y[train], k).predict(x[test])))
    return float(np.mean(line)), float(np.mean(cut))


def straight(seed: int) -> dict[str, float | int]:
    """A number of bins of bmi, and what it loses against the line."""
    k = Random(seed).choice([3, 4, 20, 30])
    line, cut = bmi(k)
    return {"k": k, "line": line, "cut": cut}


def leak(seed: int) -> dict[str, str]:
    """Edges that were computed from all rows, in one of three stories."""
    what = ("quartiles of income", "four ranges of age from the least to the greatest", "deciles of the order value")
    return {"what": Random(seed).choice(what)}


def empty(seed: int) -> dict[str, str]:
    """Which bins can be empty, and what they answer, each in one of two wordings."""
    random = Random(seed)
    return {"uneven": random.choice(["On uneven data", "Where x crowds in a few places"]),
            "fallback": random.choice(["In an empty bin, a model of bin means answers with",
                                       "A new row in an empty bin gets the answer that claims least,"])}
