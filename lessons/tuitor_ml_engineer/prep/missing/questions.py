"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from functools import cache
from random import Random

import numpy as np

from tutor.api import columns, forms, imputation

from .problem import CHANCE, ITSELF, SEEN, STORIES


def variance(seed: int) -> dict[str, float | int]:
    """So many of n missing, the variance of the seen, and what mean filling leaves."""
    random = Random(seed)
    while True:
        n = random.choice([200, 250, 400, 442, 500])
        missing = random.randint(n // 6, n // 2)
        seen, before = n - missing, random.randint(800, 4000) / 100
        right = imputation.variance_after_mean_fill(seen, n, before)
        shown = {"right": right, "same": before, "gone": missing / n * before, "square": (seen / n) ** 2 * before}
        if forms.apart(shown.values()) and forms.told(*shown.values()):
            return {"n": n, "missing": missing, "seen": seen, "before": before, **shown}


ITSELVES = (
    "Guests who gave a small tip often leave the field “tip” empty",
    "Scales that reach 150 kg write nothing above that", "Firms that made a loss often hand in no profit figure",
)
SEENS = (
    "Men answer the question about mood less often; sex is in the table",
    "Old machines have no sensor; the year of building is in the table",
)
CHANCES = ("Coffee was spilt over a stack of shuffled forms", "Every tenth message was lost on its way")


def itself(seed: int) -> dict[str, str]:
    """A story in which the value decides, and two in which it does not."""
    random = Random(seed)
    return {"right": random.choice(ITSELVES), "seen": random.choice(SEENS), "chance": random.choice(CHANCES)}


def mechanisms(seed: int) -> dict[str, str]:
    """A story of each kind."""
    random = Random(seed)
    rows = [(random.choice(STORIES[kind]), kind) for kind in (CHANCE, SEEN, ITSELF)]
    return forms.numbered(random.sample(rows, 3), "story", "kind")


HONEST = {
    "train": ("Fill with the mean of the training rows", "Fill with the median of the training rows"),
    "flag": ("Add a column that says “was missing”", "Keep an indicator of the gap beside the fill"),
    "ask": ("Ask whoever collects the data why there are gaps", "Find out from the source what a gap means"),
    "group": ("Fill with the mean of rows with the same y", "Fill each class with its own mean"),
    "zero": ("Leave −999 in: the model will learn it", "Write 0 for “not measured”"),
}


def honest(seed: int) -> dict[str, str]:
    """Three honest strategies and two that are none, in one of two wordings each."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in HONEST.items()}


def sentinel(seed: int) -> dict[str, int | str]:
    """A mean that a sentinel has pulled away, and how many there were."""
    random = Random(seed)
    n, mean = 100, random.randint(20, 60)
    gaps = random.randint(5, 40)
    pulled = ((n - gaps) * mean - 999 * gaps) / n
    return {"n": n, "mean": mean, "gaps": gaps, "pulled": f"{pulled:.1f}".replace("-", "−"), "seen": n - gaps}


@cache
def dropped(share: int, itself: bool) -> tuple[float, float, float]:
    """Mean bmi of all 442 patients, of those left, and its standard error, where a share in % is gone."""
    bmi = np.array(columns("core/diabetes")["bmi"], dtype=float)
    gone = imputation.mnar(bmi, share / 100, share) if itself else imputation.mcar(len(bmi), share / 100, share)
    left = bmi[~gone]
    return float(bmi.mean()), float(left.mean()), float(left.std() / np.sqrt(len(left)))


def rows(seed: int) -> dict[str, float | int | str]:
    """What dropping rows does to a mean: much where the value decides, little where chance does."""
    random = Random(seed)
    share, itself = random.choice([25, 30, 35, 40]), random.random() < 0.6
    truth, left, _ = dropped(share, itself)
    lower, near, higher = "clearly lower", "about the same", "clearly higher"
    told = "The heavier ones are missing more often" if itself else "Chance decided, so anybody may be missing"
    return {"share": share, "truth": truth, "right": lower if itself else near, "wrong": near if itself else lower,
            "more": higher, "why": f"{told}: the mean of the rows left is {left:.1f}.",
            "not": f"{told}. The mean of the rows left is {left:.1f}.",
            "story": "The heavier they were, the more often they refused." if itself
            else "The scales were broken on days that nobody could foresee."}


def marker(seed: int) -> dict[str, str]:
    """One question about the column beside a fill, in two wordings."""
    return {"asked": Random(seed).choice([
        "A 0/1 column says whether a value was missing. What is such a column called?",
        "Beside a filled column stands another one: 1 where the value was filled in, 0 elsewhere. What is it called?"])}
