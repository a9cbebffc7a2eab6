"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import regression

from .problem import quartet

SLOPES = {1: "", 2: "2", 3: "3", -1: "−", -2: "−2"}
"""Slopes as they are written before an x."""


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


def new_x(seed: int) -> dict[str, float]:
    """An x for Anscombe's first set, the prediction there, and what the wrong routes give."""
    fit = regression.line(*quartet("I"))
    x = Random(seed).choice([10, 12, 16, 18, 20])
    return {
        "x": x,
        "right": round(fit.slope * x + fit.intercept, 4),
        "no_bias": round(fit.slope * x, 4),
        "swapped": round(fit.intercept * x + fit.slope, 4),
        "bias_in": round(fit.slope * (x + fit.intercept), 4),
    }
