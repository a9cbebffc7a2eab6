"""Opens the progress file so that what comes out can be trusted: made, checked, mended, migrated, backed up."""

import contextlib
import os
import sqlite3
from pathlib import Path

from tutor.core.errors import StoreError
from tutor.core.store import aside, backups, rescue, schema
from tutor.core.store.files import alone, appear, beside, real, set_aside, stamp
from tutor.core.store.trouble import refusal

SMALL = 16_000_000
"""Bytes up to which all of the file is checked at every opening (10 ms for 10,000 answers)."""


def open_database(path: Path, suspect: bool = False) -> tuple[sqlite3.Connection, str]:
    """A connection to the file at `path`, and a sentence for the learner if it had to be mended.

    Where that takes no time, or the file is `suspect`, the indexes are looked at too. Raises sqlite3.Error or
    OSError where it cannot be opened now; then nothing was changed, and it may be tried again.
    """
    path = real(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with alone(path):
        _sweep(path)
        notice = _mend(path, thorough=suspect or _small(path))
        connection = schema.connect(path)
        try:
            if schema.version(connection) < len(schema.MIGRATIONS):
                backups.make(connection, path, backups.BEFORE_MIGRATION)
                schema.migrate(connection)
            backups.make_if_due(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection, notice


def _small(path: Path) -> bool:
    return path.is_file() and path.stat().st_size < SMALL


def _sweep(path: Path) -> None:
    """Remove what a killed process left half made."""
    for folder in (path.parent, backups.folder(path)):
        for left in folder.glob(f"{path.stem}*.new-*"):
            with contextlib.suppress(OSError):
                left.unlink()


def _mend(path: Path, *, thorough: bool) -> str:
    """Make the file if there is none, replace it if it cannot be trusted; says so in a sentence."""
    if os.path.lexists(path):
        why = rescue.fault(path, thorough=thorough)
        return _replace(path, why) if why else ""
    lost = bool(backups.kept(path))
    _, restored = _build(path, None)
    return f"Your progress file was missing: {restored}." if lost else ""


def _replace(path: Path, why: str) -> str:
    made, restored = _build(path, path)
    aside = set_aside(path)
    appear(made, path)
    return f"Your progress file {why}, so it was set aside as {aside.name} and {restored}."


def _build(path: Path, damaged: Path | None) -> tuple[Path, str]:
    """A new file of the newest backup and what can be read of the damaged one; appears at once if none is damaged."""
    made, fresh = beside(path, f"new-{os.getpid()}"), beside(path, f"new-{os.getpid()}-empty")
    for file in (made, fresh):
        with contextlib.closing(schema.connect(file, mode="rwc")) as connection:
            schema.migrate(connection)
    with contextlib.closing(schema.connect(made)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        from_copy, day = _restore(path, connection)  # first, as its rows are whole
        from_file = rescue.salvage(damaged, connection, fresh) if damaged else 0
        schema.forget_derived(connection)
        connection.execute("COMMIT")
    fresh.unlink()
    if damaged is None:
        appear(made, path)
    found = from_file + from_copy
    if not found:
        return made, "a new one was started, as no answers could be read from it or from a backup"
    source = f"{from_copy} of them from the backup of {day}" if from_copy else "all of them read from it"
    return made, f"{found} {'answer was' if found == 1 else 'answers were'} brought back, {source}"


def _restore(path: Path, target: sqlite3.Connection) -> tuple[int, str]:
    """Merge the newest backup that can be trusted; returns how many answers it had, and its day."""
    for copy in backups.kept(path):
        if _trusted(copy):
            with contextlib.closing(schema.connect(copy, mode="ro")) as source:
                return rescue.merge(source, target), f"{backups.made_at(copy):%Y-%m-%d}"
    return 0, ""


def _trusted(copy: Path) -> bool:
    try:
        return not rescue.fault(copy)
    except (sqlite3.Error, OSError):
        return False


def repair(path: Path, check: aside.Check) -> str:
    """Look at every page, index and row of the file, and mend it where needed; says in a sentence what was done.

    Raises StoreError if another program holds it, or it cannot be reached.
    """
    try:
        path = real(path)
        if not os.path.lexists(path) and not backups.kept(path):
            return f"There is no progress file at {path} yet: nothing to repair."
        connection, notice = open_database(path, suspect=True)
        with contextlib.closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            if found := list(aside.faults(connection, check)):
                rows = (
                    "1 row that cannot be read was"
                    if len(found) == 1
                    else f"{len(found)} rows that cannot be read were"
                )
                notice += f" {rows} moved to {aside.set_aside(connection, path, found)}."
            schema.forget_derived(connection)
            connection.execute("COMMIT")
            count = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    except (sqlite3.Error, OSError) as error:
        raise StoreError(refusal(error, path)) from error
    return notice.strip() or f"The progress file at {path} is healthy: {count} answers."


def backup(path: Path, target: Path | None = None) -> Path:
    """Copy the progress file, also while a tutor runs; returns where the copy is.

    `target` may be a folder; without it the copy goes into the current one. Raises StoreError.
    """
    name = f"{path.stem}-{stamp()}{path.suffix}"
    target = target or Path.cwd()
    target = target / name if target.is_dir() else target
    try:
        if target.exists():
            raise StoreError(f"{target} exists and is not overwritten. Name another file.")
        if not path.is_file():
            raise StoreError(f"There is no progress file at {path} yet: nothing to copy.")
        with contextlib.closing(schema.connect(path)) as connection:
            backups.copy(connection, target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"No copy was made at {target}. {refusal(error, path)}") from error
    return target
