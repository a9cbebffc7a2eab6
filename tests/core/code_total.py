"""A code item that asks for a sum: its checks, and a program graded by them."""

import numpy as np

from tutor.core.code.grading import grade_code
from tutor.core.code.properties import Call, CodeChecks, Property, WrongProgram


def total(X):
    return float(np.sum(X))


STARTER = "def total(X):\n    ...\n"
CHECKS = CodeChecks(
    function="total",
    solution="import numpy as np\ndef total(X):\n    return np.sum(X)\n",
    properties=[
        Property(
            "adds up",
            inputs=lambda rng: (rng.integers(1, 9, int(rng.integers(2, 9))).astype(float),),
            examples=[(np.array([1.0, 2.0]),)],
            expect=total,
            show=True,
            says="Add all numbers up.",
        ),
        Property("of none it is 0", examples=[(np.array([]),)], expect=total, says="The sum of nothing is 0."),
        Property(
            "no order",
            inputs=lambda rng: [Call("total", (x := rng.normal(size=5),)), Call("total", (x[::-1].copy(),))],
            holds=lambda calls, values: abs(values[0] - values[1]) < 1e-9,
            says="The order of the numbers must not matter.",
        ),
    ],
    wrong=[
        WrongProgram("mean", "def total(X):\n    return X.mean() if len(X) else 0.0\n", says="That is the mean."),
        WrongProgram("last", "def total(X):\n    return X[-1] if len(X) else 0.0\n", expect="Add all numbers up"),
        WrongProgram("in place", "def total(X):\n    X.sort()\n    return X.sum()\n", expect="changes X"),
    ],
)


def graded(runner, source, checks=CHECKS, **kw):
    return grade_code(checks, source, seed=1, runner=runner, starter=STARTER, **kw)
