"""Seeded forms of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import forms

RIGHT = (
    (
        "Standardising the features",
        "Each column then has the same spread and mean 0, so that b no longer pulls on the weights.",
    ),
    ("Subtracting each feature's mean from it", "With the mean at 0, W and b no longer pull on each other."),
    (
        "Dropping one of two features that nearly agree",
        (
            "Near-copies can trade weight with hardly any change in the loss. "
            "That very flat direction goes with one of them."
        ),
    ),
)
WRONG = (
    ("A smaller learning rate", "The rate is how you walk; κ is the ground. A smaller rate only takes more steps."),
    ("More steps", "They are what a large κ costs."),
    ("Starting nearer the bottom", "That is where you start; the ground stays as it is."),
    ("Squaring the residuals by hand", "The loss squares them already. κ comes from the features alone."),
)


def gradient(seed: int) -> dict[str, object]:
    """Two sums over n points and the slopes of their loss, with what the wrong routes give."""
    random = Random(seed)
    while True:
        n, sign = random.choice([8, 11, 20]), random.choice([-1, 1])
        xr, r = sign * random.randint(1000, 9000) / 10, random.randint(100, 900) / 10
        routes = {"right": -2 * xr, "half": -xr, "mean": -2 * xr / n, "half_mean": -xr / n, "of_b": -2 * r}
        if forms.apart(routes.values()):
            said = {
                "n": n,
                "xr": f"{xr:g}".replace("-", "−"),
                "r": f"{r:g}",
                "grows": "lowers" if sign > 0 else "raises",
            }
            return said | {"flip": round(2 * xr, 4)} | {name: round(value, 4) for name, value in routes.items()}


def curvature(seed: int) -> dict[str, float]:
    """A curvature λ, its edge of stability 2/λ, and what the wrong routes give."""
    lam = Random(seed).choice([5, 8, 10, 16, 20, 25, 40])
    return {"lam": lam, "edge": 2 / lam, "best": 1 / lam, "upside": lam / 2}


def downhill(seed: int) -> dict[str, str]:
    """A slope of either sign."""
    random = Random(seed)
    size, falls = random.randint(11, 990), random.random() < 0.5
    words = (
        ("−", "Up: W grows", "Down: W shrinks", "falls") if falls else ("", "Down: W shrinks", "Up: W grows", "rises")
    )
    sign, right, wrong, ground = words
    return {
        "slope": f"{sign}{size}",
        "right": right,
        "wrong": wrong,
        "ground": ground,
        "step": "minus a negative number is positive" if falls else "minus a positive number is negative",
    }


def above_edge(seed: int) -> dict[str, str]:
    """λ, its edge, and an η just above it."""
    lam = Random(seed).choice([2, 4, 5, 8, 10])
    eta = 2.2 / lam
    return {
        "lam": f"{lam}",
        "eta": f"{eta:g}",
        "edge": f"{2 / lam:g}",
        "factor": f"{1 - eta * lam:.1f}".replace("-", "−"),
    }


def steps(seed: int) -> dict[str, str]:
    """A step of the sum of squares, or of a network's loss."""
    line = Random(seed).random() < 0.5
    return {
        "of": "for a line ŷ = Wx + b" if line else "for a network with weights W and biases b",
        "predict": "Predict: ŷ = Wx + b" if line else "Predict: run the network on x",
        "miss": "Take the residuals: y − ŷ" if line else "Compare with y: how large is the loss?",
        "gradient": (
            "Work out the gradient from the residuals" if line else "Work out the loss's slope along each W and b"
        ),
    }


def kappa(seed: int) -> dict[str, str]:
    """Two things that lower κ, and two that do not."""
    random = Random(seed)
    chosen = [*random.sample(RIGHT, 2), *random.sample(WRONG, 2)]
    return forms.numbered(chosen, "does", "why")
