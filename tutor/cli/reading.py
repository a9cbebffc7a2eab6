"""Foreign files read for a command: their text, and the questions of those in GIFT."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.common import Refused, say

if TYPE_CHECKING:
    from tutor.core.exchange.gift import Refusal
    from tutor.core.questions.question import Question

LONGEST = 200_000_000
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What a GIFT file holds: the questions that can be asked here, what was left out, and what is to be known."""

    questions: "list[Question]"
    refused: "list[Refusal]"
    notes: "list[Refusal]"


def read_text(file: Path) -> tuple[str, str]:
    """The text, and a note on how it was read, if that was a guess. Refused where it is none."""
    from tutor.core.decoding import decode
    from tutor.core.errors import FileError
    from tutor.core.files import read
    from tutor.core.paths import absolute

    try:
        data = read(absolute(file), LONGEST)
    except FileError as error:
        raise Refused(str(error)) from error
    try:
        text, guessed = decode(data)
    except UnicodeDecodeError as error:
        kinds = "`tutor import` takes `tutor export --all` files and Moodle's GIFT"
        raise Refused(f"{file} is no text (byte {error.start}). {kinds}.") from error
    return text, f"{file} is not UTF-8; it was read as {_named(guessed)}. Check its accents." if guessed else ""


def read_gift(file: Path, text: str, note: str) -> Gift:
    """The questions of a file in GIFT, read as `text`; what is left out is said. Refused where there are none."""
    from tutor.core.exchange.gift_read import read
    from tutor.core.exchange.lesson_text import readable

    items, refused, notes = read(text)
    kept, more = readable(items)
    refused = sorted([*refused, *more], key=lambda each: each.line)
    for line in [note] * bool(note) + [f"left out: {each}" for each in refused] + [f"note: {each}" for each in notes]:
        say(line)
    if not kept:
        raise Refused(f"{file} holds no question that can be asked here. Is it Moodle's GIFT, or `tutor export --all`?")
    return Gift(kept, refused, list(notes))


def _named(encoding: str) -> str:
    return "Latin-1 (Windows-1252)" if encoding == "cp1252" else encoding
