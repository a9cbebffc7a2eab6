"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

import math
from functools import cache
from random import Random

import numpy as np

from tutor.api import columns, forms, minibatch

from .problem import track


def epoch(seed: int) -> dict[str, float]:
    """A table and a batch size that leaves some rows over; the diabetes table in batches of 32 is one of them."""
    random = Random(seed)
    while True:
        n, B = (442, 32) if random.random() < 0.2 else (random.randint(200, 2000), random.choice([16, 32, 64]))
        steps, last = minibatch.steps_per_epoch(n, B), minibatch.last_batch(n, B)
        if last not in (B, B // 2) and len({steps, steps - 1, B, n}) == 4:
            return {"n": n, "B": B, "right": steps, "dropped": steps - 1, "full": (steps - 1) * B, "last": last,
                    "missing": B - last, "tenfold": 10 * steps, "unrounded": round(n / B, 4)}


def spread(seed: int) -> dict[str, object]:
    """The variance along W of Anscombe's rows at a place on the loss, and of batches of them."""
    random, points = Random(seed), columns("core/anscombe", where={"set": "I"})
    while True:
        W, b, B = random.randint(0, 12) / 10, random.randint(0, 6), random.randint(2, 8)
        if seed % 4 == 0:
            W, b, B = 0.0, 0, 5
        g = minibatch.row_gradients((W, b), points["x"], points["y"])
        single = round(float(g[:, 0].var()), 1)
        answers = {"right": single / B * (11 - B) / 10, "with": single / B, "single": single,
                   "over_n": single / B * (11 - B) / 11, "squared": single / B**2 * (11 - B) / 10}
        answers["sd"] = answers["right"] ** 0.5
        one = 10.0 ** math.floor(math.log10(answers["right"]))
        coarse = {answers["right"] // one * one, round(answers["right"] / one) * one}
        wrong = [(0.006 if name == "over_n" else 0.03, value) for name, value in answers.items() if name != "right"]
        if forms.apart(answers.values(), by=1.06) and all(
                abs(each / value - 1) > room for each in coarse if each for room, value in wrong):
            return {"W": f"{W:g}", "b": b, "B": B, "left": 11 - B} | {k: round(v, 4) for k, v in answers.items()}


def floor(seed: int) -> dict[str, float]:
    """A rate, a curvature and a noise, and the variance at which the walk settles."""
    random = Random(seed)
    while True:
        eta, lam = random.choice([0.05, 0.1, 0.2, 0.25]), random.choice([0.5, 2, 4])
        sigma2 = random.choice([1, 3, 5, 8])
        answers = {"right": minibatch.noise_floor(eta, lam, sigma2), "noise": sigma2, "small": eta * sigma2,
                   "no_lam": eta * sigma2 / (2 - eta * lam)}
        if forms.apart(answers.values(), by=1.06) and forms.told(*answers.values()):
            return {"eta": eta, "lam": lam, "sigma2": sigma2} | {k: round(v, 5) for k, v in answers.items()}


def unbiased(seed: int) -> dict[str, int]:
    """A batch size and the number of batches of it."""
    B = Random(seed).choice([2, 3, 4, 5, 6])
    return {"B": B, "batches": len(minibatch.every_batch(np.zeros((11, 1)), B))}


SHUFFLES = ("A table is sorted by y", "A table is sorted by date", "A file lists all cats before all dogs")


def shuffle(seed: int) -> dict[str, str]:
    """A table in an order that batches must not keep."""
    return {"case": f"{Random(seed).choice(SHUFFLES)}, and batches are cut from it in that order, epoch after epoch"}


CUTS = (("Larger batches", "The variance goes with 1/B."),
        ("A smaller η", "The floor is about in proportion to η."),
        ("Letting η fall as the walk goes on", "The floor falls with it, and the early steps stay long."),
        ("Averaging the weights of the last epochs", "Their wandering is random, so most of it averages out."))
NOT_CUTS = (("More epochs at the same η", "Once a walk has reached its floor, it stays there, however long it runs."),
            ("Another seed for the shuffles", "It wanders elsewhere, and just as far."),
            ("Starting nearer the optimum", "From there noise drives it out again, as far as the floor."),
            ("Shuffling only once, before the first epoch", "Then every epoch repeats the same order. The batches "
             "contradict each other as before."))


def cuts(seed: int) -> dict[str, str]:
    """Two ways that cut the noise of a walk, and two that do not."""
    random = Random(seed)
    return forms.numbered([*random.sample(CUTS, 2), *random.sample(NOT_CUTS, 2)], "way", "why")


KINDS = (("Full batch", "{full}", "none"), ("B = {B}", "{steps}", "some"), ("Single rows (SGD)", "{n}", "most"))


def kinds(seed: int) -> dict[str, str]:
    """What an epoch of a table is for three sizes of batch."""
    random = Random(seed)
    n, B = random.choice([442, 600, 1000, 5000]), random.choice([16, 32, 64])
    said = {"n": f"{n:,}", "B": B, "steps": f"{minibatch.steps_per_epoch(n, B):,}", "full": 1}
    rows = [(kind.format(**said), f"steps an epoch: {steps.format(**said)}; noise: {noise}")
            for kind, steps, noise in KINDS]
    return {"n": f"{n:,}"} | forms.numbered(rows, "kind", "says")


def edge(seed: int) -> dict[str, str]:
    """A rate below the full batch's edge of the diabetes table, and how far off small batches end with it."""
    B, eta = Random(seed).choice([(32, 0.2), (16, 0.2), (16, 0.15)])
    low, high = _ends(B, eta)
    return {"B": f"{B}", "eta": f"{eta:g}", "low": f"{low:.0f}", "high": f"{high:.0f}"}


@cache
def _ends(B: int, eta: float) -> tuple[float, float]:
    """Per cent above the optimum after 20 epochs, of the best and the worst of the first five shuffles."""
    ends = track(0, None, epochs=20, nominal=1.0).above(B, eta)[-1]
    return float(ends.min()), float(ends.max())


RATIOS = ((1, 0.003, 4), (2, 0.004, 8), (4, 0.01, 4), (8, 0.01, 4), (16, 0.02, 2))


def ratio(seed: int) -> dict[str, str]:
    """A pair (B, η), and the η that keeps the noise where it is with larger batches."""
    B, eta, times = Random(seed).choice(RATIOS)
    return {"B": f"{B}", "eta": f"{eta:g}", "more": f"{B * times}", "times": f"{times}", "right": f"{eta * times:g}",
            "same": f"{eta:g}", "less": f"{eta / times:.3g}", "root": f"{eta * times**0.5:.3g}"}


def words(seed: int) -> dict[str, str]:
    """What one does with the rows."""
    return {"begin": Random(seed).choice(["Reading", "Going through", "Visiting"])}
