"""Each rule finds its plant and nothing else, on the tables that lessons use."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.datasets import columns
from tutor.ml.defects import detect, duplicated, is_constant, is_id, is_imbalanced, leak_score, sentinel, setf1
from tutor.ml.planting import PLANTERS, plant

TABLES = [("wine", "cultivar"), ("diabetes", "progression")]


@pytest.mark.parametrize(
    ("name", "target"), [*TABLES, ("iris", "species"), ("breast_cancer", "diagnosis"), ("linnerud", "weight")]
)
def test_clean_tables_have_no_flags(name, target):
    assert detect(columns(f"core/{name}"), target) == frozenset()


def test_blank_corners_of_digits_are_constant():
    flags = {("pixel_0_0", "constant"), ("pixel_4_0", "constant"), ("pixel_4_7", "constant")}
    assert detect(columns("core/digits"), "digit") == flags


@pytest.mark.parametrize(("name", "target"), TABLES)
@pytest.mark.parametrize("seed", range(40))
def test_what_is_planted_is_found_and_nothing_else(name, target, seed):
    issues = [issue for issue in PLANTERS if name == "wine" or issue != "imbalance"]
    table, planted = plant(columns(f"core/{name}"), target, issues, seed)
    assert {issue for _, issue in planted} == set(issues)
    assert detect(table, target) == planted


@pytest.mark.parametrize("issue", PLANTERS)
def test_each_plant_alone(issue):
    wine = columns("core/wine")
    for seed in range(10):
        table, planted = plant(wine, "cultivar", [issue], seed)
        assert detect(table, "cultivar") == planted
    assert wine == columns("core/wine")


def test_planting_is_a_function_of_the_seed():
    wine = columns("core/wine")
    assert plant(wine, "cultivar", list(PLANTERS), 3) == plant(wine, "cultivar", list(PLANTERS), 3)
    assert plant(wine, "cultivar", list(PLANTERS), 3) != plant(wine, "cultivar", list(PLANTERS), 4)


def test_nothing_planted_is_the_table_shuffled():
    wine = columns("core/wine")
    table, planted = plant(wine, "cultivar", [], 0)
    assert not planted
    assert {name: sorted(values) for name, values in table.items()} == {n: sorted(v) for n, v in wine.items()}


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_flags_do_not_depend_on_the_order_of_rows(seed):
    table, _ = plant(columns("core/wine"), "cultivar", list(PLANTERS), 1)
    order = np.random.RandomState(seed).permutation(len(table["cultivar"]))
    shuffled = {name: [values[row] for row in order] for name, values in table.items()}
    assert detect(shuffled, "cultivar") == detect(table, "cultivar")


def test_constant():
    assert is_constant([1, 1, None, math.nan])
    assert is_constant([])
    assert not is_constant(["a", "b"])


def test_id_names_rows_and_measures_do_not():
    assert is_id(["a", "b", "c"])
    assert is_id([3, 1, 2])
    assert not is_id([1.5, 2.5, 3.5])
    assert not is_id([1, 2, 2])
    assert not is_id([1, 2, None])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([*range(100), -999, -999, -999, -999], -999),
        ([*range(100), 9999, 9999, 9999, 9999], 9999),
        ([*range(100), -999], None),
        ([*range(100), -10, -10, -10, -10], None),
        ([*[0, 1] * 50], None),
        (["a"] * 50, None),
        ([*range(100), None, math.nan, -999, -999, -999, -999], -999),
    ],
)
def test_sentinel(values, expected):
    assert sentinel(values) == expected


def test_imbalance_is_below_five_percent():
    assert is_imbalanced(["a"] * 96 + ["b"] * 4)
    assert not is_imbalanced(["a"] * 95 + ["b"] * 5)
    assert not is_imbalanced([0.5] * 96 + [1.5] * 4)
    assert not is_imbalanced(["a"] * 10)


def test_leak_of_a_rare_class_is_not_its_baseline():
    target = ["no"] * 198 + ["yes"] * 2
    assert leak_score([0.5, 0.1] * 100, target) < 0.6
    assert leak_score([0] * 198 + [1] * 2, target) == 1
    assert leak_score(["fine"] * 198 + ["churned"] * 2, target) == 1


def test_leak_of_a_quantity_is_found_in_another_unit():
    y = np.random.RandomState(0).uniform(0, 100, 200)
    assert leak_score((1.8 * y + 32).tolist(), y.tolist()) > 0.99
    assert leak_score(np.random.RandomState(1).randn(200).tolist(), y.tolist()) < 0.3
    assert leak_score([1.0], [2.0]) == 0


def test_missing_values_may_leak_too():
    target = ["a", "b"] * 50
    assert leak_score([1.0, None] * 50, target) == 1
    assert leak_score([math.nan, 7.0] * 50, target) == 1


def test_duplicates_leave_ids_aside():
    table = {"id": [1, 2, 3, 4], "x": [5, 5, 6, 7], "y": ["a", "a", "b", "c"]}
    assert duplicated(table) == 0
    assert duplicated(table, {"id"}) == 0.25
    assert duplicated({}) == 0


@pytest.mark.parametrize(
    ("found", "truth", "score"),
    [([], [], 1), (["a"], [], 0), ([], ["a"], 0), (["a", "b"], ["b", "c"], 0.5), (["a"], ["a", "b"], 2 / 3)],
)
def test_setf1(found, truth, score):
    assert setf1(found, truth) == pytest.approx(score)
