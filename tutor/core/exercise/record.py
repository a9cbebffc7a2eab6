"""What a learner's own record comes to, for an exercise that works on it: objectives, with how well they are held."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Recalled:
    """One objective that was tried. Chances are estimates by FSRS, 0..1."""

    lesson: str
    """Full id of its lesson, `pack/lesson`."""
    title: str
    objective: str
    recall: float
    """The mean chance that its items are remembered now."""
    days: int
    """Local days since one of them was answered last."""
    picked: float | None = None
    """The same mean of those items whose answer is picked from what is shown; None without any."""
    built: float | None = None
    """And of those whose answer is built: numbers, orders, matches, exercises, programs; None without any."""


@dataclass(frozen=True, slots=True)
class Record:
    """The objectives that the learner has tried, in teaching order."""

    objectives: tuple[Recalled, ...] = ()

    def of(self, lessons: Sequence[str]) -> "Record":
        """Those of these lessons alone, by full id."""
        return Record(tuple(each for each in self.objectives if each.lesson in lessons))


def record_key(use: str) -> str:
    """Where a session keeps the record that an attempt at the exercise `use` works on."""
    return f"{use}@record"


def dump_record(record: Record) -> str:
    """As JSON."""
    return msgspec.json.encode(record).decode()


def load_record(text: str | None) -> Record | None:
    """What `dump_record` wrote; None where there is none, or it is damaged."""
    try:
        return msgspec.json.decode(text, type=Record) if text else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
