"""A store without a disk: for tests, for commands that record nothing, and where there is no home to save in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from threading import RLock
from typing import Any

from tutor.core.errors import StoreError
from tutor.core.store.port import Attempt, Lost, SaveState, Tried
from tutor.core.store.records import Records, Write, lost


class MemoryStore:
    """All in memory. With a `notice` it says that nothing is saved, and no Future is ever done before `close`."""

    def __init__(self, notice: str = "") -> None:
        self._notice = notice
        self._records = Records()
        self._unsaved: list[Write] = []
        self._lock = RLock()

    @property
    def state(self) -> SaveState:
        """`saved`, or always `unsaved` with a notice."""
        return SaveState.UNSAVED if self._notice else SaveState.SAVED

    @property
    def notices(self) -> tuple[str, ...]:
        """The notice it was made with."""
        return (self._notice,) if self._notice else ()

    @property
    def ready(self) -> bool:
        """Always: nothing was saved before."""
        return True

    def watch(self, callback: Callable[[], None]) -> None:
        """Nothing ever changes here."""

    def add(self, attempt: Attempt, documents: Mapping[str, str] | None = None) -> "Future[None]":
        """See the port."""
        return self._apply(Write([attempt], dict(documents or {})))

    def put(self, key: str, text: str) -> "Future[None]":
        """See the port."""
        return self._apply(Write(documents={key: text}))

    def remove(self, keys: Iterable[str]) -> "Future[None]":
        """See the port."""
        return self._apply(Write(documents=dict.fromkeys(keys)))

    def erase(self, prefix: str) -> "Future[int]":
        """See the port; there is no backup of what is only in memory."""
        return self._apply(Write(erase=prefix))

    def _apply(self, write: Write) -> "Future[Any]":
        with self._lock:
            removed = self._records.apply(write)
            if self._notice:
                self._unsaved.append(write)
                return write.future
        write.done(removed)
        return write.future

    def get(self, key: str) -> str | None:
        """See the port."""
        with self._lock:
            return self._records.documents.get(key)

    def documents(self, prefix: str = "") -> dict[str, str]:
        """See the port."""
        with self._lock:
            return self._records.starting(prefix)

    def keys(self, prefix: str = "") -> list[str]:
        """See the port."""
        return list(self.documents(prefix))

    def attempts(self, prefix: str = "", *, since: str = "") -> list[Attempt]:
        """See the port."""
        with self._lock:
            return self._records.oldest_first(prefix, since)

    def stream(self) -> Iterator[Attempt]:
        """See the port."""
        with self._lock:
            return iter(list(self._records.attempts.values()))

    def tail(
        self, after: str = "", known: int = 0, *, learner: str = "local"
    ) -> Iterator[tuple[str, list[Tried]]] | None:
        """See the port."""
        with self._lock:
            found = self._records.tail(after, known, learner)
        return None if found is None else iter([found] if found[1] else [])

    def waiting(self, *, learner: str = "local") -> list[Attempt]:
        """See the port; where there is no disk, all that is kept has its place."""
        return []

    def later(self, attempts: Sequence[Attempt], last: str) -> Sequence[Attempt]:
        """See the port."""
        return attempts

    def close(self) -> Lost:
        """See the port; tells whoever still waits that it was not saved."""
        with self._lock:
            unsaved, self._unsaved = self._unsaved, []
        for write in unsaved:
            write.failed(StoreError(self._notice))
        return lost(unsaved)
