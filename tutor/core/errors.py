"""What can go wrong, as a small tree; each text says what, where, and what to do instead.

TutorError
├── PackError      a pack cannot be used (pack.toml, missing folder, newer api)
├── LessonError    a lesson.md is wrong at a line
├── ExerciseError  an author's Python raised or returned what it should not (StalePackError: it was changed meanwhile)
├── DataError      a table, card or learner's CSV cannot be used
├── FileError      a file of the learner's cannot be read or written
└── StoreError     progress cannot be read or written (NotSavedError: it was waited for)
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class TutorError(Exception):
    """The root: its text is fit to be shown to a learner."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a pack or lesson, and how to mend it."""

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    fix: str = ""
    severity: str = "error"
    source: str = field(default="", compare=False)
    paste: str = field(default="", compare=False)
    """A command that shows it, where there is one."""

    def __str__(self) -> str:
        """`file:line: message`, the source line with a caret, and the mend."""
        where = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        lines = [f"{where}{self.message}"]
        if self.source:
            lines += [f"    {self.source}", "    " + " " * max(0, self.column - 1) + "^"]
        if self.fix:
            lines.append(f"  instead: {self.fix}")
        if self.paste:
            lines.append(f"  to see it: {self.paste}")
        return "\n".join(lines)


class PackError(TutorError):
    """A pack that cannot be used; `finding` says why and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class LessonError(TutorError):
    """A lesson.md that cannot be read; `findings` holds every error found, in file order."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


class ExerciseError(TutorError):
    """An author's code failed: the lesson is at fault, never the learner."""

    def __init__(
        self,
        where: str,
        cause: BaseException | str,
        file: Path | None = None,
        line: int = 0,
        *,
        source: Any = None,
        written: str = "",
    ) -> None:
        detail = cause if isinstance(cause, str) else f"{type(cause).__name__}: {cause}"
        super().__init__(f"{where}: {detail}")
        self.where, self.detail, self.file, self.line = where, detail, file, line
        self.source, self.written = source, written
        """Where no line raised: the class or function that is at fault, and the text in it that is."""


class StalePackError(ExerciseError):
    """A pack was changed on disk after it was opened: what is on screen is of the old one, and stays of it."""

    def __init__(self, where: str, pack: str) -> None:
        super().__init__(where, f"the pack {pack} was changed on disk since; leave this and open it again")


class DataError(TutorError):
    """A table that cannot be used, and what to do about it."""


class FileError(TutorError):
    """A file of the learner's that cannot be read or written."""


class StoreError(TutorError):
    """Progress that cannot be read or written."""


class NotSavedError(StoreError):
    """Something was given to the store and waited for, and could not be saved."""
