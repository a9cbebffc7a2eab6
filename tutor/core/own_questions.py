"""Questions that a learner wrote in a lesson, kept as one document of that lesson, which reviews read."""

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from tutor.core.errors import LessonError
from tutor.core.safe_text import clean
from tutor.core.store.parsed import decode, utc

if TYPE_CHECKING:
    from tutor.core.exercise.own_question import OwnQuestion
    from tutor.core.lesson.model import AnyQuestion

KIND = "own"
MOST = 60
"""Questions of one lesson that are kept; the newest stay."""


class Kept(msgspec.Struct, frozen=True):
    """One question: its name as an item, its block, and when it was written (UTC)."""

    name: str
    block: str
    at: str


def parse(text: str) -> tuple[Kept, ...]:
    """The document as it is kept. Raises ValueError."""
    found = decode(text, tuple[Kept, ...])
    for each in found:
        utc(each.at)
    return found


def read(text: str | None) -> "list[tuple[AnyQuestion, str]]":
    """The questions of a document that can be asked, each with its time; what is damaged is left out."""
    from tutor.core.questions.own import read_block

    try:
        kept = parse(text or "[]")
    except ValueError:
        return []
    found = []
    for each in kept:
        try:
            item = read_block(clean(each.block))
        except LessonError:
            continue
        if item.name == each.name:
            found.append((item, each.at))
    return found


def joined(one: str, other: str) -> str:
    """The questions of both documents, each once, the newest last."""
    found: dict[str, Kept] = {}
    for text in (other, one):
        with contextlib.suppress(ValueError):
            found.update({each.name: each for each in parse(text)})
    return msgspec.json.encode(sorted(found.values(), key=lambda each: each.at)[-MOST:]).decode()


def added(text: str | None, questions: "Iterable[OwnQuestion]", at: str) -> str | None:
    """The document with these questions besides; None where none of them is sound and new."""
    try:
        before = parse(text or "[]")
    except ValueError:
        before = ()
    known = {each.name for each in before}
    fresh = {each.name: Kept(each.name, each.block, at) for each in questions if each.name not in known and each.sound}
    return msgspec.json.encode((*before, *fresh.values())[-MOST:]).decode() if fresh else None
