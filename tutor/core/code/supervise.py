"""In the warm process: fork a run, read what it says within limits, end it in time, leave nothing behind."""

import os
import select
import shutil
import signal
import time
from collections.abc import Callable
from typing import Any

from tutor.core.code import kernel
from tutor.core.code.confine import Confinement, Limits

PR_SET_CHILD_SUBREAPER = 36
TICK = 1

Body = Callable[[dict[str, Any], int, Confinement, int], None]


def supervised(request: dict[str, Any], control: int, confinement: Confinement, body: Body) -> dict[str, Any]:
    """One run in a fork of this process: {status, signal, results, prints, cut}.

    Status: `ended`, `time`, `output` (too much of it), `stopped` (by the tutor, or it went away), `fork` (no process).
    """
    limits = Limits(**request["limits"])
    results, results_end = os.pipe()
    prints, prints_end = os.pipe()
    try:
        child = os.fork()
    except OSError as error:
        for pipe in (results, results_end, prints, prints_end):
            os.close(pipe)
        return {"status": "fork", "signal": 0, "results": b"", "prints": str(error).encode(), "cut": False}
    if child == 0:
        _become_child(request, results_end, prints_end, confinement, body)
    os.close(results_end)
    os.close(prints_end)
    run = _Run(child, results, prints, limits)
    try:
        status = run.watch(control)
    finally:
        code = run.end()
    died = os.WTERMSIG(code) if os.WIFSIGNALED(code) else 0
    if status == "ended" and died == signal.SIGXCPU:
        status = "time"
    return {
        "status": status,
        "signal": died,
        "results": bytes(run.said[results]),
        "prints": bytes(run.said[prints]),
        "cut": run.cut,
    }


def _become_child(request: dict[str, Any], results: int, prints: int, confinement: Confinement, body: Body) -> None:
    """In the fork: keep the prints, the results and Landlock's rules; never return."""
    try:
        parent = os.getppid()
        os.setsid()
        os.dup2(prints, 1)
        os.dup2(prints, 2)
        kept = {0, 1, 2, results} | ({confinement.rules} if confinement.rules is not None else set())
        for number in range(3, max(64, *kept) + 64):
            if number not in kept:
                try:
                    os.close(number)
                except OSError:
                    continue
        body(request, results, confinement, parent)
    finally:
        os._exit(70)


class _Run:
    """A running child and what it has said so far."""

    def __init__(self, child: int, results: int, prints: int, limits: Limits) -> None:
        self.child, self.results, self.prints, self.limits = child, results, prints, limits
        self.said = {results: bytearray(), prints: bytearray()}
        self.printed, self.cut = 0, False
        self.code: int | None = None
        self.deadline = time.monotonic() + limits.seconds

    def watch(self, control: int) -> str:
        """Read until the child has ended or must be ended; the status."""
        poll = select.poll()
        for pipe in (control, self.results, self.prints):
            poll.register(pipe, select.POLLIN)
        wait = 50
        while True:
            for pipe, _ in poll.poll(wait):
                if pipe == control:
                    return "stopped"
                if not self._read(pipe):
                    poll.unregister(pipe)
                    wait = TICK
                if self.printed > self.limits.prints or len(self.said[self.results]) > self.limits.results:
                    return "output"
            if self._has_ended():
                self._drain()
                return "ended"
            if time.monotonic() > self.deadline:
                return "time"

    def _read(self, pipe: int) -> bool:
        data = os.read(pipe, 1 << 16)
        if pipe == self.prints:
            self.printed += len(data)
            room = self.limits.prints_kept - len(self.said[pipe])
            self.cut = self.cut or len(data) > room
            data, more = data[: max(0, room)], bool(data)
        else:
            more = bool(data)
        self.said[pipe] += data
        return more

    def _has_ended(self) -> bool:
        if self.code is None:
            found, code = os.waitpid(self.child, os.WNOHANG)
            self.code = code if found else None
        return self.code is not None

    def _drain(self) -> None:
        """What the dead child left in its pipes; no more than a pipe holds, in case somebody else writes."""
        for pipe in (self.results, self.prints):
            os.set_blocking(pipe, False)
            for _ in range(64):
                try:
                    if not self._read(pipe):
                        break
                except OSError:
                    break

    def end(self) -> int:
        """End the child's whole group and whatever left it; its wait status."""
        try:
            os.killpg(self.child, signal.SIGKILL)
        except OSError:
            if self.code is None:
                os.kill(self.child, signal.SIGKILL)
        if self.code is None:
            self.code = os.waitpid(self.child, 0)[1]
        end_orphans()
        os.close(self.results)
        os.close(self.prints)
        return self.code


def adopt_orphans() -> None:
    """Processes that a run leaves behind (where seccomp could not forbid them) become ours, so that we can end them."""
    kernel.call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_orphans() -> None:
    """Kill and reap every child we still have."""
    while True:
        try:
            with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
                children = [int(number) for number in file.read().split()]
        except OSError:
            return
        if not children:
            return
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def emptied(folder: str) -> bool:
    """Delete everything in `folder`; whether it is empty now."""
    os.chmod(folder, 0o700)
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            os.chmod(path, 0o700)
            for root, folders, _ in os.walk(path):
                for inner in (root, *(os.path.join(root, one) for one in folders)):
                    if not os.path.islink(inner):
                        os.chmod(inner, 0o700)
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)
    return not os.listdir(folder)
