"""Remembers what jobs gave: an answer is the same as long as data, code and libraries are."""

import hashlib
from collections import OrderedDict
from pathlib import Path

from tutor.core.worker.job import Job, Reply

Key = tuple[Job, str]


class Memo:
    """The replies of the newest `size` jobs. Kept for one run of the app, in which libraries cannot change."""

    def __init__(self, size: int = 64, largest: int = 2**20) -> None:
        self._size, self._largest = size, largest
        self._known: OrderedDict[Key, tuple[Reply, ...]] = OrderedDict()

    def key(self, job: Job) -> Key:
        """What the answer to `job` hangs on: all that is in it, the data too, and the lesson's code."""
        return job, code_version(job.folder)

    def get(self, key: Key) -> tuple[Reply, ...] | None:
        """What was answered before, or None."""
        if key in self._known:
            self._known.move_to_end(key)
        return self._known.get(key)

    def put(self, key: Key, replies: list[Reply]) -> None:
        """Remember an answer that is no error and not too large."""
        if replies[-1].kind == "error" or sum(len(reply.text) for reply in replies) > self._largest:
            return
        self._known[key] = tuple(replies)
        while len(self._known) > self._size:
            self._known.popitem(last=False)


def code_version(folder: str) -> str:
    """A hash of the Python files in a lesson's folder."""
    files = sorted(Path(folder).glob("*.py")) if folder else []
    return hashlib.sha256(
        b"\0".join(part for file in files for part in (file.name.encode(), file.read_bytes()))
    ).hexdigest()
