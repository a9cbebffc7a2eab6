"""A new sitting of chosen items: each with a seed that shows something else than the last time."""

import secrets
from collections.abc import Mapping, Sequence

from tutor.core.errors import TutorError
from tutor.core.item_index import Entry
from tutor.core.quiz.draw import part_of
from tutor.core.quiz.pace import USUAL, kind_of
from tutor.core.quiz.rules import TITLES
from tutor.core.quiz.state import Asked, Feedback, Kind, QuizState
from tutor.core.session import seed_of
from tutor.core.store.port import new_id, now
from tutor.core.variety import unlike, varies


def make(
    kind: Kind,
    entries: Sequence[Entry],
    *,
    title: str = "",
    seed: int | None = None,
    feedback: Feedback = "once",
    minutes: int = 0,
    before: Mapping[str, Sequence[int]] | None = None,
    notes: Sequence[str] = (),
    pace: Mapping[str, float] = USUAL,
) -> QuizState:
    """A new sitting of these items; TutorError where there are none. Without a seed every one is new.

    `before` are the seeds with which an item was put before (the newest first): it is put with other numbers now.
    `pace` tells how many minutes an item of each kind takes.
    """
    if not entries:
        raise TutorError(f"There is nothing to ask in this {TITLES[kind].lower()}.")
    base = f"{kind}:{secrets.randbits(64) if seed is None else seed}"
    put: dict[str, list[int]] = {id: list(seeds) for id, seeds in (before or {}).items()}
    questions = []
    for number, entry in enumerate(entries):
        own = seed_of(entry.lesson.id, base, number, entry.item.name)
        earlier = put.setdefault(entry.id, [])
        varying = varies(entry.lesson, entry.item)
        own = unlike(entry.lesson, entry.item, own, earlier, varying=varying)
        earlier.insert(0, own)
        questions.append(_asked(entry, own, varying, pace[kind_of(entry.item.KIND)]))
    return QuizState(
        id=new_id(),
        kind=kind,
        title=title or TITLES[kind],
        began=now(),
        asked=tuple(questions),
        feedback=feedback,
        minutes=minutes,
        notes=tuple(notes),
    )


def _asked(entry: Entry, seed: int, varying: bool, minutes: float) -> Asked:
    return Asked(
        item=entry.id,
        version=entry.version,
        seed=seed,
        part=part_of(entry),
        kind=entry.item.KIND,
        varies=varying,
        minutes=minutes,
    )
