"""Forgetting what was done, from one item to all of it, and taking that back from the copy made before."""

import contextlib
import sqlite3
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec

from tutor.core.documents import fault
from tutor.core.errors import StoreError, TutorError
from tutor.core.exchange.archive import Taken, bring, settle
from tutor.core.progress import key
from tutor.core.session import load
from tutor.core.store import backups, schema
from tutor.core.store.port import Store

ALL = ""


def prefix_of(what: str) -> str:
    """What `what` covers: `pack/lesson#item` that item, `pack/lesson` a lesson, `pack` a pack, `all` everything."""
    if what == "all":
        return ALL
    return what if "#" in what else f"{what}#" if "/" in what else f"{what}/"


def counted(store: Store, what: str) -> int:
    """How many attempts a reset of `what` would remove."""
    prefix = prefix_of(what)
    exact = bool(prefix.partition("#")[2])
    return sum(not exact or attempt.item == prefix for attempt in store.attempts(prefix))


def reset(store: Store, what: str) -> int:
    """Remove attempts, places and notes of `what`; a copy of all is made before. Returns how many attempts went."""
    prefix = prefix_of(what)
    lesson, _, name = prefix.partition("#")
    removed = store.erase(prefix)
    writes: list[Future[Any]] = [removed]
    if name:
        writes += _forget_item(store, lesson, name)
    settle(store, writes)
    return removed.result()


def _forget_item(store: Store, lesson: str, name: str) -> "list[Future[Any]]":
    """The item as if it had never been touched."""
    document = key("place", lesson)
    session = load(store.get(document))
    items = {each: state for each, state in session.items.items() if each != name}
    if name not in session.items:
        return []
    return [store.put(document, msgspec.json.encode({**msgspec.to_builtins(session), "items": items}).decode())]


def undo(store: Store, path: Path) -> Taken:
    """Bring back what the newest reset removed, from the copy that it made; what was done since stays.

    `path` is the progress file. Raises TutorError where there is no such copy, StoreError where it cannot be read.
    """
    try:
        copies = backups.kept(path, backups.BEFORE_ERASE)
        if not copies:
            raise TutorError("Nothing was reset here, so there is nothing to take back.")
        with contextlib.closing(schema.connect(copies[0], mode="ro")) as file:
            attempts = list(schema.read_attempts(file, "", ""))
            documents = schema.read_documents(file, "")
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The copy of {path} cannot be read ({error}). Nothing was changed.") from error
    return bring(store, attempts, {key: text for key, text in documents.items() if not fault(key, text)})
