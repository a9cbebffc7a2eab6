"""Attempts as rows, for CSV and JSON: every field as it is kept."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from tutor import __version__
from tutor.core.exchange.export import Export, Request
from tutor.core.store.port import Attempt

COLUMNS = tuple(field.name for field in fields(Attempt))


def export_csv(request: Request) -> Export:
    """Every attempt, for a spreadsheet."""
    attempts = request.store.attempts()
    return Export(to_csv(attempts), len(attempts), "attempt")


def export_json(request: Request) -> Export:
    """Every attempt, for scripts."""
    attempts = request.store.attempts()
    return Export(to_json(attempts), len(attempts), "attempt")


def to_csv(attempts: Iterable[Attempt]) -> str:
    """CSV with a heading, RFC 4180; the empty field stands for no confidence."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for attempt in attempts:
        row = asdict(attempt)
        writer.writerow(["" if row[name] is None else row[name] for name in COLUMNS])
    return out.getvalue()


def to_json(attempts: Iterable[Attempt]) -> str:
    """`{"tutor": version, "attempts": […]}`."""
    rows: list[dict[str, Any]] = [asdict(attempt) for attempt in attempts]
    return json.dumps({"tutor": __version__, "attempts": rows}, ensure_ascii=False, indent=1) + "\n"
