"""All that a learner has, in one file, and back: moving to another machine loses and doubles no attempt."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Any

import msgspec

from tutor import __version__
from tutor.core.documents import check
from tutor.core.errors import NotSavedError, TutorError
from tutor.core.exchange.export import Export, Request, Rows
from tutor.core.exchange.merging import merged
from tutor.core.safe_text import one_line
from tutor.core.store import parsed
from tutor.core.store.port import DERIVED, Attempt, SaveState, Store

FORMAT = 1
AT_ONCE = 10_000
"""Attempts that may wait to be written: a million of them would take gigabytes."""
KIND = "tutor-archive"
ONCE_KEPT = ("lesson/", "lesson@")
"""Documents of older tutors whose content is read off the attempts now."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought: attempts that were new and known, documents, and rows that could not be read."""

    new: int
    known: int
    documents: int
    refused: tuple[str, ...] = ()


class _Head(msgspec.Struct):
    kind: str = ""
    format: int = 0
    tutor: str = ""
    attempts: list[Any] = []
    documents: dict[str, Any] = {}


def export(request: Request) -> Export:
    """All of it."""
    return Export(rows_of(request.store.stream(), _documents_of(request.store)), None, "attempt", rest=" and all else")


def dump(store: Store) -> str:
    """Every attempt and every document that is not derived, as JSON."""
    return "".join(rows_of(store.stream(), _documents_of(store)))


def rows_of(attempts: Iterable[Attempt], documents: Mapping[str, str]) -> Rows:
    """An archive of these, an attempt a line."""
    head = {"kind": KIND, "format": FORMAT, "tutor": __version__, "documents": documents}
    begun = msgspec.json.format(msgspec.json.encode(head), indent=1).decode().removesuffix("\n}")
    rows = (msgspec.json.encode(attempt).decode() for attempt in attempts)
    return Rows(rows, f'{begun},\n "attempts": [\n  ', ",\n  ", "\n ]\n}\n")


def _documents_of(store: Store) -> dict[str, str]:
    return {key: text for key, text in store.documents().items() if not key.startswith(DERIVED)}


def take(store: Store, text: str) -> Taken:
    """Merge an archive, or an export of attempts, into the store; waits until all of it is on disk.

    All of it is parsed before any of it is written, and what is none of ours is left out and named.
    Raises TutorError where it is no such file; then nothing was changed.
    """
    head = _read(text)
    attempts, refused = _attempts(head.attempts)
    documents, more = _documents(head.documents)
    return bring(store, attempts, documents, refused + more)


def bring(store: Store, attempts: list[Attempt], documents: Mapping[str, str], refused: Sequence[str] = ()) -> Taken:
    """Merge attempts and documents, as our own types have them, into the store; waits until all is on disk.

    An attempt that is known already is kept once. Of a document that both have, the one that says more stays.
    """
    known = {attempt.id for attempt in store.stream()}
    fresh = [attempt for attempt in attempts if attempt.id not in known]
    mine = store.documents()
    better = {
        key: best
        for key, theirs in documents.items()
        if not key.startswith(DERIVED) and (best := merged(key, mine.get(key), theirs)) != mine.get(key)
    }
    # The derived ledger is dropped, so that late attempts find their place in time.
    for start in range(0, len(fresh) - AT_ONCE, AT_ONCE):
        settle(store, [store.add(attempt) for attempt in fresh[start : start + AT_ONCE]])
    last = max(0, (len(fresh) - 1) // AT_ONCE) * AT_ONCE
    done: list[Future[Any]] = [store.add(attempt) for attempt in fresh[last:]]
    done += [store.put(key, text) for key, text in better.items()]
    done.append(store.remove(store.keys(DERIVED)))
    settle(store, done)
    return Taken(len(fresh), len(attempts) - len(fresh), len(better), tuple(refused))


def settle(store: Store, writes: "Sequence[Future[Any]]") -> None:
    """Wait until all of it is on disk; NotSavedError where that cannot be now."""
    while not_done := wait(writes, timeout=0.2).not_done:
        if store.state is SaveState.UNSAVED:
            why = store.notices[-1] if store.notices else "The progress file cannot be written."
            raise NotSavedError(f"{why} ({len(not_done)} changes are not saved.)")
    for write in writes:
        write.result()


def _read(text: str) -> _Head:
    try:
        # Not msgspec's reader: half a character in one field would have all of the file refused.
        head = msgspec.convert(parsed.value_of(text.removeprefix("\ufeff")), _Head)
    except msgspec.ValidationError as error:
        raise TutorError(f"This is JSON, but no export of tutor: {error}. Nothing was changed.") from error
    except ValueError as error:
        raise TutorError(f"This file is damaged or cut short: {error}. Nothing was changed.") from error
    if head.format > FORMAT:
        raise TutorError(
            f"This archive was made by a newer tutor ({head.tutor}). Bring this one up to date; nothing was changed."
        )
    if head.kind != KIND and not (head.tutor and head.attempts):
        raise TutorError("This is JSON, but no export of tutor (`tutor export --all` makes one). Nothing was changed.")
    return head


def _attempts(rows: list[Any]) -> tuple[list[Attempt], list[str]]:
    found: dict[str, Attempt] = {}
    refused = []
    for number, row in enumerate(rows, 1):
        try:
            attempt = parsed.foreign(row)
            found[attempt.id] = attempt
        except ValueError as error:
            refused.append(f"attempt {number}: {error}")
    return list(found.values()), refused


def _documents(given: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    found: dict[str, str] = {}
    refused = []
    for key, text in given.items():
        if key.startswith((DERIVED, *ONCE_KEPT)):
            continue
        try:
            check(key, text)
            found[key] = text
        except ValueError as error:
            refused.append(f"document “{one_line(key, 80)}”: {error}")
    return found, refused
