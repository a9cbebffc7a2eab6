"""One fresh process for each run: for systems where a warm one cannot fork, and to compare with."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from typing import IO, Any

from tutor.core.code import places, wire
from tutor.core.code.warm import MachineError, config


class ColdChild:
    """Runs each program in a process of its own, confined by what `use` names (of landlock, seccomp)."""

    def __init__(self, use: Sequence[str]) -> None:
        self.use = use
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """As `WarmChild.run`."""
        folder = tempfile.mkdtemp(prefix="tutor-code-")
        try:
            return self._run(request, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, request: dict[str, Any], folder: str) -> dict[str, Any]:
        self._stopped = False
        self._process = process = _start(places.command(config(folder, self.use, warm=False)), folder)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        limits = request["limits"]
        results = _Reader(process.stdout, keep=limits["results"], most=limits["results"], full=self._kill)
        prints = _Reader(process.stderr, keep=limits["prints_kept"], most=limits["prints"], full=self._kill)
        with contextlib.suppress(OSError):
            wire.send(process.stdin.fileno(), request)
            process.stdin.close()
        status = self._wait(process, limits["seconds"], results)
        for reader in (results, prints):
            reader.join(2)
        if results.full or prints.full:
            status = "output"
        died = max(0, -process.returncode)
        if status == "ended" and sys.platform != "win32" and died == signal.SIGXCPU:
            status = "time"
        kept = {"results": bytes(results.data), "prints": bytes(prints.data), "cut": prints.cut}
        return {"status": "stopped" if self._stopped else status, "signal": died, **kept}

    def _wait(self, process: "subprocess.Popen[bytes]", seconds: float, results: "_Reader") -> str:
        """`seconds` count from the moment the program may start; Python's own start has a minute of its own."""
        results.begun.wait(60)
        deadline = time.monotonic() + seconds
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
            status = "ended"
        except subprocess.TimeoutExpired:
            status = "time"
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

    def __init__(self, pipe: IO[bytes], keep: int, most: int, full: Any) -> None:
        super().__init__(daemon=True)
        self.pipe, self.keep, self.most, self.on_full = pipe, keep, most, full
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
                if self.total > self.most and not self.full:
                    self.full = True
                    self.on_full()
        self.begun.set()


def _start(command: Sequence[str], folder: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env=places.environment(),
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise MachineError(f"no process could be started ({error.strerror})") from None
