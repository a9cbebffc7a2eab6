"""A learner's notes: one text a page of a lesson, kept by the page's title so that it stays where it belongs."""

import json
from concurrent.futures import Future

from tutor.core.lesson.model import LessonText
from tutor.core.progress import key
from tutor.core.store import sanitize
from tutor.core.store.parsed import decode
from tutor.core.store.port import Store

LONGEST = 20_000


def page_key(text: LessonText, page: int) -> str:
    """What a page's note is kept under: its title, or its number where it has none or shares it."""
    titles = [each.title for each in text.pages]
    title = titles[page]
    return title if title and titles.count(title) == 1 else f"page {page + 1}"


def notes(store: Store, lesson: str, learner: str = "local") -> dict[str, str]:
    """The notes of a lesson by page; those of pages that are gone as well."""
    try:
        return parse(store.get(key("note", lesson, learner)) or "{}")
    except ValueError:
        return {}


def parse(text: str) -> dict[str, str]:
    """Notes by page, as they are kept. Raises ValueError."""
    return decode(text, dict[str, str])


def all_notes(store: Store, learner: str = "local") -> dict[str, dict[str, str]]:
    """The notes of all lessons, by id."""
    start = key("note", "", learner)
    found = {each.removeprefix(start): notes(store, each.removeprefix(start), learner) for each in store.keys(start)}
    return {lesson: pages for lesson, pages in found.items() if pages}


def write_note(store: Store, lesson: str, page: str, text: str, learner: str = "local") -> "Future[None]":
    """Keep a note; an empty one is taken away."""
    found = notes(store, lesson, learner)
    found.pop(page, None)
    if text.strip():
        found[page] = sanitize.text(text.strip(), LONGEST)
    document = key("note", lesson, learner)
    return store.put(document, json.dumps(found, ensure_ascii=False)) if found else store.remove([document])
