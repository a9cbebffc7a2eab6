"""The lines of a lesson.md, which of them are fenced code, and one collector for everything that is wrong."""

import re
from collections.abc import Iterable

import msgspec

from tutor.core.errors import Finding, LessonError

_SHOWN = 240
"""So much of a wrong line is shown: enough for a caret, and errors in an endless line stay small."""
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")


class Line(msgspec.Struct, frozen=True):
    """One line of the file (numbered from 1); `fence` is the line that opened the code fence it is part of, or 0."""

    number: int
    text: str
    fence: int = 0

    @property
    def code(self) -> bool:
        """Whether it belongs to a fenced block of code, its fences included."""
        return self.fence > 0

    @property
    def blank(self) -> bool:
        """Nothing but white space, and no line of code."""
        return not self.code and not self.text.strip()


class Report:
    """Collects findings, so that one pass tells an author everything."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def error(self, code: str, line: Line, message: str, fix: str, column: int = 1) -> None:
        """Note that `line` is wrong from `column` (1 is the first) on, and what to write instead."""
        text = line.text[:_SHOWN].replace("\t", " ") if column <= _SHOWN else ""
        self.findings.append(Finding(code, message, self.file, line.number, column, fix, source=text))

    def raise_if_any(self) -> None:
        """LessonError with all findings in file order."""
        if self.findings:
            raise LessonError(tuple(sorted(self.findings, key=lambda found: (found.line, found.column))))


def normalise(source: str) -> str:
    """Without a byte order mark, with `\\n` at the end of lines."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def number_lines(text: str, first: int, report: Report) -> list[Line]:
    """`text` as lines from number `first` on, with fenced code marked; an open fence is an error."""
    lines: list[Line] = []
    marks = ""
    opened = 0
    for number, content in enumerate(normalise(text).split("\n"), first):
        found = _FENCE.match(content)
        if found and not marks:
            marks, opened = found[1], number
            lines.append(Line(number, content, opened))
        else:
            lines.append(Line(number, content, opened if marks else 0))
            if found and found[1].startswith(marks) and content.strip() == found[1]:
                marks = ""
    if marks:
        opener = lines[opened - first]
        report.error("open-code", opener, "This code block is never closed.", f"add a line `{marks}` below its code")
    return lines


def joined(lines: Iterable[Line]) -> str:
    """The text of `lines`, without empty lines around it and without white space at line ends."""
    return "\n".join(line.text if line.code else line.text.rstrip() for line in lines).strip("\n")
