"""The tables of the progress file, how they came to be, and the SQL that reads and changes them."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tutor.core.store import parsed
from tutor.core.store.port import Attempt, ItemFacts, fold, now
from tutor.core.store.records import Write, belongs

APPLICATION = 0x74757472
"""`PRAGMA application_id` of our files, so that another program's database is not taken for ours."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION}",
        """CREATE TABLE attempts (
            n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, learner TEXT NOT NULL, item TEXT NOT NULL,
            version TEXT NOT NULL, seed INTEGER NOT NULL, drawn TEXT NOT NULL, response TEXT NOT NULL,
            outcome TEXT NOT NULL, score REAL NOT NULL, route TEXT NOT NULL, hints INTEGER NOT NULL,
            seconds REAL NOT NULL, prediction TEXT NOT NULL, confidence INTEGER, mode TEXT NOT NULL,
            at TEXT NOT NULL)""",
        "CREATE INDEX attempts_item ON attempts (item, at)",
        "CREATE INDEX attempts_at ON attempts (at)",
        "CREATE TABLE documents (key TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL)",
        """CREATE TABLE facts (
            learner TEXT NOT NULL, item TEXT NOT NULL, version TEXT NOT NULL, tries INTEGER NOT NULL,
            best REAL NOT NULL, alone REAL NOT NULL, passed_at TEXT NOT NULL, last_at TEXT NOT NULL,
            last_outcome TEXT NOT NULL, last_score REAL NOT NULL, days TEXT NOT NULL,
            PRIMARY KEY (item, version, learner))""",
    ),
)
"""Statements that lead from one `user_version` to the next. Written ones are never changed, only added to."""

ATTEMPT = (
    *("id", "learner", "item", "version", "seed", "values", "response", "outcome", "score", "route", "hints"),
    *("seconds", "prediction", "confidence", "mode", "at"),
)
ATTEMPT_COLUMNS = ", ".join("drawn" if name == "values" else name for name in ATTEMPT)
FACTS = (
    *("learner", "item", "version", "tries", "best", "alone", "passed_at", "last_at", "last_outcome"),
    *("last_score", "days"),
)
FACTS_COLUMNS = ", ".join(FACTS)
TABLES = {"attempts": ATTEMPT_COLUMNS, "documents": "key, text, at", "facts": FACTS_COLUMNS}

_LAST = "\U0010ffff"


class NewerError(sqlite3.DatabaseError):
    """The file was migrated by a newer tutor: it is left as it is."""


def connect(path: Path, *, timeout: float = 5.0, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a file that exists (mode "rw", or "ro"), or that may be made (mode "rwc")."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        # EXTRA is FULL and syncs the folder too: else a power cut could bring the journal back, and undo a commit.
        connection.execute("PRAGMA synchronous = EXTRA")
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema quotes it.
        connection.close()
        damaged = sqlite3.DatabaseError("the schema cannot be read")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error
    return connection


def version(connection: sqlite3.Connection) -> int:
    """How many of the migrations the file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest version, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def commit(connection: sqlite3.Connection, writes: Sequence[Write]) -> list[int]:
    """Make all the changes in one transaction; returns how many attempts each of them removed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection) != len(MIGRATIONS):
            raise NewerError("migrated by a newer tutor meanwhile")
        removed = [_apply(connection, write) for write in writes]
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return removed


def _apply(connection: sqlite3.Connection, write: Write) -> int:
    removed = 0 if write.erase is None else _erase(connection, write.erase)
    if write.attempt is not None and add_attempt(connection, write.attempt):
        _add_facts(connection, write.attempt)
    for key, text in write.documents.items():
        if text is None:
            connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        else:
            connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (key, text, now()))
    return removed


def add_attempt(connection: sqlite3.Connection, attempt: Attempt) -> bool:
    """Append an attempt; False if one with its id is there."""
    marks = ", ".join("?" * len(ATTEMPT))
    insert = f"INSERT INTO attempts ({ATTEMPT_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"
    return connection.execute(insert, [getattr(attempt, name) for name in ATTEMPT]).rowcount == 1


def merge_document(connection: sqlite3.Connection, key: str, text: str, at: str, *, always: bool = False) -> None:
    """Keep a document of another file, unless a newer one is there (or `always`)."""
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE"
        " SET text = excluded.text, at = excluded.at WHERE ? OR excluded.at >= documents.at",
        (key, text, at, always),
    )


def _add_facts(connection: sqlite3.Connection, attempt: Attempt) -> None:
    query = f"SELECT {FACTS_COLUMNS} FROM facts WHERE item = ? AND version = ? AND learner = ?"
    rows = connection.execute(query, (attempt.item, attempt.version, attempt.learner)).fetchall()
    _put_facts(connection, fold([attempt], map(_facts, rows)))


def _put_facts(connection: sqlite3.Connection, facts: Iterable[ItemFacts]) -> None:
    insert = f"INSERT OR REPLACE INTO facts ({FACTS_COLUMNS}) VALUES ({', '.join('?' * len(FACTS))})"
    rows = ([*(getattr(one, name) for name in FACTS[:-1]), " ".join(one.days)] for one in facts)
    connection.executemany(insert, rows)


def fold_again(connection: sqlite3.Connection) -> None:
    """Derive all facts from the attempts anew, inside the caller's transaction."""
    connection.execute("DELETE FROM facts")
    _put_facts(connection, fold(read_attempts(connection, "", "")))


def _erase(connection: sqlite3.Connection, prefix: str) -> int:
    span = (prefix, prefix + ("\0" if prefix.partition("#")[2] else _LAST))  # an item's full name means it alone
    removed = connection.execute("DELETE FROM attempts WHERE item >= ? AND item < ?", span).rowcount
    connection.execute("DELETE FROM facts WHERE item >= ? AND item < ?", span)
    keys = [(key,) for (key,) in connection.execute("SELECT key FROM documents") if belongs(key, prefix)]
    connection.executemany("DELETE FROM documents WHERE key = ?", keys)
    return removed


def read_attempts(connection: sqlite3.Connection, prefix: str, since: str) -> Iterator[Attempt]:
    """Attempts at items that start with `prefix`, made at `since` or later, oldest first."""
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempts WHERE item >= ? AND item < ? AND at >= ? ORDER BY at, n"
    yield from _attempts(connection, query, (prefix, prefix + _LAST, since))


def _attempts(connection: sqlite3.Connection, query: str, given: tuple[Any, ...]) -> Iterator[Attempt]:
    """The attempts among the rows; one that is none (`faults` finds it) does not keep the others from being read."""
    for row in readable(connection, query, given):
        with contextlib.suppress(ValueError, TypeError):
            yield parsed.attempt(dict(zip(ATTEMPT, row, strict=True)))


def readable(connection: sqlite3.Connection, query: str, given: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """All rows, in one transaction of the caller's; in text that is not UTF-8, U+FFFD stands for what is not."""
    done = 0
    try:
        for row in connection.execute(query, given):
            yield row
            done += 1
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is not None:  # SQLite's own; what cannot be decoded is Python's
            raise
        usual, connection.text_factory = connection.text_factory, lenient
        try:
            yield from connection.execute(f"{query} LIMIT -1 OFFSET {done}", given)
        finally:
            connection.text_factory = usual


def lenient(raw: bytes) -> str:
    """Text of a damaged row (a `text_factory`)."""
    return raw.decode("utf-8", "replace")


def read_tail(connection: sqlite3.Connection, after: str, known: int) -> list[Attempt] | None:
    """Attempts in order of arrival, those after the first `known`, the last of which has id `after`; else None."""
    start = 0
    if after or known:
        row = connection.execute("SELECT n FROM attempts WHERE id = ?", (after,)).fetchone()
        if row is None:
            return None
        start = int(row[0])
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempts WHERE n > ? ORDER BY n"
    found = list(_attempts(connection, query, (start,)))
    # Rows are numbered as they come, and anew where a file is rebuilt: fewer than `known` means that some were lost.
    return found if start >= known else None


def read_documents(connection: sqlite3.Connection, prefix: str) -> dict[str, str]:
    """Documents whose key starts with `prefix`, by key."""
    query = "SELECT key, text FROM documents WHERE key >= ? AND key < ? ORDER BY key"
    rows = readable(connection, query, (prefix, prefix + _LAST))
    return {key: text for key, text in rows if isinstance(key, str) and isinstance(text, str)}


def read_facts(connection: sqlite3.Connection, prefix: str) -> list[ItemFacts]:
    """Facts of items that start with `prefix`."""
    query = f"SELECT {FACTS_COLUMNS} FROM facts WHERE item >= ? AND item < ? ORDER BY item, version, learner"
    return [_facts(row) for row in connection.execute(query, (prefix, prefix + _LAST))]


def _facts(row: tuple[object, ...]) -> ItemFacts:
    values: dict[str, Any] = dict(zip(FACTS, row, strict=True))
    return ItemFacts(**{**values, "days": tuple(values["days"].split())})


def known_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are in the file."""
    find = "SELECT 1 FROM attempts WHERE id = ?"
    return {key for key in ids if connection.execute(find, (key,)).fetchone()}
