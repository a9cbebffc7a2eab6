"""One change of a store as data, and records in memory that it is applied to: shared by all adapters."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from tutor.core.store import sanitize
from tutor.core.store.port import DERIVED, Attempt, Lost, Tried


@dataclass(slots=True, eq=False)
class Write:
    """What one commit must hold together: an erasure, an attempt, documents (None removes one), in this order."""

    attempt: Attempt | None = None
    documents: dict[str, str | None] = field(default_factory=dict)
    erase: str | None = None
    future: "Future[Any]" = field(default_factory=Future)

    def __post_init__(self) -> None:
        if self.attempt is not None:
            self.attempt = sanitize.attempt(self.attempt)
        self.documents = {
            sanitize.text(key, sanitize.LONGEST_NAME): None
            if text is None
            else sanitize.text(text, 10 * sanitize.LONGEST_TEXT)
            for key, text in self.documents.items()
        }
        if self.erase is not None:
            self.erase = sanitize.text(self.erase, sanitize.LONGEST_NAME)

    @property
    def only_documents(self) -> bool:
        """Whether it may be joined with the next one of its kind."""
        return self.attempt is None and self.erase is None

    def done(self, removed: int = 0) -> None:
        """Tell whoever waits that it is on disk."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_result(removed if self.erase is not None else None)

    def failed(self, error: Exception) -> None:
        """Tell whoever waits that it will not be saved."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_exception(error)


def lost(writes: Iterable[Write]) -> Lost:
    """What is lost with these writes, if they are never made."""
    attempts: dict[str, Attempt] = {}
    documents: dict[str, str | None] = {}
    for write in writes:
        documents |= write.documents
        if write.attempt is not None:
            attempts[write.attempt.id] = write.attempt
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
        if write.attempt is not None:
            self.attempts.setdefault(write.attempt.id, write.attempt)
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
