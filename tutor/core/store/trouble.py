"""Why nothing can be saved just now, as a sentence for the learner and a word on what to do."""

import errno
import sqlite3
from pathlib import Path

import msgspec

from tutor.core.store.files import AwayError
from tutor.core.store.rescue import DAMAGE, code
from tutor.core.store.schema import NewerError

KEPT = "What you do is kept in memory and saved as soon as that works"


class Trouble(msgspec.Struct, frozen=True):
    """`waiting`: another program is in the way, it will pass. `damage`: the file must be looked at anew."""

    why: str
    mend: str = ""
    waiting: bool = False
    damage: bool = False

    @property
    def text(self) -> str:
        """What is said of it while the tutor runs."""
        if self.waiting and not self.damage:
            return f"{self.why}: your answers wait to be saved."
        return f"{self.why}. {KEPT}: {self.mend}." if self.mend else f"{self.why}. {KEPT}."


def refusal(error: Exception, path: Path) -> str:
    """The same for a command that ends with it, e.g. a repair."""
    found = trouble(error, path)
    why = found.why.removeprefix("Not saved: ")
    return f"{why[0].upper()}{why[1:]}: {found.mend or 'close other tutors'}, and try again."


def trouble(error: Exception, path: Path) -> Trouble:
    """What an error of a write or an opening means."""
    number = error.errno if isinstance(error, OSError) else None
    reason = code(error)
    if isinstance(error, AwayError):
        return Trouble(f"Not saved: {error.strerror}", "mount the disk it is on, or remove the link")
    if isinstance(error, NewerError):
        return Trouble(f"Not saved: {path} was written by a newer tutor", "update this one")
    if reason in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return Trouble(f"Another program is using {path}", waiting=True)
    if reason in DAMAGE:
        return Trouble(f"The progress file {path} is being repaired", waiting=True, damage=True)
    if reason == sqlite3.SQLITE_FULL or number in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"Not saved: the disk of {path} is full", "free some space")
    if reason == sqlite3.SQLITE_READONLY or number == errno.EROFS:
        return Trouble(f"Not saved: {path} is read-only", "make it writable, or set TUTOR_DATA_DIR")
    if reason in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH) or number is not None:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        return Trouble(f"Not saved: {path} cannot be opened{why}", "check the folder, or set TUTOR_DATA_DIR")
    return Trouble(f"Not saved: writing to {path} failed ({error})")
