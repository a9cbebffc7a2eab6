"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from math import sqrt
from random import Random

from tutor.api import forms, validation


def share_se(seed: int) -> dict[str, float | int]:
    """The standard error of an accuracy on some rows, and what other ways give."""
    random = Random(seed)
    while True:
        n, p = random.choice([40, 50, 80, 100, 150, 200, 400]), random.choice([0.8, 0.85, 0.9, 0.95, 0.97])
        shown = {"right": validation.binomial_se(p, n), "variance": p * (1 - p) / n, "spread": sqrt(p * (1 - p)),
                 "one": 1 / sqrt(n)}
        if forms.apart(shown.values()):
            return {"n": n, "p": p, **shown}


def corrected(seed: int) -> dict[str, float | int]:
    """The corrected standard error of a mean over folds, the naive one, and other wrong ones."""
    random = Random(seed)
    while True:
        k, s = random.choice([4, 5, 6, 8, 10]), random.randint(10, 60) / 1000
        shown = {"right": s * sqrt(1 / k + 1 / (k - 1)), "naive": s / sqrt(k), "spread": s,
                 "added": s * (1 / sqrt(k) + 1 / sqrt(k - 1)), "square": s * (1 / k + 1 / (k - 1))}
        if forms.apart(shown.values()):
            return {"k": k, "s": s, "train": k - 1, **shown}


MODELS = ("linear", "SVC", "forest", "net", "kNN", "Bayes")


def within(seed: int) -> dict[str, str]:
    """Five models, of which three are within one standard error of the best."""
    random = Random(seed)
    top, se = random.randint(880, 980), random.randint(12, 22)
    a, b, c, d, e = random.sample(MODELS, 5)
    scores = {a: top, b: top - random.randint(2, se // 2), c: top - random.randint(se // 2 + 2, se - 2),
              d: top - random.randint(se + 3, 2 * se), e: top - random.randint(2 * se + 2, 5 * se)}
    listed = random.sample(list(scores), 5)
    own = {name: random.randint(8, 26) for name in scores} | {a: se}
    shown = "; ".join(f"{name} 0.{scores[name]} ± 0.{own[name]:03d}" for name in listed)
    return {"shown": shown, "a": a, "b": b, "c": c, "d": d, "e": e, "limit": f"0.{top - se}", "top": f"0.{top}",
            "se": f"0.{se:03d}", "bmean": f"0.{scores[b]}", "cmean": f"0.{scores[c]}", "dmean": f"0.{scores[d]}",
            "emean": f"0.{scores[e]}"}


def cheapest(seed: int) -> dict[str, str]:
    """Three models with prices: a dear best one, a cheap tie, and a cheaper one that is further down."""
    random = Random(seed)
    top, se = random.randint(900, 980), random.randint(10, 20)
    dear, tie, low = random.choice((("net", "linear", "Bayes"), ("forest", "SVC", "linear"), ("net", "SVC", "kNN")))
    gap, far = random.randint(2, se - 3), random.randint(3 * se, 5 * se)
    return {"dear": dear, "tie": tie, "low": low, "top": f"0.{top}", "se": f"0.{se:03d}", "tmean": f"0.{top - gap}",
            "lmean": f"0.{top - far}", "gap": f"0.{gap:03d}", "far": f"0.{far:03d}",
            "cost": f"{random.randint(20, 60)}"}


RULES = ("always names the most frequent class", "always predicts the mean of the training rows",
         "says of every email that it is not spam", "predicts the median rent for every flat")


def trivial(seed: int) -> dict[str, str]:
    """A rule that ignores the inputs."""
    return {"rule": Random(seed).choice(RULES)}


TARGETS = ("tomorrow's sales of bread", "the rent of a flat", "how far an illness will be in a year",
           "the fuel that a car needs")


def dummy(seed: int) -> dict[str, str]:
    """A quantity to predict."""
    return {"target": Random(seed).choice(TARGETS)}


STEPS = (
    ("Score a dummy on the folds", "Without it no score says anything."),
    ("Score a linear model and kNN on scaled inputs, on the same folds", "They cost next to nothing."),
    ("Look at where these err: bad labels, missing inputs?", "You can see errors only once something has been fitted."),
    ("Fit a small net and compare it with them, within one SE", "Compare with what? The cheap ones come first."),
    ("Fit a large net on rented hardware", "Only once a small one gains more than one SE."),
)


def steps(seed: int) -> dict[str, str]:
    """Four of the five steps, in order."""
    left = Random(seed).choice([None, 1, 2, 3])
    rows = [row for number, row in enumerate(STEPS) if number != left][-4:]
    return forms.numbered(rows, "step", "says")


EARNS = (
    ("The inputs are pixels, sound or text", "There a net finds features that no one could write down."),
    ("There are a million labelled rows, and the error still falls with more",
     "What a net learns beyond a linear model it learns from many rows."),
    ("A network trained for this kind of input is there, and only its end is to be fitted",
     "Then somebody else has paid for most of the fit."),
    ("On the same folds it beats the best cheap model by three standard errors, and each miss is dear",
     "That is a gain, and it is worth something."),
)
NOT = (
    ("The table has 300 rows and ten measured columns", "So few rows rarely hold more than a simple model can learn."),
    ("Its bar is the highest, by half a standard error", "That is a tie."),
    ("Everybody else uses one", "They have other data."),
    ("Each decision must be explained to a customer", "Then a model that can be read is worth more."),
)


def earns(seed: int) -> dict[str, str]:
    """Two cases in which a deep net earns its cost, and two in which it does not."""
    random = Random(seed)
    yes, no = random.sample(EARNS, 2), random.sample(NOT, 2)
    return {**forms.numbered(yes, "yes", "because"), **forms.numbered(no, "no", "but")}


UNITS = (
    ("wine", "proline, in the hundreds,", "0.700", "0.961"),
    ("breast cancer", "the worst area, in the hundreds,", "0.933", "0.967"),
)


def units(seed: int) -> dict[str, str]:
    """kNN on raw and on scaled inputs, over fifteen folds."""
    return dict(zip(("table", "column", "raw", "scaled"), Random(seed).choice(UNITS), strict=True))
