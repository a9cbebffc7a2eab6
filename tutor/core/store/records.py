"""One change of a store as data, and records in memory that it is applied to: shared by all adapters."""

from collections.abc import Iterable
from concurrent.futures import Future
from copy import copy
from typing import Any

import msgspec

from tutor.core.store import sanitize
from tutor.core.store.port import DERIVED, Attempt, Lost, Tried


class Write(msgspec.Struct, eq=False):
    """What one commit must hold together: an erasure, attempts, documents (None removes one), in this order."""

    attempts: list[Attempt] = msgspec.field(default_factory=list)
    documents: dict[str, str | None] = msgspec.field(default_factory=dict)
    erase: str | None = None
    future: "Future[Any]" = msgspec.field(default_factory=Future)

    def __post_init__(self) -> None:
        self.attempts = [sanitize.attempt(one) for one in self.attempts]
        self.documents = {
            sanitize.text(key, sanitize.LONGEST_NAME): None
            if text is None
            else sanitize.text(text, 10 * sanitize.LONGEST_TEXT)
            for key, text in self.documents.items()
        }
        if self.erase is not None:
            self.erase = sanitize.text(self.erase, sanitize.LONGEST_NAME)
        self.future.set_running_or_notify_cancel()  # what was given is saved: whoever waits no more cancels nothing

    def join(self, later: "Write") -> bool:
        """Take in the change that follows this one, to be saved with it; not if it erases, as what erases goes first.

        So a million answers that wait, as the disk is full, are a million answers and nothing beside.
        """
        if later.erase is not None:
            return False
        self.attempts += later.attempts
        self.documents |= later.documents
        return True

    def copy(self) -> "Write":
        """As it is now: one that waits may be joined any time."""
        found = copy(self)
        found.attempts, found.documents = list(self.attempts), dict(self.documents)
        return found

    def done(self, removed: int = 0) -> None:
        """Tell whoever waits that it is on disk."""
        self.future.set_result(removed if self.erase is not None else None)

    def failed(self, error: Exception) -> None:
        """Tell whoever waits that it will not be saved."""
        self.future.set_exception(error)


def lost(writes: Iterable[Write]) -> Lost:
    """What is lost with these writes, if they are never made."""
    attempts: dict[str, Attempt] = {}
    documents: dict[str, str | None] = {}
    for write in writes:
        documents |= write.documents
        attempts |= {one.id: one for one in write.attempts}
    kept = {key: text for key, text in documents.items() if text is not None and not key.startswith(DERIVED)}
    return Lost(tuple(attempts.values()), kept)


def covers(prefix: str, item: str) -> bool:
    """Whether `prefix` means this item: `pack/lesson#name` means that one item, all else what starts with it."""
    return item == prefix if prefix.partition("#")[2] else item.startswith(prefix)


def belongs(key: str, prefix: str) -> bool:
    """Whether the document at `key` goes with items that start with `prefix`; what is derived goes with any."""
    return not prefix or key.startswith(DERIVED) or (key.partition("/")[2] + "#").startswith(prefix)


class Records:
    """Attempts by id and documents by key, in memory."""

    def __init__(self, attempts: Iterable[Attempt] = (), documents: dict[str, str] | None = None) -> None:
        self.attempts = {attempt.id: attempt for attempt in attempts}
        self.documents = dict(documents or {})

    def apply(self, write: Write) -> int:
        """Make one change; applying it again changes nothing. Returns how many attempts it removed."""
        removed = 0 if write.erase is None else self._erase(write.erase)
        for one in write.attempts:
            self.attempts.setdefault(one.id, one)
        for key, text in write.documents.items():
            if text is None:
                self.documents.pop(key, None)
            else:
                self.documents[key] = text
        return removed

    def _erase(self, prefix: str) -> int:
        gone = [attempt.id for attempt in self.attempts.values() if covers(prefix, attempt.item)]
        for key in gone:
            del self.attempts[key]
        self.documents = {key: text for key, text in self.documents.items() if not belongs(key, prefix)}
        return len(gone)

    def oldest_first(self, prefix: str, since: str) -> list[Attempt]:
        """Attempts at items that start with `prefix`, made at `since` or later."""
        found = (a for a in self.attempts.values() if a.item.startswith(prefix) and a.at >= since)
        return sorted(found, key=lambda attempt: attempt.at)

    def tail(self, after: str, known: int, learner: str) -> tuple[str, list[Tried]] | None:
        """See `Store.tail`; one page."""
        came = [attempt for attempt in self.attempts.values() if attempt.learner == learner]
        if (after or known) and (not 0 < known <= len(came) or came[known - 1].id != after):
            return None
        return came[-1].id if came else "", [attempt.told() for attempt in came[known:]]

    def starting(self, prefix: str) -> dict[str, str]:
        """Documents whose key starts with `prefix`, by key."""
        return {key: self.documents[key] for key in sorted(self.documents) if key.startswith(prefix)}
