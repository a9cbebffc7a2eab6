"""How far a learner has come: derived from facts and attempts, and nothing else."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import msgspec

from tutor.core.errors import StoreError
from tutor.core.grade import Grade, Outcome
from tutor.core.session import ItemState
from tutor.core.store.parsed import Count, Share, decode, utc
from tutor.core.store.port import Attempt, ItemFacts, Store

REVIEWS = 2
"""So many days with an unaided review success, after the day of passing, make a passed lesson mastered."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRecord:
    """What a run writes of a lesson at each answer, so that a home screen need not read the lesson."""

    score: Share = 0.0
    exercise: Share | None = None
    quiz: Share | None = None
    alone: Share = 0.0
    """The score counted from unassisted successes only."""
    passed_at: str = ""
    items: Count = 0
    done: Count = 0

    def dump(self) -> str:
        """As JSON; `read_record` reads it."""
        return msgspec.json.encode(self).decode()


class Placed(msgspec.Struct, frozen=True):
    """That a learner placed out of a lesson: when, its questions then, and when that was taken back."""

    at: str
    items: tuple[str, ...] = ()
    withdrawn: str = ""

    def dump(self) -> str:
        """As JSON; `placements` reads it."""
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProgress:
    """How far one lesson has come; scores 0..1, times ISO 8601 in UTC or empty."""

    id: str
    state: LessonState
    record: LessonRecord = LessonRecord()
    tries: int = 0
    last_at: str = ""
    reviews: tuple[str, ...] = ()
    """Days after the passing on which a review was answered without any hint."""
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


def lessons(store: Store, learner: str = "local") -> dict[str, LessonProgress]:
    """Every lesson that was begun, by id; one that is not in it is new. Reads no lesson and no attempt."""
    facts: dict[str, list[ItemFacts]] = defaultdict(list)
    for one in store.facts(learner=learner):
        facts[one.item.partition("#")[0]].append(one)
    start, places = key("lesson", "", learner), key("place", "", learner)
    records = {each.removeprefix(start): text for each, text in store.documents(start).items()}
    begun = {each.removeprefix(places) for each in store.keys(places)}
    out = {id: one.at for id, one in placements(store, learner).items() if not one.withdrawn}
    opened = {*facts, *records, *begun}
    found = {id: _lesson(id, facts.get(id, []), records.get(id)) for id in sorted(opened)}
    known = {id: found.get(id) or LessonProgress(id=id, state=LessonState.NEW) for id in sorted({*found, *out})}
    return {id: replace(one, placed_at=out.get(id, "")) for id, one in known.items()}


def placements(store: Store, learner: str = "local") -> dict[str, Placed]:
    """Every lesson that was placed out of, by id, also where that was taken back."""
    start = key("placed", "", learner)
    found = {}
    for place, text in store.documents(start).items():
        with contextlib.suppress(ValueError):
            found[place.removeprefix(start)] = parse_placed(text)
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


def _lesson(id: str, facts: Sequence[ItemFacts], text: str | None) -> LessonProgress:
    record = read_record(text)
    days = sorted({day for one in facts for day in one.days if day > record.passed_at[:10]})
    state = LessonState.STARTED
    if record.passed_at:
        state = LessonState.MASTERED if len(days) >= REVIEWS else LessonState.PASSED
    return LessonProgress(
        id=id,
        state=state,
        record=record,
        tries=sum(one.tries for one in facts),
        last_at=max((one.last_at for one in facts), default=""),
        reviews=tuple(days) if record.passed_at else (),
    )


def read_record(text: str | None) -> LessonRecord:
    """The record that a run wrote; an empty one where it is missing or damaged."""
    try:
        return parse_record(text or "{}")
    except ValueError:
        return LessonRecord()


def parse_record(text: str) -> LessonRecord:
    """What `LessonRecord.dump` wrote. Raises ValueError."""
    found = decode(text, LessonRecord)
    if found.passed_at:
        utc(found.passed_at)
    return found


def items(store: Store, lesson: str, learner: str = "local") -> dict[str, ItemFacts]:
    """Of each item of a lesson that was tried, by name, the facts at the version that was tried last."""
    newest: dict[str, ItemFacts] = {}
    for one in sorted(store.facts(f"{lesson}#", learner=learner), key=lambda one: one.last_at):
        newest[one.item.partition("#")[2]] = one
    return newest


def proven(attempts: Iterable[Attempt], *, pick_one: bool) -> ItemState:
    """What attempts at one version of an item, oldest first, prove: its `passed`, `best` and `alone`."""
    states: dict[int, ItemState] = defaultdict(ItemState)
    for attempt in attempts:
        if attempt.outcome in ("passed", "failed") and attempt.mode != "own-data":
            state = states[attempt.seed]
            revealed = state.revealed or attempt.route == REVEALED
            state = replace(state, hints=max(0, attempt.hints), revealed=revealed)
            grade = Grade(Outcome(attempt.outcome), attempt.score)
            states[attempt.seed] = state.answered("", grade, pick_one=pick_one)
    return ItemState(
        passed=any(state.passed for state in states.values()),
        best=max((state.best for state in states.values()), default=0.0),
        alone=max((state.alone for state in states.values()), default=0.0),
    )


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


def as_json(order: Sequence[Needing], store: Store, learner: str = "local") -> dict[str, Any]:
    """What `tutor progress --json` prints: lessons in teaching order with their items, counts, what is next.

    Raises StoreError where another program keeps what was saved from being read.
    """
    if not store.ready:
        raise StoreError("Your progress cannot be read now: another program is using its file. Try again in a moment.")
    progress = lessons(store, learner)
    facts: dict[str, dict[str, ItemFacts]] = {one.id: items(store, one.id, learner) for one in order}
    following = suggestion(order, progress)
    return {
        "lessons": [_row(one.id, progress.get(one.id), facts[one.id]) for one in order],
        "counts": counts(order, progress),
        "next": following.id if following else None,
        "saved": str(store.state),
        "notices": list(store.notices),
    }


def _row(id: str, progress: LessonProgress | None, facts: Mapping[str, ItemFacts]) -> dict[str, Any]:
    progress = progress or LessonProgress(id=id, state=LessonState.NEW)
    record = progress.record
    return {
        "id": id,
        "state": str(progress.state),
        "score": record.score,
        "exercise": record.exercise,
        "quiz": record.quiz,
        "unassisted": record.alone,
        "passed_at": record.passed_at or None,
        "placed_at": progress.placed_at or None,
        "reviews": list(progress.reviews),
        "tries": progress.tries,
        "last_at": progress.last_at or None,
        "items": {
            name: {
                "tries": one.tries,
                "passed": bool(one.passed_at),
                "best": one.best,
                "unassisted": one.alone,
                "last_outcome": one.last_outcome,
                "last_at": one.last_at,
            }
            for name, one in sorted(facts.items())
        },
    }
