"""Frames between processes: four bytes of length, then a message of messages.py."""

import os
import struct
from typing import TypeVar

import msgspec

from tutor.core.code.messages import Reply, Request, Said, Stop, Warm
from tutor.core.code.values import CodecError

T = TypeVar("T")
HEAD = struct.Struct("<I")
MOST = 256 << 20
STAMP = HEAD.pack(0)
"""An empty frame: the run asks for the time to be taken, and waits until it was."""

_encode = msgspec.msgpack.Encoder().encode
_to_child = msgspec.msgpack.Decoder(Request | Stop)
_to_tutor = msgspec.msgpack.Decoder(Warm | Reply)
_from_run = msgspec.msgpack.Decoder(Said)


def frame(message: msgspec.Struct) -> bytes:
    """`message` as one frame."""
    body = _encode(message)
    return HEAD.pack(len(body)) + body


def send(pipe: int, message: msgspec.Struct) -> None:
    """Write one frame to a file descriptor, all of it; OSError if nobody reads."""
    send_bytes(pipe, frame(message))


def send_bytes(pipe: int, data: bytes) -> None:
    """Write all of `data`."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def receive_request(pipe: int) -> Request | Stop:
    """The tutor's next wish; EOFError at the end, CodecError if it is none."""
    return _receive(pipe, _to_child)


def receive_reply(pipe: int) -> Warm | Reply:
    """The warm process's next answer; EOFError at the end, CodecError if it is none."""
    return _receive(pipe, _to_tutor)


def _receive(pipe: int, decoder: "msgspec.msgpack.Decoder[T]") -> T:
    (size,) = HEAD.unpack(_exactly(pipe, HEAD.size))
    if size > MOST:
        raise CodecError("a frame too big")
    return _read(_exactly(pipe, size), decoder)


def _read(data: bytes, decoder: "msgspec.msgpack.Decoder[T]") -> T:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise CodecError(str(error)) from None


def _exactly(pipe: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(pipe, min(size - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def frames(data: bytes, most: int) -> tuple[list[Said | None], bool]:
    """The first `most` messages in `data`, which anybody may have written, None for a stamp; and whether that is all.

    Ends at the first that is none.
    """
    found: list[Said | None] = []
    offset = 0
    while offset + HEAD.size <= len(data) and len(found) < most:
        (size,) = HEAD.unpack_from(data, offset)
        end = offset + HEAD.size + size
        try:
            message = _read(data[offset + HEAD.size : end], _from_run) if size else None
        except CodecError:
            break
        found.append(message)
        offset = end
    return found, offset == len(data)
