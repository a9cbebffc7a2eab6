"""Remembers what jobs gave: an answer is the same as long as data, code and libraries are."""

from collections import OrderedDict

from tutor.core.worker.job import Job, Reply


class Memo:
    """The replies of the newest `size` jobs. Kept for one run of the app, in which libraries cannot change.

    All that an answer hangs on is in its job: the data too, and the edition of the code.
    """

    def __init__(self, size: int = 64, largest: int = 2**20) -> None:
        self._size, self._largest = size, largest
        self._known: OrderedDict[Job, tuple[Reply, ...]] = OrderedDict()

    def get(self, job: Job) -> tuple[Reply, ...] | None:
        """What was answered before, or None."""
        if job in self._known:
            self._known.move_to_end(job)
        return self._known.get(job)

    def put(self, job: Job, replies: list[Reply]) -> None:
        """Remember an answer that is no error and not too large."""
        if replies[-1].kind == "error" or sum(len(reply.text) for reply in replies) > self._largest:
            return
        self._known[job] = tuple(replies)
        while len(self._known) > self._size:
            self._known.popitem(last=False)
