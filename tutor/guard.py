"""A small parent that outlives the app: if the app dies hard, it gives the terminal back and says what happened.

A crash in C code, a kill, an `os._exit` in a lesson's code leave the terminal in the alternate screen, the mouse
on, the keys unread. The parent imports nothing heavy, waits, and mends that. It must fork before there are threads.
It also ends the app where a lesson's code runs for ever and Python cannot interrupt it (see `core.watch`).
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from tutor.core import log, watch
from tutor.core.paths import ensure, log_file

RESTORE = "".join(
    [
        "\x1b[?2026l",  # a synchronised update left open
        "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l",  # the mouse
        "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h",  # focus, bracketed paste, resize reports; wrapping on
        "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m",  # kitty keys, the alternate screen, the cursor, colours
    ]
)
LONGEST = 9
"""Ticks (seconds) for which one call into a lesson's code may run; after two more the app is killed outright."""
_FORWARDED = ("SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2")
"""By name: Windows has none but the first."""


def guarded(run: Callable[[], int]) -> int:
    """`run()`'s exit code. On POSIX it runs in a child of this process, which is the one that returns on a crash."""
    os.environ.setdefault("TEXTUAL_FPS", "120")
    for size in ("COLUMNS", "LINES"):  # where they are exported they may be of another window, and would win
        os.environ.pop(size, None)
    if not hasattr(os, "fork") or not sys.stdin.isatty():
        return run()
    sys.stdout.flush()
    sys.stderr.flush()
    before = _terminal()
    ended, end = os.pipe()
    board = watch.Board()
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What comes before the handlers stand waits for them; else it would end this process and leave the child.
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in _FORWARDED])
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGINT, interrupt)
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        os.close(ended)
        return _in_child(run, end, board)
    os.close(end)
    status = _wait(child, board, usual)
    finished = os.read(ended, 1) == b"." if _waiting(ended) else False
    os.close(ended)
    return _exit_code(status) if finished else _died(status, before, board)


def _in_child(run: Callable[[], int], end: int, board: watch.Board) -> int:
    _log_crashes()
    watch.start(board)
    try:
        return run()
    finally:
        watch.stop()
        # Python is still in charge, so Textual has given the terminal back.
        os.write(end, b".")


def _log_crashes() -> None:
    """Have Python write where it was into the log if C code crashes; without a log the app runs all the same."""
    import faulthandler

    with contextlib.suppress(Exception):
        ensure(log_file().parent)
        # Kept open for the life of the process: faulthandler writes to its number.
        faulthandler.enable(open(log_file(), "a", encoding="utf-8"))  # noqa: SIM115


def _wait(child: int, board: watch.Board, mask: set[int | signal.Signals]) -> int:
    """Wait for the child, passing on what is sent to this process and stopping when it stops (Ctrl+Z).

    `mask` holds the signals to block from when the handlers stand.
    """
    eye = _Eye(child, board)
    signal.signal(signal.SIGALRM, lambda *_: eye.look())
    signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)
    for name in _FORWARDED:
        signal.signal(getattr(signal, name), lambda number, _: _send(child, number))
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            signal.setitimer(signal.ITIMER_REAL, 0)
            return status
        os.kill(os.getpid(), signal.SIGSTOP)
        # A shell goes on with the whole group. Told a second time, Textual would start twice: two readers of keys.
        if sys.platform != "linux" or _stopped(child):
            _send(child, signal.SIGCONT)


class _Eye:
    """Ends a child that stays too long in one call into a lesson's code, wherever that is: also in C."""

    def __init__(self, child: int, board: watch.Board) -> None:
        self.child, self.board = child, board
        self.seen, self.ticks, self.starved = board.read(), 0.0, watch.starved(child)

    def look(self) -> None:
        """One second has passed."""
        now = self.board.read()
        stuck = now == self.seen and now[1] != ""
        before, self.starved = self.starved, watch.starved(self.child)
        # A machine that is busy is not the lesson's fault.
        self.seen, self.ticks = now, self.ticks + max(0.0, 1 - (self.starved - before)) if stuck else 0.0
        if self.ticks >= LONGEST and _stopped(self.child):
            self.ticks = 0.0
        elif self.ticks >= LONGEST:
            # At the first signal the child writes into the log where it is.
            _send(self.child, signal.SIGABRT if self.ticks < LONGEST + 2 else signal.SIGKILL)


def _stopped(child: int) -> bool:
    """Whether a debugger or a signal has stopped the child (told on Linux only)."""
    try:
        with open(f"/proc/{child}/stat", "rb") as stat:
            return stat.read().rpartition(b") ")[2][:1] in b"Tt"
    except OSError:
        return False


def _send(child: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, number)


def _waiting(pipe: int) -> bool:
    """Whether there is something to read; a grandchild that holds the other end must not make us wait."""
    import select

    return bool(select.select([pipe], [], [], 0)[0])


def _terminal() -> list[Any] | None:
    import termios

    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except termios.error:
        return None


def _died(status: int, before: list[Any] | None, board: watch.Board) -> int:
    """Give the terminal back and say in one sentence what happened, also at the next start. Returns the exit code."""
    import termios

    with contextlib.suppress(OSError):
        os.write(sys.stderr.fileno(), RESTORE.encode())
    if before is not None:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSAFLUSH, before)
    running = board.read()[1]
    said = f"tutor ended unexpectedly ({_reason(status)})" + (f" while it ran {running}." if running else ".")
    asked = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGHUP, signal.SIGTERM)
    kept = log.keep_end(said, tell=not asked)
    with contextlib.suppress(OSError):
        print(f"{said} What was saved is safe; start it again to go on. Details, if there are any: {kept}",
              file=sys.stderr)  # fmt: skip
    return _exit_code(status) or 1


def _reason(status: int) -> str:
    if not os.WIFSIGNALED(status):
        return f"it left with code {os.WEXITSTATUS(status)} without closing the screen"
    number = os.WTERMSIG(status)
    try:
        return f"{signal.Signals(number).name}: {signal.strsignal(number)}"
    except ValueError:
        return f"signal {number}"


def _exit_code(status: int) -> int:
    """As a shell counts: 128 + signal for a death by signal."""
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
