"""Copies of the progress file: when they are made, which are kept, and which one is the newest."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tutor.core.store import schema
from tutor.core.store.files import appear, beside, from_stamp, real, stamp

EVERY = timedelta(days=1)
KEPT = 5

DAILY, BEFORE_ERASE, BEFORE_MIGRATION = "daily", "before-erase", "before-migration"
"""Only daily copies are restored by themselves: one from before an erasure would bring back what was erased."""


def folder(path: Path) -> Path:
    """Where the copies of the file at `path` are."""
    return real(path).with_name("backups")


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open database, which appears at `target` when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = beside(target, f"new-{os.getpid()}")
    made.unlink(missing_ok=True)
    # `backup` waits for ever for a lock, a read transaction only for the timeout.
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with contextlib.closing(schema.connect(made, mode="rwc")) as twin:
            connection.backup(twin)
        appear(made, target)
    finally:
        connection.execute("ROLLBACK")
        made.unlink(missing_ok=True)


def make(connection: sqlite3.Connection, path: Path, kind: str = DAILY) -> Path:
    """Copy the open database at `path` to its backups, and drop the oldest ones of this kind."""
    target = folder(path) / f"{path.stem}-{kind}-{stamp()}{path.suffix}"
    copy(connection, target)
    for old in kept(path, kind)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def start_anew(connection: sqlite3.Connection, path: Path) -> None:
    """After an erasure: what was erased must not come back from an earlier daily copy."""
    newest = make(connection, path)
    for old in kept(path):
        if old != newest:
            old.unlink(missing_ok=True)


def kept(path: Path, kind: str = DAILY) -> list[Path]:
    """The copies of this kind, newest first; last of all those from a time when the clock was ahead."""
    found = sorted(folder(path).glob(f"{path.stem}-{kind}-*{path.suffix}"), reverse=True)
    now = datetime.now(UTC)
    return sorted(found, key=lambda copy_path: made_at(copy_path) > now)


def made_at(copy_path: Path) -> datetime:
    """When a copy was made, by its name; long ago if the name does not say."""
    try:
        return from_stamp(copy_path.stem[-26:])
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def due(path: Path) -> bool:
    """Whether there is no copy of the last day, and something was written since the last one."""
    newest = next(iter(kept(path)), None)
    if newest is None:
        return True
    age = datetime.now(UTC) - made_at(newest)
    if age < timedelta():  # the clock went back since
        return True
    return age > EVERY and path.stat().st_mtime > newest.stat().st_mtime


def make_if_due(connection: sqlite3.Connection, path: Path) -> None:
    """The daily copy. That it cannot be made (a full disk) is no reason not to start."""
    with contextlib.suppress(OSError, sqlite3.Error):
        if due(path) and connection.execute("SELECT 1 FROM attempts UNION ALL SELECT 1 FROM documents").fetchone():
            make(connection, path)
