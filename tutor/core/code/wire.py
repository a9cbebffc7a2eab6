"""What tutor, warm process and run say to each other: frames of four bytes of length and a typed message.

Types are checked while a message is read, and every part of it is text, a number or bytes: what anybody forged
cannot become anything bigger than itself. Values in it are `Packed`, and built by who needs them.
"""

import os
import struct
from typing import Annotated, Literal, TypeVar

import msgspec

from tutor.core.code.confine import Limits
from tutor.core.code.values import CodecError, Packed

T = TypeVar("T")
HEAD = struct.Struct("<I")
MOST = 256 << 20
STAMP = HEAD.pack(0)
"""An empty frame: the run asks for the time to be taken, and waits until it was."""

Status = Literal["ended", "time", "output", "results", "files", "stopped", "quit", "crashed", "machine"]
"""How a run ended: `time`, `output`, `results`, `files` are limits that it met; of the last three the tutor finds that
it ended itself, was ended by a signal, or that this machine could not run it."""
Few = msgspec.Meta(max_length=20)
Short = Annotated[str, msgspec.Meta(max_length=1000)]


class Told(msgspec.Struct, frozen=True):
    """One call to make, as the run is told it: `first` begins a new sequence, `timed` takes its time."""

    function: str
    args: Packed
    first: bool = True
    timed: bool = False


class Request(msgspec.Struct, frozen=True, tag=True):
    """A program to run; `libraries` are loaded before its clock starts."""

    source: str
    calls: list[Told]
    libraries: list[str]
    limits: Limits


class Stop(msgspec.Struct, frozen=True, tag=True):
    """End the run that is under way."""


class Warm(msgspec.Struct, frozen=True, tag=True):
    """The warm process is there."""


class Reply(msgspec.Struct, frozen=True, tag=True):
    """What became of a run, and all that it said; `times` are those it asked for, in seconds.

    After `last` this process is of no more use: its folder cannot be emptied.
    """

    status: Status
    signal: int = 0
    results: bytes = b""
    prints: bytes = b""
    cut: bool = False
    times: list[float] = []
    last: bool = False


class Raised(msgspec.Struct, frozen=True):
    """An exception of the learner's program: `lines` are the learner's own, outermost first, with function names.

    `library` is the library whose own fault it is, if it is one's; `missing` a module that is not there.
    """

    type: Short = "an error that cannot be read"
    message: Short = ""
    kinds: Annotated[tuple[Short, ...], Few] = ()
    lines: Annotated[tuple[tuple[int, Short], ...], Few] = ()
    errno: int | None = None
    file: Short | None = None
    column: int | None = None
    library: Short = ""
    missing: Short = ""

    @property
    def named(self) -> str:
        """`ValueError: what it said`."""
        return f"{self.type}: {self.message}" if self.message else self.type

    @property
    def at(self) -> str:
        """` in line 3`, or nothing."""
        return f" in line {self.lines[-1][0]}" if self.lines else ""


class Setup(msgspec.Struct, frozen=True, tag=True):
    """The run could not begin."""

    why: Short


class Ready(msgspec.Struct, frozen=True, tag=True):
    """From here on the program runs."""


class Top(msgspec.Struct, frozen=True, tag=True):
    """The program's own top level raised."""

    error: Raised


class Returned(msgspec.Struct, frozen=True, tag=True):
    """A call's value; `changed` are the arguments that are not what they were."""

    value: Packed
    changed: Annotated[tuple[int, ...], Few] = ()


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A call raised."""

    error: Raised


class Missing(msgspec.Struct, frozen=True, tag=True):
    """There is no function of that name."""


class End(msgspec.Struct, frozen=True, tag=True):
    """All calls were made."""


Said = Setup | Ready | Top | Returned | Failed | Missing | End
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
    place = 0
    while place + HEAD.size <= len(data) and len(found) < most:
        (size,) = HEAD.unpack_from(data, place)
        end = place + HEAD.size + size
        try:
            message = _read(data[place + HEAD.size : end], _from_run) if size else None
        except CodecError:
            break
        found.append(message)
        place = end
    return found, place == len(data)
