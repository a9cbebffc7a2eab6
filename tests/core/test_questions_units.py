"""Numbers with a unit: converted, or asked back where the unit is wrong or can be read in two ways."""

import pytest

from tutor.core.questions import NumberRead, read_number
from tutor.core.questions.units import conversion

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
