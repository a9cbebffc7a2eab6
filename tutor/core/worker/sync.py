"""The worker for callers without an event loop: the command line, `tutor check` and plain mode."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from tutor.core.grade import Grade
from tutor.core.worker.client import Worker
from tutor.core.worker.job import Job


class SyncWorker:
    """A Worker on a loop of its own; Ctrl+C stops the job. Use it in a `with`."""

    def __init__(self, log: Path | None = None) -> None:
        self._runner = asyncio.Runner()
        self._worker = self._runner.run(self._make(log))

    async def _make(self, log: Path | None) -> Worker:
        return Worker(log)

    def act(self, job: Job, show: Callable[[str], None]) -> None:
        """Run an action; `show` gets each state as JSON."""
        self._runner.run(self._worker.act(job, show))

    def grade(self, job: Job) -> Grade:
        """The verdict on the job's state."""
        return self._runner.run(self._worker.grade(job))

    def close(self) -> None:
        """End the child and the loop."""
        self._runner.run(self._worker.close())
        self._runner.close()

    def __enter__(self) -> "SyncWorker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
