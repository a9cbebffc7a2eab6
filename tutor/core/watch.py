"""Watches strangers' code in the app's process, which would otherwise freeze the screen for as long as it likes.

What `contained` runs is interrupted after about 3 s where Python can be (SIGALRM raises `Overtime` in it). What
cannot be, C code above all, is seen by the guarding parent on the `Board` and ended from there. Time is counted in
ticks of a timer that a stopped process does not get, so neither Ctrl+Z nor a sleeping machine is taken for a loop;
and what a busy machine keeps it waiting for a processor is taken off, where the system tells (Linux).
"""

import mmap
import os
import signal
import struct
import sys
import threading
import time
from _thread import get_ident
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

TICK, SECONDS, PATIENCE = 0.5, 3.0, 60.0
"""Seconds between two looks; until a call is interrupted; for which a library that is being imported is let be."""
SLOW = 60.0
"""Seconds until a call is interrupted that its author marked as slow."""
FROZEN = 12.0
"""Seconds of processor time without one turn of the app's own loop, after which our own code is interrupted."""
_HEAD = struct.Struct("<IH")


class Overtime(BaseException):
    """Raised inside strangers' code that does not come to an end."""


class Frozen(RuntimeError):
    """Raised inside our own code where it keeps the app from going on."""


class Board:
    """What strangers' code is running right now, in memory that another process reads too; or in `file`, a number."""

    SIZE = 512

    def __init__(self, file: int = -1) -> None:
        self._memory = mmap.mmap(file, self.SIZE)
        self._count = 0

    def write(self, where: str) -> None:
        """`where` runs now; empty: nothing does."""
        text = where.encode("utf-8", "replace")[: self.SIZE - _HEAD.size] if where else b""
        self._count = (self._count + 1) & 0xFFFFFFFF
        self._memory[_HEAD.size : _HEAD.size + len(text)] = text
        self._memory[: _HEAD.size] = _HEAD.pack(self._count, len(text))

    def read(self) -> tuple[int, str]:
        """A number that changes with every call, and what runs."""
        count, size = _HEAD.unpack(self._memory[: _HEAD.size])
        return count, bytes(self._memory[_HEAD.size : _HEAD.size + size]).decode("utf-8", "replace")

    def interrupted(self) -> None:
        """What runs is interrupted now: for the first time, or again because it went on."""


class _Watch:
    """The one watch of this process: off until `start`."""

    board: Board | None = None
    thread = parent = 0
    where = at = ""
    limit = SECONDS
    waited = worked = loaded = 0.0
    """Seconds: of the clock, of the processor, and of the clock while a library was being imported."""
    until = 0.0
    starved: float | None = None
    """As the system told at the last look; None before the first, as asking takes longer than most calls."""


_watch = _Watch()


def start(board: Board) -> None:
    """Watch this thread from now on, and show on `board` what runs. Call it in the main thread."""
    _watch.board, _watch.thread, _watch.parent = board, get_ident(), os.getppid()
    signal.signal(signal.SIGALRM, _tick)
    signal.signal(signal.SIGVTALRM, _thaw)


def stop() -> None:
    """Watch no longer."""
    _watch.board = None
    for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL):
        signal.setitimer(timer, 0)


@contextmanager
def watching(board: Board) -> Iterator[None]:
    """Watch this thread for the code inside, then no longer.

    Without effect where somebody watches already, off the main thread, and where there is no SIGALRM (Windows).
    """
    numbers = [getattr(signal, name) for name in ("SIGALRM", "SIGVTALRM") if hasattr(signal, name)]
    if _watch.board is not None or not numbers or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    start(board)
    try:
        yield
    finally:
        stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def enter(where: str, at: Path | None, slow: bool = False) -> tuple[str, str] | None:
    """Strangers' code begins, which its author may have marked as slow. Returns what to give to `leave`."""
    if _watch.board is None or get_ident() != _watch.thread:
        return None
    outer = _watch.where, _watch.at
    if not outer[0]:
        _watch.waited = _watch.worked = _watch.loaded = 0.0
        _watch.until, _watch.starved = time.thread_time(), None
        _watch.limit = SECONDS
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
    _watch.limit = max(_watch.limit, SLOW if slow else SECONDS)
    _watch.where, _watch.at = where or "a lesson's code", str(at or "")
    _watch.board.write(_watch.where)
    return outer


def leave(outer: tuple[str, str] | None) -> None:
    """It is over."""
    if outer is None:
        return
    _watch.where, _watch.at = outer
    if _watch.board is not None:
        _watch.board.write(_watch.where)
        if not _watch.where:
            signal.setitimer(signal.ITIMER_REAL, 0)


def limit() -> float:
    """Seconds until what runs now is interrupted."""
    return _watch.limit


def turned() -> bool:
    """The app's loop has turned; False where its guarding parent is gone. True where nobody watches."""
    if _watch.board is None:
        return True
    signal.setitimer(signal.ITIMER_VIRTUAL, FROZEN, 1.0)
    return os.getppid() == _watch.parent


def _tick(_: int, frame: FrameType | None) -> None:
    if not _watch.where or _debugged() or _ours(frame):
        return
    before, _watch.starved = _watch.starved, starved()
    since, _watch.until = _watch.until, time.thread_time()
    worked = _watch.until - since
    waited = worked if before is None else max(0.0, TICK - (_watch.starved - before))
    if _watch.board is not None and _watch.loaded < PATIENCE and _loading(frame):
        _watch.loaded += waited
        _watch.board.write(_watch.where)
        return
    _watch.waited += waited
    _watch.worked += worked
    if max(_watch.waited, _watch.worked) < _watch.limit:
        return
    # Once more in a second, should it catch this one.
    _watch.waited -= 1.0
    _watch.worked -= 1.0
    if _watch.board is not None:
        _watch.board.interrupted()
    raise Overtime(f"stopped, as it did not end within {_watch.limit:g} s")


def _thaw(_: int, frame: FrameType | None) -> None:
    if not _debugged():
        raise Frozen(f"the app did not go on for {FROZEN:g} s of work")


def starved(process: int | str = "self") -> float:
    """Seconds for which the main thread of a process has waited for a processor so far; 0 where that is not told."""
    task = "thread-self" if process == "self" else f"{process}/task/{process}"
    try:
        with open(f"/proc/{task}/schedstat", "rb") as told:
            return int(told.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _ours(frame: FrameType | None) -> bool:
    """Whether the call is just beginning or over, so that there is nobody left to interrupt."""
    return frame is not None and frame.f_globals.get("__name__") in (__name__, "tutor.core.contain")


def _loading(frame: FrameType | None) -> bool:
    """Whether a library is being imported: stopped half way, some cannot be imported again."""
    while frame is not None and not (_watch.at and frame.f_code.co_filename.startswith(_watch.at)):
        if frame.f_code.co_name == "<module>" or "importlib._bootstrap" in frame.f_code.co_filename:
            return True
        frame = None if frame.f_globals.get("__name__", "").startswith("tutor.") else frame.f_back
    return False


def _debugged() -> bool:
    return sys.gettrace() is not None or "pydevd" in sys.modules
