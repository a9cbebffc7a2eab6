"""What an author did wrong as a finding to look at: file, line, the line itself with a caret, and the mend."""

import linecache
import traceback
from dataclasses import replace
from pathlib import Path

from tutor.core.check.source_line import source_line
from tutor.core.contain import author_line
from tutor.core.errors import ExerciseError, Finding, LessonError, PackError, TutorError
from tutor.core.lesson.model import Block
from tutor.core.packs.model import Lesson

AGAIN = "mend this line and save; the page comes back by itself"


def findings_of(error: TutorError, lesson: Lesson, item: Block | None = None) -> tuple[Finding, ...]:
    """An error as findings. What has no line of its own is told at `item` in the lesson's text."""
    if isinstance(error, LessonError):
        return error.findings
    if isinstance(error, PackError):
        return (error.finding,)
    file, line = _place(error, lesson)
    told = error.detail if isinstance(error, ExerciseError) else str(error)
    if file and line:
        # Where it is stands below the message.
        for place in (f" ({file}:{line})", f" ({Path(file).name}, line {line})"):
            told = told.replace(place, "")
        return (shown(Finding("exercise-load", told, file, line, _column(error, file, line))),)
    if item is None:
        return (Finding("exercise-load", told, lesson.file, fix=AGAIN),)
    key = next((key for key in ("use", "checks", "draw") if getattr(item, key, "")), "")
    fix = f"write what `{key}=` names, or name what is there" if key else AGAIN
    found = shown(Finding("exercise-load", told, lesson.file, item.line, fix=fix))
    return (replace(found, column=found.source.find(f"{key}=") + 1 or 1),)


def shown(finding: Finding) -> Finding:
    """With the line that it speaks of, as it is on disk now, and a word on how it goes away."""
    finding = replace(finding, fix=finding.fix or AGAIN)
    if finding.source or not (finding.file and finding.line):
        return finding
    linecache.checkcache(finding.file)
    text = linecache.getline(finding.file, finding.line).rstrip("\n")
    return replace(finding, source=text, column=finding.column or len(text) - len(text.lstrip()) + 1)


def _place(error: TutorError, lesson: Lesson) -> tuple[str, int]:
    if isinstance(error, ExerciseError):
        if error.file is not None and error.line:
            return str(error.file), error.line
        if error.source is not None:
            return source_line(error.source, error.written)
    file, line = author_line(error, lesson.pack.root if isinstance(lesson.pack.root, Path) else None)
    return str(file or ""), line


def _column(error: TutorError, file: str, line: int) -> int:
    """Where in the line it went wrong, from 1; 0 where Python does not tell."""
    cause = error.__cause__ or error
    if isinstance(cause, SyntaxError):
        return cause.offset or 0
    for frame in reversed(traceback.extract_tb(cause.__traceback__)):
        if (frame.filename, frame.lineno) == (file, line) and frame.colno is not None:
            return frame.colno + 1
    return 0
