"""How the program of this lesson is judged: `z_scores`."""

from typing import Any

import numpy as np

from tutor.api import Call, CodeChecks, Property, WrongProgram


def draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """3 to 12 values with some spread."""
    size = int(rng.integers(3, 13))
    return (rng.normal(rng.uniform(-50, 50), rng.uniform(2, 20), size),)


def right(x: Any) -> Any:
    return (x - x.mean()) / x.std(ddof=1)


def centred(args: Any, value: Any) -> bool:
    return bool(abs(np.mean(value)) < 1e-9 and abs(np.std(value, ddof=1) - 1) < 1e-9)


def rescaled(rng: np.random.Generator) -> list[Call]:
    """The same column, in another unit and counted from elsewhere."""
    (x,) = draw(rng)
    return [Call("z_scores", (x,)), Call("z_scores", (float(rng.uniform(0.1, 10)) * x + float(rng.uniform(-30, 30)),))]


z_scores = CodeChecks(
    function="z_scores",
    solution="def z_scores(x):\n    return (x - x.mean()) / x.std(ddof=1)\n",
    properties=[
        Property("equals (x − x̄) / s", inputs=draw, expect=right, show=True, examples=[(np.array([1.0, 2.0, 3.0]),)],
                 says="Take the mean off each value, and divide by the standard deviation with n − 1."),
        Property("has mean 0 and standard deviation 1", inputs=draw, holds=centred,
                 says="What comes out has to have mean 0 and, with n − 1, standard deviation 1."),
        Property("does not hang on the unit", inputs=rescaled,
                 holds=lambda calls, values: bool(np.allclose(values[0], values[1]))
                 or "In another unit each value has to come out as before."),
    ],
    wrong=[
        WrongProgram("with n", "def z_scores(x):\n    return (x - x.mean()) / x.std()\n",
                     says="x.std() divides by n. Ask it for n − 1, with ddof=1."),
        WrongProgram("the variance", "def z_scores(x):\n    return (x - x.mean()) / x.var(ddof=1)\n",
                     says="You divided by the variance: its unit is that of x squared. Take its root."),
        WrongProgram("not centred", "def z_scores(x):\n    return x / x.std(ddof=1)\n",
                     says="The mean is still in it: take it off before you divide."),
        WrongProgram("only centred", "def z_scores(x):\n    return x - x.mean()\n",
                     says="This is a distance in the unit of x. Divide it by the standard deviation."),
        WrongProgram("min and max", "def z_scores(x):\n    return (x - x.min()) / (x.max() - x.min())\n",
                     says="That squeezes the column into 0 to 1. A z-score counts standard deviations from the mean."),
    ],
)
