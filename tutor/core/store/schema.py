"""The tables of the progress file, how they came to be, and the SQL that reads and changes them."""

import contextlib
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from tutor.core.store import parsed
from tutor.core.store.port import DERIVED, Attempt, Tried, now
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
    (
        "ALTER TABLE attempts ADD COLUMN misses INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN day TEXT NOT NULL DEFAULT ''",
        "UPDATE attempts SET day = coalesce(date(at, 'localtime'), '1970-01-01')",
        "CREATE INDEX attempts_seed ON attempts (item, seed)",
        # Which questions were choices of one is not on record. They alone answer with the bare number of an option,
        # and name a miss by the text of that option, while a number that missed is named by the case that it fitted.
        """UPDATE attempts SET misses = (
            SELECT count(*) FROM attempts AS before
            WHERE before.item = attempts.item AND before.version = attempts.version AND before.seed = attempts.seed
                AND before.learner = attempts.learner AND before.n < attempts.n AND before.outcome = 'failed'
                AND before.score = 0 AND (before.response GLOB '[1-9]' OR before.response GLOB '[1-9][0-9]')
                AND before.route NOT IN ('', 'else', 'revealed') AND before.route NOT GLOB '[-+.0-9/]*')
            WHERE mode IN ('lesson', 'plain') AND outcome = 'passed'
                AND (response GLOB '[1-9]' OR response GLOB '[1-9][0-9]')""",
        "DROP INDEX attempts_seed",
        "DROP TABLE facts",
        # What was worked out of attempts: the ledger, and each lesson's record.
        "DELETE FROM documents WHERE key LIKE 'cache/%' OR key LIKE 'lesson/%' OR key LIKE 'lesson@%'",
    ),
)
"""Statements that lead from one `user_version` to the next. Written ones are never changed, only added to."""

ATTEMPT = (
    *("id", "learner", "item", "version", "seed", "values", "response", "outcome", "score", "route", "hints"),
    *("misses", "seconds", "prediction", "confidence", "mode", "at", "day"),
)
ATTEMPT_COLUMNS = ", ".join("drawn" if name == "values" else name for name in ATTEMPT)
TRIED_COLUMNS = ", ".join(Tried.__struct_fields__)
TABLES = {"attempts": ATTEMPT_COLUMNS, "documents": "key, text, at"}

_LAST, _LAST_ROW = "\U0010ffff", 2**63 - 1


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
    for one in write.attempts:
        add_attempt(connection, one)
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


def _erase(connection: sqlite3.Connection, prefix: str) -> int:
    span = (prefix, prefix + ("\0" if prefix.partition("#")[2] else _LAST))  # an item's full name means it alone
    removed = connection.execute("DELETE FROM attempts WHERE item >= ? AND item < ?", span).rowcount
    keys = [(key,) for (key,) in connection.execute("SELECT key FROM documents") if belongs(key, prefix)]
    connection.executemany("DELETE FROM documents WHERE key = ?", keys)
    return removed


def read_attempts(connection: sqlite3.Connection, prefix: str, since: str) -> Iterator[Attempt]:
    """Attempts at items that start with `prefix`, made at `since` or later, oldest first."""
    query = f"SELECT {ATTEMPT_COLUMNS} FROM attempts WHERE item >= ? AND item < ? AND at >= ? ORDER BY at, n"
    yield from _attempts(connection, query, (prefix, prefix + _LAST, since))


def _attempts(connection: sqlite3.Connection, query: str, given: tuple[Any, ...]) -> Iterator[Attempt]:
    """The attempts among the rows; one that is none (`faults` finds it) does not keep the others from being read."""
    yield from _parsed(readable(connection, query, given))


def _parsed(rows: Iterable[tuple[Any, ...]]) -> Iterator[Attempt]:
    for row in rows:
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


def read_stream(connection: sqlite3.Connection, *, start: int, most: int) -> tuple[int, list[Attempt]] | None:
    """At most so many attempts after row `start`, in order of arrival, and the row of the last of them."""
    query = f"SELECT {ATTEMPT_COLUMNS}, n FROM attempts WHERE n > ? ORDER BY n LIMIT ?"
    rows = list(readable(connection, query, (start, most)))
    return (rows[-1][-1], list(_parsed(row[:-1] for row in rows))) if rows else None


def read_tail(
    connection: sqlite3.Connection, *, learner: str, start: int, most: int
) -> tuple[int, tuple[str, list[Tried]]] | None:
    """What the record is folded from of at most so many rows after `start`, and the last of these with its id."""
    first = connection.execute("SELECT min(n) FROM attempts WHERE n > ?", (start,)).fetchone()[0]
    if first is None:
        return None
    last = min(first + most - 1, _LAST_ROW)
    end = connection.execute("SELECT n, id FROM attempts WHERE n <= ? ORDER BY n DESC LIMIT 1", (last,)).fetchone()
    query = f"SELECT {TRIED_COLUMNS} FROM attempts WHERE n > ? AND n <= ? AND learner = ? ORDER BY n"
    return end[0], (end[1], _tried(list(readable(connection, query, (start, end[0], learner)))))


def _tried(rows: list[tuple[Any, ...]]) -> list[Tried]:
    """The rows at once; where one of them is none, one by one without it."""
    try:
        found = msgspec.convert(rows, list[Tried])
        deque(map(datetime.fromisoformat, map(attrgetter("at"), found)), maxlen=0)
    except ValueError:
        return [one for row in rows for one in (_tried([row]) if len(rows) > 1 else ())]
    return found


def position_of(connection: sqlite3.Connection, after: str, known: int) -> int | None:
    """The row of the attempt with id `after`, if as many as `known` may stand up to it; without both 0."""
    row = row_of(connection, after) if after else 0
    # Rows are numbered as they come, and anew where a file is rebuilt: fewer than `known` means some were lost.
    return row if row >= known else None


def row_of(connection: sqlite3.Connection, id: str) -> int:
    """The number of the attempt with this id in the order of arrival; -1 where it is not there."""
    found = connection.execute("SELECT n FROM attempts WHERE id = ?", (id,)).fetchone()
    return int(found[0]) if found else -1


def read_documents(connection: sqlite3.Connection, prefix: str) -> dict[str, str]:
    """Documents whose key starts with `prefix`, by key."""
    query = "SELECT key, text FROM documents WHERE key >= ? AND key < ? ORDER BY key"
    rows = readable(connection, query, (prefix, prefix + _LAST))
    return {key: text for key, text in rows if isinstance(key, str) and isinstance(text, str)}


def forget_derived(connection: sqlite3.Connection) -> None:
    """Drop what was worked out of attempts that may have come in another order, inside the caller's transaction."""
    connection.execute("DELETE FROM documents WHERE key >= ? AND key < ?", (DERIVED, DERIVED + _LAST))
