"""What a lesson's score is made of, kept so that a home screen need not read the lessons again to tell it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tutor import __version__
from tutor.core.item_index import ItemIndex
from tutor.core.packs.model import Lesson
from tutor.core.store.port import DERIVED, Store

if TYPE_CHECKING:
    from tutor.core.lesson.model import Block, LessonText

KEY = f"{DERIVED}shapes"


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """One item: `works` tells an exercise or program from a question."""

    name: str
    version: str
    works: bool = False
    weight: float = 1.0

    @classmethod
    def of(cls, item: "Block") -> "Shape":
        """That of an item as it stands in the file."""
        from tutor.core.lesson.model import CodeItem, ExerciseRef
        from tutor.core.questions import version

        works = isinstance(item, ExerciseRef | CodeItem)
        return cls(item.name, version(item), works, item.weight if isinstance(item, ExerciseRef | CodeItem) else 1.0)


class LessonShape(msgspec.Struct, frozen=True):
    """The items and the number of pages of a lesson; `file` says of which state of its file."""

    items: tuple[Shape, ...] = ()
    pages: int = 0
    file: str = ""

    @classmethod
    def of(cls, text: "LessonText", file: str = "") -> "LessonShape":
        """That of a lesson that was read."""
        return cls(tuple(map(Shape.of, text.items())), len(text.pages), file)


def shapes(store: Store, shelf: ItemIndex, lessons: Iterable[str]) -> dict[str, LessonShape]:
    """The shapes of these lessons by full id. One that cannot be read now has the shape that it had last, if any."""
    kept = _kept(store.get(KEY))
    found = dict(kept)
    for id in lessons:
        lesson = shelf.lessons.get(id)
        file = _state(lesson) if lesson is not None else ""
        if file and id in kept and kept[id].file == file:
            continue
        text = shelf.text(id)
        if text is not None:
            found[id] = LessonShape.of(text, file)
    if found != kept:
        store.put(KEY, msgspec.json.encode(found).decode())
    return found


def _state(lesson: Lesson) -> str:
    """What changes with the lesson's file, or with how we read it; empty where that cannot be told (in a zip)."""
    if not isinstance(lesson.path, Path):
        return ""
    try:
        about = lesson.path.stat()
    except OSError:
        return ""
    return f"{__version__} {about.st_mtime_ns} {about.st_size}"


def _kept(text: str | None) -> dict[str, LessonShape]:
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, LessonShape])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
