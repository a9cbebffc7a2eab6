"""Placement: which lessons a learner need not walk from the start, and when that is taken back."""

from collections.abc import Mapping, Sequence

import msgspec

from tutor.core.item_index import ItemIndex
from tutor.core.packs.model import Lesson, Module
from tutor.core.progress import LessonProgress, Placed, key, placements
from tutor.core.quiz.state import QuizState
from tutor.core.store.port import Store

PLACED_AT = 2.5
"""Points of three that place a module."""


def points(sitting: QuizState) -> dict[str, float]:
    """The points of each module that was asked to its end, by `pack/module`; others earn nothing."""
    found: dict[str, float] = {each.part: 0.0 for each in sitting.asked}
    for each, answer in sitting.counted:
        found[each.part] += answer.score
    return found


def place(sitting: QuizState, shelf: ItemIndex, known: Mapping[str, LessonProgress]) -> dict[str, str]:
    """Documents that place the lessons of the modules that were shown to be known, in teaching order.

    A module that needs a lesson which is neither done nor placed is not placed: nothing failed is skipped over.
    """
    earned = points(sitting)
    ready = {id for id, one in known.items() if one.state.done or one.placed_at}
    documents: dict[str, str] = {}
    for part in _parts(shelf):
        lessons = [lesson for lesson in shelf.catalog.lessons if _part(lesson) == part]
        inside = {lesson.id for lesson in lessons}
        needs = {need for lesson in lessons for need in lesson.needs if need in shelf.lessons} - inside
        if earned.get(part, 0.0) >= PLACED_AT and needs <= ready:
            ready |= inside
            for lesson in lessons:
                items = tuple(entry.item.name for entry in shelf.entries(lesson.id) if entry.asks)
                documents[key("placed", lesson.id)] = Placed(at=sitting.ended, items=items).dump()
    return documents


def withdrawn(store: Store, module: Module, lessons: Sequence[Lesson]) -> dict[str, str]:
    """Documents that take back the placement of a module's lessons, after a first miss in a review."""
    from tutor.core.store.port import now

    found = placements(store)
    return {
        key("placed", lesson.id): msgspec.structs.replace(found[lesson.id], withdrawn=now()).dump()
        for lesson in lessons
        if lesson.module is module and lesson.id in found and not found[lesson.id].withdrawn
    }


def _part(lesson: Lesson) -> str:
    return f"{lesson.pack.id}/{lesson.module.id}"


def _parts(shelf: ItemIndex) -> list[str]:
    return list(dict.fromkeys(_part(lesson) for lesson in shelf.catalog.lessons))
