"""Attempts as rows, for CSV and JSON: every field as it is kept."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields

from tutor import __version__
from tutor.core.exchange.export import Export, Request
from tutor.core.safe_text import clean
from tutor.core.store.port import Attempt

COLUMNS = tuple(field.name for field in fields(Attempt))
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?\s*%?", re.IGNORECASE)


def export_csv(request: Request) -> Export:
    """Every attempt, for a spreadsheet."""
    attempts = _Counted(request.store.stream())
    return Export(to_csv(attempts), attempts.count, "attempt")


def export_json(request: Request) -> Export:
    """Every attempt, for scripts."""
    attempts = _Counted(request.store.stream())
    return Export(to_json(attempts), attempts.count, "attempt")


class _Counted:
    """Attempts one by one, and how many there were."""

    def __init__(self, attempts: Iterator[Attempt]) -> None:
        self._attempts, self.count = attempts, 0

    def __iter__(self) -> Iterator[Attempt]:
        for attempt in self._attempts:
            self.count += 1
            yield attempt


def to_csv(attempts: Iterable[Attempt]) -> str:
    """CSV with a heading, RFC 4180; the empty field stands for no confidence.

    It is for spreadsheets, which would run what begins like a formula: an apostrophe before it makes it text (a
    number stays one). Control characters are `�`. As it was given, an answer is in the JSON.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for attempt in attempts:
        writer.writerow([_cell(getattr(attempt, name)) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text.strip()) else text


def to_json(attempts: Iterable[Attempt]) -> str:
    """`{"tutor": version, "attempts": […]}`."""
    rows = ",\n ".join(json.dumps(asdict(attempt), ensure_ascii=False) for attempt in attempts)
    return f'{{"tutor": {json.dumps(__version__)}, "attempts": [\n {rows}\n]}}\n'
