"""In the warm process: fork a run, read what it says within limits, end it in time, leave nothing behind."""

import os
import select
import signal
import time
from collections.abc import Callable

from tutor.core.code import folder, kernel
from tutor.core.code.confine import Confinement, Limits
from tutor.core.code.messages import Reply, Request, Status
from tutor.core.code.stamps import Stamps, clock_of

PR_SET_CHILD_SUBREAPER = 36
TICK = 1
LOOK = 0.05
"""Seconds between two looks at what a run has written: at a disk's speed some 20 MB."""

Body = Callable[[Request, int, int, Confinement, int], None]


def supervised(request: Request, control: int, confinement: Confinement, body: Body) -> Reply:
    """One run in a fork of this process, and what came of it."""
    results, results_end = os.pipe()
    prints, prints_end = os.pipe()
    go_end, go = os.pipe()
    try:
        child = os.fork()
    except OSError as error:
        for pipe in (results, results_end, prints, prints_end, go, go_end):
            os.close(pipe)
        return Reply("machine", prints=str(error).encode())
    if child == 0:
        _become_child(request, (results_end, prints_end, go_end), confinement, body)
    for pipe in (results_end, prints_end, go_end):
        os.close(pipe)
    os.set_blocking(go, False)
    run = _Run(child, (results, prints, go), request.limits, confinement.folder)
    try:
        status = run.watch(control)
    finally:
        code = run.end()
    died = os.WTERMSIG(code) if os.WIFSIGNALED(code) else 0
    if status == "ended" and died == signal.SIGXCPU:
        status = "time"
    if status == "ended" and run.wrote_too_much():
        status = "files"
    said, printed = bytes(run.said[results]), bytes(run.said[prints])
    return Reply(status, died, said, printed, run.cut, run.stamps.times, last=not folder.emptied(confinement.folder))


def _become_child(request: Request, pipes: tuple[int, int, int], confinement: Confinement, body: Body) -> None:
    """In the fork: keep the results, the prints, the go-ahead and Landlock's rules; never return."""
    results, prints, go = pipes
    try:
        parent = os.getppid()
        os.setsid()
        os.dup2(prints, 1)
        os.dup2(prints, 2)
        kept = {0, 1, 2, results, go} | ({confinement.rules} if confinement.rules is not None else set())
        for number in range(3, max(64, *kept) + 64):
            if number not in kept:
                try:
                    os.close(number)
                except OSError:
                    continue
        body(request, results, go, confinement, parent)
    finally:
        os._exit(70)


class _Run:
    """A running child and what it has said so far."""

    def __init__(self, child: int, pipes: tuple[int, int, int], limits: Limits, folder: str) -> None:
        self.child, self.limits, self.folder = child, limits, folder
        self.results, self.prints, self.go = pipes
        self.said = {self.results: bytearray(), self.prints: bytearray()}
        self.stamps = Stamps(self.go, clock_of(child))
        self.printed, self.cut = 0, False
        self.code: int | None = None
        self.deadline = time.monotonic() + limits.seconds
        self.next_look = time.monotonic() + LOOK

    def watch(self, control: int) -> Status:
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
                if (too_much := self._said_too_much()) is not None:
                    return too_much
            if self._has_ended():
                self._drain()
                return "ended"
            now = time.monotonic()
            if now > self.deadline:
                return "time"
            if now > self.next_look:
                if self.wrote_too_much():
                    return "files"
                self.next_look = time.monotonic() + LOOK

    def _said_too_much(self) -> Status | None:
        if self.printed > self.limits.prints:
            return "output"
        return "results" if len(self.said[self.results]) > self.limits.results else None

    def wrote_too_much(self) -> bool:
        """Whether the files of the run are more than it may have, those deleted but still open included."""
        size, entries = folder.used(self.folder, self.limits.entries)
        if entries > self.limits.entries or size > self.limits.disk:
            return True
        return self.code is None and size + folder.deleted(self.child) > self.limits.disk

    def _read(self, pipe: int) -> bool:
        data = os.read(pipe, 1 << 16)
        more = bool(data)
        if pipe == self.prints:
            self.printed += len(data)
            room = self.limits.prints_kept - len(self.said[pipe])
            self.cut = self.cut or len(data) > room
            data = data[: max(0, room)]
        self.said[pipe] += data
        if pipe == self.results:
            self.stamps.feed(self.said[pipe])
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
        for pipe in (self.results, self.prints, self.go):
            os.close(pipe)
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
