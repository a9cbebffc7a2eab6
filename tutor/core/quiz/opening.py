"""How a sitting comes about: the one that waits is gone on with, else a new one is drawn."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

import msgspec

from tutor.core import progress
from tutor.core.errors import TutorError
from tutor.core.item_index import ItemIndex
from tutor.core.packs.model import Lesson, Module
from tutor.core.quiz import draw
from tutor.core.quiz.before import before
from tutor.core.quiz.history import document
from tutor.core.quiz.making import make
from tutor.core.quiz.pace import pace
from tutor.core.quiz.result import again
from tutor.core.quiz.rules import TITLES
from tutor.core.quiz.runner import QuizRunner, last, waiting
from tutor.core.quiz.state import Feedback, Kind, QuizState
from tutor.core.record.days import day_of, local_time, moment, ordinal, today
from tutor.core.review.due import due
from tutor.core.store.port import Store

REST = timedelta(days=1)
"""Between two takings of the final test."""
TIMED: tuple[Kind, ...] = ("placement", "final")
"""These show the time that they are expected to take."""


class NothingDue(TutorError):
    """There is no review to be done now; the text says when there will be."""


@dataclass(frozen=True, slots=True)
class QuizRequest:
    """What the learner asked for. `scope` names a pack, module or lesson; empty means what was begun."""

    kind: Kind
    scope: str = ""
    items: int = 10
    minutes: int = 0
    seed: int | None = None
    feedback: Feedback = "once"
    limit: int = 20
    """Reviews a day."""
    practice: bool = True
    """Whether a quiz holds exercises and programs too."""
    new: bool = False
    """Drop the sitting that waits."""


def open_sitting(wish: QuizRequest, store: Store, shelf: ItemIndex, now: datetime | None = None) -> QuizRunner:
    """The sitting that waits, or a new one. TutorError says why there is none."""
    now = now or datetime.now(UTC)
    left = waiting(store, wish.kind)
    if left is not None and not wish.new and not _stale(left, now):
        return _gone_on(left, wish, store, shelf)
    made = _new(wish, store, shelf, now)
    if left is not None:  # what was answered of it is a part of the history
        for name, text in document(left.end(now.isoformat()), shelf).items():
            store.put(name, text)
    return QuizRunner(store, shelf, made)


def retry(sitting: QuizState, store: Store, shelf: ItemIndex) -> QuizRunner:
    """A quiz of what was missed in `sitting`, on new seeds, each after a question that was right."""
    missed, others = again(sitting, shelf)
    if not missed:
        raise TutorError("Nothing was missed: there is nothing to ask again.")
    found = [entry for pair in zip_longest(others[: len(missed)], missed) for entry in pair if entry is not None]
    title = f"Missed: {sitting.title.removeprefix('Missed: ')}"
    made = make(
        "quiz", found, title=title, feedback=sitting.feedback, before=before(store, sitting), pace=pace(store, shelf)
    )
    return QuizRunner(store, shelf, made)


def _stale(left: QuizState, now: datetime) -> bool:
    """A review of another day: what is due has changed since, and its answers are on record."""
    return left.kind == "review" and ordinal(day_of(left.began)) != today(now)


def _gone_on(left: QuizState, wish: QuizRequest, store: Store, shelf: ItemIndex) -> QuizRunner:
    if wish.scope or wish.seed is not None:
        done, of = left.at, len(left.asked)
        raise TutorError(
            f"A {TITLES[left.kind].lower()} ({left.title}) waits at {done} of {of}: `tutor {left.kind}` goes on with "
            f"it, `tutor {left.kind} --new …` drops it. Its answers stay on record."
        )
    return QuizRunner(store, shelf, left)


def _new(wish: QuizRequest, store: Store, shelf: ItemIndex, now: datetime) -> QuizState:
    title, lessons = _scope(wish, store, shelf)
    seed = secrets.randbits(32) if wish.seed is None else wish.seed
    match wish.kind:
        case "quiz":
            entries = draw.quiz(shelf, lessons, max(1, wish.items), seed, with_practice=wish.practice)
        case "placement":
            entries = draw.placement(shelf, lessons, seed)
        case "final":
            _rested(store, now)
            entries = draw.final(shelf, lessons, seed)
        case "review":
            found = due(store, shelf, wish.limit, now)
            if not found.entries:
                raise NothingDue(_nothing_due(found.waiting, found.next_at))
            entries = list(found.entries)
    earlier = before(store) if wish.seed is None else None  # a seed that is named draws the same again
    notes = draw.shortfall(wish.kind, _modules(wish, lessons, shelf), entries) if wish.kind in draw.PER_MODULE else []
    made = make(
        wish.kind, entries, title=title, seed=seed, feedback=wish.feedback, minutes=wish.minutes, before=earlier,
        notes=notes, pace=pace(store, shelf),
    )  # fmt: skip
    if wish.kind in TIMED and not made.minutes:
        made = msgspec.structs.replace(made, minutes=made.expected)
    return made


def _modules(wish: QuizRequest, lessons: Sequence[Lesson], shelf: ItemIndex) -> Sequence[Module]:
    """The modules that are asked about: all of a pack, those without a lesson yet included.

    Not those whose lessons are written and ask nothing away from their pages, such as a capstone.
    """
    packs = {lesson.pack.id: lesson.pack for lesson in lessons}
    whole = len(packs) == 1 and wish.scope in ("", *packs)
    found = next(iter(packs.values())).modules if whole else tuple(dict.fromkeys(each.module for each in lessons))
    sits = {lesson.module for lesson in lessons if any(entry.sits for entry in shelf.entries(lesson.id))}
    silent = {lesson.module for lesson in lessons} - sits
    return [module for module in found if module not in silent]


def _scope(wish: QuizRequest, store: Store, shelf: ItemIndex) -> tuple[str, Sequence[Lesson]]:
    lessons = shelf.catalog.lessons
    if wish.scope:
        return draw.scope(shelf, wish.scope)
    if wish.kind == "review":
        return TITLES["review"], lessons
    if wish.kind in ("placement", "final"):
        pack = next(iter(shelf.catalog.packs), None)
        title = f"{TITLES[wish.kind]}: {pack.title}" if pack else TITLES[wish.kind]
        return title, [lesson for lesson in lessons if lesson.pack is pack]
    known = progress.lessons(store, shelf)
    begun = [each for each in lessons if each.id in known and (known[each.id].tries or known[each.id].placed_at)]
    if not begun:
        raise TutorError("You have not started a lesson yet. Say what to be quizzed on: tutor quiz LESSON.")
    return "What you have started", begun


def _rested(store: Store, now: datetime) -> None:
    before = last(store, "final")
    if before is not None and before.ended and timedelta() <= now - moment(before.ended) < REST:
        again_at = moment(before.ended) + REST
        raise TutorError(
            f"The final test may be taken again after a day, from {local_time(again_at.isoformat())}. "
            "Meanwhile there is `tutor quiz`."
        )


def _nothing_due(waiting: int, next_at: str) -> str:
    if waiting:
        more = f"{waiting} more wait for tomorrow; the setting `review_limit` sets a day's load."
        return f"You have done today's reviews. {more}"
    if next_at:
        return f"Nothing is due. The next review is on {next_at}."
    return "Nothing is due: answer questions in a lesson first, and they come back when memory fades."
