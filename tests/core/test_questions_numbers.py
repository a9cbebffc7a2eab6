"""What learners type for numbers: read as they mean it, or refused with a message."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.questions import NumberRead, read_number
from tutor.core.questions.numbers import parse_number

READ = {
    "1e-3": 0.001,
    "1E-3": 0.001,
    "0,001": 0.001,
    "0.001": 0.001,
    ".5": 0.5,
    "3.": 3.0,
    "1/11": 1 / 11,
    "1 / 11": 1 / 11,
    "-3/4": -0.75,
    "½": 0.5,
    "1_000": 1000.0,
    "1 000": 1000.0,
    "1\u202f000": 1000.0,
    "1'000": 1000.0,
    "1,000,000": 1e6,
    "1,000.5": 1000.5,
    "1.000,5": 1000.5,
    "1.000.000": 1e6,
    "1,5": 1.5,
    "1000,5": 1000.5,
    "1234,567": 1234.567,
    "1.000": 1.0,
    "−3": -3.0,
    "+3": 3.0,
    "- 3": -3.0,
    "２.５": 2.5,
    "2×10^3": 2000.0,
    "2×10⁻³": 0.002,
    "2 * 10^3": 2000.0,
    "2x10^3": 2000.0,
    "10^-3": 0.001,
    "10⁻³": 0.001,
    "= 3": 3.0,
    "≈ 0.09": 0.09,
    "  7  ": 7.0,
    "50 %": 0.5,
    "3^2": 9.0,
    "1+4+1": 6.0,
    "0.5*12+3": 9.0,
    "-2*498.4": -996.8,
    "−2·498,4": -996.8,
    "(2 + 3) / 4": 1.25,
    "2**10": 1024.0,
    "2^3^2": 512.0,
    "-2^2": -4.0,
    "(-2)^2": 4.0,
    "8/4/2": 1.0,
    "10-4-3": 3.0,
    "3 - -2": 5.0,
    "1 000 + 2": 1002.0,
    "1,5+2": 3.5,
    "2 x 3": 6.0,
    "2²": 4.0,
    "1/4+1/4": 0.5,
    "-(1+2)": -3.0,
}
REFUSED = {
    "": "Write a number",
    "   ": "Write a number",
    "abc": "Cannot read “abc”",
    "1,000": "Write 1000 or 1.0",
    "-12,345": "Write 12345 or 12.345",
    "nan": "no number",
    "-inf": "no number",
    "∞": "no number",
    "1e999": "too large",
    "1/0": "divided by 0",
    "1 00": "as one number",
    "5 2": "as one number",
    "1 1/2": "as one number",
    "1½": "as one number",
    "1.2.3": "as one number",
    "3 m": "A plain number is wanted here: leave out “m”",
    "3 or 4": "leave out “or 4”",
    "٣": "Cannot read",
    "1+": "missing after “+”",
    "2*": "missing after “*”",
    "(": "missing after “(”",
    "2*(3+": "missing after “+”",
    "(1+2": "not closed",
    "1)": "Cannot read on from “)”",
    "2(3)": "Cannot read on from “(3)”",
    "7 % 3": "Cannot read on from “% 3”",
    "7//2": "Cannot read on from “//2”",
    "0x1F": "Cannot read",
    "9**9**9": "too large",
    "9^9^9^9^9": "too large",
    "1e300*1e300": "too large",
    "1/(2-2)": "divided by 0",
    "0^-1": "divided by 0",
    "(-2)^0.5": "no real number",
    "1,000+1": "Write 1000 or 1.0",
    "sqrt(2)": "Cannot read",
    "__import__('os')": "Cannot read",
    "(" * 90: "At most 20 brackets",
    "9" * 200: "too long",
}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    read = read_number(text)
    assert isinstance(read, NumberRead), read
    assert read.value == pytest.approx(READ[text], rel=1e-12)


@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_refused_with_a_message(text: str) -> None:
    read = read_number(text)
    assert isinstance(read, str)
    assert REFUSED[text] in read


sums = st.recursive(
    st.integers(0, 99).map(str) | st.floats(0, 99).map(lambda x: f"{x:.3f}"),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map("".join) | inner.map(lambda one: f"({one})"),
    max_leaves=8,
)


@given(sums)
def test_sums_are_what_python_makes_of_them(text: str) -> None:
    read = read_number(text)
    try:
        wanted = eval(text, {"__builtins__": {}})  # digits, signs and brackets of our own making
    except ZeroDivisionError:
        assert read == "Nothing can be divided by 0."
    except SyntaxError:
        pass  # 007 is a number to a learner
    else:
        deep = len(text) > 100 or text.count("(") > 20
        assert deep or (isinstance(read, NumberRead) and read.value == pytest.approx(wanted, rel=1e-9, abs=1e-9))


@pytest.mark.parametrize("text", ["3 - 5", "1+1", "(3)"])
def test_an_author_writes_no_sums(text: str) -> None:
    assert parse_number(text) == f"“{text}” is not a number."


@given(st.text(max_size=120), st.sampled_from(["", "€/m²", "%", "ms"]))
def test_nothing_raises(text: str, unit: str) -> None:
    read = read_number(text, unit)
    assert isinstance(read, str) or math.isfinite(read.value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_as_python_writes_it_is_read(value: float) -> None:
    assert read_number(repr(value)) == NumberRead(value)
