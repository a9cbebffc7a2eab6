"""Where a lesson lies while it is proved: its text, what was found so far, and guards round the author's code."""

import re
import signal
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import Any

from tutor.core.check.paste import SHOWN_BY_GRADE
from tutor.core.check.source_line import source_line
from tutor.core.errors import ExerciseError, Finding, TutorError
from tutor.core.lesson.model import Block, LessonText
from tutor.core.packs.model import Lesson


def seeds(count: int) -> tuple[int, ...]:
    """Seeds like those of attempts: anywhere below 2**32, the same in every run."""
    return tuple(zlib.crc32(f"check {number}".encode()) for number in range(count))


SEEDS = seeds(20)
SECONDS = 120
"""How long one part of the check may take before it is called endless."""


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

    def fault(
        self, code: str, error: TutorError, fix: str, item: Block | None = None, detail: str = "", said: str = ""
    ) -> None:
        """Note what the author's Python did, at the line that did it; one fault is noted once, whoever met it.

        `detail` is said too, but does not make another finding of it. `said` names where it was met.
        """
        message = " ".join(filter(None, [said, str(error), detail]))
        file, line = getattr(error, "file", None), getattr(error, "line", 0)
        if isinstance(error, ExerciseError) and not line and error.source is not None:
            file, line = source_line(error.source, error.written)
        if not file or not line:
            self.add(code, message, fix, item)
        else:
            self._note(Finding(code, message, str(file), line, fix=fix), ("", getattr(error, "detail", str(error))))

    def _note(self, finding: Finding, cause: tuple[str, str]) -> None:
        """Keep it, unless the same cause was found at this line before: on another seed, or by another check."""
        key = (*cause, finding.file, finding.line)
        if key not in self._noted:
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
        """What raises inside is a finding, and so is what does not end."""
        try:
            with time_limit(SECONDS):
                yield
        except TutorError as error:
            self.fault("too-long" if isinstance(error.__cause__, TimeUp) else code, error, fix, item)
        except TimeUp:
            self.add("too-long", f"not done after {SECONDS} s", "make it end; mark long work slow=True", item)


class TimeUp(BaseException):
    """Raised in the author's code when its time is over."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """TimeUp after `seconds` of the code inside; without effect off the main thread and on Windows."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_up(number: int, frame: FrameType | None) -> None:
    raise TimeUp("it does not end")
