"""In the confined child: the learner's program is run, its functions called, and what came of it sent as data.

Nothing here knows what is right. Whatever the program does to this process, it can but change its own values.
"""

import io
import linecache
import os
import sys
import types
from collections.abc import Sequence
from typing import Any

from tutor.core.code import libraries, values, wire
from tutor.core.code.messages import End, Failed, Missing, Ready, Returned, Said, Setup, Told, Top
from tutor.core.code.packing import pack
from tutor.core.code.raising import FILE, described
from tutor.core.code.unpacking import unpack

ROOM = 48 << 20
"""Bytes of results in one run; a value that does not fit any more is told by its size."""


def run(source: str, calls: Sequence[Told], results: int, go: int) -> None:
    """Run `source`, then each call; one message each, and an end record. `go` answers when a time was taken."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    sys.meta_path.insert(0, libraries.Closed)
    messages = _Results(results, go)
    try:
        given = [unpack(call.args) for call in calls]
    except values.CodecError as error:
        messages.send(Setup(f"its inputs did not arrive ({error})"[:500]))
        messages.flush()
        return
    messages.send(Ready())
    messages.flush()
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        exec(compile(source, FILE, "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt are the learner's
        messages.send(Top(described(error)))
    else:
        _call_all(module, calls, given, messages)
    _flush()
    messages.send(End())
    messages.flush()


def _stream(number: int) -> io.TextIOWrapper:
    """A text stream on a file descriptor, written line by line."""
    raw = io.FileIO(number, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", line_buffering=True, write_through=True)


class _Results:
    """Messages on their way out, sent many at a time; each wakes a process."""

    def __init__(self, pipe: int, go: int) -> None:
        self.pipe, self.go, self.waiting, self.room = pipe, go, bytearray(), ROOM
        self.too_big = False

    def send(self, message: Said) -> None:
        data = wire.frame(message)
        self.room -= len(data)
        self.waiting += data
        if len(self.waiting) > 1 << 16:
            self.flush()

    def flush(self) -> None:
        wire.send_bytes(self.pipe, bytes(self.waiting))
        self.waiting.clear()

    def stamp(self) -> None:
        """Have the time taken, and wait until it was."""
        self.waiting += wire.STAMP
        self.flush()
        os.read(self.go, 1)


def _call_all(module: types.ModuleType, calls: Sequence[Told], given: list[Any], results: _Results) -> None:
    earlier: list[Any] = []
    for number, (call, args) in enumerate(zip(calls, given, strict=True)):
        if call.first:
            earlier = []
        _flush()
        os.write(1, mark(number))
        earlier.append(_call(module, call, args, earlier, results))
        if results.too_big:
            return


def mark(number: int) -> bytes:
    """What stands among the prints before those of call `number`."""
    return b"\0call %d\0" % number


def _call(module: types.ModuleType, call: Told, given: list[Any], earlier: list[Any], results: _Results) -> Any:
    args = [earlier[arg.index] if isinstance(arg, values.Earlier) else arg for arg in given]
    before = [pack(arg) for arg in given]
    function = getattr(module, call.function, None)
    if function is None:
        results.send(Missing())
        return None
    if call.timed:
        results.stamp()
    try:
        value = function(*args)
    except BaseException as error:  # noqa: BLE001 - see run
        results.send(Failed(described(error)))
        return None
    if call.timed:
        results.stamp()
    changed = tuple(number for number, arg in enumerate(given) if pack(arg) != before[number])
    packed = pack(value, max(0, results.room))
    results.send(Returned(packed, changed[:20]))
    results.too_big = packed.too_big
    return value


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: BLE001 - the learner may have put anything there
            continue
