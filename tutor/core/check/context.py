"""Where a lesson lies while it is proved: its text, what was found so far, and guards round the author's code."""

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from tutor.core.check.paste import SHOWN_BY_GRADE
from tutor.core.check.source_line import source_line
from tutor.core.errors import ExerciseError, Finding, TutorError
from tutor.core.lesson.model import Block, LessonText
from tutor.core.packs.model import Lesson
from tutor.core.watch import Overtime


def seeds(count: int) -> tuple[int, ...]:
    """Seeds like those of attempts: anywhere below 2**32, the same in every run."""
    return tuple(zlib.crc32(f"check {number}".encode()) for number in range(count))


SEEDS = seeds(20)


class Stopped(Exception):
    """A call into a pack did not end, which is found: of the same exercise or function nothing more is asked."""


@dataclass
class CheckContext:
    """Collects findings and figures of one lesson."""

    lesson: Lesson
    text: LessonText
    seeds: tuple[int, ...] = SEEDS
    reserved_keys: frozenset[str] = frozenset()
    """Keys that the screens keep for themselves; an author's action gets another."""
    findings: list[Finding] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    drawn: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    """Values of items with `draw`, by item and seed."""
    _noted: set[tuple[str, str, str, int]] = field(default_factory=set)
    _told: set[tuple[str, int]] = field(default_factory=set)
    _tried: Callable[[], str] | None = None

    def add(self, code: str, message: str, fix: str, item: Block | None = None, line: int = 0, **more: Any) -> None:
        """Note a finding of lesson.md, once; `item` gives the line and is named."""
        named = f"{item.name}: {message}" if item is not None else message
        subject = line or (item.line if item is not None else 0)
        found = Finding(code, named, self.lesson.file, subject, fix=fix, severity=more.get("severity", "error"))
        self._note(found, (code, re.sub(r"seed \d+", "seed", named)))

    def warn(self, code: str, message: str, fix: str, item: Block | None = None, line: int = 0) -> None:
        """Note what should be better but may stay."""
        self.add(code, message, fix, item, line, severity="warning")

    def report_at(
        self, code: str, message: str, fix: str, thing: Any, written: str = "", *, detail: str = "", **more: Any
    ) -> None:
        """Note a finding of the author's Python, at the line where `thing` is written, or the text `written` in it.

        `detail` is said too, but does not make another finding of it.
        """
        file, line = source_line(thing, written)
        severity = more.get("severity", "error")
        said = f"{message}. {detail}" if detail else message
        found = Finding(code, said, file or self.lesson.file, line, fix=fix, severity=severity)
        self._note(found, (code, re.sub(r"seed \d+", "seed", message)))

    def report_line(self, code: str, message: str, fix: str, place: tuple[str, int]) -> None:
        """Note a finding of just this line of the author's Python; what else comes of the line is not told."""
        self._note(Finding(code, message, *place, fix=fix), ("line", ""))
        self._told.add(place)

    def fault(
        self, code: str, error: TutorError, fix: str, item: Block | None = None, detail: str = "", said: str = ""
    ) -> None:
        """Note what the author's Python did, at the line that did it; one fault is noted once, whoever met it.

        `detail` is said too, but does not make another finding of it. `said` names where it was met. What did not end
        is not asked for anything more: Stopped.
        """
        if isinstance(error.__cause__, Overtime):
            code, fix = "too-long", "make it end; mark long work slow=True"
        message = " ".join(filter(None, [said, str(error), detail]))
        file, line = getattr(error, "file", None), getattr(error, "line", 0)
        if isinstance(error, ExerciseError) and not line and error.source is not None:
            file, line = source_line(error.source, error.written)
        if not file or not line:
            self.add(code, message, fix, item)
        else:
            self._note(Finding(code, message, str(file), line, fix=fix), ("", getattr(error, "detail", str(error))))
        if isinstance(error.__cause__, Overtime):
            raise Stopped

    def overtime(self, error: TutorError, item: Block | None = None) -> None:
        """Note it if it is a call that did not end; what else was raised is somebody else's to tell."""
        if isinstance(error.__cause__, Overtime):
            self.fault("too-long", error, "", item)

    def _note(self, finding: Finding, cause: tuple[str, str]) -> None:
        """Keep it, unless the same cause was found at this line before: on another seed, or by another check."""
        key = (*cause, finding.file, finding.line)
        if key not in self._noted and (finding.file, finding.line) not in self._told:
            self._noted.add(key)
            shown = self._tried() if self._tried is not None and finding.code in SHOWN_BY_GRADE else ""
            self.findings.append(replace(finding, paste=shown))

    @contextmanager
    def trying(self, command: Callable[[], str]) -> Iterator[None]:
        """While open, what is found is shown by `command`, which is asked for when it is found."""
        before, self._tried = self._tried, command
        try:
            yield
        finally:
            self._tried = before

    @contextmanager
    def guarded(self, code: str, fix: str, item: Block | None = None) -> Iterator[None]:
        """What raises inside is a finding, and so is what does not end: then Stopped is raised."""
        try:
            yield
        except TutorError as error:
            self.fault(code, error, fix, item)
