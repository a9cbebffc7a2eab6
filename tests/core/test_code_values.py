"""Values on their way: what goes in comes out, what cannot is told as what it is, and a difference in words."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tutor.core.code.packing import pack
from tutor.core.code.same import difference
from tutor.core.code.shown import value_text
from tutor.core.code.unpacking import unpack
from tutor.core.code.values import Earlier, Opaque

PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=20) | st.complex_numbers()
)
KEYS = st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.sets(KEYS, max_size=4)
    ),
    max_leaves=12,
)
ARRAYS = hnp.arrays(
    st.sampled_from(["<f8", "<f4", "<i8", "u1", "?", "<c16", "<U5", "<M8[s]", ">f8"]),
    hnp.array_shapes(min_side=0, max_dims=3),
)


@given(VALUES)
def test_what_goes_in_comes_out(value):
    assert ordered(unpack(pack(value))) == ordered(value)


def ordered(value):
    """`repr`, with sets in one order (NaN equals nothing, not even itself)."""
    if isinstance(value, set):
        return ("set", sorted(map(repr, value)))
    if isinstance(value, list | tuple):
        return (type(value).__name__, [ordered(item) for item in value])
    if isinstance(value, dict):
        return ("dict", [(repr(key), ordered(item)) for key, item in value.items()])
    return repr(value)


@given(ARRAYS)
def test_arrays_keep_their_type_shape_and_values(array):
    back = unpack(pack(array))
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()


@given(hnp.scalar_dtypes().flatmap(hnp.from_dtype))
def test_numpy_scalars_come_back_as_themselves_or_opaque(scalar):
    back = unpack(pack(scalar))
    assert isinstance(back, Opaque) or repr(back) == repr(scalar)


class Lying(set):
    def __iter__(self):
        return iter([3, 4, 5])

    def __len__(self):
        return 10**9


def test_no_method_of_a_learners_class_is_asked():
    assert unpack(pack(Lying([1, 2]))) == {1, 2}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x" * 10**8, "str of 100,000,000 characters, too long to be looked at"),
        (1 << 10**6, "int of about 301,031 digits, too long to be looked at"),
        ([0] * 10**6, "list of 1,000,000 items, too big to be looked at"),
        (np.broadcast_to(0.0, (2**30, 9)), "ndarray of shape (1073741824, 9), too big to be looked at"),
        (np.empty((2**39, 0)), "ndarray of shape (549755813888, 0), too big to be looked at"),
        (pd.DataFrame(np.zeros((1, 3000))), "DataFrame of shape (1, 3000), too big to be looked at"),
        (len, "builtin_function_or_method <built-in function len>"),
        (10**5000, "1e+5000, an int of 5,001 digits"),
        (-(3**3000), "-2.31081e+1431, an int of 1,432 digits"),
    ],
    ids=itertools.count(),
)
def test_what_is_too_long_is_told_by_its_size(value, text):
    assert value_text(unpack(pack(value))) == text


def test_what_cannot_travel_is_named():
    deep: list[object] = []
    deep.append(deep)
    assert unpack(pack(deep)) == Opaque("list", "of 1 item, nested too deep to be looked at", True)
    assert unpack(pack([np.zeros(2, dtype="V3")]))[0].type == "ndarray"
    assert unpack(pack(Earlier(3))) == Earlier(3)
    assert unpack(pack("half \udc80")) == "half \udc80"
    assert isinstance(unpack(pack(pd.NA)), Opaque)


def test_what_has_no_room_left_is_told_by_its_size():
    assert unpack(pack("x" * 100, room=50)) == Opaque("str", "of 100 characters, too long to be looked at", True)
    assert unpack(pack(np.zeros(100), room=0)).too_big


def test_tables_come_back():
    table = pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "s": ["a", None]}, index=[5, 7])
    back = unpack(pack(table))
    assert list(back.columns) == ["n", "x", "s"]
    assert back.index.tolist() == [5, 7]
    assert back["n"].tolist() == [1, 2]
    assert back["s"].isna().tolist() == [False, True]
    assert unpack(pack(table["x"])).name == "x"


def test_a_table_is_shown_by_its_first_rows():
    table = pd.DataFrame({"n": range(100), "text": ["a" * 99] * 100})
    lines = value_text(table).split("\n")
    assert lines[0] == "DataFrame of shape (100, 2):"
    assert [line.split() for line in lines[1:3]] == [["'n'", "'text'"], ["0", "0", "'" + "a" * 18 + "…"]]
    assert len(lines) == 10


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        ((1.0, 2.0), [1, 2], ""),
        ([1.0, 2.0], np.array([1.0, 2.0]), ""),
        (np.float64(3), 3, ""),
        (float("nan"), float("nan"), ""),
        (None, 1.0, "is None"),
        (np.zeros((3, 1)), np.zeros(3), "has shape (3, 1), not (3,)"),
        (np.zeros(1), 0.0, "has shape (1,), not ()"),
        (1.0, 2.0, "differs"),
        (float("nan"), 2.0, "is nan"),
        ("1", 1.0, "is a str, not a float"),
        (True, 1.0, "is a bool, not a float"),
        (np.bool_(True), True, ""),
        (1, True, "is an int, not a bool"),
        ({"a": 1}, {"a": 2}, "at 'a' differs"),
        ({"b": 1}, {"a": 2}, "has the keys ['b'], not ['a']"),
        ((np.zeros(2), 1.0), (np.zeros(2), 2.0), "in part 2 differs"),
        ((1.0,), (1.0, 2.0), "has 1 parts, not 2"),
        (Opaque("function", "<f>"), 1.0, "is a function"),
        (Opaque("str", "of 9 characters, too long", True), 1.0, "is a str of 9 characters, too long, and no number"),
        (Opaque("list", "of 9 items, too big", True), [1], "is a list of 9 items, too big"),
        ([[1], [1, 2]], np.zeros(2), "is a list that is no array"),
        (["a", 1], np.zeros(2), "is a list that is no array"),
        (10**400, 1.0, "differs"),
        (10**5000, 10**5000, ""),
        (10**5000, 10**5000 + 1, "differs"),
        (np.array(["a", "b"]), np.array(["a", "b"]), ""),
        (np.array(["a", "b"]), np.array(["a", "c"]), "differs"),
    ],
    ids=itertools.count(),
)
def test_a_difference_is_said_in_words(got, expected, said):
    assert difference(got, expected) == said
