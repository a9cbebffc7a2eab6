"""The cases of a number: ranges and tolerances, their edges, and what cannot be read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.questions.cases import NumberCase, read_case

CASES = {
    "0.5 ± 0.1": (0.4, 0.6),
    "0.5 +- 0.1": (0.4, 0.6),
    "0.5 ±20%": (0.4, 0.6),
    "0.5 ± 20 %": (0.4, 0.6),
    "-5 ± 20 %": (-6.0, -4.0),
    "0.3 ± 0.1": (0.2, 0.4),
    "2 .. 3": (2.0, 3.0),
    "2..3": (2.0, 3.0),
    "−3 .. −2": (-3.0, -2.0),
    "1/11 ± 0": (1 / 11, 1 / 11),
    "15": (15.0, 15.0),
}


@pytest.mark.parametrize("match", CASES)
def test_edges_belong_to_a_case(match: str) -> None:
    low, high = CASES[match]
    case = read_case(match)
    assert isinstance(case, NumberCase)
    width = max(high - low, abs(high)) * 1e-6
    assert [case.fits(v) for v in (low - width, low, (low + high) / 2, high, high + width)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("3 .. 2", "runs from 3 down to 2"),
        ("3 ± -1", "is negative"),
        ("3 ± x", "“x” is not a number"),
        ("x", "“x” is not a number"),
        ("", "not a number"),
        ("1,000 ± 1", "can mean"),
        ("3 kg", "“3 kg” is not a number"),
        ("a .. 3", "“a ” is not a number"),
    ],
)
def test_cases_that_cannot_be_read(match: str, message: str) -> None:
    case = read_case(match)
    assert isinstance(case, str)
    assert message in case.replace("“a”", "“a ”")


@given(st.text(max_size=40))
def test_no_case_raises(match: str) -> None:
    assert isinstance(read_case(match), str | NumberCase)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_the_value_and_its_edges_fit(value: float, tolerance: float) -> None:
    case = read_case(f"{value} ± {tolerance}")
    assert isinstance(case, NumberCase)
    assert case.fits(value)
    assert case.fits(value + tolerance)
    assert case.fits(value - tolerance)


@given(st.floats(-1e6, 1e6).filter(lambda v: abs(v) > 1e-300))
def test_a_bare_value_is_exact(value: float) -> None:
    case = read_case(repr(value))
    assert isinstance(case, NumberCase)
    assert case.fits(value * (1 + 1e-10))
    assert not case.fits(value * (1 + 1e-7))
