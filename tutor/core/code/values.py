"""Values on their way to a learner's program and back: plain data, never pickle, nothing believed.

Scalars, strings, lists and bytes stand for themselves; all else is `{"t": kind, …}`. What cannot be sent
(a function, something too big or too deep) becomes an `Opaque` with its type and a short text.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tutor.core.code.frames import decode_pandas, encode_pandas

if TYPE_CHECKING:
    import numpy as np

DEPTH = 40
NODES = 500_000
BYTES = 64 * 1024 * 1024
DTYPE = re.compile(r"[<>|=][biufc?]\d{1,2}|[<>|=]U\d{1,6}|[<>|=][mM]8(\[\d{0,6}[a-zA-Zμ]{1,2}\])?")


class CodecError(ValueError):
    """Bytes that are no value of ours."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not travel: the name of its type, and what it looks like."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Among the arguments of a later call: what call number `index` of the same sequence returned."""

    index: int


class _TooBig(Exception):
    pass


def pack(value: object) -> bytes:
    """`value` as bytes; never raises for any value."""
    return msgspec.msgpack.encode(encode(value))


def unpack(data: bytes) -> Any:
    """The value in `data`; CodecError if there is none."""
    return decode(read(data))


def read(data: bytes) -> Any:
    """The raw message in `data`, whoever wrote it; CodecError if there is none."""
    try:
        return msgspec.msgpack.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise CodecError(str(error)) from None


def encode(value: object) -> Any:
    """`value` as data that msgpack can write; what does not fit becomes opaque as a whole."""
    try:
        return _Encoder().encode(value, 0)
    except (_TooBig, RecursionError):
        return _opaque(value, "too big to send")
    except Exception:  # noqa: BLE001 - a learner's own class may do anything when looked at
        return _opaque(value)


def _opaque(value: object, text: str = "") -> dict[str, Any]:
    name = type(value).__name__
    try:
        text = text or repr(value)
    except Exception as error:  # noqa: BLE001 - the learner's own __repr__ may do anything
        text = f"its repr raised {type(error).__name__}"
    return {"t": "other", "type": _plain(name[:100]), "text": _plain(text[:500])}


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


class _Encoder:
    """One message, with its budget of nodes and bytes."""

    def __init__(self) -> None:
        self.nodes, self.bytes = NODES, BYTES

    def encode(self, value: object, depth: int) -> Any:
        self._pay(depth)
        if value is None or type(value) in (bool, float):
            return value
        if type(value) is int:
            return value if -(2**63) <= value < 2**63 else {"t": "int", "v": hex(self._sized(value))}
        if type(value) in (str, bytes):
            self.bytes -= len(value)  # type: ignore[arg-type]
            return _text(value) if isinstance(value, str) else value
        return self._compound(value, depth + 1)

    def _pay(self, depth: int) -> None:
        self.nodes -= 1
        if depth > DEPTH or self.nodes < 0 or self.bytes < 0:
            raise _TooBig

    @staticmethod
    def _sized(value: int) -> int:
        if value.bit_length() > 100_000:
            raise _TooBig
        return value

    def _compound(self, value: object, depth: int) -> Any:
        if type(value) is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if isinstance(value, list):
            return [self.encode(item, depth) for item in value]
        if isinstance(value, tuple | set | frozenset):
            kind = "tuple" if isinstance(value, tuple) else "set"
            return {"t": kind, "v": [self.encode(item, depth) for item in value]}
        if isinstance(value, dict):
            pairs = [[self.encode(key, depth), self.encode(item, depth)] for key, item in value.items()]
            return {"t": "dict", "v": pairs}
        if isinstance(value, Earlier):
            return {"t": "earlier", "v": value.index}
        if isinstance(value, Opaque):
            return {"t": "other", "type": value.type, "text": value.text}
        return self._array(value, depth)

    def _array(self, value: object, depth: int) -> Any:
        import numpy as np

        if isinstance(value, np.generic) and DTYPE.fullmatch(value.dtype.str):
            return {"t": "scalar", "dtype": value.dtype.str, "v": value.tobytes()}
        if isinstance(value, np.ndarray):
            return self._ndarray(np.asarray(value), depth)
        if is_table(value):
            found = encode_pandas(value, lambda part: self.encode(part, depth))
            return _opaque(value) if found is None else found
        return _opaque(value)

    def _ndarray(self, value: "np.ndarray", depth: int) -> Any:
        if value.dtype.kind == "O":
            flat = [self.encode(item, depth) for item in value.ravel().tolist()]
            return {"t": "objects", "shape": list(value.shape), "v": flat}
        if not DTYPE.fullmatch(value.dtype.str):
            return _opaque(value)
        self.bytes -= value.nbytes
        self._pay(depth)
        return {"t": "array", "dtype": value.dtype.str, "shape": list(value.shape), "v": value.tobytes()}


def is_table(value: object) -> bool:
    """Whether `value` is something of pandas; loads nothing."""
    return type(value).__module__.split(".")[0] == "pandas"


def _text(value: str) -> Any:
    try:
        value.encode()
    except UnicodeEncodeError:
        return {"t": "str", "v": value.encode("utf-8", "surrogatepass")}
    return str(value)


def decode(raw: Any, depth: int = 0) -> Any:
    """The value that `encode` gave as `raw`; CodecError for anything else."""
    if depth > 2 * DEPTH:
        raise CodecError("too deep")
    if isinstance(raw, list):
        return [decode(item, depth + 1) for item in raw]
    if not isinstance(raw, dict):
        return raw
    kind = raw.get("t")
    reader = READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise CodecError("an unknown kind of value")
    try:
        return reader(raw, depth + 1)
    except CodecError:
        raise
    except Exception as error:  # noqa: BLE001 - a forged message may break any reader in any way
        raise CodecError(f"{type(error).__name__}: {error}") from None


def _items(raw: dict[str, Any], depth: int) -> list[Any]:
    if not isinstance(raw["v"], list):
        raise CodecError("a list was due")
    return [decode(item, depth) for item in raw["v"]]


def _shape(raw: dict[str, Any]) -> tuple[int, ...]:
    shape = tuple(raw["shape"])
    if len(shape) > 32 or not all(type(size) is int and 0 <= size < 2**40 for size in shape):
        raise CodecError("an impossible shape")
    return shape


def _read_array(raw: dict[str, Any], depth: int) -> Any:
    import numpy as np

    if not DTYPE.fullmatch(raw["dtype"]):
        raise CodecError("an array of an unknown type")
    dtype, shape, data = np.dtype(raw["dtype"]), _shape(raw), raw["v"]
    if math.prod(shape) * dtype.itemsize != len(data):
        raise CodecError("an array of another size than it says")
    array = np.ndarray(shape, dtype, buffer=bytearray(data))
    if dtype.kind in "UmM":
        array.tolist()  # raises here, not later, if the characters are none
    return array


def _read_scalar(raw: dict[str, Any], depth: int) -> Any:
    return _read_array({**raw, "shape": []}, depth)[()]


def _read_objects(raw: dict[str, Any], depth: int) -> Any:
    import numpy as np

    shape, items = _shape(raw), _items(raw, depth)
    if math.prod(shape) != len(items):
        raise CodecError("an array of another size than it says")
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = item
    return array.reshape(shape)


def _read_pandas(raw: dict[str, Any], depth: int) -> Any:
    return decode_pandas(raw, lambda part: decode(part, depth))


def _read_earlier(raw: dict[str, Any], depth: int) -> Earlier:
    if type(raw["v"]) is not int:
        raise CodecError("a number was due")
    return Earlier(raw["v"])


READERS: dict[str, Callable[[dict[str, Any], int], Any]] = {
    "int": lambda raw, depth: int(raw["v"], 16),
    "str": lambda raw, depth: raw["v"].decode("utf-8", "surrogatepass"),
    "complex": lambda raw, depth: complex(*raw["v"]),
    "tuple": lambda raw, depth: tuple(_items(raw, depth)),
    "set": lambda raw, depth: set(_items(raw, depth)),
    "dict": lambda raw, depth: dict(_items(raw, depth)),
    "other": lambda raw, depth: Opaque(str(raw["type"])[:100], str(raw["text"])[:500]),
    "earlier": _read_earlier,
    "array": _read_array,
    "scalar": _read_scalar,
    "objects": _read_objects,
    "frame": _read_pandas,
    "series": _read_pandas,
}
