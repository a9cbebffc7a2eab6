"""Attempts as xAPI 1.0.3 statements, one JSON object a line; nothing is sent anywhere."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from heapq import merge
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid5

from tutor.core.errors import ExerciseError
from tutor.core.exchange.export import Export, Request, Rows
from tutor.core.item_index import ItemIndex
from tutor.core.lesson.model import Block
from tutor.core.progress import LessonProgress, LessonState, lessons
from tutor.core.questions import variant
from tutor.core.record.days import moment
from tutor.core.store.parsed import value_of
from tutor.core.store.port import Attempt, Store, new_id

HOME = "https://tuitor.example/xapi"
"""Root of our identifiers; `.example` is nobody's, so nothing can be reached there."""
VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
INTERACTION = f"{ACTIVITIES}cmi.interaction"
ACTOR = "export/xapi-actor"
NAMESPACE = UUID("6f0a2f63-64f2-4f0c-9a0e-5b7f3f1f3c55")


def actor(store: Store) -> dict[str, Any]:
    """The learner under a random name that stays the same; no name and no machine is told."""
    name = store.get(ACTOR)
    if name is None:
        name = new_id()
        store.put(ACTOR, name)
    return {"objectType": "Agent", "account": {"homePage": HOME, "name": name}}


def export(request: Request) -> Export:
    """Every attempt, and what became of the lessons."""
    return Export(to_jsonl(request.store, request.shelf, lessons(request.store, request.shelf)), None, "statement")


def to_jsonl(store: Store, shelf: ItemIndex, progress: Mapping[str, LessonProgress]) -> Rows:
    """All statements: answers in the order in which they came, and of a lesson what became of it, at its time."""
    who, time = actor(store), itemgetter("timestamp")
    became = sorted(of_lessons(progress, shelf, who), key=time)
    found = merge(answers(store.stream(), shelf, who), became, key=time)
    return Rows(json.dumps(statement, ensure_ascii=False) + "\n" for statement in found)


def answers(attempts: Iterable[Attempt], shelf: ItemIndex, who: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A statement for each attempt, before the first at a lesson one that it was begun.

    An item that is gone or was changed is told without its right answer.
    """
    begun: set[str] = set()
    known = lru_cache(4096)(partial(_known, shelf))  # most attempts are at items of other attempts
    for attempt in attempts:
        lesson = attempt.item.partition("#")[0]
        if lesson not in begun:
            begun.add(lesson)
            yield _lesson("initialized", lesson, attempt.at, who, shelf, {})
        found = known(attempt.item, attempt.version)
        item = _as_asked(found, attempt) if found is not None else None
        passed, response = attempt.outcome == "passed", response_of(item, attempt.response)
        yield {
            "id": _id(attempt.id),
            "actor": dict(who),
            "verb": _verb("answered"),
            "object": {"objectType": "Activity", "id": _iri("item", attempt.item), "definition": interaction(item)},
            "result": {
                "score": {"scaled": min(1.0, max(0.0, attempt.score))},
                "success": passed,
                **({"response": response} if response else {}),
                "duration": f"PT{max(0.0, attempt.seconds):.2f}S",
                "extensions": _extensions(attempt),
            },
            "context": {
                "contextActivities": {"parent": [_activity("lesson", lesson, "lesson")]},
                "platform": "tuitor",
            },
            "timestamp": _time(attempt.at),
        }


def of_lessons(
    progress: Mapping[str, LessonProgress], shelf: ItemIndex, who: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """That lessons were progressed in, passed, completed, mastered; ids are the same at every export."""
    for id, one in progress.items():
        if one.last_at and not one.record.passed_at:
            score = {"scaled": min(1.0, max(0.0, one.record.score))}
            yield _lesson("progressed", id, one.last_at, who, shelf, {"score": score})
        if one.record.passed_at:
            done = {"score": {"scaled": one.record.score}, "success": True, "completion": True}
            yield _lesson("passed", id, one.record.passed_at, who, shelf, done)
        if one.record.items and one.record.done == one.record.items:
            yield _lesson("completed", id, one.last_at, who, shelf, {"completion": True})
        if one.state is LessonState.MASTERED:
            yield _lesson("mastered", id, f"{one.reviews[-1]}T00:00:00+00:00", who, shelf, {"success": True})


def _lesson(
    verb: str, id: str, at: str, who: Mapping[str, Any], shelf: ItemIndex, outcome: dict[str, Any]
) -> dict[str, Any]:
    activity = _activity("lesson", id, "lesson")
    if id in shelf.lessons:
        activity["definition"]["name"] = {"en": shelf.lessons[id].title}
    return {
        "id": str(uuid5(NAMESPACE, f"{who['account']['name']} {verb} {id} {at}")),
        "actor": dict(who),
        "verb": _verb(verb),
        "object": activity,
        **({"result": outcome} if outcome else {}),
        "timestamp": _time(at),
    }


def interaction(item: Block | None) -> dict[str, Any]:
    """The definition of an item; of one that is not known any more only that it was one."""
    if item is None:
        return {"type": INTERACTION, "interactionType": "other"}
    return {"type": INTERACTION, "description": {"en": item.prompt}, **item.xapi()}


def response_of(item: Block | None, response: str) -> str:
    """A response as xAPI writes it: parts joined by `[,]`, pairs by `[.]`, a number with a decimal point."""
    return response if item is None else item.xapi_response(response)


def _known(shelf: ItemIndex, item: str, version: str) -> Block | None:
    entry = shelf.find(item)
    return entry.item if entry is not None and entry.version == version else None


def _as_asked(item: Block, attempt: Attempt) -> Block | None:
    """The variant that the learner saw, by the values on record."""
    try:
        return variant(item, value_of(attempt.values))
    except (ExerciseError, ValueError, AttributeError):
        return None if item.draw else item


def _extensions(attempt: Attempt) -> dict[str, Any]:
    names = ("seed", "hints", "route", "version", "mode", "confidence", "prediction")
    return {f"{HOME}/{name}": value for name in names if (value := getattr(attempt, name)) not in ("", None)}


def _verb(name: str) -> dict[str, Any]:
    return {"id": VERBS + name, "display": {"en": name}}


def _activity(kind: str, id: str, type_: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": _iri(kind, id), "definition": {"type": ACTIVITIES + type_}}


def _iri(kind: str, id: str) -> str:
    safe = "".join(char if char.isascii() and (char.isalnum() or char in "-._/#") else "_" for char in id)
    return f"{HOME}/{kind}/{safe}"


def _id(attempt: str) -> str:
    try:
        return str(UUID(attempt))
    except ValueError:
        return str(uuid5(NAMESPACE, attempt))


def _time(at: str) -> str:
    return moment(at).isoformat().replace("+00:00", "Z")
