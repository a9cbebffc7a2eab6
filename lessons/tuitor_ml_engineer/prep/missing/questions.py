"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms, imputation

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
        if forms.apart(shown.values()):
            return {"n": n, "missing": missing, "seen": seen, "before": before, **shown}


ITSELVES = (
    "Diners with a large bill leave the field “tip” empty when they gave little",
    "Scales that stop at 150 kg write nothing above", "Firms in trouble hand in no figures of the year",
)
SEENS = (
    "Men answer the question on mood less often; sex is in the table",
    "Old machines lack the sensor; the year of building is in the table",
)
CHANCES = ("A coffee was spilt over a stack of forms", "Every tenth message was lost on the line")


def itself(seed: int) -> dict[str, str]:
    """A story in which the value decides, and three in which it does not."""
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
    "ask": ("Ask whoever collects the data why there are gaps", "Find out at the source what a gap means"),
    "group": ("Fill with the mean of rows with the same y", "Fill each class with its own mean"),
    "zero": ("Leave −999 in: the model will learn it", "Write 0 for “not measured”"),
}


def honest(seed: int) -> dict[str, str]:
    """Three honest strategies and two that are none, in one of two wordings each."""
    random = Random(seed)
    return {name: random.choice(texts) for name, texts in HONEST.items()}


def sentinel(seed: int) -> dict[str, float | int]:
    """A mean that a sentinel has pulled away, and how many there were."""
    random = Random(seed)
    n, mean = 100, random.randint(20, 60)
    gaps = random.randint(5, 40)
    pulled = ((n - gaps) * mean - 999 * gaps) / n
    return {"n": n, "mean": mean, "gaps": gaps, "pulled": pulled, "seen": n - gaps}
