"""Reading a CSV, the rules of a contract, and batches whose manifest is true."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.datasets import columns
from tutor.ml import contract, deliveries, reading

DATA = "id;city;region;bmi;glucose\n00123;Köln;NA;27,4;91\n00007;Nîmes;EU;;-999\n"
RIGHT = reading.Dialect("utf-8", ";", ",", frozenset({"id"}), frozenset({"", "-999"}))


SEEDS = [pytest.param(range(10), id="10"), pytest.param(range(200), id="200", marks=pytest.mark.trust)]


def table():
    found = columns("core/diabetes")
    return {"glucose": found["s6"], "bmi": found["bmi"], "sex": ["MF"[int(sex) - 1] for sex in found["sex"]]}


def limits(reference):
    seen = contract.values(reference, "glucose")
    return min(seen), max(seen)


def broken(rows, announced, low=25.0, high=300.0, nulls=0.2):
    counts = {
        "range": contract.out_of_range(rows, "glucose", low, high),
        "nulls": contract.too_many_nulls(rows, "bmi", nulls),
        "key": contract.repeated(rows, ("id", "visit")),
        "format": contract.misfits(rows, "id", r"\d{5}"),
        "labels": contract.unknown(rows, "sex", ("F", "M")),
        "count": contract.off_count(rows, announced),
    }
    return {rule for rule, n in counts.items() if n}


def test_a_file_is_read_as_it_was_written():
    assert reading.read(DATA.encode(), RIGHT) == {
        "id": ["00123", "00007"],
        "city": ["Köln", "Nîmes"],
        "region": ["NA", "EU"],
        "bmi": [27.4, None],
        "glucose": [91.0, None],
    }
    total = reading.Dialect("utf-8", ";", ",", frozenset({"id"}), frozenset({"", "-999"}), total=True)
    assert reading.read((DATA + ";Total;;;91\n").encode(), total) == reading.read(DATA.encode(), RIGHT)


def test_each_wrong_decision_does_its_harm():
    blind = reading.read(DATA.encode(), reading.Dialect(separator=";"))
    assert blind["id"] == [123.0, 7.0]
    assert blind["region"] == [None, "EU"]
    assert blind["bmi"] == ["27,4", None]
    assert blind["glucose"] == [91.0, -999.0]
    assert list(reading.read(DATA.encode(), reading.Dialect())) == ["id;city;region;bmi;glucose"]
    marked = reading.read(DATA.encode("utf-8-sig"), RIGHT)
    assert "id" not in marked
    assert marked["\ufeffid"] == [123.0, 7.0]
    garbled = reading.read(DATA.encode(), reading.Dialect("cp1252", ";"))
    assert garbled["city"] == ["KÃ¶ln", "NÃ®mes"]
    with pytest.raises(UnicodeDecodeError):
        reading.read(DATA.encode("cp1252"), RIGHT)


def test_pandas_agrees():
    theirs = pd.read_csv(
        io.BytesIO(DATA.encode()),
        sep=";",
        decimal=",",
        dtype={"id": str},
        keep_default_na=False,
        na_values=["", "-999"],
    )
    ours = pd.DataFrame(reading.read(DATA.encode(), RIGHT))
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_either_sign(value):
    assert reading.number(repr(value)) == value
    assert reading.number(repr(value).replace(".", ","), ",") == value


def test_no_number_of_the_other_sign():
    assert reading.number("27,4") is None
    assert reading.number("27.4", ",") is None


def test_the_share_of_cells_that_are_the_same():
    truth = {"a": ["1", "2"], "b": [1.0, None]}
    assert reading.same(truth, truth) == 1
    assert reading.same({"a": ["1", "2"], "b": [1.0, 5.0]}, truth) == 0.75
    assert reading.same({"a": [1.0, 2.0], "b": [1.0, None]}, truth) == 0.5, "1 is not “1”"
    assert reading.same({"a": ["1"], "b": [1.0]}, truth) == 0.5, "a row that is gone"
    assert reading.same({"a": ["1", "2", "3"], "b": [1.0, None, 1.0]}, truth) == pytest.approx(4 / 6)
    assert reading.same({"a;b": ["1;1", "2;"]}, truth) == 0


def test_rules_count_rows():
    rows = [{"k": "1", "v": 5.0, "s": "F"}, {"k": "1", "v": 10.0, "s": "f"}, {"k": "02", "v": None}, {"k": "3"}]
    assert contract.out_of_range(rows, "v", 5, 9) == 1
    assert contract.out_of_range(rows, "v", 5, 10) == 0, "the ends are allowed"
    assert contract.too_many_nulls(rows, "v", 0.49) == 2
    assert contract.too_many_nulls(rows, "v", 0.5) == 0
    assert contract.repeated(rows, ("k",)) == 1
    assert contract.repeated(rows, ("k", "v")) == 0
    assert contract.misfits(rows, "k", r"\d") == 1
    assert contract.unknown(rows, "s", ("F",)) == 1
    assert contract.off_count(rows, 6) == contract.off_count(rows, 2) == 2


def test_glucose_in_two_units(arrays, reference):
    expected = reference["prep"]["glucose_s6"]
    s6 = arrays("diabetes")[0][:, 9]
    assert expected["factor"] == contract.MG_PER_DL
    assert s6.mean() == pytest.approx(expected["mean_mg_dl"], rel=1e-9)
    assert s6.mean() / contract.MG_PER_DL == pytest.approx(expected["mean_mmol_l"], rel=1e-9)


def test_what_pandas_takes_for_missing(reference):
    expected = reference["prep"]["pandas_default_na"]
    text = "a,b,c,zip\nNA,None,-999,00123\nn/a,?,missing,00456\n,null,nan,00789\n"
    read = pd.read_csv(io.StringIO(text))
    assert read.isna().sum().to_dict() == expected["nulls"]
    assert [str(each) for each in read["zip"]] == expected["zip_as_read"]
    ours = reading.read(text.encode(), reading.Dialect(missing=frozenset({"", "NA", "None", "n/a", "null", "nan"})))
    assert {name: column.count(None) for name, column in ours.items()} == expected["nulls"]
    assert [f"{each:g}" for each in ours["zip"]] == expected["zip_as_read"]


@pytest.mark.parametrize("seeds", SEEDS)
def test_the_manifest_is_what_a_fair_contract_finds(seeds):
    for seed in seeds:
        reference, sent, manifest = deliveries.six(table(), seed)
        assert len(manifest) == 7
        assert len({batch for batch, _ in manifest}) == 4
        assert broken(reference, len(reference)) == set()
        for number, batch in enumerate(sent):
            defects = {defect for each, defect in manifest if each == number}
            due = {deliveries.RULE[defect] for defect in defects}
            more = {rule for defect in defects for rule in deliveries.SEEN_TOO.get(defect, ())}
            found = broken(deliveries.received(batch), batch.announced)
            assert due <= found <= due | more, (seed, number, defects)


@pytest.mark.parametrize("seeds", SEEDS)
def test_a_tight_range_refuses_both_clean_batches(seeds):
    for seed in seeds:
        reference, sent, manifest = deliveries.six(table(), seed)
        low, high = limits(reference)
        clean = {*range(6)} - {number for number, _ in manifest}
        for number in clean:
            rows = deliveries.received(sent[number])
            assert broken(rows, deliveries.SIZE, low, high) == {"range"}
            assert broken(rows, deliveries.SIZE, nulls=0) == {"nulls"}


def test_batches_are_what_their_source_writes():
    _, sent, _ = deliveries.six(table(), 3)
    assert [batch.source for batch in sent] == list(deliveries.SOURCES)
    for batch in sent:
        if batch.source == "CSV":
            assert batch.parts[0].startswith("id;visit;sex;bmi;glucose\r\n")
        else:
            assert len(batch.parts) in (3, 4, 5)
            assert batch.parts[0].startswith('{"page": 1, "records": [')
    assert deliveries.six(table(), 3)[1:] == deliveries.six(table(), 3)[1:]
