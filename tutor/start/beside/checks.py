"""How the program of this lesson is judged: by properties, on inputs that the learner does not see."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram


def draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """The arguments of one call: c, and up to eight numbers."""
    return int(rng.integers(0, 20)), rng.integers(0, 20, int(rng.integers(1, 9))).tolist()


def right(c: float, y: list[float]) -> float:
    """The reference."""
    return sum((each - c) ** 2 for each in y)


loss = CodeChecks(
    function="loss",
    solution="def loss(c, y):\n    return sum((each - c) ** 2 for each in y)\n",
    properties=[
        Property(
            "adds up the squared misses",
            inputs=draw,
            examples=[(1, [3]), (2, [1, 2, 6])],
            expect=right,
            show=True,
            says="Subtract, square, add up.",
        ),
    ],
    wrong=[
        WrongProgram("no square", "def loss(c, y):\n    return sum(each - c for each in y)\n", expect="square"),
        WrongProgram(
            "the mean",
            "def loss(c, y):\n    return sum((each - c) ** 2 for each in y) / len(y)\n",
            expect="add up",
        ),
    ],
)
