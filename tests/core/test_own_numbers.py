"""Numbers and dates as people write them, and by which sign and order a whole column is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.own_dates import days, written
from tutor.core.own_numbers import decided, number, signs_of


@pytest.mark.parametrize(
    ("cell", "point", "comma"),
    [
        ("5", 5, 5),
        ("-5", -5, -5),
        ("\u22125", -5, -5),
        ("\u20135", -5, -5),
        ("007", 7, 7),
        ("5.", 5, 5),
        ("1.5", 1.5, None),
        ("1,5", None, 1.5),
        ("1.897", 1.897, 1897),
        ("3,956", 3956, 3.956),
        ("0,125", None, 0.125),
        ("0.125", 0.125, None),
        (".5", 0.5, None),
        ("1234,567", None, 1234.567),
        ("1.234.567", None, 1234567),
        ("1.234,50 €", None, 1234.5),
        ("$1,234.50", 1234.5, None),
        ("-$5", -5, -5),
        ("($1,234.5)", -1234.5, None),
        ("12,-", None, 12),
        ("1.234,– €", None, 1234),
        ("70 kg", 70, 70),
        ("20,5°C", None, 20.5),
        ("50 m²", 50, 50),
        ("EUR 1.000", 1, 1000),
        ("CHF 1’234.50", 1234.5, None),
        ("1 234,5", None, 1234.5),
        ("1\u202f234", 1234, 1234),
        ("1 234,567", None, 1234.567),
        ("12 %", 12, 12),
        ("12,5%", None, 12.5),
        ("12,34,567", 1234567, None),
        ("1,5E+03", None, 1500),
        ("1.897e3", 1897, None),
    ],
)
def test_what_a_cell_may_mean(cell: str, point: float | None, comma: float | None) -> None:
    found = number(cell)
    assert found is not None
    assert (found.point, found.comma) == (point, comma)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "x",
        "€",
        "--3",
        "5-",
        "(3)",
        "5 pm",
        "1234 567",
        "5 kg!",
        "1_000",
        "1 2",
        "01.02",
        "1.2.2024",
        "12.34.567",
        "1,23,45",
        "inf",
        "12:30",
        "½",
    ],
)
def test_what_is_no_number(cell: str) -> None:
    assert number(cell) is None


def sign(cells: str, separator: str = "\t", neighbours: str = "", said: str = "") -> str:
    columns = [signs_of((cell, number(cell)) for cell in each.split()) for each in (cells, neighbours) if each]  # type: ignore[misc]
    return decided(columns[0], columns[1:], separator, said)


@pytest.mark.parametrize(
    ("cells", "separator", "neighbours", "right"),
    [
        ("1,5 1.897", "\t", "", ","),
        ("1.897 2.345", "\t", "1,5 2,5", ","),
        ("919 1.019", ";", "1,5 2,5", ","),
        ("919 1,019", ";", "1.5 2.5", "."),
        ("3,956 5,123", ";", "", ","),
        ("1.897 2.345", ",", "", "."),
        ("1.897 2.345", ";", "", ""),  # a decimal point in a `;` file, or thousands
        ("3,956 5,123", ",", "", ""),
        ("3,956 5,123", "\t", "", ""),
        ("919 1.019", ",", "", ""),  # whole numbers beside it: it looks like thousands
        ("919 1.019", "\t", "1.5", ""),
        ("1.897", "\t", "1,5 2.5", ""),  # the neighbour is of both kinds, and so says nothing
        ("1.5 1,5", "\t", "", ""),
        ("1,840.5 3,705 378.41", "\t", "", "."),  # the first says what both signs are
        ("1,840.219 3,705 378.410", ";", "", "."),
        ("1,234 1.234", ";", "", ""),
        ("5 6", "\t", "", "."),
    ],
)
def test_a_column_is_read_by_one_rule(cells: str, separator: str, neighbours: str, right: str) -> None:
    assert sign(cells, separator, neighbours) == right


def test_the_learner_decides_what_is_open_and_nothing_else() -> None:
    assert sign("1.897", said=",") == ","
    assert sign("1.5", said=",") == "."
    assert sign("1,234 1.234", said=".") == ""


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False), st.sampled_from([",.", ".,"]))
def test_what_is_written_is_read(value: object, signs: str) -> None:
    text = f"{value:,.3f}".translate({ord(","): signs[0], ord("."): signs[1]})
    found = number(text)
    assert found is not None
    assert found.under(signs[1]) == float(value)  # type: ignore[arg-type]


@given(st.text("0123456789.,' -+%€e", max_size=9))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = number(text)
    assert found is None or found.point is not None or found.comma is not None


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2024-01-31", {"ymd": "2024-01-31"}),
        ("2024/1/5", {"ymd": "2024-01-05"}),
        ("31.01.2024", {"dmy": "2024-01-31"}),
        ("1.2.24", {"dmy": "2024-02-01"}),
        ("01/02/2024", {"dmy": "2024-02-01", "mdy": "2024-01-02"}),
        ("13/02/2024", {"dmy": "2024-02-13"}),
        ("02/13/2024", {"mdy": "2024-02-13"}),
        ("03/04/05", {"dmy": "2005-04-03", "mdy": "2005-03-04", "ymd": "2003-04-05"}),
        ("31 Dec 1999", dict.fromkeys(("ymd", "dmy", "mdy"), "1999-12-31")),
        ("Jan 5, 2024", dict.fromkeys(("ymd", "dmy", "mdy"), "2024-01-05")),
        ("01.2024", dict.fromkeys(("ymd", "dmy", "mdy"), "2024-01-01")),
        ("31.02.2024", {}),
        ("12:30", {}),
        ("1.2.3", {}),
        ("555-12-34", {}),
        ("2024-01-31 25:00", {}),
    ],
)
def test_dates_and_the_orders_in_which_they_may_be_read(cell: str, read: dict[str, str]) -> None:
    assert {order: written(day) for order, day in days(cell).items()} == read


def test_times_are_parts_of_a_day_in_utc() -> None:
    noon = days("2024-01-31T12:00:00Z")["ymd"]
    assert noon == days("2024-01-31 14:00+02:00")["ymd"] == days("2024-01-31 12:00 PM")["ymd"] == 19753.5
