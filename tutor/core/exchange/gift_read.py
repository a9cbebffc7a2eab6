"""Moodle's GIFT to questions, as others write it; what we cannot ask is refused, item by item, with the reason."""

import json
import re
from typing import Any, NamedTuple

from tutor.core.exchange import gift_kinds as kinds
from tutor.core.exchange.gift import NOTE, Refusal
from tutor.core.exchange.gift_answers import answers, general, truth
from tutor.core.exchange.gift_asked import GAP, Asked, whole
from tutor.core.exchange.gift_cases import number
from tutor.core.exchange.gift_cases import text as text_of
from tutor.core.exchange.gift_maths import unescaped
from tutor.core.exchange.gift_syntax import Raw, Unreadable, cut, format_of, questions, title_of, without_comments
from tutor.core.exchange.gift_text import Reader
from tutor.core.exchange.html_text import TAG, decoded
from tutor.core.lesson.model import Question
from tutor.core.lesson.source import normalise
from tutor.core.safe_text import clean, one_line
from tutor.core.written import as_markdown

__all__ = ["Read", "Unreadable", "read"]

LONGEST = 20_000_000
"""Characters of a file that is read."""
_NAME = re.compile(r"[^a-z0-9]+")


class Read(NamedTuple):
    """What a file holds: questions, what was refused, and what is different here from there."""

    items: list[Question]
    refused: list[Refusal]
    notes: list[Refusal]


def read(text: str) -> Read:
    """The questions of a GIFT file, each with a name of its own."""
    found = Read([], [], [])
    taken: set[str] = set()
    for line, block in questions(clean(normalise(text[:LONGEST]))):
        beside, body = _beside(block)
        title = _title(title_of(body)) or f"question {len(found.items) + len(found.refused) + 1}"
        try:
            raw = cut(body)
            name = _name(title, taken)
            asked = _asked(raw, beside, {"name": name, "line": line})
            found.items.append(_question(asked, raw))
        except Unreadable as error:
            found.refused.append(Refusal(title, str(error), line))
        else:
            found.notes.extend(Refusal(title, note, line) for note in asked.notes)
    return found


def _beside(block: str) -> tuple[dict[str, Any], str]:
    """What our own comment keeps, and the question without comments."""
    note = next((line for line in block.split("\n") if line.startswith(NOTE)), "")
    try:
        found = json.loads(note.removeprefix(NOTE) or "{}")
    except (ValueError, RecursionError):
        found = {}
    return found if isinstance(found, dict) else {}, without_comments(block)


def _asked(raw: Raw, beside: dict[str, Any], common: dict[str, Any]) -> Asked:
    """What all kinds of questions share. Raises Unreadable where nothing is asked."""
    reader = Reader(raw.format, ours=bool(beside))
    inside, why = general(raw.inside)
    if not inside.strip():
        raise Unreadable("it is an essay: there is nothing to grade it by")
    common["why"] = reader.text(why) if why else ""
    common["hints"] = tuple(str(hint) for hint in _list(beside.get("hints")))
    numbers = (each for each in _list(beside.get("objectives")) if isinstance(each, int) and each > 0)
    common["objectives"] = tuple(numbers)
    text, closed = whole(reader, raw.before, raw.after)
    if text:
        return Asked(reader, text, closed, beside, common)
    if not raw.title:
        raise Unreadable("it asks nothing: there is no text before its answers")
    note = "it has no text; its title is asked in its place"
    return Asked(reader, title := as_markdown(_title(raw.title)), title, beside, common, [note])


def _question(asked: Asked, raw: Raw) -> Question:
    """The kind that the answers show, in Moodle's order."""
    inside, _ = general(raw.inside)
    if inside.lstrip().startswith("#"):
        return number(asked, answers(inside.lstrip()[1:]))
    if (found := truth(inside)) is not None:
        return kinds.true_false(asked, *found)
    given = answers(inside)
    if asked.beside.get("kind") == "blank":
        return kinds.our_blank(asked, raw.before, given, raw.after)
    if any(answer.sign == "~" for answer in given):
        return kinds.choice(asked, given)
    pairs = [answer.pair for answer in given]
    if len(pairs) > 1 and all(pairs):
        return kinds.match(asked, [pair for pair in pairs if pair])
    return kinds.missing_word(asked, given) if GAP in asked.text else text_of(asked, given)


def _title(raw: str) -> str:
    return one_line(decoded(TAG.sub("", unescaped(format_of(raw)[1]))), 80)


def _name(title: str, taken: set[str]) -> str:
    """A name that an item may have: the end of the title in small letters, numbered where it is taken."""
    stem = _NAME.sub("-", title.rpartition("#")[2].lower()).strip("-")[:40].strip("-") or "question"
    name = next(each for n in range(1, 100_001) if (each := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(name)
    return name


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
