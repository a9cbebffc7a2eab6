"""Rows that cannot be read: told, and on asking moved out of the database into a file beside it; none is lost."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tutor.core import files
from tutor.core.store import parsed, schema
from tutor.core.store.files import stamp

Check = Callable[[str, object], str]
"""Why the document at a key cannot be read; empty where it can."""


class Fault(msgspec.Struct, frozen=True):
    """One row that cannot be read, its columns by name, and why."""

    table: str
    rowid: int
    row: dict[str, Any]
    why: str

    def __str__(self) -> str:
        return f"{self.table}, row {self.rowid} ({self.row.get('id') or self.row.get('key')}): {self.why}"


def faults(connection: sqlite3.Connection, check: Check) -> Iterator[Fault]:
    """Every attempt and document that reading leaves out."""
    columns = ("rowid", *schema.ATTEMPT)
    for row in schema.readable(connection, f"SELECT rowid, {schema.ATTEMPT_COLUMNS} FROM attempts ORDER BY rowid"):
        found = dict(zip(columns[1:], row[1:], strict=True))
        try:
            parsed.attempt(found)
        except ValueError as error:
            yield Fault("attempts", row[0], found, str(error))
    for number, key, text, at in schema.readable(connection, "SELECT rowid, key, text, at FROM documents ORDER BY key"):
        why = check(key, text) if isinstance(key, str) else "its key is no text"
        if why:
            yield Fault("documents", number, {"key": key, "text": text, "at": at}, why)


def set_aside(connection: sqlite3.Connection, path: Path, found: Sequence[Fault]) -> Path:
    """Move rows of the open database at `path` into a file beside it, inside the caller's transaction."""
    kept = path.with_name(f"{path.stem}-set-aside-{stamp()}.json")
    rows = [{"table": each.table, "why": each.why, "row": _plain(each.row)} for each in found]
    import json  # not for the start of the app

    files.write(kept, json.dumps({"kind": "tutor-set-aside", "rows": rows}, indent=1) + "\n")
    for each in found:
        connection.execute(f"DELETE FROM {each.table} WHERE rowid = ?", (each.rowid,))
    return kept


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: repr(value) if isinstance(value, bytes) else value for name, value in row.items()}
