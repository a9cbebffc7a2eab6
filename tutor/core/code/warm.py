"""The tutor's end of the warm child: started once, a few milliseconds a run, ended with the tutor. Linux only."""

import contextlib
import os
import secrets
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence

from tutor.core.code import interpreter, wire
from tutor.core.code.confine import Limits
from tutor.core.code.folder import removed
from tutor.core.code.messages import Reply, Request, Stop, Warm
from tutor.core.code.values import CodecError

START_SECONDS, GRACE = 60.0, 70.0
"""Seconds for Python's start, and for all of a run but the program itself: its libraries may be loaded for it."""


class MachineError(Exception):
    """The tutor could not run a program, through no fault of the program; says why."""


class WarmChild:
    """A warm process; `use` names what confines its runs (of bubblewrap, landlock, seccomp)."""

    def __init__(self, use: Sequence[str]) -> None:
        tool = shutil.which("bwrap") if "bubblewrap" in use else None
        # Under bubblewrap the folder is in memory, in a /tmp of its own: nothing of it is ever on this disk.
        self.folder = f"/tmp/tutor-code-{secrets.token_hex(8)}" if tool else tempfile.mkdtemp(prefix="tutor-code-")
        inside = interpreter.command(config(self.folder, use, warm=True))
        try:
            self.process = _start(
                interpreter.bubblewrap(tool, self.folder, Limits().disk, inside) if tool else inside, self.folder
            )
        except MachineError:
            self._remove()
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

    def run(self, request: Request) -> Reply:
        """What supervise.py found of one run; MachineError if the child is gone or silent (then it is closed)."""
        try:
            with self._sending:
                wire.send(self._requests, request)
            reply = self._receive(request.limits.seconds + GRACE)
        except OSError as error:
            self.close()
            raise MachineError(f"its Python is gone ({error.strerror})") from None
        except MachineError:
            self.close()
            raise
        if not isinstance(reply, Reply):
            self.close()
            raise MachineError("its Python said something else")
        return reply

    def stop(self) -> None:
        """End the run that is under way (from another thread); it then returns as `stopped`."""
        with contextlib.suppress(OSError, ValueError), self._sending:
            wire.send(self._pipes[0].fileno(), Stop())

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
        self._remove()

    def _remove(self) -> None:
        if os.path.lexists(self.folder):
            removed(self.folder)

    def _receive(self, seconds: float) -> Warm | Reply:
        """The next reply: the child itself is ours and sends whole frames, so only the wait for it has an end."""
        poll = select.poll()
        poll.register(self._replies, select.POLLIN)
        deadline = time.monotonic() + seconds
        while not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            if time.monotonic() >= deadline:
                raise MachineError(f"its Python did not answer within {seconds:g} s")
        try:
            return wire.receive_reply(self._replies)
        except (EOFError, CodecError, OSError):
            raise MachineError("its Python ended") from None


def config(folder: str, use: Sequence[str], warm: bool) -> dict[str, object]:
    """What child.py is told on its command line."""
    return {
        "path": interpreter.library_folders(),
        "folder": folder,
        "readable": interpreter.readable(),
        "use": list(use),
        "warm": warm,
    }


def _start(command: Sequence[str], folder: str) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=interpreter.environment(folder),
            start_new_session=True,
        )
    except OSError as error:
        raise MachineError(f"no process could be started ({error.strerror})") from None
