"""How the program of this lesson is judged."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram


def draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """Rates and sizes of 2 to 5 strata."""
    k = int(rng.integers(2, 6))
    return rng.uniform(0, 1, k), rng.integers(1, 500, k)


def right(rates: Any, sizes: Any) -> float:
    return float((rates * sizes).sum() / sizes.sum())


def between(args: Any, value: Any) -> bool | str:
    rates, _ = args
    return bool(min(rates) - 1e-9 <= value <= max(rates) + 1e-9) or "A total rate lies between the smallest and the largest rate."



standardised = CodeChecks(
    function="standardised",
    solution="def standardised(rates, sizes):\n    return (rates * sizes).sum() / sizes.sum()\n",
    properties=[
        Property("equals cured / all", inputs=draw, expect=right, show=True,
                 examples=[(np.array([0.9, 0.7]), np.array([100, 300]))],
                 says="Weigh each rate by the size of its stratum, and divide by all sizes."),
        Property("lies between the rates", inputs=draw, holds=between),
    ],
    wrong=[
        WrongProgram("the plain mean", {"(rates * sizes).sum() / sizes.sum()": "rates.mean()"},
                     says="That weighs all strata alike, whatever their size."),
        WrongProgram("not divided", {" / sizes.sum()": ""},
                     says="That is how many are cured. A rate is a share of all."),
    ],
)
