"""What the tutor needs of a store: append attempts, and keep small documents by key. Adapters implement it."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What the attempts at one version of an item come to, so that a home screen need not read them all.

    Folded in any order: `facts.after(a).after(b) == facts.after(b).after(a)`. Only attempts that are tries count
    (passed or failed, not on own data).
    """

    learner: str
    item: str
    version: str
    tries: int = 0
    best: float = 0.0
    alone: float = 0.0
    """The best score with no more than the first hint, which is free."""
    passed_at: str = ""
    """When it was first passed; empty if never."""
    last_at: str = ""
    last_outcome: str = ""
    last_score: float = 0.0
    days: tuple[str, ...] = ()
    """The days (UTC, ISO) of review successes without any hint, sorted."""

    def after(self, attempt: Attempt) -> "ItemFacts":
        """These facts with one more attempt at this item."""
        if attempt.outcome not in ("passed", "failed") or attempt.mode == "own-data":
            return self
        passed = attempt.outcome == "passed"
        newest = max((self.last_at, self.last_outcome, self.last_score), (attempt.at, attempt.outcome, attempt.score))
        day = {attempt.at[:10]} if passed and attempt.mode == "review" and attempt.hints == 0 else set()
        return replace(
            self,
            tries=self.tries + 1,
            best=max(self.best, attempt.score),
            alone=max(self.alone, attempt.score) if attempt.hints <= FREE_HINTS else self.alone,
            passed_at=min(filter(None, (self.passed_at, attempt.at))) if passed else self.passed_at,
            last_at=newest[0],
            last_outcome=newest[1],
            last_score=newest[2],
            days=tuple(sorted(day.union(self.days))),
        )


FREE_HINTS = 1
"""The first hint orients and costs nothing; from the second on a success is assisted."""


def fold(attempts: Iterable[Attempt], start: Iterable[ItemFacts] = ()) -> list[ItemFacts]:
    """Facts of all items and versions in `attempts`, on top of `start`, sorted by item and version."""
    facts = {(known.learner, known.item, known.version): known for known in start}
    for attempt in attempts:
        key = (attempt.learner, attempt.item, attempt.version)
        before = facts.get(key) or ItemFacts(learner=key[0], item=key[1], version=key[2])
        facts[key] = before.after(attempt)
    return sorted((known for known in facts.values() if known.tries), key=lambda f: (f.item, f.version, f.learner))


DERIVED = "cache/"
"""Documents below it are derived from attempts: they go with any erasure, and are never taken along."""


class SaveState(StrEnum):
    """What the screen may say of saving."""

    SAVED = "saved"
    WAITING = "waiting to save"
    UNSAVED = "unsaved"


@dataclass(frozen=True, slots=True)
class Lost:
    """What a store was given and could not save: attempts, and documents that are not derived."""

    attempts: tuple[Attempt, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)

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

    def tail(self, after: str = "", known: int = 0) -> list[Attempt] | None:
        """Attempts in the order in which they came, those after the first `known`, the last of which has id `after`.

        None where that is not so any more, as after an erasure; without arguments all attempts.
        """

    def facts(self, prefix: str = "", *, learner: str = "local") -> list[ItemFacts]:
        """What the attempts come to, per item and version, without reading them all."""

    def erase(self, prefix: str) -> "Future[int]":
        """Remove attempts (their number is the result) of items that start with `prefix`, and their documents.

        A backup is made before. A document belongs to what its key names after the first slash:
        `place/pack/lesson` goes with `pack/lesson#`, and all go with the empty prefix. `pack/lesson#item` means
        that one item, also where another's name begins with it.
        """

    def close(self) -> Lost:
        """Write what is waiting and close; returns what could not be written."""
