"""One fresh process for each run: for systems where a warm one cannot fork, and to compare with."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from typing import IO

from tutor.core.code import folder, interpreter, wire
from tutor.core.code.confine import Limits
from tutor.core.code.messages import Reply, Request, Status
from tutor.core.code.stamps import Stamps, clock_of
from tutor.core.code.warm import MachineError, config

LOOK = 0.05
"""Seconds between two looks at what a run has written."""


class ColdChild:
    """Runs each program in a process of its own, confined by what `use` names (of landlock, seccomp)."""

    def __init__(self, use: Sequence[str]) -> None:
        self.use = use
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, request: Request) -> Reply:
        """As `WarmChild.run`."""
        directory = tempfile.mkdtemp(prefix="tutor-code-")
        try:
            return self._run(request, directory)
        finally:
            folder.removed(directory)

    def _run(self, request: Request, directory: str) -> Reply:
        self._stopped = False
        self._process = process = _start(interpreter.command(config(directory, self.use, warm=False)), directory)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        limits = request.limits
        stamps = Stamps(process.stdin.fileno(), clock_of(process.pid))
        results = _Reader(process.stdout, limits.results, limits.results, self._kill, stamps.feed)
        prints = _Reader(process.stderr, limits.prints_kept, limits.prints, self._kill, lambda data: None)
        with contextlib.suppress(OSError):
            wire.send(process.stdin.fileno(), request)
        status = self._wait(process, limits, results, directory)
        for reader in (results, prints):
            reader.join(2)
        with contextlib.suppress(OSError):
            process.stdin.close()
        if results.full or prints.full:
            status = "results" if results.full else "output"
        died = max(0, -process.returncode)
        if status == "ended" and sys.platform != "win32" and died == signal.SIGXCPU:
            status = "time"
        if status == "ended" and _wrote_too_much(directory, limits):
            status = "files"
        status = "stopped" if self._stopped else status
        return Reply(status, died, bytes(results.data), bytes(prints.data), prints.cut, stamps.times)

    def _wait(self, process: "subprocess.Popen[bytes]", limits: Limits, results: "_Reader", directory: str) -> Status:
        """Seconds count from the moment the program may start; Python's own start has a minute of its own."""
        results.begun.wait(60)
        deadline = time.monotonic() + limits.seconds
        status: Status | None = None
        while status is None:
            try:
                process.wait(max(0.0, min(LOOK, deadline - time.monotonic())))
                status = "ended"
            except subprocess.TimeoutExpired:
                if time.monotonic() >= deadline:
                    status = "time"
                elif _wrote_too_much(directory, limits, folder.deleted(process.pid)):
                    status = "files"
        self._kill()
        process.wait()
        return status

    def _kill(self) -> None:
        if (process := self._process) is None:
            return
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """As `WarmChild.stop`."""
        self._stopped = True
        self._kill()

    def close(self) -> None:
        """Nothing is left between runs."""
        self.stop()


class _Reader(threading.Thread):
    """Reads a pipe to its end, keeps the first `keep` bytes, and says when more than `most` came."""

    def __init__(
        self, pipe: IO[bytes], keep: int, most: int, full: Callable[[], None], read: Callable[[bytearray], None]
    ) -> None:
        super().__init__(daemon=True)
        self.pipe, self.keep, self.most, self.on_full, self.on_read = pipe, keep, most, full, read
        self.data, self.total, self.cut, self.full = bytearray(), 0, False, False
        self.begun = threading.Event()
        self.start()

    def run(self) -> None:
        """Until the end of the pipe."""
        with self.pipe:
            while piece := os.read(self.pipe.fileno(), 1 << 16):
                self.begun.set()
                self.total += len(piece)
                room = self.keep - len(self.data)
                self.cut = self.cut or len(piece) > room
                self.data += piece[: max(0, room)]
                self.on_read(self.data)
                if self.total > self.most and not self.full:
                    self.full = True
                    self.on_full()
        self.begun.set()


def _wrote_too_much(directory: str, limits: Limits, held: int = 0) -> bool:
    size, entries = folder.used(directory, limits.entries)
    return entries > limits.entries or size + held > limits.disk


def _start(command: Sequence[str], folder: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env=interpreter.environment(folder),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise MachineError(f"no process could be started ({error.strerror})") from None
