"""The store on SQLite: one writer thread, and reads that never wait for long."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tutor.core import paths
from tutor.core.store import sanitize, schema
from tutor.core.store.database import open_database
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt, Lost, SaveState, Store, Tried
from tutor.core.store.records import Records, Write, covers
from tutor.core.store.writer import Opening, Writer

FILE = "progress.db"
OPENING, READING = 2.0, 0.05
"""Seconds that the first read waits for the file to be opened, and each for a lock that another process holds."""
REMEMBERED = 10_000
PAGE = 4_000
"""Rows that are read at a time where all of them are: as many as a processor's cache holds."""

T = TypeVar("T")


def open_store(data_dir: Path | None, *, patience: float | None = None) -> Store:
    """The learner's store in the folder `data_dir`; with None (no home) one that says that nothing is saved.

    With `patience` the first read waits until the file was checked and opened, however large it is, and where
    another program holds it for so many seconds more. Without, it waits for a moment, as a screen does.
    """
    if data_dir is None:
        return MemoryStore("Not saved: there is no home folder. Set TUTOR_DATA_DIR to a folder to save in.")
    return SqliteStore(Path(data_dir) / FILE, patience=patience, notice=paths.told())


class SqliteStore:
    """Saved progress in one file. Returns at once: the file is opened, checked and mended in the writer thread."""

    def __init__(
        self, path: Path, *, opening: Opening = open_database, patience: float | None = None, notice: str = ""
    ) -> None:
        self.path = Path(path).absolute()
        self._notice = notice
        self._watchers: list[Callable[[], None]] = []
        self._remembered: dict[tuple[str, ...], Any] = {}
        self._mirror = Records()
        self._opening, self._patience = opening, OPENING if patience is None else patience
        self._to_the_end = patience is not None
        self._writer = Writer(self.path, self._open, self._changed)

    def _open(self, path: Path, suspect: bool) -> tuple[sqlite3.Connection, str]:
        """Open, and remember all documents: a place that is locked must not look like one that was never saved."""
        connection, notice = self._opening(path, suspect)
        for key, text in schema.read_documents(connection, "").items():
            self._mirror.documents.setdefault(key, text)
        return connection, notice

    @property
    def state(self) -> SaveState:
        """See the port."""
        return self._writer.state

    @property
    def notices(self) -> tuple[str, ...]:
        """See the port."""
        return (self._notice, *self._writer.notices) if self._notice else self._writer.notices

    @property
    def ready(self) -> bool:
        """See the port; the first time it is asked, the opening is waited for: by a screen not for long."""
        if self._to_the_end:
            self._writer.tried.wait()
        ready = self._writer.opened.wait(self._patience)
        self._patience, self._to_the_end = 0.0, False
        return ready

    def watch(self, callback: Callable[[], None]) -> None:
        """See the port."""
        self._watchers.append(callback)

    def _changed(self) -> None:
        for callback in tuple(self._watchers):
            with contextlib.suppress(Exception):  # a screen that is gone must not end the writer
                callback()

    def _give(self, write: Write) -> "Future[Any]":
        self._mirror.apply(Write(documents=write.documents, erase=write.erase))
        return self._writer.give(write).future

    def add(self, attempt: Attempt, documents: Mapping[str, str] | None = None) -> "Future[None]":
        """See the port."""
        return self._give(Write([attempt], dict(documents or {})))

    def put(self, key: str, text: str) -> "Future[None]":
        """See the port."""
        return self._give(Write(documents={key: text}))

    def remove(self, keys: Iterable[str]) -> "Future[None]":
        """See the port."""
        return self._give(Write(documents=dict.fromkeys(keys)))

    def erase(self, prefix: str) -> "Future[int]":
        """See the port."""
        return self._give(Write(erase=prefix))

    def get(self, key: str) -> str | None:
        """See the port."""
        return self.documents(key).get(sanitize.text(key, sanitize.LONGEST_NAME))

    def documents(self, prefix: str = "") -> dict[str, str]:
        """See the port."""
        pending = self._writer.pending()
        prefix = sanitize.text(prefix, sanitize.LONGEST_NAME)
        known = self._mirror.starting(prefix)
        records = Records(documents=self._read(lambda file: schema.read_documents(file, prefix), known))
        for write in pending:
            records.apply(write)
        return records.starting(prefix)

    def keys(self, prefix: str = "") -> list[str]:
        """See the port."""
        return list(self.documents(prefix))

    def attempts(self, prefix: str = "", *, since: str = "") -> list[Attempt]:
        """See the port."""
        prefix = sanitize.text(prefix, sanitize.LONGEST_NAME)
        pending = self._writer.pending()
        last: list[Attempt] = self._remembered.get(("attempts", prefix, since), [])
        found = self._read(lambda file: list(schema.read_attempts(file, prefix, since)), last)
        self._remember(("attempts", prefix, since), found)
        records = Records(found)
        for write in pending:
            records.apply(write)
        return records.oldest_first(prefix, since)

    def stream(self) -> Iterator[Attempt]:
        """See the port; what cannot be read, as another program is in the way, is left out."""
        pending = self._writer.pending()
        erased = [write.erase for write in pending if write.erase is not None]
        waiting = Records()
        for write in pending:
            waiting.apply(write)
        for page in self._pages(schema.read_stream):
            for attempt in page:
                waiting.attempts.pop(attempt.id, None)  # it was written meanwhile
                if not any(covers(prefix, attempt.item) for prefix in erased):
                    yield attempt
        yield from list(waiting.attempts.values())

    def tail(
        self, after: str = "", known: int = 0, *, learner: str = "local"
    ) -> Iterator[tuple[str, list[Tried]]] | None:
        """See the port; nothing new where another program is in the way."""
        erased = [write.erase for write in self._writer.pending() if write.erase is not None]
        if after and erased:
            return None
        locked: int | None = -1
        start = self._read(lambda file: schema.position_of(file, after, known), locked)
        if start is None or start < 0:
            return None if start is None else iter(())
        pages = self._pages(partial(schema.read_tail, learner=learner), start)
        if not erased:
            return pages
        return (
            (last, [one for one in page if not any(covers(prefix, one.item) for prefix in erased)])
            for last, page in pages
        )

    def waiting(self, *, learner: str = "local") -> list[Attempt]:
        """See the port."""
        records = Records()
        for write in self._writer.pending():
            records.apply(write)
        return [attempt for attempt in records.attempts.values() if attempt.learner == learner]

    def later(self, attempts: Sequence[Attempt], last: str) -> Sequence[Attempt]:
        """See the port."""

        def read(file: sqlite3.Connection) -> Sequence[Attempt]:
            end = schema.row_of(file, last)
            return [one for one in attempts if not 0 < schema.row_of(file, one.id) <= end]

        return self._read(read, attempts) if attempts else ()

    def _pages(self, read: Callable[..., tuple[int, T] | None], start: int = 0) -> Iterator[T]:
        """All rows after number `start`, a page at a time, so that a long reading holds up no writing."""
        while (page := self._read(partial(read, start=start, most=PAGE), None)) is not None:
            start = page[0]
            yield page[1]

    def _read(self, read: Callable[[sqlite3.Connection], T], last: T) -> T:
        """Read the file as of one moment; `last` where there is none, or another program is in the way."""
        if not self.ready:
            return last
        try:
            with contextlib.closing(schema.connect(self.path, timeout=READING)) as file:
                file.execute("BEGIN")
                return read(file)
        except sqlite3.Error:
            return last

    def _remember(self, what: tuple[str, ...], found: list[Any]) -> None:
        if len(self._remembered) > 100:
            self._remembered.clear()
        if len(found) <= REMEMBERED:
            self._remembered[what] = found

    def close(self, patience: float = 10.0) -> Lost:
        """See the port; waits at most `patience` seconds for another program that holds the file."""
        return self._writer.close(patience)
