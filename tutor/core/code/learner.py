"""In the confined child: the learner's program is run, its functions called, and what came of it sent as data.

Nothing here knows what is right. Whatever the program does to this process, it can but change its own values.
"""

import io
import linecache
import os
import sys
import time
import traceback
import types
from collections.abc import Sequence
from typing import Any

from tutor.core.code import values, wire

FILE = "your code"
KINDS = (MemoryError, RecursionError, SyntaxError, SystemExit, KeyboardInterrupt, EOFError, OSError, NameError)


def run(source: str, calls: Sequence[dict[str, Any]], results: int) -> None:
    """Run `source`, then each call ({function, args, after, first}); one message each, and an end record."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    messages = _Results(results)
    try:
        calls = [{**call, "args": values.decode(call["args"])} for call in calls]
    except values.CodecError as error:
        messages.send({"setup": f"its inputs did not arrive ({error})"})
        messages.flush()
        return
    messages.send({"ready": True})
    messages.flush()
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        exec(compile(source, FILE, "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt are the learner's
        messages.send({"top": describe(error)})
    else:
        _call_all(module, calls, messages)
    _flush()
    messages.send({"end": True})
    messages.flush()


def _stream(number: int) -> io.TextIOWrapper:
    """A text stream on a file descriptor, written line by line."""
    raw = io.FileIO(number, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", line_buffering=True, write_through=True)


class _Results:
    """Messages on their way out, sent many at a time; each wakes a process."""

    def __init__(self, pipe: int) -> None:
        self.pipe, self.waiting = pipe, bytearray()

    def send(self, message: dict[str, Any]) -> None:
        self.waiting += wire.frame(message)
        if len(self.waiting) > 1 << 16:
            self.flush()

    def flush(self) -> None:
        wire.send_bytes(self.pipe, bytes(self.waiting))
        self.waiting.clear()


def _call_all(module: types.ModuleType, calls: Sequence[dict[str, Any]], results: _Results) -> None:
    earlier: list[Any] = []
    for number, call in enumerate(calls):
        if call["first"]:
            earlier = []
        _flush()
        os.write(1, mark(number))
        earlier.append(_call(module, call, earlier, results))


def mark(number: int) -> bytes:
    """What stands among the prints before those of call `number`."""
    return b"\0call %d\0" % number


def _call(module: types.ModuleType, call: dict[str, Any], earlier: list[Any], results: _Results) -> Any:
    args = [earlier[a.index] if isinstance(a, values.Earlier) else a for a in call["args"]]
    function = getattr(module, call["function"], None)
    if function is None:
        results.send({"missing": call["function"]})
        return None
    start = time.thread_time()
    try:
        value = function(*args)
    except BaseException as error:  # noqa: BLE001 - see run
        results.send({"error": describe(error)})
        return None
    message = {"seconds": time.thread_time() - start, "value": values.encode(value)}
    if call["after"]:
        message["after"] = values.encode(args)
    results.send(message)
    return value


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # noqa: BLE001 - the learner may have put anything there
            continue


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as data: type, message, and the places in the learner's own lines, outermost first."""
    found: dict[str, Any] = {
        "type": type(error).__name__,
        "message": _message(error),
        "kinds": [kind.__name__ for kind in KINDS if isinstance(error, kind)],
        "lines": [],
    }
    frames = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [[line, code.co_name] for code, line in frames if code.co_filename == FILE]
    found["lines"] = ours if len(ours) <= 12 else ours[:6] + ours[-6:]
    if isinstance(error, OSError):
        found["errno"] = error.errno
        found["file"] = values.encode(str(error.filename)[:300]) if error.filename is not None else None
    if isinstance(error, SyntaxError) and error.filename == FILE:
        found["lines"] = [[error.lineno, "<module>"]]
        found["column"] = error.offset
    return found


def _message(error: BaseException) -> Any:
    try:
        return values.encode((error.msg if isinstance(error, SyntaxError) else str(error))[:1000])
    except Exception:  # noqa: BLE001 - the learner's own __str__ may do anything
        return ""
