"""What the tutor needs of a store: append attempts, and keep small documents by key. Adapters implement it."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from uuid import uuid4


def new_id() -> str:
    """A client-made id, so that an attempt sent twice is kept once."""
    return uuid4().hex


def now() -> str:
    """The time in UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One answer, as it was given: append-only, the only thing that progress is derived from."""

    item: str
    """Full id, `pack/lesson#item`."""
    version: str
    """Hash of what is graded, not of the prose."""
    seed: int
    response: str
    outcome: str
    score: float
    route: str = ""
    hints: int = 0
    seconds: float = 0.0
    values: str = "{}"
    """The drawn values, as JSON."""
    prediction: str = ""
    confidence: int | None = None
    mode: str = "lesson"
    """Where it was answered: lesson, quiz, review, placement, final, plain, own-data."""
    learner: str = "local"
    id: str = field(default_factory=new_id)
    at: str = field(default_factory=now)


class SaveState(StrEnum):
    """What the screen may say of saving."""

    SAVED = "saved"
    WAITING = "waiting to save"
    UNSAVED = "unsaved"


class Store(Protocol):
    """Saved progress. Writes go through one thread; a Future is done only after the commit is on disk."""

    @property
    def state(self) -> SaveState:
        """Whether all that was given is on disk."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Standing notices for the learner, e.g. that a damaged file was set aside; plain sentences."""

    def watch(self, callback: Callable[[], None]) -> None:
        """Call `callback` (from any thread) whenever `state` or `notices` changes."""

    def add(self, attempt: Attempt) -> "Future[None]":
        """Append an attempt; one with an id that is already there is kept once."""

    def put(self, key: str, text: str) -> "Future[None]":
        """Keep a small document (place in a lesson, draft, note, setting); the newest wins."""

    def get(self, key: str) -> str | None:
        """The document at `key`, with writes not yet committed included."""

    def keys(self, prefix: str = "") -> list[str]:
        """Keys that start with `prefix`, sorted."""

    def remove(self, keys: Iterable[str]) -> "Future[None]":
        """Forget documents."""

    def attempts(self, prefix: str = "", *, since: str = "") -> list[Attempt]:
        """Attempts whose item starts with `prefix`, oldest first, uncommitted ones included."""

    def erase(self, prefix: str) -> "Future[int]":
        """Remove attempts and documents of items that start with `prefix`; a backup is made before."""

    def close(self) -> None:
        """Write what is waiting and close."""
