"""Numbers as English sets them."""

import pytest

from tutor.core.exercise.measured import measured, minus
from tutor.core.exercise.view import Metric


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("each call moves it by -0.70", "each call moves it by −0.70"),
        ("(W, b) = (-0.26, -.5)", "(W, b) = (−0.26, −.5)"),
        ("A.reshape(5, -1), x[-1], [::-1], `-1` and $-1$", "A.reshape(5, -1), x[-1], [::-1], `-1` and $-1$"),
        ("on 2026-11-10, rows 2-3, 1e-5, a-1; the cell '-999'", "on 2026-11-10, rows 2-3, 1e-5, a-1; the cell '-999'"),
    ],
)
def test_a_hyphen_before_a_negative_number_is_a_minus_and_code_stays_code(plain: str, set_: str) -> None:
    assert minus(plain) == set_


def test_a_unit_stands_apart_and_a_percent_sign_does_not() -> None:
    assert [measured("5", unit) for unit in ("ms", "%", "% above", "")] == ["5 ms", "5%", "5% above", "5"]
    assert Metric("left", -1.5, "%", best=0.0, goal=-2.0, format=".1f").words() == "left: −1.5% (best 0.0%, goal −2.0%)"
