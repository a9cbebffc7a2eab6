"""Values on their way to a learner's program and back, flat: the reader measures them before it builds anything.

A value is its nodes, each before its children: one byte for its kind, eight for its number (a count of children, a
length, or the number itself). Texts stand in one string of bytes, the contents of arrays in another. So the counts of
four strings of bytes say how much memory the value will take, whoever wrote them. Never pickle, nothing believed.
"""

import math
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

NODES = 500_000
DEPTH = 40
BYTES = 32 << 20
"""The most bytes of texts, and of arrays, in one value."""
MEMORY = 256 << 20
"""The most bytes of memory that all values of one run may take when they are built."""
INT_BYTES = 12_500
"""The longest integer: 100,000 bits, some 30,000 digits."""
ELEMENTS = BYTES
"""The most elements of an array; a side of 0 counts as 1, or (2**39, 0) would be nothing, and endless as lists."""
COLUMNS = 2_000
DTYPE = re.compile(r"[<>|=][biufc?]\d{1,2}|[<>|=]U\d{1,6}|[<>|=][mM]8(\[\d{0,6}[a-zA-Zμ]{1,2}\])?")
NUMBER, FLOAT = struct.Struct("<q"), struct.Struct("<d")

# Kind of node -> bytes of memory that building one takes at most, its slot in a container included.
SMALL, ARRAY, TABLE = 120, 600, 20_000
COSTS = dict.fromkeys(b"NTFifcsbIltr", SMALL) | dict.fromkeys(b"edagoq", ARRAY) | dict.fromkeys(b"pS", TABLE)


class CodecError(ValueError):
    """Bytes that are no value of ours, or one that is too big."""


class Packed(msgspec.Struct, array_like=True, frozen=True):
    """A value as it travels; see the module."""

    kinds: bytes = b"N"
    numbers: bytes = bytes(8)
    texts: bytes = b""
    data: bytes = b""

    @property
    def too_big(self) -> bool:
        """Whether the value itself did not fit, and an Opaque that says how big it is travels instead."""
        return self.kinds[:1] == b"q" and self.numbers[:1] == b"\1"


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not travel: the name of its type, and what it looks like, or how big it is."""

    type: str
    text: str
    too_big: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """Among the arguments of a later call: what call number `index` of the same sequence returned."""

    index: int


def measure(packed: Packed) -> int:
    """The most bytes of memory that building the value will take; CodecError if it breaks a limit.

    Looks at lengths and counts alone: its own time is that of reading `kinds` once for each kind there is.
    """
    nodes = len(packed.kinds)
    if nodes > NODES or len(packed.numbers) != NUMBER.size * nodes:
        raise CodecError("a value of too many parts")
    if len(packed.texts) > BYTES or len(packed.data) > BYTES:
        raise CodecError("a value too long")
    counts = {kind: packed.kinds.count(kind) for kind in COSTS}
    if sum(counts.values()) != nodes:
        raise CodecError("an unknown kind of value")
    # A character takes up to four bytes of memory for each byte that it travels in.
    return sum(COSTS[kind] * count for kind, count in counts.items()) + 4 * len(packed.texts) + len(packed.data)


def elements(shape: Sequence[int]) -> int:
    """The elements of an array of this shape, a side of 0 counted as 1."""
    return math.prod(max(1, side) for side in shape)


def is_table(value: object) -> bool:
    """Whether `value` is something of pandas; loads nothing."""
    return type(value).__module__.split(".")[0] == "pandas"
