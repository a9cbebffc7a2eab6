"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from itertools import pairwise
from math import sqrt
from random import Random

from tutor.api import forms

FAR = (
    {"story": "In a column of 500 salaries one was typed with three zeros too many.", "thing": "salary"},
    {"story": "Of 800 response times of a server one is a timeout of ten minutes; the others lie below a second.",
     "thing": "response time"},
    {"story": "Of 300 house prices in a village one is that of the castle.", "thing": "price"},
    {"story": "Of 90 sensors on a bridge one reports 9999 whenever its cable is loose.", "thing": "reading"},
)
CHANGES = (
    ("{a} is added to each value", "mean up by {a}, spread as before"),
    ("each value is multiplied by {a}", "mean and spread both {a} times as large"),
    ("each value changes its sign", "mean with the other sign, spread as before"),
    ("the mean is taken off each value", "mean 0, spread as before"),
    ("the mean is taken off, then all is divided by the standard deviation", "mean 0, spread 1"),
)
ROBUST = (
    "A statistic that one wild value hardly moves, however wild it is, is called ______. Which word is missing?",
    "The median and the quartiles are ______: let one value go off as far as it likes, and they hardly move. Which word is missing?",
    "What does one call a statistic, such as the median, that does not let a few outliers push it about?",
)


def new_mean(seed: int) -> dict[str, float]:
    """One of n values was wrong; the mean after it is mended."""
    random = Random(seed)
    while True:
        n, mean = random.choice([5, 8, 10, 20]), random.randint(30, 60)
        old, change = mean + random.randint(-12, 12), random.choice([20, 30, 40, 50, 60, 80])
        new = old + change
        routes = {"right": mean + change / n, "full": mean + change, "less": mean + change / (n - 1), "half": (mean + new) / 2}
        values = sorted(routes.values())
        if all(high - low > 0.04 * high for low, high in pairwise(values)) and old != mean:
            return {"n": n, "mean": mean, "old": old, "new": new, "change": change} | {
                name: round(value, 3) for name, value in routes.items()}


def three(seed: int) -> dict[str, float | str]:
    """Three values with a whole mean, their standard deviation, and what the wrong routes give."""
    random = Random(seed)
    while True:
        middle, a, b = random.randint(20, 60), random.randint(2, 9), random.randint(1, 9)
        values = [middle + a, middle + b, middle - a - b]
        random.shuffle(values)
        squares = a * a + b * b + (a + b) ** 2
        routes = {"right": sqrt(squares / 2), "by_n": sqrt(squares / 3), "variance": squares / 2,
                  "distance": 2 * (a + b) / 3, "root": sqrt(squares)}
        if forms.apart(routes.values()) and len(set(values)) == 3:
            shown = dict(zip(("x1", "x2", "x3"), values, strict=True))
            return {**shown, "m": middle, "squares": squares} | {name: round(value, 4) for name, value in routes.items()}


def far(seed: int) -> dict[str, str]:
    """A column with one wild value."""
    return Random(seed).choice(FAR)


def changes(seed: int) -> dict[str, str]:
    """Three of five changes of a column."""
    random = Random(seed)
    a = str(random.randint(2, 9))
    rows = [CHANGES[at] for at in sorted(random.sample(range(len(CHANGES)), 3))]
    return forms.numbered([(what.format(a=a), does.format(a=a)) for what, does in rows], "what", "does")


def robust(seed: int) -> dict[str, str]:
    """The word, asked for in one of three ways."""
    return {"asked": Random(seed).choice(ROBUST)}
