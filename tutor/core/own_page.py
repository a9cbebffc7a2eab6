"""The pages of a lesson on the learner's own table: `own.md` beside lesson.md, which speaks of that table."""

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from tutor.core.lesson.model import ExerciseRef, LessonText, Page, PagePart, Prose
from tutor.core.lesson.parser import parse_body
from tutor.core.own_data import OwnTable
from tutor.core.packs.code import load_object
from tutor.core.packs.model import Lesson, read_lesson

PLACE = re.compile(r"\{own\.(\w+)\}")
"""`{own.file}`, `{own.rows}`, and `{own.x}` and the like for the names of columns."""
_ESCAPED = re.compile(r"\\(\W|_)")
_MARKUP = re.compile(r"([\\`*_\[\]<>$#|~&])")


def on_own_table(lesson: Lesson, table: OwnTable) -> LessonText:
    """The pages with the exercises that take `table`, and how it was read. LessonError as of any lesson."""
    text = own_text(lesson, table) or _bare(lesson, table)
    read = [f"- {_as_markdown(note)}" for note in table.notes]
    if not read:
        return text
    first, *others = text.pages
    note = Prose("\n".join([f"How {_as_markdown(table.name)} was read:", "", *read]))
    above = 1 if first.parts and isinstance(first.parts[0], Prose) else 0
    return LessonText((replace(first, parts=(*first.parts[:above], note, *first.parts[above:])), *others))


def own_page(lesson: Lesson) -> Lesson | None:
    """The lesson as its own.md has it, or None where it has none."""
    folder = getattr(lesson.path, "parent", None)
    path = folder.joinpath("own.md") if folder is not None else None
    return msgspec.structs.replace(lesson, path=path) if path is not None and path.is_file() else None


def own_text(lesson: Lesson, table: OwnTable) -> LessonText | None:
    """The pages of its own.md, filled with what the table has; None where there is none. LessonError as of any."""
    page = own_page(lesson)
    if page is None:
        return None
    values = {"file": table.name, "rows": f"{table.rows:,}", **table.roles}
    text = parse_body(PLACE.sub(lambda found: _as_markdown(values.get(found[1], found[0])), page.source()), page.file)
    return LessonText(tuple(replace(each, title=_ESCAPED.sub(r"\1", each.title)) for each in text.pages))


def taking(lesson: Lesson) -> list[ExerciseRef]:
    """The items of a lesson.md whose exercise takes a learner's table. Imports its code."""
    items = [item for item in read_lesson(lesson).items() if isinstance(item, ExerciseRef)]
    return [item for item in items if getattr(load_object(lesson, item.use), "own_data", None) is not None]


def _bare(lesson: Lesson, table: OwnTable) -> LessonText:
    """Where there is no own.md: its exercises, without the words and hints that speak of the lesson's data."""
    names = {item.name for item in taking(lesson)}
    pages = []
    for page in read_lesson(lesson).pages:
        items = [part for part in page.parts if isinstance(part, ExerciseRef) and part.name in names]
        if items:
            parts: tuple[PagePart, ...] = tuple(replace(item, hints=(), why="") for item in items)
            pages.append(Page((Prose("\n\n".join(_words(page, table))), *parts), page.title, page.line))
    return LessonText(tuple(pages)) if pages else read_lesson(lesson)


def _words(page: Page, table: OwnTable) -> Iterator[str]:
    yield f"# {page.title or 'Your own table'}"
    said = ", ".join(f"{role} is *{_as_markdown(name)}*" for role, name in table.roles.items())
    yield f"On your own table, **{_as_markdown(table.name)}**, of {table.rows:,} rows: {said}."


def _as_markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
