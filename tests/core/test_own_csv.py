"""CSV files as programs and people write them: separators, quotes, encodings, and what is no row of the table."""

from pathlib import Path

import pytest

from tutor.core.errors import DataError
from tutor.core.exercise.kit import OwnData
from tutor.core.own_csv import read_sheet
from tutor.core.own_data import OwnTable, read_own_data
from tutor.core.own_reading import Reading

X = [float(n) for n in range(1, 101)]
Y = [round(3.1 + 1.986 * n + n % 7 / 50, 2) for n in range(1, 101)]


@pytest.fixture
def table(tmp_path):
    def read(content: str | bytes, x: str = "x", y: str = "y", *, rows: int = 1000, **how: str) -> OwnTable:
        path = tmp_path / "my.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_own_data(path, OwnData(rows=(3, rows)), x=x, y=y, how=Reading(**how))

    return read


def german(value: float) -> str:
    return f"{value:,.2f}".translate({ord(","): ".", ord("."): ","})


def lines(head: str, separator: str = ",", end: str = "") -> str:
    return head + "\n" + "".join(f"{a:g}{separator}{b:.2f}{end}\n" for a, b in zip(X, Y, strict=True))


def test_commas_in_the_names_of_a_semicolon_file(table):
    body = "".join(f"{german(a)};{german(b)}\n" for a, b in zip(X, Y, strict=True))
    found = table("area, m2;price, EUR\n" + body, "area, m2", "price, EUR")
    assert (found["x"], found["y"]) == (X, Y)


def test_thousands_beside_decimals_of_a_neighbour(table):
    rows = "".join(f"{n},5;{900 + 11 * n:,}\n".replace("5;1,", "5;1.") for n in range(1, 100))
    found = table("Fläche;Miete\n" + rows, "Fläche", "Miete")
    assert found["y"] == [900.0 + 11 * n for n in range(1, 100)]
    assert any("“1.010” in column “Miete” was read as 1010; if it is 1.01" in note for note in found.notes)


def test_what_stands_open_is_asked_and_an_option_decides(table):
    content = "x;y\n" + "".join(f"{n};1.{300 + n}\n" for n in range(1, 50))
    with pytest.raises(DataError, match=r"“1.301” .* may be 1301 or 1.301.*--decimal comma .*--decimal point"):
        table(content)
    assert table(content, decimal=".")["y"][0] == 1.301
    assert table(content, decimal=",")["y"][0] == 1301


def test_the_line_for_excel_is_skipped(table):
    assert table("sep=;\nx;y\n1,0;3,13\n2,0;5,85\n3,0;7,7\n")["y"] == [3.13, 5.85, 7.7]
    assert table('"sep=,"\nx,y\n1,3;4\n2,5\n3,7\n'.replace(";4", ""))["y"] == [3, 5, 7]


def test_names_may_stand_twice_where_they_are_not_used(table):
    content = "x,y,note,note\n1,2,a,b\n2,3,a,b\n3,5,a,b\n"
    assert list(table(content)) == ["x", "y", "note", "note (column 4)"]
    with pytest.raises(DataError, match=r"more than one column “note” \(columns 3 and 4\)"):
        table(content, "note")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lines("x,y,note", end=",ok").replace("\n60,", '\n60,"'), "line 61: a quote opens and is never"),
        ('x,"y\n1,2\n2,3\n3,4\n', "line 1: a quote opens and is never"),
        (lines("n,x,y").replace("\n6,", '\n6,"').replace("\n9,", '\n"9,'), "line 7: a quote closes inside"),
        (lines("x,y", end=",").replace("\n60,", '\n60,"') + '"', "line 61: a quote opens and is closed only in line 1"),
        ('x,y,n\n1,2,"a\n2,3,b"\n3,4,c\n4,5,d\n', "line 2: a quote opens and is closed only in line 3"),
        ('x,y,n\n1,2,a\n2,3,"b"c\n3,4,d\n', "line 3: a quote closes inside the cell"),
        ('x,y,n\n1,2,a\n2,3,"b\n3,4,"d\n4,5,e\n', "line 3: a quote closes inside the cell, in line 4"),
    ],
)  # fmt: skip
def test_quotes_that_go_wrong_are_refused_with_the_line_where_they_open(table, content, message):
    with pytest.raises(DataError, match=f"{message}.*--skip"):
        table(content)


def test_a_text_of_several_lines_is_a_cell(table):
    content = 'n,x,y,m\n"two\nlines",1,2,"two, or\nthree"\na,2,3,"he said ""x"""\nb,3,5,"c" \n'
    found = table(content)
    assert found["x"] == [1, 2, 3]
    assert found.columns["m"] == ["two, or\nthree", 'he said "x"', "c"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ":", "^", " ", "~"])
def test_any_usual_separator(table, separator):
    assert table(lines(f"x{separator}y", separator))["y"] == Y


def test_two_separators_are_asked_about(table):
    content = "a;b,c\n" + "".join(f"p{n};q{n},r{n}\n" for n in range(9))
    with pytest.raises(DataError, match=r"--separator (semicolon or --separator comma|comma or --separator semicolon)"):
        table(content, "a", "b,c")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(table, encoding):
    found = table("größe;y €\n1;2\n2;3\n3;5\n".encode(encoding), "größe", "y €")
    assert found["y"] == [2, 3, 5]
    assert any("Größe" in note or "größe" in note for note in found.notes) is (encoding == "cp1252")


def test_an_encoding_that_is_no_western_one_is_asked_for(table):
    content = "площадь;цена\n1;2\n2;3\n3;5\n".encode("cp1251")
    with pytest.raises(DataError, match=r"line 1: its letters are neither UTF-8 nor Western.*--encoding"):
        table(content, "площадь", "цена")
    assert table(content, "площадь", "цена", encoding="cp1251")["y"] == [2, 3, 5]
    with pytest.raises(DataError, match="no encoding “klingon”"):
        table(content, encoding="klingon")
    with pytest.raises(DataError, match="this is not UTF-8"):
        table(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message", "skip"),
    [
        ("Report 2024\n\n" + lines("x,y"), r"lines 1, 2 \(“Report 2024”\) stand above the table's names", "1-2"),
        ("# made by hand\n" + lines("x,y"), r"line 1 \(“# made by hand”\) stands above", "1"),
        ("Report;;\n" + lines("x;y;n", ";", ";a"), r"line 1 \(“Report”\) stands above", "1"),
        (lines("x,y") + "Total,9\n", r"line 102 \(“Total”\) sums up", "102"),
        (
            lines("n,x,y", end="").replace("\n", "\na,", 100) + ",,10\nSumme:,,999\n",
            r"line 103 \(“Summe:”\) sums",
            "102-103",
        ),
        (lines("x,y") + "(100 rows)\n", "line 102 has not as many cells as the names", "102"),
        (lines("x,y") + f"{sum(X):g},{sum(Y):.2f}\n", "line 102: its 5050 in column “x” is the sum", "102"),
        ("x,y\nm²,EUR\n" + lines("x,y").partition("\n")[2], "Line 2: “m²” in column “x” is not a number", "2"),
        ("Name,Bob\n" + lines("x,y"), "no column “x” in the first line, but line 2 has it", "1"),
    ],
)
def test_what_is_no_row_is_named_and_skipped_on_asking(table, content, message, skip):
    with pytest.raises(DataError, match=f"{message}.*--skip"):
        table(content)
    assert table(content, skip=skip)["x"] == X


def test_a_name_too_few_is_refused(table):
    with pytest.raises(DataError, match=r"line 1: 2 names stand above 3 columns\. Name each.*decimals have commas"):
        table("x,y\n" + "".join(f"{n},{a:g},{b:.2f}\n" for n, (a, b) in enumerate(zip(X, Y, strict=True))))


def test_none_is_to_be_skipped_where_every_line_is_a_row(table):
    content = "kind,x,y\n" + "".join(f"k{n},{n},{n * n}\n" for n in range(9)) + "total,9,81\n"
    with pytest.raises(DataError, match="--skip none"):
        table(content)
    assert table(content, skip="none").rows == 10
    assert table("Title\n" + content, skip="1,none").rows == 10
    with pytest.raises(DataError, match="--skip 1,none"):
        table("Title\n" + content, skip="1")


def test_a_sum_that_may_be_chance_is_a_row(table):
    chance = "x,y\n1,1\n-2,4\n5,9\n-3,1\n2,4\n1,2\n4,5\n"  # 4 is the sum of the xs above it
    assert table(chance)["x"][-1] == 4
    with pytest.raises(DataError, match="line 8: its 4 in column “x” is the sum"):
        table(chance.replace("\n4,5\n", "\n4,21\n"))
    with pytest.raises(DataError, match="line 8: its 4 in column “x” is the sum"):
        table(chance.replace("\n4,5\n", "\n4,\n"))


def test_a_word_for_sums_in_many_rows_is_a_category(table):
    rows = "".join(f"{kind},{n},{n * n}\n" for n in range(9) for kind in ("men", "women", "total"))
    assert table("sex,x,y\n" + rows).rows == 27


def test_what_names_no_lines(table):
    for skip in ("x", "0", "3-1", "1-", "1;2"):
        with pytest.raises(DataError, match="Write --skip 1-3,102"):
            table(lines("x,y"), skip=skip)
    with pytest.raises(DataError, match="names line 900, and the file has"):
        table(lines("x,y"), skip="900")


def test_the_option_that_is_named_keeps_what_was_said(table):
    with pytest.raises(DataError, match="--skip 1,103"):
        table("Report\n" + lines("x,y") + "Total,9\n", skip="1")


def test_missing_values_are_dropped_or_filled_on_asking(table):
    content = "x,y,kind\n1,2,a\n2,,b\n3,4,a\n4,NA,b\n5,6,\n6,9,a\n"
    with pytest.raises(DataError, match=r"“y” has 2 missing values \(lines 3, 5\).*the median of the others, 5"):
        table(content)
    dropped, filled = table(content, missing="drop"), table(content, missing="fill")
    assert (dropped["x"], dropped["y"], dropped["kind"]) == ([1, 3, 5, 6], [2, 4, 6, 9], ["a", "a", "", "a"])
    assert filled["y"] == [2, 5, 4, 5, 6, 9]
    assert any("lines 3, 5" in note and "left out" in note for note in dropped.notes)
    assert any("lines 3, 5" in note and "filled with the median of the others, 5" in note for note in filled.notes)


def test_a_missing_category_is_filled_with_the_most_frequent(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text("a,kind\n1,no\n2,yes\n3,no\n4,-\n5,+\n6,\n")
    wants = OwnData(x="", y="", target="category", rows=(3, 100))
    found = read_own_data(path, wants, target="kind", how=Reading(missing="fill"))
    assert found["target"] == ["no", "yes", "no", "-", "+", "no"]  # beside a plus, a minus is a value


def test_units_are_said_and_must_be_alike(table):
    found = table("x,y\n1 kg,12 %\n2 kg,13 %\n3 kg,15.5 %\n")
    assert (found["x"], found["y"]) == ([1, 2, 3], [12, 13, 15.5])
    assert "Column “y” is in %: “12 %” was read as 12." in found.notes
    with pytest.raises(DataError, match=r"“1 %” \(line 2\) and “0.5” \(line 4\) .* not written alike.*--skip 4"):
        table("x,y\n1,1 %\n2,2 %\n3,0.5\n4,3 %\n")
    with pytest.raises(DataError, match="not written alike"):
        table("x,y\n1,$1\n2,€2\n3,$3\n")
    assert table("x,y\n1,$1\n2,2\n3,$3\n")["y"] == [1, 2, 3]


def test_dates_count_in_days(table):
    found = table("x,y\n2024-02-01,1\n2024-01-31,2\n2024-03-01 12:00,4\n")
    assert found["x"] == [1, 0, 30.5]
    assert table("x,y\n20240131,1\n20240201,2\n20240301,4\n")["x"] == [0, 1, 30]
    assert "they count in days from 2024-01-31" in found.notes[0]


def test_the_order_of_dates_is_found_over_the_column_and_its_neighbours_or_asked(table):
    open_, clear = (
        "x,y\n01/02/2024,1\n03/04/2024,2\n05/07/2024,3\n",
        "x,y\n01/02/2024,1\n03/04/2024,2\n25/06/2024,3\n",
    )
    with pytest.raises(DataError, match=r"may be 2024-02-01 or 2024-01-02.*--dates dmy .*--dates mdy"):
        table(open_)
    assert table(open_, dates="mdy")["x"] == [0, 62, 126]
    assert table(clear)["x"] == [0, 62, 145]
    beside = "x,y,end\n01/02/2024,1,13/02/2024\n03/04/2024,2,14/02/2024\n05/07/2024,3,15/02/2024\n"
    assert table(beside)["x"] == table(open_, dates="dmy")["x"] == [0, 62, 155]


def test_more_rows_than_an_exercise_takes_are_a_sample_that_stays_the_same(table):
    content = "x,y\n" + "".join(f"{n},{n * n}\n" for n in range(500))
    first, second = table(content, rows=50), table(content, rows=50)
    assert first.rows == 50
    assert first["x"] == second["x"] == sorted(first["x"])
    assert first["y"] == [x * x for x in first["x"]]
    assert "500 rows, and this exercise takes 50" in first.notes[0]


def test_what_another_reading_makes_of_a_file_is_another_table(table):
    content = "x;y\n" + "".join(f"{n};1.{300 + n}\n" for n in range(1, 50))
    assert table(content, decimal=".").fingerprint != table(content, decimal=",").fingerprint


def test_empty_cells_at_the_ends_of_lines_are_no_columns(table):
    assert list(table("x;y\n1;2;\n2;3;\n3;5;\n")) == ["x", "y"]
    assert list(table("x;y;;\n1;2;;\n2;3;;\n3;5;;\n")) == ["x", "y"]
    assert list(table("x,y,\n1,2,\n2,3,\n3,5,see above\n")) == ["x", "y", "column 3"]


def test_a_column_without_a_name_is_called_by_its_place(table):
    assert list(table(",x,y\n0,1,2\n1,2,3\n2,3,5\n")) == ["column 1", "x", "y"]


def test_names_of_two_lines_and_of_great_length(table):
    long = "How satisfied are you, on a scale from one to ten, with the service that you were given "
    found = table(f'"x\nin m2","{long}today","{long}yesterday"\n1,2,3\n2,3,4\n3,5,5\n', "x in m2", f"{long}yesterday")
    assert found["y"] == [3, 4, 5]


def test_a_line_that_is_quoted_as_a_whole(table):
    assert table('"x,y"\n"1,2"\n"2,3"\n"3,5"\n')["y"] == [2, 3, 5]


def test_a_sheet_keeps_the_lines_of_the_file(tmp_path: Path):
    path = tmp_path / "my.csv"
    path.write_text('\nx,y\n\n1,"two\nlines"\n\n2,a\n')
    assert read_sheet(path).lines == [4, 7]
