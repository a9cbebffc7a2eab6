"""What the file system must do for the progress file: a door between processes, and names that appear at once."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path


def stamp(moment: datetime | None = None) -> str:
    """A moment (UTC, the present if not given) as part of a file's name."""
    return (moment or datetime.now(UTC)).strftime("%Y-%m-%d_%H-%M-%S-%f")


def from_stamp(text: str) -> datetime:
    """The moment of a `stamp`; ValueError if it is none."""
    return datetime.strptime(text, "%Y-%m-%d_%H-%M-%S-%f").replace(tzinfo=UTC)


class AwayError(OSError):
    """A link to the progress file leads to what is not there; its text is the beginning of a sentence."""


def real(path: Path) -> Path:
    """The file itself, where `path` is a link to it: its lock, journal and copies are beside it, not the link.

    Raises AwayError where a link leads nowhere: a disk that is not mounted has a file, and a new one in its
    place would be a second one.
    """
    for link in (path, *path.parents):
        if os.path.islink(link) and not os.path.exists(link):
            raise AwayError(errno.ENOENT, f"{link} is a link to {os.path.realpath(link)}, which is not there")
    return Path(os.path.realpath(path))


@contextlib.contextmanager
def alone(path: Path, timeout: float = 5.0) -> Iterator[None]:
    """Keep other processes from making, mending or migrating the file at `path` meanwhile.

    SQLite's own lock on an empty file: it works wherever SQLite does, and a killed process lets go of it.
    Raises sqlite3.OperationalError (SQLITE_BUSY) after `timeout` seconds.
    """
    door = sqlite3.connect(beside(path, "lock"), timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        door.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        door.close()


def beside(path: Path, ending: str) -> Path:
    """`progress.db.<ending>` in the same folder."""
    return path.with_name(f"{path.name}.{ending}")


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this file from another one of the same name; None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def appear(made: Path, path: Path) -> None:
    """Let the finished file `made` be at `path` from one moment to the next, and for good."""
    with open(made, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(made, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's names on disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path) -> Path:
    """Keep what is at `path`, and a journal left by it, under a name with the date; returns that name.

    A file stays at `path` as well until it is replaced, so that a kill in between leaves no gap.
    """
    aside = path.with_name(f"{path.stem}-damaged-{stamp()}{path.suffix}")
    try:
        os.link(path, aside)
    except OSError:  # a folder, or a file system without links
        os.rename(path, aside)
    journal = path.with_name(path.name + "-journal")
    if os.path.lexists(journal):  # it would be rolled back into the file that comes next
        os.rename(journal, aside.with_name(aside.name + "-journal"))
    sync_folder(path.parent)
    return aside
