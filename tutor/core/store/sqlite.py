"""The store on SQLite: one writer thread, and reads that never wait for long."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from tutor.core import paths
from tutor.core.store import sane, schema
from tutor.core.store.database import open_database
from tutor.core.store.memory import MemoryStore
from tutor.core.store.port import Attempt, ItemFacts, Lost, SaveState, Store, fold
from tutor.core.store.records import Records, Write
from tutor.core.store.writer import Opening, Writer

FILE = "progress.db"
OPENING, READING = 2.0, 0.05
"""Seconds that the first read waits for the file to be opened, and each for a lock that another process holds."""
REMEMBERED = 10_000

T = TypeVar("T")


def open_store(data_dir: Path | None, *, patience: float | None = None) -> Store:
    """The learner's store in the folder `data_dir`; with None (no home) one that says that nothing is saved.

    `patience` is how many seconds the first read waits where another program holds the file.
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
        """See the port; the first time it is asked, the opening is waited for, but not for long."""
        ready = self._writer.opened.wait(self._patience)
        self._patience = 0.0
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
        return self._give(Write(attempt, dict(documents or {})))

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
        return self.documents(key).get(sane.text(key, sane.LONGEST_NAME))

    def documents(self, prefix: str = "") -> dict[str, str]:
        """See the port."""
        pending = self._writer.pending()
        prefix = sane.text(prefix, sane.LONGEST_NAME)
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
        prefix = sane.text(prefix, sane.LONGEST_NAME)
        pending = self._writer.pending()
        last: list[Attempt] = self._remembered.get(("attempts", prefix, since), [])
        found = self._read(lambda file: list(schema.read_attempts(file, prefix, since)), last)
        self._remember(("attempts", prefix, since), found)
        records = Records(found)
        for write in pending:
            records.apply(write)
        return records.oldest_first(prefix, since)

    def tail(self, after: str = "", known: int = 0) -> list[Attempt] | None:
        """See the port; nothing new where another program is in the way."""
        pending = self._writer.pending()
        if any(write.erase is not None for write in pending):
            return None if after else self.attempts()
        waiting = {write.attempt.id: write.attempt for write in pending if write.attempt}

        def read(file: sqlite3.Connection) -> tuple[list[Attempt] | None, set[str]]:
            return schema.read_tail(file, after, known), schema.known_ids(file, waiting)

        nothing: tuple[list[Attempt] | None, set[str]] = ([], set())
        found, there = self._read(read, nothing)
        return None if found is None else [*found, *(one for id, one in waiting.items() if id not in there)]

    def facts(self, prefix: str = "", *, learner: str = "local") -> list[ItemFacts]:
        """See the port."""
        pending = self._writer.pending()
        if any(write.erase is not None for write in pending):
            found = fold(self.attempts(prefix))
        else:
            waiting = [w.attempt for w in pending if w.attempt and w.attempt.item.startswith(prefix)]
            found = self._facts(sane.text(prefix), {attempt.id: attempt for attempt in waiting})
        return [facts for facts in found if facts.learner == learner]

    def _facts(self, prefix: str, waiting: dict[str, Attempt]) -> list[ItemFacts]:
        last: tuple[list[ItemFacts], set[str]] = (self._remembered.get(("facts", prefix), []), set())
        read = self._read(lambda file: (schema.read_facts(file, prefix), schema.known_ids(file, waiting)), last)
        stored, known = read
        self._remember(("facts", prefix), stored)
        return fold([attempt for key, attempt in waiting.items() if key not in known], stored)

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
