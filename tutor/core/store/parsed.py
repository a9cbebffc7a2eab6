"""Rows of anyone's (a database, an archive) as the store's own types, or the reason why they are none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

import msgspec

from tutor.core.grade import Outcome
from tutor.core.record.days import day_of
from tutor.core.store import sanitize
from tutor.core.store.port import Attempt

T = TypeVar("T")
OUTCOMES = frozenset(map(str, Outcome))
Share = Annotated[float, msgspec.Meta(ge=-1e-9, le=1 + 1e-9)]
"""0..1, to within rounding."""
Count = Annotated[int, msgspec.Meta(ge=0)]
MOST_HINTS, LONGEST_SECONDS = 1_000, 1e9


def attempt(row: Mapping[str, Any]) -> Attempt:
    """The attempt that a row holds; ValueError, with the reason, where it holds none. Fields may be missing."""
    found = msgspec.convert(row, Attempt)
    datetime.fromisoformat(found.at)
    date.fromisoformat(found.day)
    if found.outcome not in OUTCOMES:
        raise ValueError(f"“{found.outcome}” is no outcome")
    return found


def foreign(row: Any) -> Attempt:
    """The same of a row that we did not write: every value within what ours can have, its time in UTC."""
    if not isinstance(row, Mapping) or not row.get("id") or not row.get("at"):
        raise ValueError("it lacks its id or its time")
    found = attempt(row)
    lesson, _, name = found.item.partition("#")
    pack, _, rest = lesson.partition("/")
    for good, what in (
        (pack and rest and name, f"“{found.item}” is no item"),
        (0.0 <= found.score <= 1.0, f"a score of {found.score}"),
        (0 <= found.hints <= MOST_HINTS, f"{found.hints} hints"),
        (0 <= found.misses <= MOST_HINTS, f"{found.misses} tries before"),
        (0.0 <= found.seconds <= LONGEST_SECONDS, f"{found.seconds} seconds"),
        (found.confidence in (None, 1, 2, 3), f"a confidence of {found.confidence}"),
        (abs(found.seed) <= sanitize.LARGEST, f"a seed of {found.seed}"),
        (isinstance(value_of(found.values), dict), "its drawn values are no JSON object"),
    ):
        if not good:
            raise ValueError(what)
    at = utc(found.at)
    apart = abs((date.fromisoformat(found.day) - date.fromisoformat(at[:10])).days)
    return replace(found, at=at, day=found.day if apart <= 1 else day_of(at))  # nobody's day is further from Greenwich


def utc(at: str) -> str:
    """An ISO 8601 time as ours are written, so that they can be ordered as texts. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(at)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"“{at}” is no time") from error
    return moment.isoformat(timespec="microseconds")


def decode(text: str, kind: type[T]) -> T:
    """A JSON text as a `kind`. Raises ValueError, also where it is nested beyond reason."""
    try:
        return msgspec.json.decode(text, type=kind)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error


def value_of(text: str) -> Any:
    """The value of a JSON text; ValueError also where it is nested beyond reason."""
    import json  # not for the start of the app: nothing is to be read before there is something

    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("JSON nested too deep") from error
