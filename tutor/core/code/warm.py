"""The tutor's end of the warm child: started once, a few milliseconds a run, ended with the tutor. Linux only."""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tutor.core.code import places, wire
from tutor.core.code.values import CodecError

START_SECONDS, GRACE = 60.0, 10.0


class MachineError(Exception):
    """The tutor could not run a program, through no fault of the program; says why."""


class WarmChild:
    """A warm process; `use` names what confines its runs (of bubblewrap, landlock, seccomp)."""

    def __init__(self, use: Sequence[str]) -> None:
        self.folder = tempfile.mkdtemp(prefix="tutor-code-")
        inside = places.command(config(self.folder, use, warm=True))
        tool = shutil.which("bwrap") if "bubblewrap" in use else None
        try:
            self.process = _start(places.bubblewrap(tool, self.folder, inside) if tool else inside)
        except MachineError:
            os.rmdir(self.folder)
            raise
        assert self.process.stdin
        assert self.process.stdout
        self._pipes = (self.process.stdin, self.process.stdout)
        self._requests, self._replies = (pipe.fileno() for pipe in self._pipes)
        self._sending = threading.Lock()
        try:
            self._receive(START_SECONDS)
        except MachineError:
            self.close()
            raise

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """What supervise.py found of one run; MachineError if the child is gone or silent (then it is closed)."""
        try:
            with self._sending:
                wire.send(self._requests, request)
            reply = self._receive(request["limits"]["seconds"] + GRACE)
        except OSError as error:
            self.close()
            raise MachineError(f"its Python is gone ({error.strerror})") from None
        except MachineError:
            self.close()
            raise
        return reply

    def stop(self) -> None:
        """End the run that is under way (from another thread); it then returns as `stopped`."""
        with contextlib.suppress(OSError, ValueError), self._sending:
            wire.send(self._pipes[0].fileno(), {"stop": True})

    def close(self) -> None:
        """End the child and all it runs, and remove its folder."""
        with contextlib.suppress(OSError):
            self._pipes[0].close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        with contextlib.suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._pipes[1].close()
        if Path(self.folder).exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _receive(self, seconds: float) -> dict[str, Any]:
        """The next reply: the child itself is ours and sends whole frames, so only the wait for it has an end."""
        poll = select.poll()
        poll.register(self._replies, select.POLLIN)
        deadline = time.monotonic() + seconds
        while not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            if time.monotonic() >= deadline:
                raise MachineError(f"its Python did not answer within {seconds:g} s")
        try:
            reply: dict[str, Any] = wire.receive(self._replies)
        except (EOFError, CodecError, OSError):
            raise MachineError("its Python ended") from None
        return reply


def config(folder: str, use: Sequence[str], warm: bool) -> dict[str, object]:
    """What child.py is told on its command line."""
    return {
        "path": places.library_folders(),
        "folder": folder,
        "readable": places.readable(),
        "use": list(use),
        "modules": ["numpy"],
        "warm": warm,
    }


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=places.environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise MachineError(f"no process could be started ({error.strerror})") from None
