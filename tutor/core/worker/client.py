"""The app's side of the worker: starts it, asks it, and kills it when the learner stops waiting."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from tutor.core.errors import ExerciseError
from tutor.core.grade import Grade
from tutor.core.worker.job import LARGEST, LENGTH, Job, Reply, WorkerError, framed
from tutor.core.worker.memo import Memo

COMMAND = (sys.executable, "-P", "-m", "tutor.core.worker")


class Worker:
    """One child process, warm, that does one job at a time. Cancelling the task that awaits a job kills it.

    A new child is started for the next job. `log` is the file for what packs print; None throws it away.
    """

    def __init__(self, log: Path | None = None) -> None:
        self._log = log
        self._process: Process | None = None
        self._one_job = asyncio.Lock()
        self._memo = Memo()
        self._editions: dict[str, str] = {}
        """Of which edition of each pack the child has code."""

    async def warm(self) -> None:
        """Start the child and have it load scikit-learn while the learner reads; does not wait for it."""
        async with self._one_job:
            await self._send(None)

    async def act(self, job: Job, show: Callable[[str], None]) -> None:
        """Run an action; `show` is called with each state, as JSON, when it comes."""
        await self._run(job, show)

    async def grade(self, job: Job) -> Grade:
        """The verdict on the job's state."""
        last = await self._run(job, lambda state: None)
        return last.grade or Grade.lesson_error(f"{job.lesson}: the worker gave no verdict.")

    async def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            kill(process)
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_drained(process), 1)

    async def _run(self, job: Job, show: Callable[[str], None]) -> Reply:
        """Ask, or remember; the last reply."""
        replies = list(self._memo.get(job) or ())
        if replies:
            for reply in replies[:-1]:
                show(reply.text)
            return replies[-1]
        async with self._one_job:
            await self._fresh(job)
            await self._ask(job, show, replies)
        self._memo.put(job, replies)
        return replies[-1]

    async def _ask(self, job: Job, show: Callable[[str], None], replies: list[Reply]) -> None:
        over = False
        try:
            await self._send(job)
            while not over:
                replies.append(await self._reply())
                over = replies[-1].kind != "state"
                if not over:
                    show(replies[-1].text)
        finally:
            if not over:
                await asyncio.shield(self._again())
        if replies[-1].kind == "error":
            raise ExerciseError(job.lesson, replies[-1].text.removeprefix(f"{job.lesson}: "))

    async def _again(self) -> None:
        """A new child, warming up, in the place of one that is stuck, dead or no longer wanted."""
        await self.close()
        await self._send(None)

    async def _fresh(self, job: Job) -> None:
        """A child that has imported no other edition of this pack."""
        pack = job.lesson.partition("/")[0]
        if self._editions.setdefault(pack, job.edition) != job.edition:
            await self.close()
            self._editions = {pack: job.edition}

    async def _send(self, job: Job | None) -> None:
        if self._process is None or self._process.returncode is not None:
            await self.close()
            self._process = await self._start()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(framed(job))
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            if job is not None:
                raise await self._death() from None

    async def _start(self) -> Process:
        log: IO[bytes] | int = subprocess.DEVNULL
        try:
            log = self._log.open("ab") if self._log is not None else log
            pipe = asyncio.subprocess.PIPE
            return await asyncio.create_subprocess_exec(
                *COMMAND, stdin=pipe, stdout=pipe, stderr=log, start_new_session=True
            )
        except OSError as error:
            raise WorkerError(f"The worker for slow steps cannot be started ({error}).") from error
        finally:
            if not isinstance(log, int):
                log.close()

    async def _reply(self) -> Reply:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            (size,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            if size > LARGEST:
                raise WorkerError("The worker gave more than 64 MiB at once. The state of this exercise is too large.")
            return msgspec.json.decode(await self._process.stdout.readexactly(size), type=Reply)
        except asyncio.IncompleteReadError:
            raise await self._death() from None

    async def _death(self) -> WorkerError:
        assert self._process is not None
        code = await self._process.wait()
        why = f"ended by signal {-code}" if code < 0 else f"ended with code {code}"
        memory = ", perhaps for want of memory" if code == -9 else ""
        return WorkerError(
            f"The worker that runs slow steps {why}{memory}. Nothing of yours is lost; "
            "a new one is started when you try again."
        )


def kill(process: Process) -> None:
    """End the child, and on POSIX what it started as well."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


async def _drained(process: Process) -> None:
    """Read the pipe to its end, so that it is closed."""
    while process.stdout is not None and await process.stdout.read(2**16):
        pass
