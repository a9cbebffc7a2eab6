"""A value built from what arrived, whoever wrote it: measured first, then bounded at every step."""

import struct
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from tutor.core.code.tables import table_from
from tutor.core.code.values import (
    COLUMNS,
    DEPTH,
    DTYPE,
    ELEMENTS,
    FLOAT,
    INT_BYTES,
    MEMORY,
    NUMBER,
    CodecError,
    Earlier,
    Opaque,
    Packed,
    elements,
    measure,
)

COMPLEX = struct.Struct("<2d")
ONE_HASH = 50
"""So many keys of one hash may a set or dict have: each looks at all of the same hash before it, and Python's hashes of
numbers can be chosen, so that 40,000 chosen ones take most of a minute."""


class Budget:
    """The memory that all values of one run may take together, in bytes."""

    def __init__(self, memory: int = MEMORY) -> None:
        self.left = memory

    def unpack(self, packed: Packed) -> Any:
        """The value; CodecError if there is none, or if it would take more memory than is left."""
        cost = measure(packed)
        if cost > self.left:
            raise CodecError("more values than can be looked at")
        self.left -= cost
        return unpack(packed)


def unpack(packed: Packed) -> Any:
    """The value, a fresh copy of it; CodecError if there is none."""
    measure(packed)
    reader = _Reader(packed)
    try:
        value = reader.read(0)
    except CodecError:
        raise
    except Exception as error:  # noqa: BLE001 - a forged message may break numpy and pandas in any way
        raise CodecError(f"{type(error).__name__}: {str(error)[:200]}") from None
    if reader.node != len(packed.kinds):
        raise CodecError("more than one value")
    return value


class _Reader:
    """Where reading stands: the next node, and how much of texts and data is used up."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.node = self.text = self.data = 0

    def read(self, depth: int) -> Any:
        """The next value and all in it."""
        if self.node >= len(self.packed.kinds) or depth > 2 * DEPTH:
            raise CodecError("a value without an end")
        kind, offset = chr(self.packed.kinds[self.node]), NUMBER.size * self.node
        self.node += 1
        if kind == "f":
            return FLOAT.unpack_from(self.packed.numbers, offset)[0]
        number: int = NUMBER.unpack_from(self.packed.numbers, offset)[0]
        if kind == "i":
            return number
        if kind in "NTF":
            return {"N": None, "T": True, "F": False}[kind]
        if number < 0:
            raise CodecError("less than nothing")
        return self._compound(kind, number, depth + 1)

    def _compound(self, kind: str, number: int, depth: int) -> Any:
        match kind:
            case "s":
                return self._text(number).decode("utf-8", "surrogatepass")
            case "b":
                return self._text(number)
            case "I":
                return self._int(number)
            case "c":
                return complex(*COMPLEX.unpack(self._data(COMPLEX.size)))
            case "l":
                return self._items(number, depth)
            case "t":
                return tuple(self._items(number, depth))
            case "e":
                return set(_spread(self._items(number, depth)))
            case "d":
                return self._dict(number, depth)
            case "r":
                return Earlier(number)
            case "q":
                return Opaque(self._str(depth)[:100], self._str(depth)[:500], bool(number))
            case "o":
                return self._objects(number, depth)
            case "p" | "S":
                return self._table(kind, number, depth)
        return self._array(kind, self._data(number), depth)

    def _items(self, count: int, depth: int) -> list[Any]:
        if count > len(self.packed.kinds) - self.node:
            raise CodecError("fewer items than it says")
        return [self.read(depth) for _ in range(count)]

    def _text(self, length: int) -> bytes:
        self.text += length
        if self.text > len(self.packed.texts):
            raise CodecError("less text than it says")
        return self.packed.texts[self.text - length : self.text]

    def _data(self, length: int) -> bytes:
        self.data += length
        if self.data > len(self.packed.data):
            raise CodecError("less data than it says")
        return self.packed.data[self.data - length : self.data]

    def _int(self, length: int) -> int:
        if length > INT_BYTES:
            raise CodecError("a number too long")
        return int.from_bytes(self._text(length), "little", signed=True)

    def _dict(self, pairs: int, depth: int) -> dict[Any, Any]:
        parts = self._items(2 * pairs, depth)
        return dict(zip(_spread(parts[::2]), parts[1::2], strict=True))

    def _str(self, depth: int) -> str:
        value = self.read(depth)
        if not isinstance(value, str):
            raise CodecError("a text was due")
        return value

    def _shape(self, depth: int) -> tuple[int, ...]:
        shape = self.read(depth)
        if not isinstance(shape, tuple) or len(shape) > 32 or any(type(side) is not int or side < 0 for side in shape):
            raise CodecError("an impossible shape")
        if elements(shape) > ELEMENTS:
            raise CodecError("an array too big")
        return shape

    def _array(self, kind: str, data: bytes, depth: int) -> Any:
        import numpy as np

        name = self._str(depth)
        if not DTYPE.fullmatch(name):
            raise CodecError("an array of an unknown type")
        dtype, shape = np.dtype(name), self._shape(depth) if kind == "a" else ()
        array = np.ndarray(shape, dtype, buffer=bytearray(data))
        if array.nbytes != len(data):
            raise CodecError("an array of another size than it says")
        if dtype.kind == "U" and data and np.frombuffer(data, f"{name[0]}u4").max() > 0x10FFFF:
            raise CodecError("characters that are none")
        return array if kind == "a" else array[()]

    def _objects(self, count: int, depth: int) -> Any:
        import numpy as np

        shape, items = self._shape(depth), self._items(count, depth)
        array = np.empty(count, dtype=object)
        for index, item in enumerate(items):
            array[index] = item
        return array.reshape(shape)

    def _table(self, kind: str, parts: int, depth: int) -> Any:
        if parts > COLUMNS + 2:
            raise CodecError("a table of too many columns")
        return table_from(kind, self._items(parts, depth))


def _spread(keys: list[Any]) -> list[Any]:
    """`keys`, fit for a set or dict; CodecError if too many of them have one hash."""
    if len(keys) > ONE_HASH and max(map(_length, _runs(keys))) > ONE_HASH:
        raise CodecError("too many keys of one hash")
    return keys


def _runs(keys: list[Any]) -> Iterable[Iterable[int]]:
    return (run for _, run in groupby(sorted(map(hash, keys))))


def _length(run: Iterable[int]) -> int:
    return sum(1 for _ in run)
