"""Tables as arrays, and answers of a problem that are kept."""

from dataclasses import dataclass

import numpy as np
import pytest

from tutor.core.errors import DataError
from tutor.core.exercise.arrays import arrays, inputs_and_output
from tutor.core.exercise.cached import cached_method
from tutor.core.own_data import OwnTable


def test_columns_of_a_named_table_as_floats():
    x, y = arrays("core/anscombe", "x", "y", where={"set": "I"})
    assert x.shape == y.shape == (11,)
    assert x.dtype == y.dtype == float
    assert (x.mean(), y.sum()) == (9.0, pytest.approx(82.51))
    with pytest.raises(DataError, match="core/nothing"):
        arrays("core/nothing", "x")


def test_all_inputs_beside_an_output():
    names, X, y = inputs_and_output("core/wine", "cultivar")
    assert (len(names), X.shape, y.shape) == (13, (178, 13), (178,))
    assert "cultivar" not in names
    assert X[0, names.index("alcohol")] == 14.23
    assert set(inputs_and_output("core/iris", "species").y) == {"setosa", "versicolor", "virginica"}


def test_of_ones_own_table_what_varies_has_no_role_and_no_gap():
    columns = {
        "y": [1.0, 2.0, 3.0],
        "rent": [7.0, 8.0, 9.0],
        "area": [50.0, 60.0, 70.0],
        "town": ["A", "B", "C"],
        "floor": [1.0, None, 2.0],
        "lift": [1.0, 1.0, 1.0],
    }
    table = OwnTable("flats.csv", columns, {"y": "rent"}, "")
    names, X, y = inputs_and_output(table, "y")
    assert names == ("area",)
    assert X.tolist() == [[50.0], [60.0], [70.0]]
    assert y.tolist() == [1.0, 2.0, 3.0]
    none = inputs_and_output(OwnTable("t.csv", {"y": columns["y"], "town": columns["town"]}, {"y": "rent"}, ""), "y")
    assert (none.names, none.X.shape) == ((), (3, 0))


@dataclass(frozen=True)
class Problem:
    y: np.ndarray
    asked: list

    @cached_method
    def above(self, c: float, strictly: bool = False) -> int:
        self.asked.append(c)
        return int((self.y > c if strictly else self.y >= c).sum())

    @cached_method(newest=1)
    def last(self, c: float) -> float:
        self.asked.append(c)
        return c + len(self.y)


@cached_method
def scaled(p: Problem, c: int) -> int:
    """A function of a problem."""
    p.asked.append(c)
    return c * len(p.y)


def test_an_answer_is_worked_out_once_for_equal_arguments_and_for_each_problem():
    one, other = Problem(np.arange(4), []), Problem(np.arange(9), [])
    assert [one.above(2), one.above(2), one.above(3), one.above(2, strictly=True)] == [2, 2, 1, 1]
    assert one.asked == [2, 3, 2]
    assert (other.above(2), scaled(one, 5), scaled(one, 5), scaled(other, 5)) == (7, 20, 20, 45)
    assert (one.asked, other.asked) == ([2, 3, 2, 5], [2, 5])


def test_only_the_newest_is_kept_where_answers_are_large():
    p = Problem(np.arange(4), [])
    assert [p.last(1), p.last(1), p.last(2), p.last(1)] == [5, 5, 6, 5]
    assert p.asked == [1, 2, 1]
