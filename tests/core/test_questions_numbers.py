"""What learners type for numbers, what is asked back, units, and the edges of tolerances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.questions import NumberRead, read_number
from tutor.core.questions.cases import NumberCase, read_case
from tutor.core.questions.numbers import parse_number
from tutor.core.questions.units import conversion

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
UNITS = [
    ("3", "€/m²", 3.0),
    ("3 €/m²", "€/m²", 3.0),
    ("3 EUR/m2", "€/m²", 3.0),
    ("3 euros per sqm", "€/m²", 3.0),
    ("3 eur / m^2", "€/m²", 3.0),
    ("€3", "€", 3.0),
    ("$ 3.5", "$", 3.5),
    ("2 k€", "€", 2000.0),
    ("250ms", "s", 0.25),
    ("0.25 s", "ms", 250.0),
    ("2 min", "s", 120.0),
    ("3 %", "%", 3.0),
    ("3", "%", 3.0),
    ("3 per cent", "%", 3.0),
    ("3 percent", "%", 3.0),
    ("120 cm", "m", 1.2),
    ("3 m²", "m2", 3.0),
    ("2 KB", "B", 2000.0),
    ("2 MiB", "B", 2.0 * 2**20),
    ("12 row", "rows", 12.0),
    ("12 rows", "row", 12.0),
    ("5 µs", "us", 5.0),
    ("1 €/cm²", "€/m²", 10000.0),
    ("5 MW", "mW", 5e9),
    ("5 mW", "mW", 5.0),
    ("5 Gb", "GB", 0.625),
    ("100 Mbit/s", "MB/s", 12.5),
    ("8 Mbps", "MB/s", 1.0),
    ("5 Mm", "mm", 5e9),
    ("5 KG", "kg", 5.0),
    ("5 hz", "Hz", 5.0),
    ("5 KHZ", "kHz", 5.0),
    ("5 S", "s", 5.0),
    ("5 Min", "min", 5.0),
    ("1 kWh", "J", 3.6e6),
    ("36 km/h", "m/s", 10.0),
    ("7 kilometres", "m", 7000.0),
    ("3+4 ms", "s", 0.007),
    ("12 Rows", "rows", 12.0),
    ("2 b", "B", 0.25),
]
LOST_CASE = [
    ("5 mw", "MW", "mW or MW"),
    ("5 gb", "GB", "GB or Gb"),
    ("5 kb", "kB", "kB or Kb"),
    ("5 MM", "mm", "mm or Mm"),
    ("5 mva", "MVA", "mVA or MVA"),
]
WRONG_UNITS = [
    ("3 m²/€", "€/m²"),
    ("3 kg", "m"),
    ("20 °F", "°C"),
    ("3 %", "m"),
    ("3 €/s", "€/m²"),
    ("3 foo", "rows"),
    ("3 nm", "Nm"),
    ("3 Mxy", "mxy"),
]


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


@pytest.mark.parametrize(("text", "unit", "value"), UNITS)
def test_units(text: str, unit: str, value: float) -> None:
    read = read_number(text, unit)
    assert isinstance(read, NumberRead), read
    assert read.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "unit"), WRONG_UNITS)
def test_a_wrong_unit_is_asked_back(text: str, unit: str) -> None:
    read = read_number(text, unit)
    assert isinstance(read, str)
    assert f"wanted in {unit}" in read


@pytest.mark.parametrize(("text", "unit", "readings"), LOST_CASE)
def test_a_unit_whose_case_was_lost_is_asked_back(text: str, unit: str, readings: str) -> None:
    read = read_number(text, unit)
    assert isinstance(read, str)
    assert f"can mean {readings}" in read


def test_a_converted_answer_says_what_it_became() -> None:
    read = read_number("5 MW", "mW")
    assert isinstance(read, NumberRead)
    assert read.note == "5 MW is 5e+09 mW"
    assert getattr(read_number("5 mW", "mW"), "note", None) == ""


@pytest.mark.parametrize("unit", ["m", "W", "V", "J", "Hz", "Pa", "Wh"])
@pytest.mark.parametrize("given", ["m", "k", "M", "G"])
@pytest.mark.parametrize("wanted", ["m", "k", "M", "G"])
def test_a_prefix_counts_as_it_is_cased(unit: str, given: str, wanted: str) -> None:
    factors = {"m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9}
    assert conversion(given + unit, wanted + unit) == pytest.approx(factors[given] / factors[wanted])


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
