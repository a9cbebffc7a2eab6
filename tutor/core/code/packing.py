"""A value made ready to travel: what cannot (a function, something too big or too deep) becomes an `Opaque`."""

from collections.abc import Iterable
from typing import Any

from tutor.core.code.tables import columns_of
from tutor.core.code.values import (
    BYTES,
    COLUMNS,
    DEPTH,
    DTYPE,
    ELEMENTS,
    FLOAT,
    INT_BYTES,
    NODES,
    NUMBER,
    Earlier,
    Opaque,
    Packed,
    elements,
    is_table,
)


class _TooBig(Exception):
    """Says what it is: “too long”, “too big” or “nested too deep”."""


def pack(value: object, room: int = 2 * BYTES) -> Packed:
    """`value` as it travels, opaque as a whole where it does not fit into `room` bytes; never raises for any value."""
    writer = _Writer(room)
    try:
        writer.write(value, 0)
        return writer.packed()
    except _TooBig as why:
        return _opaque(Opaque(_name(value), f"{_size(value)}{why} to be looked at", too_big=True))
    except BaseException:  # noqa: BLE001 - a learner's own class may do anything when looked at
        return _opaque(Opaque(_name(value), _look(value)))


def _opaque(value: Opaque) -> Packed:
    writer = _Writer(1 << 16)
    writer.write(value, 0)
    return writer.packed()


def _name(value: object) -> str:
    """The name of its type, past whatever its metaclass says."""
    return str(type.__getattribute__(type(value), "__name__"))[:100]


def _size(value: object) -> str:
    """“of 100,000,000 characters, ”; empty where there is nothing to be counted."""
    try:
        if isinstance(value, str):
            return f"of {str.__len__(value):,} characters, "
        if isinstance(value, int):
            # 30103/100000 is log10(2); one digit more or less is no matter here.
            return f"of about {int.bit_length(value) * 30103 // 100000 + 1:,} digits, "
        if (shape := getattr(value, "shape", None)) is not None:
            return f"of shape {str(tuple(shape))[:100]}, "
        if isinstance(value, bytes | list | tuple | set | frozenset | dict):
            count = len(value)
            return f"of {count:,} {'bytes' if isinstance(value, bytes) else 'items' if count != 1 else 'item'}, "
    except BaseException:  # noqa: BLE001 - see pack
        return ""
    return ""


def _look(value: object) -> str:
    try:
        return repr(value)[:500]
    except BaseException as error:  # noqa: BLE001 - the learner's own __repr__ may do anything
        return f"its repr raised {_name(error)}"


class _Writer:
    """One value on its way out, with its budget of nodes and bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.kinds, self.numbers, self.texts, self.data = bytearray(), bytearray(), bytearray(), bytearray()

    def packed(self) -> Packed:
        """All that was written."""
        return Packed(bytes(self.kinds), bytes(self.numbers), bytes(self.texts), bytes(self.data))

    def write(self, value: Any, depth: int) -> None:
        """`value` and all in it; types are asked for exactly, so that no method of a learner's class is called."""
        if depth > DEPTH:
            raise _TooBig("nested too deep")
        kind = type(value)
        if value is None:
            self._node(b"N")
        elif kind is bool:
            self._node(b"T" if value else b"F")
        elif kind is float:
            self._node(b"f", FLOAT.pack(value))
        elif kind is int:
            self._int(value)
        elif kind is str:
            self._check(len(value), self.texts)
            self._text(b"s", value.encode("utf-8", "surrogatepass"))
        elif kind is bytes:
            self._text(b"b", value)
        else:
            self._compound(value, depth + 1)

    def _node(self, kind: bytes, number: bytes = bytes(8)) -> None:
        self.room -= 1 + NUMBER.size
        if len(self.kinds) >= NODES or self.room < 0:
            raise _TooBig("too big")
        self.kinds += kind
        self.numbers += number

    def _count(self, kind: bytes, count: int) -> None:
        if count > NODES:
            raise _TooBig("too big")
        self._node(kind, NUMBER.pack(count))

    def _int(self, value: int) -> None:
        if -(2**63) <= value < 2**63:
            self._node(b"i", NUMBER.pack(value))
            return
        if (length := value.bit_length() // 8 + 1) > INT_BYTES:
            raise _TooBig("too long")
        self._text(b"I", value.to_bytes(length, "little", signed=True))

    def _text(self, kind: bytes, text: bytes) -> None:
        self._check(len(text), self.texts)
        self._node(kind, NUMBER.pack(len(text)))
        self.texts += text

    def _bytes(self, kind: bytes, content: bytes) -> None:
        self._check(len(content), self.data)
        self._node(kind, NUMBER.pack(len(content)))
        self.data += content

    def _check(self, length: int, out: bytearray) -> None:
        """Whether so many bytes more still fit."""
        if len(self.texts) + len(self.data) + length > self.room or len(out) + length > BYTES:
            raise _TooBig("too long" if out is self.texts else "too big")

    def _compound(self, value: Any, depth: int) -> None:
        if type(value) is complex:
            self._bytes(b"c", FLOAT.pack(value.real) + FLOAT.pack(value.imag))
        elif isinstance(value, list):
            self._items(b"l", list.__len__(value), list.__iter__(value), depth)
        elif isinstance(value, tuple):
            self._items(b"t", tuple.__len__(value), tuple.__iter__(value), depth)
        elif isinstance(value, set):
            self._items(b"e", set.__len__(value), set.__iter__(value), depth)
        elif isinstance(value, frozenset):
            self._items(b"e", frozenset.__len__(value), frozenset.__iter__(value), depth)
        elif isinstance(value, dict):
            pairs = dict.items(value)
            self._items(b"d", len(pairs), (part for pair in pairs for part in pair), depth)
        elif isinstance(value, Earlier):
            self._count(b"r", value.index)
        elif isinstance(value, Opaque):
            self._items(b"q", int(value.too_big), (_plain(value.type[:100]), _plain(value.text[:500])), depth)
        else:
            self._array(value, depth)

    def _items(self, kind: bytes, count: int, items: Iterable[Any], depth: int) -> None:
        self._count(kind, count)
        for item in items:
            self.write(item, depth)

    def _array(self, value: Any, depth: int) -> None:
        import numpy as np

        if isinstance(value, np.generic) and DTYPE.fullmatch(value.dtype.str):
            self._bytes(b"g", value.tobytes())
            self.write(value.dtype.str, depth)
        elif isinstance(value, np.ndarray) and (value.dtype.kind == "O" or DTYPE.fullmatch(value.dtype.str)):
            self._ndarray(np.asarray(value), depth)
        elif is_table(value) and (parts := columns_of(value, COLUMNS)) is not None:
            kind, values = parts
            self._items(kind, len(values), values, depth)
        elif is_table(value) and getattr(value, "ndim", 0) == 2:
            raise _TooBig("too big")
        else:
            self.write(Opaque(_name(value), _look(value)), depth)

    def _ndarray(self, value: Any, depth: int) -> None:
        shape = tuple(map(int, value.shape))
        if elements(shape) > ELEMENTS or value.nbytes > BYTES:
            raise _TooBig("too big")
        if value.dtype.kind == "O":
            items = value.ravel().tolist()
            self._items(b"o", len(items), (shape, *items), depth)
            return
        self._bytes(b"a", value.tobytes())
        self.write(value.dtype.str, depth)
        self.write(shape, depth)


def _plain(text: str) -> str:
    """Half characters made whole ones, so that the text can be shown anywhere."""
    return str(text).encode("utf-8", "replace").decode()
