"""The learner's day: that of their own clock, kept with each attempt, so that it stays what it was when they travel."""

from datetime import UTC, date, datetime
from functools import lru_cache


def moment(text: str) -> datetime:
    """An ISO 8601 time in UTC; the beginning of time where it is none."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def day_of(at: str) -> str:
    """The local day (ISO) of an ISO time; 1970-01-01 where it is none."""
    return moment(at).astimezone().date().isoformat()


def today(now: datetime) -> int:
    """The local day of `now` as an ordinal: days since the year 1."""
    return now.astimezone().date().toordinal()


@lru_cache(maxsize=1024)
def ordinal(day: str) -> int:
    """An ISO day as an ordinal; that of 1970-01-01 where it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return date(1970, 1, 1).toordinal()


def iso(day: int) -> str:
    """An ordinal as an ISO day."""
    return date.fromordinal(max(1, min(day, date.max.toordinal()))).isoformat()


def local_time(at: str) -> str:
    """An ISO time as the learner's clock shows it, with the name of its zone: `2026-11-10 20:00 CET`."""
    return f"{moment(at).astimezone():%Y-%m-%d %H:%M %Z}"
