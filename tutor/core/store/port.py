"""What the tutor needs of a store: append attempts, and keep small documents by key. Adapters implement it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from uuid import uuid4

import msgspec

from tutor.core.record.days import day_of


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
    """Hints that had been shown; more than there are where the answer was."""
    misses: int = 0
    """Tries at this variant before, at a choice of one option, where each rules one out; else 0."""
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
    """When it was answered, UTC."""
    day: str = ""
    """The learner's local day (ISO) then."""

    def __post_init__(self) -> None:
        """Of an attempt that does not tell its day, it is that of this machine's clock."""
        if not self.day:
            object.__setattr__(self, "day", day_of(self.at))

    def told(self) -> "Tried":
        """What the record looks at."""
        return Tried(
            self.item, self.version, self.seed, self.outcome, self.score, self.hints, self.misses, self.confidence,
            self.mode, self.at, self.day,
        )  # fmt: skip


class Tried(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The part of an attempt that the record is folded from: a million of these are read in seconds."""

    item: str
    version: str
    seed: int
    outcome: str
    score: float
    hints: int
    misses: int
    confidence: int | None
    mode: str
    at: str
    day: str


DERIVED = "cache/"
"""Documents below it are derived from attempts: they go with any erasure, and are never taken along."""


class SaveState(StrEnum):
    """What the screen may say of saving."""

    SAVED = "saved"
    WAITING = "waiting to save"
    UNSAVED = "unsaved"


class Lost(msgspec.Struct, frozen=True):
    """What a store was given and could not save: attempts, and documents that are not derived."""

    attempts: tuple[Attempt, ...] = ()
    documents: Mapping[str, str] = msgspec.field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.attempts or self.documents)


class Store(Protocol):
    """Saved progress. Writes go through one thread; a Future is done only after the commit is on disk."""

    @property
    def state(self) -> SaveState:
        """Whether all that was given is on disk."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Standing notices for the learner, e.g. that a damaged file was set aside; plain sentences."""

    @property
    def ready(self) -> bool:
        """Whether what was saved before is known; not while another program holds the file at the start."""

    def watch(self, callback: Callable[[], None]) -> None:
        """Call `callback` (from any thread) whenever `state` or `notices` changes."""

    def add(self, attempt: Attempt, documents: Mapping[str, str] | None = None) -> "Future[None]":
        """Append an attempt (one whose id is there is kept once), and `documents` in the same commit."""

    def put(self, key: str, text: str) -> "Future[None]":
        """Keep a small document (place in a lesson, draft, note, setting); the newest wins."""

    def get(self, key: str) -> str | None:
        """The document at `key`, with writes not yet committed included."""

    def documents(self, prefix: str = "") -> dict[str, str]:
        """All documents whose key starts with `prefix`."""

    def keys(self, prefix: str = "") -> list[str]:
        """Keys that start with `prefix`, sorted."""

    def remove(self, keys: Iterable[str]) -> "Future[None]":
        """Forget documents."""

    def attempts(self, prefix: str = "", *, since: str = "") -> list[Attempt]:
        """Attempts whose item starts with `prefix`, oldest first, uncommitted ones included."""

    def stream(self) -> Iterator[Attempt]:
        """All attempts in the order in which they came, uncommitted ones included, never all of them in memory."""

    def tail(
        self, after: str = "", known: int = 0, *, learner: str = "local"
    ) -> Iterator[tuple[str, list[Tried]]] | None:
        """A learner's tries after the first `known` attempts, the last of which has id `after`, in order of arrival.

        In pages, each with the id of its last attempt. Only what is on disk, where the order stays as it is. None
        where that attempt is not there any more, as after an erasure; without arguments all of them.
        """

    def waiting(self, *, learner: str = "local") -> list[Attempt]:
        """A learner's attempts that are not on disk yet."""

    def later(self, attempts: Sequence[Attempt], last: str) -> Sequence[Attempt]:
        """Those of `attempts` that do not stand on disk at or before the attempt with id `last`."""

    def erase(self, prefix: str) -> "Future[int]":
        """Remove attempts (their number is the result) of items that start with `prefix`, and their documents.

        A backup is made before. A document belongs to what its key names after the first slash:
        `place/pack/lesson` goes with `pack/lesson#`, and all go with the empty prefix. `pack/lesson#item` means
        that one item, also where another's name begins with it.
        """

    def close(self) -> Lost:
        """Write what is waiting and close; returns what could not be written."""
