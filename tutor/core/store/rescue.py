"""Tells whether a file can be trusted, and brings back what can be read of one that cannot."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tutor.core.store import parsed, sanitize, schema
from tutor.core.store.port import Attempt, now

PAGE = 4096
_MISSING = {"version": "", "seed": 0, "response": "", "score": 0.0}
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def code(error: BaseException) -> int:
    """SQLite's primary result code of an error; 0 if it has none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def fault(path: Path, *, thorough: bool = False) -> str:
    """What is wrong with the file, as the end of "it …"; empty if it can be trusted.

    Raises sqlite3.OperationalError or OSError if that cannot be told now (locked, no permission), NewerError where a
    newer tutor wrote it.
    """
    if path.is_dir():
        return "was replaced by a folder"
    if not path.is_file():
        return "was replaced by something that is not a file"
    if path.stat().st_size == 0:
        return "is empty"
    try:
        with contextlib.closing(schema.connect(path)) as connection:
            return _fault(connection, thorough)
    except sqlite3.DatabaseError as error:
        if code(error) not in DAMAGE:
            raise
        return "cannot be read as a database" if code(error) == sqlite3.SQLITE_NOTADB else "is damaged inside"


def _fault(connection: sqlite3.Connection, thorough: bool) -> str:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION:
        return "belongs to another program"
    version = schema.version(connection)
    if version > len(schema.MIGRATIONS):
        raise schema.NewerError("written by a newer tutor")
    if connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0] != "ok":
        return "is damaged inside"
    if version == len(schema.MIGRATIONS):
        for table, columns in schema.TABLES.items():
            if table not in names:
                return f"lacks its table of {table}"
            try:
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")
            except sqlite3.OperationalError as error:
                if code(error) != sqlite3.SQLITE_ERROR:
                    raise
                return f"has an unknown table of {table}"
    return ""


def merge(source: sqlite3.Connection, target: sqlite3.Connection, *, later: bool = False) -> int:
    """Bring every row that can be read from `source` into `target`; returns how many attempts were new.

    With `later`, its documents are known to be newer, whatever the clock said. `source` may be of an older or
    newer version: columns that it lacks get a default.
    """
    source.text_factory = schema.lenient
    new, present = 0, now()
    for row in rows(source, "attempts", schema.ATTEMPT_COLUMNS):
        attempt = _attempt(row)
        if attempt is not None:
            new += schema.add_attempt(target, attempt)
    for row in rows(source, "documents", "key, text, at"):
        key, text, at = row.get("key"), row.get("text"), row.get("at")
        if isinstance(key, str) and isinstance(text, str) and isinstance(at, str):
            # Of a time when the clock was ahead: it must not win over all that is written from now on.
            schema.merge_document(target, key, text, min(at, present), always=later)
    return new


def bring_along(moved: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Merge what an open connection still sees of a file that was moved away or removed while in use."""
    target.execute("BEGIN IMMEDIATE")
    try:
        if merge(moved, target):
            schema.forget_derived(target)
        target.execute("COMMIT")
    finally:
        if target.in_transaction:
            target.execute("ROLLBACK")


def _attempt(row: dict[str, Any]) -> Attempt | None:
    """The attempt of a row; None if the row is visibly torn."""
    if not (row.get("id") and row.get("item") and row.get("at")) or "\ufffd" in f"{row['id']}{row['item']}":
        return None
    names = ((name, "drawn" if name == "values" else name) for name in schema.ATTEMPT)
    known = {name: row[column] for name, column in names if column in row}
    try:
        return parsed.attempt(asdict(sanitize.attempt(Attempt(**{**_MISSING, **known}))))
    except (TypeError, ValueError):
        return None


def rows(source: sqlite3.Connection, table: str, wanted: str) -> Iterator[dict[str, Any]]:
    """All rows that can be read, stepping over those that cannot."""
    columns = [name for name in wanted.split(", ") if name in _names(source, f"PRAGMA table_info({table})", 1)]
    if not columns:
        return
    query = f"SELECT rowid, {', '.join(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid"
    last, end = 0, _last_row(source, table)
    while last < end:
        try:
            for number, *row in source.execute(query, (last,)):
                last = number
                yield dict(zip(columns, row, strict=True))
            return
        except sqlite3.DatabaseError:
            last += 1


def _last_row(source: sqlite3.Connection, table: str) -> int:
    """The largest rowid that any tree of the table still tells of, or a guess from the size of the file."""
    last = 0
    indexes = _names(source, f"PRAGMA index_list({table})", 1)
    for way in ("NOT INDEXED", *(f"INDEXED BY {name}" for name in indexes)):
        with contextlib.suppress(sqlite3.DatabaseError):
            last = max(last, source.execute(f"SELECT max(rowid) FROM {table} {way}").fetchone()[0] or 0)
    with contextlib.suppress(sqlite3.DatabaseError):
        pages: int = source.execute("PRAGMA page_count").fetchone()[0]
        last = max(last, pages * 64)
    return last


def _names(source: sqlite3.Connection, query: str, column: int) -> list[str]:
    try:
        return [row[column] for row in source.execute(query)]
    except sqlite3.DatabaseError:
        return []


def salvage(path: Path, target: sqlite3.Connection, fresh: Path) -> int:
    """Bring what can be read of a damaged file into `target`; returns how many attempts were new.

    Works on a copy. Where the first page, which tells of all others, is lost, that of `fresh` (an empty file
    with the same tables) stands in for it.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return 0
    scratch = target_path(target).with_suffix(".new-scratch")
    found = 0
    try:
        for first_page in (None, fresh.read_bytes()[:PAGE]):
            shutil.copyfile(path, scratch)
            _trust_size(scratch, first_page)
            try:
                source = schema.connect(scratch)
            except sqlite3.DatabaseError:
                continue
            with contextlib.closing(source):
                found += merge(source, target, later=True)
            if found:
                break
    finally:
        scratch.unlink(missing_ok=True)
        scratch.with_name(scratch.name + "-journal").unlink(missing_ok=True)
    return found


def target_path(connection: sqlite3.Connection) -> Path:
    """The file of a connection."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _trust_size(path: Path, first_page: bytes | None) -> None:
    """Make SQLite go by the file's real size, not by the one that its header tells of."""
    with open(path, "r+b") as file:
        if first_page is not None:
            file.write(first_page)
        file.seek(0, os.SEEK_SET)
        header = file.read(100)
        file.seek(92)
        file.write(bytes(byte ^ 0xFF for byte in header[24:28]))
