"""How far a learner has come: read off the record, and nothing else."""

import contextlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import msgspec

from tutor.core.errors import StoreError
from tutor.core.item_index import ItemIndex
from tutor.core.record.facts import ByVersion, Facts, newest
from tutor.core.record.lesson import LessonRecord, at_hand, record_of
from tutor.core.record.shape import LessonShape, shapes
from tutor.core.review.ledger import Ledger, read_ledger
from tutor.core.store.parsed import decode, utc
from tutor.core.store.port import Store

REVIEWS = 2
"""So many days with a review success without help, after the day of passing, make a passed lesson mastered."""
REVEALED = "revealed"
"""The route of an attempt that ended by looking at the answer."""


class LessonState(StrEnum):
    """How far a lesson has come."""

    NEW = "new"
    STARTED = "started"
    PASSED = "passed"
    MASTERED = "mastered"

    @property
    def done(self) -> bool:
        """Passed or better."""
        return self in (LessonState.PASSED, LessonState.MASTERED)


class Placed(msgspec.Struct, frozen=True):
    """That a learner placed out of a lesson: when, its questions then, and when that was taken back."""

    at: str
    items: tuple[str, ...] = ()
    withdrawn: str = ""

    def dump(self) -> str:
        """As JSON; `placements` reads it."""
        return msgspec.json.encode(self).decode()


class LessonProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far one lesson has come; scores 0..1, times ISO 8601 in UTC or empty."""

    id: str
    state: LessonState
    record: LessonRecord = LessonRecord()
    tries: int = 0
    last_at: str = ""
    reviews: tuple[str, ...] = ()
    """Local days after that of the passing on which a review was answered without help."""
    placed_at: str = ""
    """When the learner placed out of it, if that stands."""


class Needing(Protocol):
    """What of a lesson the next suggestion looks at."""

    @property
    def id(self) -> str:
        """Full id."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Full ids of lessons to take before."""


L = TypeVar("L", bound=Needing)


def key(kind: str, lesson: str, learner: str = "local") -> str:
    """The key of a lesson's document of this kind, e.g. `place/ml-engineer/line`."""
    return f"{kind}/{lesson}" if learner == "local" else f"{kind}@{learner}/{lesson}"


def lessons(
    store: Store, shelf: ItemIndex, learner: str = "local", ledger: Ledger | None = None
) -> dict[str, LessonProgress]:
    """Every lesson that was begun, by id; one that is not in it is new. Reads the lessons that changed since."""
    ledger = ledger or read_ledger(store, learner=learner)
    by_lesson: dict[str, dict[str, ByVersion]] = defaultdict(dict)
    for item, of_item in ledger.facts.items():
        by_lesson[item.partition("#")[0]][item] = of_item
    sessions = key("place", "", learner)
    begun = {each.removeprefix(sessions): text for each, text in store.documents(sessions).items()}
    out = {id: one.at for id, one in placements(store, learner).items() if not one.withdrawn}
    opened = sorted({*by_lesson, *begun})
    known = shapes(store, shelf, opened)
    found = {id: _lesson(id, known.get(id, LessonShape()), by_lesson[id], begun.get(id)) for id in opened}
    every = {id: found.get(id) or LessonProgress(id=id, state=LessonState.NEW) for id in sorted({*found, *out})}
    return {id: msgspec.structs.replace(one, placed_at=out.get(id, "")) for id, one in every.items()}


def placements(store: Store, learner: str = "local") -> dict[str, Placed]:
    """Every lesson that was placed out of, by id, also where that was taken back."""
    start = key("placed", "", learner)
    found = {}
    for name, text in store.documents(start).items():
        with contextlib.suppress(ValueError):
            found[name.removeprefix(start)] = parse_placed(text)
    return found


def parse_placed(text: str) -> Placed:
    """What `Placed.dump` wrote. Raises ValueError."""
    found = decode(text, Placed)
    utc(found.at), utc(found.withdrawn or found.at)
    return found


def placed(store: Store, lesson: str, learner: str = "local") -> bool:
    """Whether the learner placed out of a lesson, and that stands."""
    found = placements(store, learner).get(lesson)
    return found is not None and not found.withdrawn


def _lesson(id: str, shape: LessonShape, facts: Mapping[str, ByVersion], session: str | None) -> LessonProgress:
    visited = _visited(session) if session and not shape.items else {}
    record = record_of(shape, at_hand(shape, id, facts), visited)
    tried = [one for of_item in facts.values() for one in of_item.values()]
    days = sorted({day for one in tried for day in one.days if day > record.passed_on}) if record.passed_at else []
    state = LessonState.STARTED
    if record.passed_at:
        state = LessonState.MASTERED if len(days) >= REVIEWS else LessonState.PASSED
    return LessonProgress(
        id=id,
        state=state,
        record=record,
        tries=sum(one.tries for one in tried),
        last_at=max((one.last_at for one in tried), default=""),
        reviews=tuple(days),
    )


def _visited(place: str) -> Mapping[int, str]:
    from tutor.core.session import load  # not for the start of the app

    return load(place).visited


def suggestion(order: Sequence[L], progress: Mapping[str, LessonProgress]) -> L | None:
    """The next lesson, in teaching order: the first that is not done and whose needs are; None when all are done.

    A need that is not among the lessons cannot be met: such lessons come after those that lack nothing.
    """
    known = {lesson.id for lesson in order}
    done = {id for id, one in progress.items() if one.state.done or one.placed_at}
    left = [lesson for lesson in order if lesson.id not in done]
    ready = [lesson for lesson in left if all(need in done or need not in known for need in lesson.needs)]
    whole = [lesson for lesson in ready if done.issuperset(lesson.needs)]
    return next(iter([*whole, *ready, *left]), None)


def counts(order: Sequence[Needing], progress: Mapping[str, LessonProgress]) -> dict[str, int]:
    """How many of the lessons are in each state."""
    states = [progress[lesson.id].state if lesson.id in progress else LessonState.NEW for lesson in order]
    return {str(state): states.count(state) for state in LessonState}


def as_json(shelf: ItemIndex, store: Store, learner: str = "local") -> dict[str, Any]:
    """What `tutor progress --json` prints: lessons in teaching order with their items, counts, what is next.

    Raises StoreError where another program keeps what was saved from being read.
    """
    if not store.ready:
        raise StoreError("Your progress cannot be read now: another program is using its file. Try again in a moment.")
    order, ledger = shelf.catalog.lessons, read_ledger(store, learner=learner)
    progress = lessons(store, shelf, learner, ledger)
    facts: dict[str, dict[str, Facts]] = defaultdict(dict)
    for item, of_item in ledger.facts.items():
        lesson, _, name = item.partition("#")
        facts[lesson][name] = newest(of_item)
    following = suggestion(order, progress)
    return {
        "lessons": [_row(one.id, progress.get(one.id), facts[one.id]) for one in order],
        "counts": counts(order, progress),
        "next": following.id if following else None,
        "saved": str(store.state),
        "notices": list(store.notices),
    }


def _row(id: str, progress: LessonProgress | None, facts: Mapping[str, Facts]) -> dict[str, Any]:
    progress = progress or LessonProgress(id=id, state=LessonState.NEW)
    record = progress.record
    return {
        "id": id,
        "state": str(progress.state),
        "score": record.score,
        "exercise": record.exercise,
        "quiz": record.quiz,
        "unassisted": record.unassisted,
        "passed_at": record.passed_at or None,
        "placed_at": progress.placed_at or None,
        "reviews": list(progress.reviews),
        "tries": progress.tries,
        "last_at": progress.last_at or None,
        "items": {
            name: {
                "tries": one.tries,
                "passed": one.done,
                "best": one.best,
                "unassisted": one.unassisted,
                "last_outcome": one.last_outcome,
                "last_at": one.last_at,
            }
            for name, one in sorted(facts.items())
        },
    }
