"""The shipped tables are the published ones, and a data pack of a stranger enters by the same door."""

import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest
from sklearn import datasets as sklearn

from tutor.core import datasets
from tutor.core.datasets import card, columns, dataset, names
from tutor.core.errors import DataError
from tutor.core.packs import installed
from tutor.ml.regression import least_squares, line

FACTS = json.loads((Path(__file__).parents[1] / "ml" / "reference.json").read_text("utf-8"))["facts"]
CODES = {"species": ["setosa", "versicolor", "virginica"], "diagnosis": ["malignant", "benign"]}
LONGLEY = (15.0618722713733, -0.0358191792925910, -2.02022980381683)
LONGLEY += (-1.03322686717359, -0.0511041056535807, 1829.15146461355, -3482258.63459582)


def arrays(name: str) -> tuple[np.ndarray, np.ndarray]:
    table, about = columns(f"core/{name}"), card(f"core/{name}")
    inputs = [values for column, values in table.items() if column not in about.target]
    outputs = [
        [CODES[column].index(value) for value in table[column]] if column in CODES else table[column]
        for column in about.target
    ]
    return np.array(inputs, dtype=float).T, np.array(outputs, dtype=float).T.squeeze()


def test_what_ships():
    assert names() == tuple(
        f"core/{name}"
        for name in ["anscombe", "breast_cancer", "diabetes", "digits", "iris", "linnerud", "longley", "norris", "wine"]
    )


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits", "linnerud", "diabetes"])
def test_equal_to_scikit_learn(name):
    options = {"scaled": False} if name == "diabetes" else {}
    theirs = getattr(sklearn, f"load_{name}")(**options)
    X, y = arrays(name)
    np.testing.assert_allclose(X, theirs.data, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(y, theirs.target)


@pytest.mark.parametrize("name", sorted(FACTS["array_sha256_16"]))
def test_equal_to_the_arrays_the_course_was_computed_from(name):
    def digest(values: np.ndarray) -> str:
        content = np.ascontiguousarray(np.round(values.astype("<f8"), 9)).tobytes()
        return hashlib.sha256(content).hexdigest()[:16]

    X, y = arrays(name)
    assert {"data": digest(X), "target": digest(y)} == FACTS["array_sha256_16"][name]


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits"])
def test_shapes_and_classes(name):
    X, y = arrays(name)
    assert list(X.shape) == FACTS[name]["shape"]
    assert np.bincount(y.astype(int)).tolist() == FACTS[name]["classes"]


def test_units_of_diabetes_are_raw():
    X, y = arrays("diabetes")
    facts = FACTS["diabetes"]
    assert list(X.shape) == facts["shape"]
    assert y.mean() == pytest.approx(facts["target_mean"], rel=1e-12)
    assert y.std() == pytest.approx(facts["target_sd"], rel=1e-12)
    assert (y.min(), y.max()) == (facts["target_min"], facts["target_max"])
    assert card("core/diabetes").unit("bmi") == "kg/m²"


def test_wine_spreads_differ():
    spreads = arrays("wine")[0].std(0)
    assert spreads.max() / spreads.min() == pytest.approx(FACTS["wine_sd_ratio_largest_smallest"], rel=1e-9)


def test_norris_gives_its_certified_values():
    table = columns("core/norris")
    fit = line(table["x"], table["y"])
    assert fit.intercept == pytest.approx(-0.262323073774029, rel=1e-11)
    assert fit.slope == pytest.approx(1.00211681802045, rel=1e-13)
    assert fit.sse == pytest.approx(26.6173985294224, rel=1e-12)


def test_longley_gives_its_certified_values():
    fit = least_squares(*arrays("longley"))
    np.testing.assert_allclose([*fit.W, fit.b], LONGLEY, rtol=1e-8)


def test_anscombe_by_set():
    second = columns("core/anscombe", where={"set": "II"})
    assert second["y"][0] == 9.14
    assert len(second["x"]) == 11
    assert set(second["set"]) == {"II"}


@pytest.mark.parametrize("name", names())
def test_every_card_is_complete(name):
    about = card(name)
    table = columns(name)
    assert all(text.strip() for text in (about.title, about.description, about.source, about.licence, about.citation))
    assert all(column.meaning for column in about.columns)
    assert set(about.target) <= set(table)
    assert {len(values) for values in table.values()} == {about.rows}


def test_a_frame_has_the_card_s_types():
    iris = dataset("core/iris")
    assert iris.frame.shape == (150, 5)
    assert iris.frame["petal_width"].dtype == "float64"
    assert iris.frame["species"].tolist()[:1] == ["setosa"]
    assert dataset("core/wine").frame["magnesium"].dtype == "int64"


@pytest.mark.parametrize("asked", ["wine", "core/wein", "cor/wine", "Core/Wine"])
def test_a_wrong_name_finds_the_right_one(asked):
    with pytest.raises(DataError, match=r"Did you mean .*core/wine"):
        card(asked)


def test_a_hopeless_name_lists_what_there_is():
    with pytest.raises(DataError, match="There are: core/anscombe, "):
        columns("[/red]\x1b[31m")


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(DataError, match="has no column 'sett'; it has set, x, y"):
        columns("core/anscombe", where={"sett": "I"})


def test_reading_a_table_needs_neither_pandas_nor_numpy():
    program = (
        "import sys; from tutor.core.datasets import columns; columns('core/anscombe');"
        "print({'pandas', 'numpy', 'tuitor_datasets'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "set()"


CARD = """title = "T"
description = "D"
source = "S"
licence = "CC0"
citation = "C"
rows = {rows}
sha256 = "{sha256}"
columns = [
    {{ name = "n", dtype = "int64", meaning = "m" }},
    {{ name = "v", dtype = "float64", meaning = "m", unit = "kg" }},
    {{ name = "t", dtype = "str", meaning = "m" }},
]
"""


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """A data pack `guest` whose package may not be run; returns a function that writes its table `t`."""
    root = tmp_path / "guest_data"
    root.mkdir()
    (root / "__init__.py").write_text("raise RuntimeError('a data pack was run')")
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("guest", "guest_data", "tutor.datasets"), EntryPoint("gone", "not_there", "tutor.datasets")]
    monkeypatch.setattr(installed, "entry_points", lambda group: points)
    datasets._packs.cache_clear()

    def write(content: str, rows: int = 2, about: str = CARD) -> None:
        sha256 = hashlib.sha256(content.encode()).hexdigest()
        (root / "t.csv").write_bytes(content.encode())
        (root / "t.toml").write_text(about.format(rows=rows, sha256=sha256), "utf-8")

    yield write
    datasets._packs.cache_clear()


def test_a_stranger_s_pack_is_read_and_not_run(stranger):
    stranger('n,v,t\n1,2.5,"a,b"\n2,,\x1b[31mred\n')
    table = columns("guest/t")
    assert table["n"] == [1, 2]
    assert table["v"][0] == 2.5
    assert np.isnan(table["v"][1])
    assert table["t"] == ["a,b", "\ufffd[31mred"]
    assert names() == ("guest/t",)


def test_a_changed_table_is_refused(stranger, tmp_path):
    stranger("n,v,t\n1,2.5,a\n2,3.5,b\n")
    (tmp_path / "guest_data" / "t.csv").write_text("n,v,t\n1,2.5,a\n2,3.6,b\n")
    with pytest.raises(DataError, match=r"checksum .* differs.*reinstall"):
        columns("guest/t")


@pytest.mark.parametrize(
    ("content", "rows", "message"),
    [
        ("n,v,t\n1,2.5,a\n", 2, "tells of 2 rows .* 1 rows"),
        ("n,v\n1,2.5\n2,3\n", 2, "must make them agree"),
        ("n,v,t\n1,2.5,a\n2,3\n", 2, "must make them agree"),
        ("n,v,t\n1,2.5,a\n2,three,b\n", 2, "line 3: 'three' in column 'v' is not a number"),
        ("", 0, "cannot be read as CSV"),
    ],
)
def test_a_table_unlike_its_card_is_refused(stranger, content, rows, message):
    stranger(content, rows)
    with pytest.raises(DataError, match=message):
        columns("guest/t")


@pytest.mark.parametrize("about", ["title = ", "title = 3", 'title = "T"', re.sub("int64", "int32", CARD)])
def test_a_bad_card_is_refused_with_its_file(stranger, about):
    stranger("n,v,t\n", 0, about)
    with pytest.raises(DataError, match=r"card of guest/t .*t\.toml.* cannot be read"):
        card("guest/t")


def test_a_pack_without_its_package_says_so(stranger):
    with pytest.raises(DataError, match="'gone' names package 'not_there'"):
        card("gone/t")


def test_two_packs_of_one_name_are_both_named(stranger, monkeypatch):
    twins = [EntryPoint("guest", package, "tutor.datasets") for package in ("guest_data", "other_data")]
    monkeypatch.setattr(installed, "entry_points", lambda group: twins)
    datasets._packs.cache_clear()
    with pytest.raises(DataError, match="guest_data and other_data"):
        card("guest/t")
