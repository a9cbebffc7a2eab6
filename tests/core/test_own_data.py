"""A learner's CSV, as spreadsheets and people really write it, and the sentence for each that cannot be used."""

import hashlib
import math
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_csv import LONGEST_CELL, MOST_BYTES
from tutor.core.own_data import OwnTable, read_own_data
from tutor.core.safe_text import one_line

LINE = OwnData(rows=(3, 20))
CLASSES = OwnData(x="", y="", target="category", rows=(3, 100))


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "my.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def xy(path: Path, wants: OwnData = LINE, **columns: str) -> OwnTable:
    return read_own_data(path, wants, **{"x": "area", "y": "price", **columns})


PLAIN = "area,price\n50,1.5\n60,2e3\n70,-.5\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace("\n", "\n\n"),
        "area;price\n50;1,5\n60;2e3\n70;-,5\n",
        'area,price\n"50","1,5"\n60,2e3\n70,"-,5"\n',
        " area , price\n 50 , 1.5\n60,2e3\n70,-.5",
        "\ufeff" + PLAIN,
    ],
)
def test_one_table_in_many_dresses(file, content):
    table = xy(file(content))
    assert (table["x"], table["y"], table.rows) == ([50, 60, 70], [1.5, 2000, -0.5], 3)


def test_what_is_kept_of_the_file(file):
    path = file(PLAIN)
    table = xy(path)
    assert table.checksum == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (table.name, table.roles, table.notes) == ("my.csv", {"x": "area", "y": "price"}, ())


def test_a_table_is_a_mapping_with_the_roles_for_names(file):
    table = xy(file("id,x,price,area\n7,0,1,2\n8,0,2,3\n9,0,3,5\n"))
    assert dict(table) == {"id": [7, 8, 9], "x (not the x)": [0, 0, 0], "y": [1, 2, 3], "x": [2, 3, 5]}
    assert table.columns == dict(table)


def test_decimal_comma_is_noted(file):
    assert "price” was read with a decimal comma" in xy(file("area;price\n5;1,5\n6;2,25\n7;3\n")).notes[0]


def test_cp1252_is_read_and_noted(file):
    table = read_own_data(file("größe;preis €\n1;2\n2;3\n3;5\n", "cp1252"), LINE, x="größe", y="Preis €")
    assert table["y"] == [2, 3, 5]
    assert "Windows-1252" in table.notes[0]


def test_other_columns_come_along(file):
    table = xy(file("name,area,price,floor\nA,1,2,3\nB,2,3,\nC,3,5,4\n"))
    assert table.columns["name"] == ["A", "B", "C"]
    assert math.isnan(table.columns["floor"][1])
    assert table.notes == ("Columns with missing values, left as they are: “floor” (1).",)


def test_an_ambiguous_column_that_is_not_asked_for_stays_text(file):
    table = xy(file('area,price,people\n1,2,"1,234"\n2,3,"2,345"\n3,5,"3,456"\n'))
    assert table.columns["people"][0] == "1,234"
    assert "“people” stays text" in table.notes[0]


def test_a_category_may_be_text_or_numbers(file):
    table = read_own_data(file("a,kind\n1,x\n2,y\n3,x\n"), CLASSES, target="kind")
    assert table["target"] == ["x", "y", "x"]
    assert table.columns["a"] == [1, 2, 3]
    assert read_own_data(file("a,kind\n1,0\n2,1\n3,0\n"), CLASSES, target="kind")["target"] == ["0", "1", "0"]


def test_cells_are_data(file):
    table = xy(file("area,price,note\n1,2,\x1b[31mred\u202e\n2,3,[/x]\n3,5,=1+1\n"))
    assert table.columns["note"] == ["\ufffd[31mred", "[/x]", "=1+1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "my.csv is empty"),
        (" \n\n", "my.csv is empty"),
        (",\n,\n", "my.csv is empty"),
        (b"a,b\n1,\x00\n", "NUL bytes.*CSV in UTF-8"),
        (b"PK\x03\x04zip", "spreadsheet or an archive"),
        (b"area,price\n1,2\n3,\x81\xff\n", "line 3: byte 0x81 is neither .*--encoding"),
        ("1,2\n3,4\n5,6\n", "numbers in its first line"),
        ("area,price\n1,2\n3\n5,6\n", "line 3 has not as many .*1 cell where the names are 2.*--skip 3"),
        ("area,price\n1,2\n3,4,5\n5,6\n", "line 3 has not as many .*3 cells"),
        ("area,price,price\n1,2,3\n", "more than one column “price”"),
        ("area,price\n1,2\n2,3\n", "2 rows; this exercise takes 3 to 20.*Collect"),
        ("area,price\n1,2\n2,three\n3,4\n", "Line 3: “three” in column “price” is not a number.*--skip 3"),
        ("area,price\n1,2\n2,1e999\n3,4\n", "Line 3: “1e999” in column “price” is too large"),
        ("area,price\n1,2\n2,inf\n3,4\n", "“inf” .* is not a number"),
        ("area,price\n1,2\n2,1_000\n3,4\n", "“1_000” .* is not a number"),
        (
            "area,price\n1,2\n2,\n3,NA\n4,5\n",
            "“price” has 2 missing values .lines 3, 4.*--missing drop.*--missing fill",
        ),
        ("area,price\n1,2\n2,2.0\n3,2\n", "“price” is always 2.0"),
        ("area;price\n1;1,234\n2;2,345\n3;999\n", "“1,234” in column “price” may be 1234 or 1.234"),
        ("area,price\n1,2\n2,3\n3," + "9" * (LONGEST_CELL + 1), "line 4: the cell of column “price” has 1,001"),
        ('area,price\n1,2\n2,"3\n' + "3,4\n" * 40_000, "line 3: a quote opens and is never closed.*--skip 3"),
        (",".join(f"c{i}" for i in range(201)), "201 columns; at most 200"),
        ("preis,flaeche\n1,2\n2,3\n3,4\n", "no column “area”. There are: preis, flaeche"),
        ("Areas,price\n1,2\n2,3\n3,4\n", "no column “area”. Did you mean “Areas”"),
    ],
)
def test_what_cannot_be_used_says_why(file, content, message):
    with pytest.raises(DataError, match=message.replace(".*", "(?s:.*)")):
        xy(file(content))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"x": ""}, "Say which column is x: --x COLUMN. There are: area, price"),
        ({"y": "area"}, "cannot play two roles"),
        ({"target": "price"}, "no use for --target"),
    ],
)
def test_roles_that_do_not_fit(file, columns, message):
    with pytest.raises(DataError, match=message):
        xy(file(PLAIN), **columns)


def test_case_of_a_name_is_no_matter_unless_it_must_be(file):
    assert xy(file(PLAIN), x="AREA").roles["x"] == "area"
    twins = "Area,area,price\n1,2,3\n2,3,4\n3,4,6\n"
    assert xy(file(twins)).roles["x"] == "area"
    with pytest.raises(DataError, match="no column “AREA”"):
        xy(file(twins), x="AREA")


def test_a_category_of_many_values_is_refused(file):
    rows = "".join(f"{i},k{i}\n" for i in range(60))
    with pytest.raises(DataError, match="60 different values"):
        read_own_data(file("a,kind\n" + rows), CLASSES, target="kind")
    with pytest.raises(DataError, match="always same"):
        read_own_data(file("a,kind\n1,same\n2,same\n3,same\n"), CLASSES, target="kind")


def test_a_lesson_without_own_data_says_so(file):
    with pytest.raises(DataError, match="its own data only"):
        read_own_data(file(PLAIN), None, x="area", y="price")


def test_places_that_are_no_files(tmp_path):
    with pytest.raises(DataError, match="is a folder"):
        xy(tmp_path)
    with pytest.raises(DataError, match="There is no file"):
        xy(tmp_path / "missing.csv")
    with pytest.raises(DataError, match="cannot be read"):
        xy(Path("nul\0byte.csv"))
    with pytest.raises(DataError, match="cannot be read"):
        xy(tmp_path / ("n" * 300))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match="no plain file"):
        xy(tmp_path / "pipe.csv")


def test_a_file_of_gigabytes_is_not_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as big:
        big.truncate(MOST_BYTES + 1)
    with pytest.raises(DataError, match="larger than 20 MB"):
        xy(path)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("own") / "any.csv"


cells = st.sampled_from(["1", "2,5", "3.5", "", "NA", "x", '"', "é", "1e999", "1,234", ";"])
tables = st.lists(st.lists(cells, max_size=4), max_size=8)


def table_or_sentence(path: Path, wants: OwnData) -> OwnTable | str:
    """Whatever else is raised fails the test."""
    try:
        return xy(path, wants)
    except DataError as error:
        return str(error)


@settings(max_examples=80)
@given(st.binary(max_size=400))
@example(b"area,price\n1,2\n2,3\n4,5\n")
@example(b'"')
@example(b"\xef\xbb\xbf")
@example(b"area,price\r1,2")
def test_random_bytes_are_a_table_or_a_data_error(scratch, content):
    scratch.write_bytes(content)
    found = table_or_sentence(scratch, LINE)
    assert found == one_line(found) if isinstance(found, str) else all(map(math.isfinite, found["x"]))


@settings(max_examples=60)
@given(tables, st.sampled_from([",", ";", "\t"]))
def test_random_cells_are_a_table_or_a_data_error(scratch, rows, separator):
    lines = [separator.join(row) for row in [["area", "price"], *rows]]
    scratch.write_text("\n".join(lines), "utf-8")
    found = table_or_sentence(scratch, OwnData(y="any", rows=(1, 100)))
    assert found == one_line(found) if isinstance(found, str) else len(found["x"]) == len(found["y"]) == found.rows
