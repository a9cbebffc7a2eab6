"""The one thread that writes: a queue of changes, committed together, tried again for as long as need be."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic

from tutor.core.errors import StoreError
from tutor.core.store import backups, rescue, schema
from tutor.core.store.files import alone, identity, real
from tutor.core.store.port import Lost, SaveState
from tutor.core.store.records import Write, lost
from tutor.core.store.trouble import Trouble, trouble

Opening = Callable[[Path, bool], tuple[sqlite3.Connection, str]]
"""`open_database`, or what a test puts in its place."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
"""Seconds between two tries after a failure; each pause is twice the last. A new write tries at once."""


class Writer:
    """Changes given to it are on disk once their Future is done; `changed` is called, from any thread."""

    def __init__(self, path: Path, opening: Opening, changed: Callable[[], None]) -> None:
        self.opened = Event()
        """Set once the file was opened, or found impossible to open; not while another program holds it."""
        self.tried = Event()
        """Set once opening it was tried, whatever came of it: a large file takes a while to be checked and copied."""
        self._path, self._opening, self._changed = path, opening, changed
        self._signal = Condition()
        self._queue: list[Write] = []
        self._batch: list[Write] = []
        self._mended: list[str] = []
        self._trouble: Trouble | None = None
        self._shown: tuple[SaveState, tuple[str, ...]] = (SaveState.SAVED, ())
        self._given = False
        self._pause = 0.0
        self._deadline: float | None = None
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._thread = Thread(target=self._run, name="tutor-store", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SaveState:
        """What may be said of saving."""
        with self._signal:
            if self._trouble and not self._trouble.waiting:
                return SaveState.UNSAVED
            return SaveState.WAITING if self._queue or self._batch else SaveState.SAVED

    @property
    def notices(self) -> tuple[str, ...]:
        """How the file was mended, and what is in the way now."""
        with self._signal:
            if self._trouble is None:
                return tuple(self._mended)
            ended = self._deadline is not None  # then nothing is kept in memory any more
            return (*self._mended, f"{self._trouble.why}." if ended else self._trouble.text)

    def pending(self) -> list[Write]:
        """Changes that are not on disk yet, in order."""
        with self._signal:
            return [write.copy() for write in (*self._batch, *self._queue)]

    def give(self, write: Write) -> Write:
        """Queue a change. It joins the one that waits at the end, so that neither drafts nor their Futures pile up."""
        with self._signal:
            if self._deadline is not None:
                write.failed(StoreError("The store is closed."))
                return write
            if self._queue and self._queue[-1].join(write):
                write = self._queue[-1]
            else:
                self._queue.append(write)
            self._given = True
            self._signal.notify()
        self._tell()
        return write

    def close(self, patience: float) -> Lost:
        """Write what waits, for at most `patience` seconds (once only if there is nobody to wait for), and end.

        Returns what could not be written; where that is nothing, why it could not be is of no interest any more.
        """
        with self._signal:
            self._deadline = self._deadline or monotonic() + patience
            self._signal.notify()
        self._thread.join(patience + 1)
        found = lost(self.pending())
        if not found:
            with self._signal:
                self._trouble = None
        return found

    def _run(self) -> None:
        while self._wait():
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 - whatever it is, the thread must live and the learner know
                self._fail(error)
            self._tell()
        self._drop()
        self._settle(True)
        for write in (*self._batch, *self._queue):
            write.failed(StoreError("The tutor ended before this could be saved."))

    def _wait(self) -> bool:
        """Wait for something to do; False when it is time to end."""
        with self._signal:
            closing = self._deadline is not None
            if closing and self._trouble is not None and not self._trouble.waiting:
                return False  # it was tried once more, and nobody is in the way who might let go
            if self._pause:
                pause = self._pause if self._deadline is None else min(self._pause, self._deadline - monotonic())
                self._signal.wait_for(lambda: self._given or (self._deadline and not closing), max(0.0, pause))
            elif self._connection is not None:
                self._signal.wait_for(lambda: self._queue or self._deadline)
            self._given = False
            if self._deadline is None:
                return True
            return bool(self._queue) and monotonic() < self._deadline

    def _turn(self) -> None:
        """Open the file if need be, and commit all that waits."""
        if self._connection is None or identity(self._path) != self._identity:
            self._open()
            self._settle(True)
        with self._signal:
            self._batch, self._queue = self._queue, []
        try:
            removed = self._commit()
        except BaseException:
            with self._signal:
                self._batch, self._queue = [], self._batch + self._queue
            raise
        with self._signal:
            done, self._batch = self._batch, []
            self._trouble, self._pause = None, 0.0
        for write, number in zip(done, removed, strict=True):
            write.done(number)

    def _open(self) -> None:
        suspect = self._trouble is not None and self._trouble.damage
        opened, notice = self._opening(self._path, suspect)
        try:
            if self._connection is not None:
                rescue.bring_along(self._connection, opened)
        except BaseException:
            opened.close()
            raise
        self._drop()
        self._connection, self._identity = opened, identity(self._path)
        if notice:
            with self._signal:
                self._mended.append(notice)

    def _commit(self) -> list[int]:
        connection = self._connection
        if connection is None or not self._batch:
            return []
        if all(write.erase is None for write in self._batch):
            removed = schema.commit(connection, self._batch)
        else:
            path = real(self._path)
            with alone(path):
                backups.make(connection, path, backups.BEFORE_ERASE)
                removed = schema.commit(connection, self._batch)
                backups.start_anew(connection, path)
        if identity(self._path) != self._identity:
            raise OSError("the progress file was moved away while it was written")
        return removed

    def _fail(self, error: Exception) -> None:
        with self._signal:
            self._trouble = trouble(error, self._path)
            self._pause = min(LONGEST_PAUSE, self._pause * 2) or FIRST_PAUSE
        self._settle(not self._trouble.waiting)
        if not self._trouble.waiting or self._trouble.damage:
            self._drop()

    def _settle(self, opened: bool) -> None:
        if opened:
            self.opened.set()
        self.tried.set()

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _tell(self) -> None:
        shown = (self.state, self.notices)
        with self._signal:
            if shown == self._shown:
                return
            self._shown = shown
        self._changed()
