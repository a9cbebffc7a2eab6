"""The codec between tutor and child: what goes in comes out, and no bytes whatever break the reader."""

import contextlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tutor.core.code.ran import understood
from tutor.core.code.same import difference
from tutor.core.code.values import CodecError, Earlier, Opaque, pack, unpack
from tutor.core.code.wire import frame, frames

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


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    with contextlib.suppress(CodecError):
        unpack(data)
    list(frames(data))
    understood({"status": "ended", "signal": 0, "results": data, "prints": data, "cut": False})


RAW = st.recursive(
    PLAIN.filter(lambda value: not isinstance(value, complex)).filter(
        lambda value: not isinstance(value, int) or abs(value) < 2**60
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries(
            {
                "t": st.sampled_from(
                    [
                        "int",
                        "str",
                        "complex",
                        "tuple",
                        "set",
                        "dict",
                        "other",
                        "earlier",
                        "array",
                        "scalar",
                        "objects",
                        "frame",
                        "series",
                    ]
                )
            },
            optional={
                "v": inner,
                "dtype": st.sampled_from(["<f8", "<U3", "|O", "<M8[s]", "f8,f8", "<f99"]) | inner,
                "shape": st.lists(st.integers(-2, 2**50), max_size=3) | inner,
                "type": inner,
                "text": inner,
                "index": inner,
                "names": inner,
                "name": inner,
            },
        )
    ),
    max_leaves=8,
)
ERRORS = st.fixed_dictionaries(
    {}, optional={"type": RAW, "message": RAW, "kinds": RAW, "lines": RAW, "errno": RAW, "file": RAW, "column": RAW}
)
FORGED = st.fixed_dictionaries(
    {},
    optional={
        "value": RAW,
        "after": RAW,
        "seconds": RAW,
        "error": ERRORS | RAW,
        "top": ERRORS | RAW,
        "end": RAW,
        "missing": RAW,
    },
)


@given(st.lists(FORGED | RAW, max_size=4))
def test_forged_messages_are_just_values(messages):
    try:
        data = b"".join(frame(message) for message in [{"ready": True}, *messages])
    except (UnicodeEncodeError, OverflowError):
        return
    ran = understood({"status": "ended", "signal": 0, "results": data, "prints": b"", "cut": False})
    for answer in ran.answers:
        difference(answer.value, (1.0, 2.0))
        difference(answer.value, np.zeros(2))
        if answer.raised is not None:
            assert isinstance(answer.raised.named, str)


def test_what_cannot_travel_is_named():
    assert unpack(pack(len)) == Opaque("builtin_function_or_method", "<built-in function len>")
    deep: list[object] = []
    deep.append(deep)
    assert unpack(pack(deep)) == Opaque("list", "too big to send")
    assert unpack(pack([np.zeros(2, dtype="V3")]))[0].type == "ndarray"
    assert unpack(pack([Earlier(3)])) == [Earlier(3)]
    assert unpack(pack(np.array([1, "a", None], dtype=object))).tolist() == [1, "a", None]


def test_a_repr_that_raises_is_named_too():
    class Hostile:
        def __repr__(self):
            raise RuntimeError("no")

    assert unpack(pack(Hostile())) == Opaque("Hostile", "its repr raised RuntimeError")


def test_tables_come_back():
    table = pd.DataFrame({"n": [1, 2], "x": [0.5, np.nan], "s": ["a", None]}, index=[5, 7])
    back = unpack(pack(table))
    assert list(back.columns) == ["n", "x", "s"]
    assert back.index.tolist() == [5, 7]
    assert back["n"].tolist() == [1, 2]
    assert back["s"].isna().tolist() == [False, True]
    assert unpack(pack(table["x"])).name == "x"
    assert isinstance(unpack(pack(pd.NA)), Opaque)


@pytest.mark.parametrize(
    "raw",
    [
        {"t": "array", "dtype": "<f8", "shape": [10**9], "v": b""},
        {"t": "array", "dtype": "|O", "shape": [1], "v": b"12345678"},
        {"t": "array", "dtype": "<U1", "shape": [1], "v": b"\xff\xff\xff\xff"},
        {"t": "set", "v": [[1]]},
        {"t": "nothing"},
    ],
)
def test_impossible_values_are_refused(raw):
    import msgspec

    with pytest.raises(CodecError):
        unpack(msgspec.msgpack.encode(raw))


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
        (1, True, "is a int, not a bool"),
        ({"a": 1}, {"a": 2}, "at 'a' differs"),
        ((np.zeros(2), 1.0), (np.zeros(2), 2.0), "in part 2 differs"),
        ((1.0,), (1.0, 2.0), "has 1 parts, not 2"),
        (Opaque("function", "<f>"), 1.0, "is a function"),
        ([[1], [1, 2]], np.zeros(2), "is a list that is no array"),
        (10**400, 1.0, "differs"),
    ],
)
def test_a_difference_is_said_in_words(got, expected, said):
    assert difference(got, expected) == said
