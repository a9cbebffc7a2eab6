"""Slow actions and grades in one warm child process of our own, since only a process can be stopped.

multiprocessing and joblib pools fail inside a Textual app; a child started through asyncio does not.
"""

from tutor.core.worker.client import Worker
from tutor.core.worker.job import Job, WorkerError, job_for
from tutor.core.worker.sync import SyncWorker

__all__ = ["Job", "SyncWorker", "Worker", "WorkerError", "job_for"]
