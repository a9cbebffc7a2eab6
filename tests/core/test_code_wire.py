"""Whatever comes over the wire, from any hand: it breaks, blocks and bloats nothing of the tutor."""

import struct
import tracemalloc
from typing import get_args

import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.test_code_values import ARRAYS, VALUES
from tutor.core.code.cases import Case
from tutor.core.code.confine import Limits
from tutor.core.code.judge import changing, failing
from tutor.core.code.messages import End, Failed, LearnerError, Missing, Ready, Reply, Returned, Setup, Status, Top
from tutor.core.code.packing import pack
from tutor.core.code.properties import Call, CodeChecks, Property
from tutor.core.code.result import Answer, understood
from tutor.core.code.same import difference
from tutor.core.code.sentences import refused, stopped_at, traceback, why_not
from tutor.core.code.shown import LONGEST, pair_text, value_text
from tutor.core.code.unpacking import Budget, unpack
from tutor.core.code.values import COSTS, NODES, CodecError, Packed, measure
from tutor.core.code.wire import STAMP, frame, frames

LIMITS = Limits()

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
    raised = LearnerError("E" * 1000, "m", ("OSError",), ((3, "f"), (-9, "g")), 28, "/x", 10**9, "", "torch")
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
