"""How the program of this lesson is judged."""

from typing import Any

import numpy as np

from tutor.api import CodeChecks, Property, WrongProgram


def draw(rng: np.random.Generator) -> tuple[Any, ...]:
    """An observed difference, and 5 to 60 shuffled ones."""
    return float(rng.normal(0, 1.5)), rng.normal(0, 1, int(rng.integers(5, 60)))


def right(observed: float, shuffled: Any) -> float:
    return float((1 + (np.abs(shuffled) >= abs(observed)).sum()) / (1 + len(shuffled)))


p_value = CodeChecks(
    function="p_value",
    solution=(
        "import numpy as np\n\n\ndef p_value(observed, shuffled):\n"
        "    return (1 + (np.abs(shuffled) >= abs(observed)).sum()) / (1 + len(shuffled))\n"
    ),
    properties=[
        Property(
            "equals (1 + extreme) / (1 + n)", inputs=draw, expect=right, show=True,
            examples=[(2.0, np.array([1.0, -3.0, 2.0])), (-2.0, np.array([1.0, -3.0, 2.0]))],
            says="Count how many are at least as far from 0, add one to both.",
        ),
        Property("is above 0, and at most 1", inputs=draw,
                 holds=lambda args, value: 0 < value <= 1 or "A p-value is above 0 and at most 1."),
    ],
    wrong=[
        WrongProgram("one tail", {"np.abs(shuffled) >= abs(observed)": "shuffled >= observed"},
                     says="Only one tail is counted: take the distance from 0."),
        WrongProgram("no ones", {"1 + ": ""}, says="The table itself is one of the ways: add one above and below."),
        WrongProgram("strict", {">=": ">"}, says="A tie is as extreme as yours: count it."),
    ],
)
