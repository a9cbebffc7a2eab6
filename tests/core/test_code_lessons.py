"""The programs that lessons ask for, proved: solution, starter, and every mistake told its own name."""

from importlib import import_module

import numpy as np
import pytest

from tutor.core.code.grading import grade_code
from tutor.core.code.prove import check_code_item

WX = "tuitor_ml_engineer.regression.wx_plus_b.checks"
LINE, DESCENT = "tuitor_ml_engineer.regression.line.checks", "tuitor_ml_engineer.descent.descent.checks"
ITEMS = {
    "sse": (LINE, "def sse(m, b, x, y):\n    ...\n"),
    "fit": (WX, "import numpy as np\n\ndef fit(X, Y):\n    A = np.hstack([X, np.ones((len(X), 1))])\n    ...\n"),
    "step": (DESCENT, "def step(w, b, X, y, eta):\n    ...\n    return w, b\n"),
}


def checks(name):
    return getattr(import_module(ITEMS[name][0]), name)


@pytest.mark.parametrize("name", ITEMS)
def test_each_is_proved(runner, name):
    assert check_code_item(checks(name), ITEMS[name][1], runner=runner, seconds=20, seeds=3) == []


@pytest.mark.trust
@pytest.mark.parametrize("name", ITEMS)
def test_each_is_proved_on_200_seeds(runner, name):
    assert check_code_item(checks(name), ITEMS[name][1], runner=runner, seconds=20, seeds=200) == []


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        (
            "step",
            "def step(w, b, X, y, eta):\n    r = y - w * X - b\n    n = len(X)\n"
            "    return w + 2 * eta / n * (r @ X), b + 2 * eta / n * sum(r)\n",
            "the mean of the squares",
        ),
        (
            "step",
            "def step(w, b, X, y, eta):\n    r = y - w * X - b\n"
            "    return w - 2 * eta * (r @ X), b - 2 * eta * sum(r)\n",
            "You go uphill",
        ),
        ("step", "def step(w, b, X, y, eta):\n    return w\n", "is one number, not 2"),
        (
            "sse",
            "def sse(m, b, x, y):\n    return sum((y[i] - m * x[i] - b) ** 2 for i in range(len(x))) / len(x)\n",
            "the mean of the squares",
        ),
        (
            "fit",
            "import numpy as np\ndef fit(X, Y):\n    return (np.linalg.pinv(X) @ Y).T, np.zeros(Y.shape[1])\n",
            "through the origin",
        ),
    ],
)
def test_a_mistake_is_known_however_it_is_written(runner, name, source, said):
    """Written otherwise than in checks.py: what is recognised is what the program returns."""
    graded = grade_code(checks(name), source, seed=11, seconds=20, runner=runner)
    assert graded.failing is not None
    assert said in graded.grade.feedback


def test_the_losses_of_the_reference_data():
    """Anscombe's first set, with values found independently."""
    x = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5.0])
    y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
    module = import_module(LINE)
    assert module._sse(0.0, 0.0, x, y) == pytest.approx(660.1727)
    assert module._sse(0.5, 3.0, x, y) == pytest.approx(13.7630, abs=5e-3)
