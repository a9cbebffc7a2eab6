"""Attempts as rows, for CSV and JSON: every field as it is kept."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from functools import lru_cache

from tutor import __version__
from tutor.core.exchange.export import Export, Request, Rows
from tutor.core.safe_text import clean
from tutor.core.store.port import Attempt

COLUMNS = tuple(field.name for field in fields(Attempt))
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?\s*%?", re.IGNORECASE)


def export_csv(request: Request) -> Export:
    """Every attempt, for a spreadsheet."""
    return Export(to_csv(request.store.stream()), None, "attempt")


def export_json(request: Request) -> Export:
    """Every attempt, for scripts."""
    return Export(to_json(request.store.stream()), None, "attempt")


def to_csv(attempts: Iterable[Attempt]) -> Rows:
    """CSV with a heading, RFC 4180; the empty field stands for no confidence.

    It is for spreadsheets, which would run what begins like a formula: an apostrophe before it makes it text (a
    number stays one). Control characters are `�`. As it was given, an answer is in the JSON.
    """
    rows = ([_cell(getattr(attempt, name)) for name in COLUMNS] for attempt in attempts)
    return Rows(map(_line, rows), head=_line(COLUMNS))


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    return "" if value is None else value


@lru_cache(4096)
def _text(value: str) -> str:
    """Most texts of a row are those of other rows."""
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text.strip()) else text


def to_json(attempts: Iterable[Attempt]) -> Rows:
    """`{"tutor": version, "attempts": […]}`."""
    rows = (json.dumps(asdict(attempt), ensure_ascii=False) for attempt in attempts)
    return Rows(rows, f'{{"tutor": {json.dumps(__version__)}, "attempts": [\n ', ",\n ", "\n]}\n")
