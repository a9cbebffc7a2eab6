"""Frames between processes: four bytes of length, then a message of values.py."""

import os
import struct
from collections.abc import Iterator
from typing import Any

import msgspec

from tutor.core.code import values

HEAD = struct.Struct("<I")
MOST = 256 << 20


def frame(message: Any) -> bytes:
    """`message` (plain data) as one frame."""
    body = msgspec.msgpack.encode(message)
    return HEAD.pack(len(body)) + body


def send(pipe: int, message: Any) -> None:
    """Write one frame to a file descriptor, all of it; OSError if nobody reads."""
    send_bytes(pipe, frame(message))


def send_bytes(pipe: int, data: bytes) -> None:
    """Write all of `data`."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def receive(pipe: int) -> Any:
    """Read one frame from a file descriptor; EOFError at its end, CodecError if it is none."""
    (size,) = HEAD.unpack(_exactly(pipe, HEAD.size))
    if size > MOST:
        raise values.CodecError("a frame too big")
    return values.read(_exactly(pipe, size))


def _exactly(pipe: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(pipe, min(size - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def frames(data: bytes) -> Iterator[Any]:
    """The messages in `data`, which anybody may have written: ends quietly at the first that is none."""
    place = 0
    while place + HEAD.size <= len(data):
        (size,) = HEAD.unpack_from(data, place)
        place += HEAD.size
        if place + size > len(data):
            return
        try:
            yield values.read(data[place : place + size])
        except values.CodecError:
            return
        place += size
