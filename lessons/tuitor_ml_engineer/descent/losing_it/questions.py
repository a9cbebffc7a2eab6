"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms, losses

from .problem import quartet

PLACES = ((0.5, 3.0), (0.5, 4.0), (0.4, 4.0), (0.6, 2.0), (0.3, 5.0))
"""(W, b) at which a loss is worked out from sums."""


def signed(value: float) -> str:
    """With a minus as it is printed, and no plus."""
    return f"{value:g}".replace("-", "−")


def three_rows(seed: int) -> dict[str, float | str]:
    """Three predictions and true values whose possible answers all differ."""
    random = Random(seed)
    while True:
        told = random.sample(range(3, 15), 3)
        rest = [random.choice([-1, 1]) * random.randint(1, 5) for _ in told]
        if len(set(map(abs, rest))) < 3 or min(t + r for t, r in zip(told, rest, strict=True)) < 1:
            continue
        total = sum(r * r for r in rest)
        routes = {"right": total, "plain": sum(rest), "absolute": sum(map(abs, rest)), "mean": total / 3,
                  "of_sum": sum(rest) ** 2, "root": total**0.5}
        if forms.apart(routes.values(), by=1.05):
            shown = {f"{name}{i}": value for i, (t, r) in enumerate(zip(told, rest, strict=True), 1)
                     for name, value in (("told", t), ("y", t + r), ("r", signed(r)), ("s", r * r))}
            return shown | {name: round(value, 4) for name, value in routes.items()}


def cancelling(seed: int) -> dict[str, int]:
    """A line whose misses cancel, and one whose misses are small and add up."""
    random = Random(seed)
    a, small = random.randint(3, 9), random.choice([1, 2])
    return {"a": a, "small": small, "sse_a": 2 * a * a, "sse_b": 3 * small * small, "sum_b": 3 * small}


def least(seed: int) -> dict[str, str]:
    """A bowl's bottom: (W, b), and the loss there."""
    random = Random(seed)
    W, b, low = random.randint(2, 9) / 10, random.randint(11, 49) / 10, random.randint(120, 990) / 10
    return {"W": f"{W:g}", "b": f"{b:g}", "low": f"{low:g}", "product": f"{W * low:.4g}",
            "there": random.choice(["Nowhere is it less", "No other line loses so little", "Elsewhere it is more"])}


def said(seed: int) -> dict[str, str]:
    """The argmin in one of two writings."""
    return {"begin": Random(seed).choice(["arg min over W of L(W) reads:", "W* = arg min L(W) says that W* is"])}


def same_height(seed: int) -> dict[str, float]:
    """Two slopes with one loss."""
    random = Random(seed)
    low, apart = random.choice([0.1, 0.2, 0.5, 0.7, 1.1, 1.5]), random.choice([0.4, 0.6, 0.8, 1.2])
    if low == apart / 2:
        low = 0.9
    return {"low": low, "high": round(low + apart, 1), "right": round(low + apart / 2, 2), "apart": apart,
            "half": apart / 2, "loss": random.randint(30, 95)}


def from_sums(seed: int) -> dict[str, float]:
    """SSE of a line over Anscombe's first set, from its six sums."""
    (x, y), (W, b) = quartet("I"), Random(seed).choice(PLACES)
    n, sx, sy, xx, xy, yy = len(x), x.sum(), y.sum(), x @ x, x @ y, y @ y
    right = yy + W * W * xx + n * b * b - 2 * W * xy - 2 * b * sy + 2 * W * b * sx
    routes = {"right": right, "no_cross": right - 2 * W * b * sx, "one_b": right - (n - 1) * b * b, "mean": right / n}
    terms = {"t1": yy, "t2": W * W * xx, "t3": n * b * b, "t4": 2 * W * xy, "t5": 2 * b * sy, "t6": 2 * W * b * sx}
    return {"W": W, "b": b} | {name: round(float(value), 4) for name, value in (routes | terms).items()}


def nothing(seed: int) -> dict[str, float | int]:
    """The sums of one of Anscombe's first three sets, for the line ŷ = 0."""
    _, y = quartet(Random(seed).choice(["I", "II", "III"]))
    spread = float(((y - y.mean()) ** 2).sum())
    return {"n": len(y), "sum": round(float(y.sum()), 2), "right": round(float(y @ y), 4), "spread": round(spread, 2),
            "mean": round(float(y @ y) / len(y), 2)}


def one_for_all(seed: int) -> dict[str, float | str]:
    """Five waiting times, one of them long; the best constants by squares and by absolute values."""
    random = Random(seed)
    while True:
        near = sorted(random.sample(range(3, 15), 4))
        values = [*near, random.randint(40, 90)]
        mean, median = losses.best_constant("MSE", values), losses.best_constant("MAE", values)
        routes = {"right": median, "mean": mean, "middle": (values[0] + values[-1]) / 2}
        if forms.apart(routes.values()):
            random.shuffle(values)
            return {"values": ", ".join(map(str, values[:-1])) + f" and {values[-1]}", **routes,
                    "sorted": ", ".join(map(str, sorted(values)))}


ALIKE = (
    ("MSE, the mean of r²", "That is SSE divided by n: least where SSE is least."),
    ("RMSE, the root of the mean of r²", "A root grows with what is under it: least where that is least."),
    ("half of SSE", "Half of a bowl has its bottom in the same place."),
    ("ten times SSE", "Every height of the bowl is multiplied by ten; its bottom stays where it was."),
    ("SSE plus 5", "The bowl is lifted as a whole; its bottom stays where it was."),
)
OTHERS = (
    ("MAE, the mean of |r|", "It grows with the sum of |r|, which is least somewhere else."),
    ("SAE, the sum of |r|", "Without the squares, far points weigh less, so the best line is another."),
    ("the median of |r|", "It asks for half of the residuals to be small, and leaves the other half alone."),
    ("the largest |r|", "It sees one residual only, so its best line balances the farthest points."),
)


def another(seed: int) -> dict[str, str]:
    """One loss that is least elsewhere, and three that are not."""
    random = Random(seed)
    right, why = random.choice(OTHERS)
    return {"right": right, "why": why, **forms.numbered(random.sample(ALIKE, 3), "loss", "says")}


STORIES = (
    ("One y of a table was typed as 900 instead of 90", "the mistyped point"),
    ("One of 200 delivery times is ten times as long as the others", "the late delivery"),
    ("A sensor sent 9999 once and good values otherwise", "the bad value"),
)


def pulled(seed: int) -> dict[str, str]:
    """A far value that has a story."""
    story, point = Random(seed).choice(STORIES)
    return {"story": story, "point": point}


def scaled(seed: int) -> dict[str, int | str]:
    """A number of rows, a least SSE, and the mean that belongs to it."""
    random = Random(seed)
    n, mean = random.choice([8, 10, 20, 50]), random.randint(3, 19)
    return {"n": n, "sum": n * mean, "mean": mean, "W": f"{random.randint(2, 9) / 10:g}"}


def at_bottom(seed: int) -> dict[str, str]:
    """What is predicted, in one of several stories."""
    return {"what": Random(seed).choice(["rent from area", "delivery time from distance", "yield from rainfall"])}
