"""A GIFT text read as a lesson has to hold it, and what becomes of answers to it."""

from pathlib import Path

from tutor.core.decoding import decode
from tutor.core.exchange import gift_read, lesson_text
from tutor.core.questions import grade
from tutor.plain.prose import paragraphs

FOLDER = Path(__file__).parents[1] / "fixtures" / "gift"


def read(text: str) -> gift_read.Read:
    """The items of a text, all of which a lesson has to hold."""
    found = gift_read.read(text)
    kept, more = lesson_text.readable(found.items)
    assert not more
    return found._replace(items=list(kept))


def file(name: str) -> gift_read.Read:
    return read(decode((FOLDER / name).read_bytes())[0])


def one(text: str):
    (item,), refused, _ = read(text)
    assert not refused
    return item


def outcomes(item, *answers: str) -> list[str]:
    return [str(grade(item, answer).outcome) for answer in answers]


def visible(markdown: str) -> str:
    """What a learner reads, its white space folded."""
    return " ".join(" ".join(each.text for each in paragraphs(markdown)).split())
