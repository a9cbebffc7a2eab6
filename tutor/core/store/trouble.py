"""Why nothing can be saved just now, as a sentence for the learner and a word on what to do."""

import errno
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tutor.core.store.rescue import DAMAGE, code

KEPT = "What you do is kept in memory and saved as soon as that works"


@dataclass(frozen=True, slots=True)
class Trouble:
    """`waiting`: another program is in the way, it will pass. `damage`: the file must be looked at anew."""

    text: str
    waiting: bool = False
    damage: bool = False


def trouble(error: Exception, path: Path) -> Trouble:
    """What an error of a write or an opening means."""
    number = error.errno if isinstance(error, OSError) else None
    reason = code(error)
    if reason in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return Trouble(f"Another program is using {path}: your answers wait to be saved.", waiting=True)
    if reason in DAMAGE:
        return Trouble(f"The progress file {path} is being mended. {KEPT}.", waiting=True, damage=True)
    if reason == sqlite3.SQLITE_FULL or number in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"Not saved: the disk of {path} is full. {KEPT}: free some space.")
    if reason == sqlite3.SQLITE_READONLY or number == errno.EROFS:
        return Trouble(f"Not saved: {path} is read-only. {KEPT}: make it writable, or set TUTOR_DATA_DIR.")
    if reason in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH) or number is not None:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        return Trouble(f"Not saved: {path} cannot be opened{why}. {KEPT}: check the folder, or set TUTOR_DATA_DIR.")
    return Trouble(f"Not saved: writing to {path} failed ({error}). {KEPT}.")
