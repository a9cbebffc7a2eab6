"""A program in a real pseudo-terminal: when it paints, what its keys cost, how much memory it takes. POSIX only."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

END = b"\x1b[?2026l"
"""Ends a frame, for a terminal that says it knows frames."""
LONGEST = 30.0


class Terminal:
    """The program runs while the `with` is open; all times are seconds."""

    def __init__(self, argv: Sequence[str], size: tuple[int, int] = (80, 24), **env: str) -> None:
        self.size = size
        here = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
        self._new = b""
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(here)
            # As a learner has it: without this, only installed libraries would come compiled.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execv(argv[0], list(argv))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            while os.read(self.fd, 2**16):
                pass
        os.close(self.fd)
        os.waitpid(self.pid, 0)

    def read(self, wait: float) -> bytes:
        """What comes within `wait`, at most one piece; asked for what it knows, this terminal knows frames."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        piece = os.read(self.fd, 2**16)
        if b"\x1b[?2026$p" in piece:
            self.press(b"\x1b[?2026;2$y")
        return piece

    def until(self, text: str) -> float:
        """Seconds from the start until `text` has come."""
        wanted, seen = text.encode(), b""
        while wanted not in seen:
            piece = self.read(LONGEST)
            if not piece:
                raise TimeoutError(f"no {text!r} in {LONGEST:g} s; the last was {seen[-400:]!r}")
            seen += piece
        return time.perf_counter() - self.began

    def press(self, keys: bytes) -> None:
        """Keys, as bytes."""
        os.write(self.fd, keys)

    def settled(self, quiet: float = 0.3) -> None:
        """Wait until nothing has come for a while."""
        while self.read(quiet):
            pass

    def answer(self, keys: bytes, shows: bytes = b"", quiet: float = 0.1) -> float:
        """Seconds from these keys until the end of the first frame with `shows` (a pattern); then waits for quiet."""
        start, seen, found = time.perf_counter(), b"", 0.0
        self.press(keys)
        while piece := self.read(quiet if found else LONGEST):
            seen += piece
            *frames, seen = seen.split(END)
            if not found and any(re.search(shows, frame) for frame in frames):
                found = time.perf_counter() - start
        if not found:
            raise TimeoutError(f"{keys!r} changed nothing in {LONGEST:g} s")
        return found

    def stream(self, keys: Sequence[bytes], rate: float, shows: bytes = b"") -> list[tuple[float, bytes]]:
        """Press keys at a steady `rate` a second; every frame with `shows`, and its time after the last key."""
        frames: list[tuple[float, bytes]] = []
        start, pressed, rest = time.perf_counter(), 0, b""
        while True:
            due = start + pressed / rate
            left = due - time.perf_counter() if pressed < len(keys) else 0.3
            if left <= 0:
                self.press(keys[pressed])
                pressed += 1
                continue
            piece = self.read(left)
            if not piece and pressed == len(keys):
                break
            rest += piece
            *whole, rest = rest.split(END)
            frames += [(time.perf_counter(), frame) for frame in whole if re.search(shows, frame)]
        last = start + (len(keys) - 1) / rate
        return [(at - last, frame) for at, frame in frames]

    def peak(self) -> tuple[float, float]:
        """MiB: the peak of the process that grew largest, and what all others of the family have for themselves."""
        family = [self.pid, *_children(self.pid)]
        peaks = {pid: _status(pid, "VmHWM:") for pid in family}
        app = max(peaks, key=lambda pid: peaks[pid])
        return peaks[app] / 1024, sum(_private(pid) for pid in family if pid != app) / 1024

    def modules(self) -> set[str]:
        """Shared libraries loaded by the program and its children, by file name."""
        found = set()
        for pid in [self.pid, *_children(self.pid)]:
            with contextlib.suppress(OSError):
                lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
                found |= {line.split()[-1] for line in lines if line.endswith(".so")}
        return found


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return own + [each for child in own for each in _children(child)]
    return []


def _status(pid: int, name: str) -> int:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
    return 0


def _private(pid: int) -> int:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))
    return 0


def tutor(*arguments: str) -> list[str]:
    """The command line of the tutor in this interpreter."""
    return [sys.executable, "-m", "tutor", *arguments]
