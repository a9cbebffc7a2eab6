"""The wire between tutor and run: what goes in comes out; nothing that may come breaks, blocks or bloats the tutor."""

import itertools
import struct
import tracemalloc
from typing import get_args

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from tutor.core.code.cases import Case
from tutor.core.code.confine import Limits
from tutor.core.code.judge import changing, failing
from tutor.core.code.packing import pack
from tutor.core.code.properties import Call, CodeChecks, Property
from tutor.core.code.ran import Answer, understood
from tutor.core.code.same import difference
from tutor.core.code.sentences import refused, stopped_at, traceback, why_not
from tutor.core.code.shown import LONGEST, pair_text, value_text
from tutor.core.code.unpacking import Budget, unpack
from tutor.core.code.values import COSTS, NODES, CodecError, Earlier, Opaque, Packed, measure
from tutor.core.code.wire import (
    STAMP,
    End,
    Failed,
    Missing,
    Raised,
    Ready,
    Reply,
    Returned,
    Setup,
    Status,
    Top,
    frame,
    frames,
)

LIMITS = Limits()
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


# Everything that the wire can carry: a value's four strings of bytes, from any hand.
NUMBERS = st.one_of(
    st.integers(0, 6),
    st.integers(-(2**63), 2**63 - 1),
    st.floats().map(lambda value: struct.unpack("<q", struct.pack("<d", value))[0]),
)
NODE = st.tuples(st.sampled_from(sorted(COSTS)), NUMBERS)
BITS = st.sampled_from([b"<f8", b"<U3", b"|O", b"<M8[s]", b"<m8", b"|b1", b"<c16", b"<U0", b"<f99", b"\xff\xd8", b"a"])
FORGED = st.builds(
    lambda nodes, texts, data: Packed(
        bytes(kind for kind, _ in nodes), b"".join(struct.pack("<q", n) for _, n in nodes), b"".join(texts), data
    ),
    st.lists(NODE, max_size=12),
    st.lists(BITS | st.binary(max_size=4), max_size=4),
    st.binary(max_size=48),
)


def array(dtype: bytes, sides: list[int], data: bytes = b"") -> Packed:
    """An array that says it has these sides."""
    numbers = [len(data), len(dtype), len(sides), *sides]
    return Packed(b"ast" + b"i" * len(sides), struct.pack(f"<{len(numbers)}q", *numbers), dtype, data)


@st.composite
def bent(draw):
    """A value packed by ourselves, with one byte of it another."""
    parts = [bytearray(part) for part in msgspec.structs.astuple(pack(draw(VALUES | ARRAYS)))]
    part = draw(st.sampled_from([part for part in parts if part]))
    part[draw(st.integers(0, len(part) - 1))] = draw(st.integers(0, 255))
    return Packed(*map(bytes, parts))


ANY_PACKED = FORGED | bent() | VALUES.map(pack) | ARRAYS.map(pack)
EXPECTED = (1.0, 7, "a", None, True, [1, 2.5], (1, [2]), {"a": 1}, {1, 2}, np.zeros(2), np.array(["a"]), b"x", 10**400,
            pd.Series([1.0]), pd.DataFrame({"a": [1]}), [np.zeros(2), {"b": ()}])  # fmt: skip
ONE = CodeChecks(
    function="f", solution="def f(x): ...", properties=[Property("p", expect=lambda x: 1.0, show=True, says="s")]
)


@given(ANY_PACKED)
@example(pack(10**5000))
@example(pack([10**5000, {10**4301: -(10**4300)}]))
@example(array(b"<f8", [2**39, 0]))
@example(array(b"<U1", [2**24, 0]))
@example(pack(["x" * 10**6] + [1] * 1000))
@example(pack(pd.DataFrame({"a" * 1000: [10**5000, None], (1, 2): ["b", [1]]})))
@example(pack([[float("nan"), np.float64("nan")], {float("nan"): 1}]))
@example(pack({i * (2**61 - 1) for i in range(40)}))
def test_whatever_comes_is_built_compared_and_shown_without_raising(packed):
    """The one promise: a value or a CodecError; and of a value, a sentence of bounded length."""
    try:
        got = unpack(packed)
    except CodecError:
        return
    for expected in (*EXPECTED, got):
        assert len(difference(got, expected)) < 3 * LONGEST + 100
        assert len(difference(expected, got)) < 3 * LONGEST + 100
        assert all(len(text) < 40 * LONGEST for text in pair_text(got, expected))
    case = Case(0, (Call("f", (1.0,)),), sequence=False)
    failing(ONE, case, [Answer(got)], "the checks")
    changing(ONE, case, [Answer(got, changed=(5,))])


@given(ANY_PACKED, st.binary(max_size=30))
def test_whatever_a_run_says_is_understood(packed, junk):
    raised = Raised("E" * 1000, "m", ("OSError",), ((3, "f"), (-9, "g")), 28, "/x", 10**9, "", "torch")
    said = [Ready(), Returned(packed), Failed(raised), Missing(), Top(raised), Setup("x"), End()]
    data = b"".join(map(frame, said)) + STAMP + junk
    for results in (data, data[len(frame(Ready())) :], junk, frame(Ready()) + STAMP * 9 + data, data[:-7]):
        for status in get_args(Status):
            ran = understood(Reply(status, 9, results, junk, True, [1.0]), calls=4)
            why_not(ran, LIMITS)
            for answer in ran.answers:
                value_text(answer.value)
            for error in (answer.raised for answer in ran.answers if answer.raised):
                assert refused(error, LIMITS)
                assert stopped_at(error)
                assert traceback(error, "1\n2\n3")


def test_too_many_messages_are_not_read():
    data = frame(Ready()) + frame(Missing()) * 1_000_000 + frame(End())
    said, whole = frames(data, 10)
    assert (len(said), whole) == (10, False)
    ran = understood(Reply("ended", results=data), calls=2)
    assert (ran.status, ran.answers) == ("ended", ()), "as many answers as calls were due, so nothing counts"


@pytest.mark.parametrize(
    "packed",
    [
        array(b"<f8", [10**9]),
        array(b"<f8", [2**39, 0]),
        array(b"|O", [1], b"12345678"),
        array(b"<U1", [1], b"\xff\xff\xff\xff"),
        array(b"<f8", [-1, 0]),
        Packed(b"et" + b"l", struct.pack("<3q", 1, 1, 0)),  # a set of a list
        Packed(b"z", bytes(8)),
        Packed(b"NN", bytes(16)),
        Packed(b"l", struct.pack("<q", 2**40)),
        Packed(b"N", b""),
        Packed(b"", b""),
        Packed(b"l" * 100 + b"N", struct.pack("<q", 1) * 101),
        Packed(b"I", struct.pack("<q", 13_000), bytes(13_000)),
        Packed(b"o" + b"ti", struct.pack("<3q", 2**60, 1, 0)),
    ],
)
def test_impossible_values_are_refused(packed):
    with pytest.raises(CodecError):
        unpack(packed)


SMALL = 16 << 20
BOMBS = {
    "empty arrays": Packed(
        b"l" + b"astN" * 20_000, struct.pack("<q", 80_000) + struct.pack("<4q", 0, 3, 0, 0) * 20_000, b"<f8" * 20_000
    ),
    "empty sets": Packed(b"l" + b"e" * 30_000, struct.pack("<q", 30_000) + bytes(8 * 30_000)),
    "more nodes than may be": Packed(b"N" * (NODES + 1), bytes(8 * (NODES + 1))),
    "letters of four bytes": Packed(b"s", struct.pack("<q", 5_000_000), "a🦄".encode() * 1_000_000),
    "a table that repeats one value": Packed(
        b"S" + b"N" + b"asti" + b"s", struct.pack("<7q", 3, 0, 2**21, 3, 1, 2**21, 1), b"|u1x", bytes(2**21)
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_take_too_much_memory_is_not_built(name):
    """Measured from lengths alone: the values of a run together stay within the budget, here of 16 MB."""
    budget, kept = Budget(SMALL), []
    tracemalloc.start()
    try:
        for _ in range(5):
            try:
                kept.append(budget.unpack(BOMBS[name]))
            except CodecError:
                continue
        assert tracemalloc.get_traced_memory()[1] < SMALL
    finally:
        tracemalloc.stop()
    assert len(kept) < 2


@given(VALUES | ARRAYS)
def test_a_value_takes_no_more_memory_than_was_measured(value):
    packed = pack(value)
    unpack(packed)  # numpy's own caches are none of the value's
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = unpack(packed)
        assert tracemalloc.get_traced_memory()[0] - before <= measure(packed) + 4096
    finally:
        tracemalloc.stop()
    del kept


def test_keys_of_one_hash_are_refused_before_they_meet():
    keys = [i * (2**61 - 1) for i in range(40_000)]
    items = pack(keys)
    for kind, packed in (
        ("set", msgspec.structs.replace(items, kinds=b"e" + items.kinds[1:])),
        ("dict", msgspec.structs.replace(pack(keys + keys), kinds=b"d" + b"i" * 80_000)),
    ):
        if kind == "dict":
            packed = msgspec.structs.replace(packed, numbers=struct.pack("<q", 40_000) + packed.numbers[8:])
        with pytest.raises(CodecError, match="one hash"):
            unpack(packed)


class Lying(set):
    def __iter__(self):
        return iter(range(10**9))

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
