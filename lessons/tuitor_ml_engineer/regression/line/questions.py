"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from math import sqrt
from random import Random

from tutor.api import forms, regression

SLOPES = {1: "", 2: "2", 3: "3", -1: "−", -2: "−2"}
"""Slopes as they are written before an x."""
UNITS = (
    {
        "story": "x is a flat's area in m², y its rent in € per month",
        "right": "€ per month per m²",
        "upside": "m² per €",
        "of_y": "€ per month",
        "adds": "how many euros a month one more square metre adds",
        "of_x": "m²",
    },
    {
        "story": "x is a parcel's weight in kg, y its postage in €",
        "right": "€ per kg",
        "upside": "kg per €",
        "of_y": "€",
        "adds": "how many euros one more kilogram adds",
        "of_x": "kg",
    },
    {
        "story": "x is a file's size in MB, y its upload time in seconds",
        "right": "seconds per MB",
        "upside": "MB per second",
        "of_y": "seconds",
        "adds": "how many seconds one more megabyte adds",
        "of_x": "MB",
    },
)
WORDS = {
    "m": "weight W",
    "b": "bias",
    "x": "feature",
    "y": "label",
    "mx + b": "prediction ŷ",
    "y − (mx + b)": "residual",
}
"""What school writes, and what people who build models call it."""


def bias(seed: int) -> dict[str, str | int]:
    """b raised or lowered by 1 to 5."""
    random = Random(seed)
    up, by = random.random() < 0.5, random.randint(1, 5)
    words = ("raising", "lifts", "steeper", "raised") if up else ("lowering", "lowers", "flatter", "lowered")
    return dict(zip(("does", "moves", "turns", "done"), words, strict=True)) | {"by": by}


def three_points(seed: int) -> dict[str, float | str]:
    """A line and three points whose five possible answers all differ."""
    random = Random(seed)
    while True:
        m, b = random.choice(list(SLOPES)), random.randint(1, 5)
        xs = [1, 2, random.randint(3, 5)]
        residuals = [random.choice([-3, -2, -1, 1, 2, 3]) for _ in xs]
        said = [m * x + b for x in xs]
        loss = sum(r * r for r in residuals)
        answers = {
            "loss": loss,
            "plain": sum(residuals),
            "absolute": sum(map(abs, residuals)),
            "mean": round(loss / 3, 4),
            "predictions": sum(s * s for s in said),
        }
        if len(set(answers.values())) == len(answers):
            break
    points = {f"x{i}": x for i, x in enumerate(xs, 1)} | {
        f"y{i}": s + r for i, (s, r) in enumerate(zip(said, residuals, strict=True), 1)
    }
    shown = {f"r{i}": f"{r}".replace("-", "−") for i, r in enumerate(residuals, 1)}
    return {"line": f"{SLOPES[m]}x + {b}", **points, **shown, **answers}


def sums(seed: int) -> dict[str, float]:
    """The sums of eleven whole-numbered points, their slope, and what the wrong routes make of them."""
    random = Random(seed)
    while True:
        x = [float(each) for each in sorted(random.sample(range(2, 21), 11))]
        tilt, lift = random.choice([0.4, 0.6, 0.8, 1.5, 2.5]), random.randint(2, 9)
        y = [round(lift + tilt * each + random.uniform(-4, 4)) for each in x]
        fit, (mx, my) = regression.line(x, y), (sum(x) / 11, sum(y) / 11)
        sxx, syy = sum((each - mx) ** 2 for each in x), sum((each - my) ** 2 for each in y)
        sxy = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
        shown = {
            "mx": round(mx, 2),
            "my": round(my, 2),
            "sxx": round(sxx, 1),
            "syy": round(syy, 1),
            "sxy": round(sxy, 1),
        }
        routes = {
            "right": fit.slope,
            "upside": sxx / sxy,
            "r": sxy / sqrt(sxx * syy),
            "sideways": syy / sxy,
            "b": fit.intercept,
        }
        if fit.intercept > 0 and forms.apart(routes.values()):
            return shown | {name: round(value, 4) for name, value in routes.items()}


def new_x(seed: int) -> dict[str, float]:
    """A fitted line, an x, the prediction there, and what the wrong routes give."""
    random = Random(seed)
    while True:
        w, b, x = random.randint(11, 39) / 10, random.randint(21, 79) / 10, random.randint(4, 20)
        routes = {"right": w * x + b, "no_bias": w * x, "swapped": b * x + w, "bias_in": w * (x + b)}
        if forms.apart(routes.values()) and forms.told(*routes.values()):
            return {"w": w, "b": b, "x": x} | {name: round(value, 2) for name, value in routes.items()}


def letters(seed: int) -> dict[str, str]:
    """Four of the six words."""
    rows = sorted(Random(seed).sample(range(6), 4))
    return forms.numbered([list(WORDS.items())[row] for row in rows], "school", "said")


def unit(seed: int) -> dict[str, str]:
    """A feature and a label in units of their own."""
    return Random(seed).choice(UNITS)


def one_big_miss(seed: int) -> dict[str, float | str]:
    """One miss of a line that meets all other points, and the small misses of a line that meets none."""
    random = Random(seed)
    while True:
        n, big, small = random.randint(9, 14), random.randint(3, 6), random.choice([0.5, 1.0, 1.5])
        a, b = big**2, n * small**2
        if b < 0.8 * a:
            return {"n": n, "met": n - 1, "big": big, "small": f"{small:g}", "a": a, "b": f"{b:g}"}


def three_tables(seed: int) -> dict[str, int]:
    """How many points the tables have."""
    n = Random(seed).randint(8, 14)
    return {"n": n, "same": n - 1}
