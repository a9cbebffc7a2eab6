"""Readers of files that may lie: each gives a result or the error that it promises. What both fuzzers try."""

from pathlib import Path

from tutor.core.errors import LessonError, PackError, TutorError
from tutor.core.exchange.archive import take
from tutor.core.exchange.gift_read import read
from tutor.core.exchange.lesson_text import readable
from tutor.core.lesson.front import split_front_matter
from tutor.core.lesson.parser import parse_body
from tutor.core.packs.pack import read_front_matter
from tutor.core.questions import grade, version
from tutor.core.settings import load_settings
from tutor.core.store.memory import MemoryStore


def lesson(text: str) -> None:
    """Front matter and blocks."""
    try:
        head, body, line = split_front_matter(text, "lesson.md")
        read_front_matter(head, "lesson.md")
        found = parse_body(body, "lesson.md", line)
    except PackError as error:
        assert error.finding.file == "lesson.md"
    except LessonError as error:
        assert error.findings
        assert all(finding.file == "lesson.md" and finding.line >= 0 for finding in error.findings)
    else:
        for item in found.items():
            version(item)


def blocks(text: str, answers: str) -> None:
    """Blocks alone, which front matter would hide, and an answer to each."""
    try:
        found = parse_body(text, "lesson.md")
    except LessonError as error:
        assert all(finding.line > 0 for finding in error.findings)
        return
    for item in found.items():
        version(item)
        if not hasattr(item, "use") and not hasattr(item, "checks"):
            assert 0 <= grade(item, answers).score <= 1


def archive(text: str) -> None:
    """A progress file to import."""
    try:
        taken = take(MemoryStore(""), text)
    except TutorError as error:
        assert str(error)
    else:
        assert taken.new >= 0


def gift(text: str) -> None:
    """Questions in GIFT."""
    found = read(text)
    readable(found.items)
    assert all(each.line > 0 for each in (*found.refused, *found.notes))


def settings(text: str, path: Path) -> None:
    """A settings file, at `path`."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    load_settings(path)
