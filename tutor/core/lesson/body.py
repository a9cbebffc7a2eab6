"""The inside of a block, cut into prompt, cases with their feedback, hints and the why."""

import re
from dataclasses import dataclass, field
from textwrap import dedent

from tutor.core.lesson.source import Line, Report, joined

BOX = re.compile(r" {0,3}[-*+]\s+\[(?P<box>[ xX])\]\s+(?=\S)")
NUMBERED = re.compile(r" {0,3}[0-9]{1,4}[.)]\s+(?=\S)")

_NOTE = re.compile(r"(Hint|Why):\s*")
_NEAR_NOTE = re.compile(r"\s*(hints?|why)\s?:", re.IGNORECASE)
_BAD_BOX = re.compile(r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s*(?:\[.?\](?!\()|\([ xX]\))\s*")
_BULLET = re.compile(r" {0,3}[-*+] ")
_QUOTE = re.compile(r"(?P<indent>\s*)> ?")


@dataclass(slots=True)
class RawCase:
    """A case or entry as written: its first line, the column of its text, all its lines, its feedback."""

    line: Line
    column: int
    box: str
    lines: list[Line]
    quoted: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands after the box, further lines dedented."""
        first = self.line.text[self.column - 1 :].strip()
        rest = "\n".join(line.text if line.code else line.text.rstrip() for line in self.lines)
        return f"{first}\n{dedent(rest)}".strip()

    @property
    def feedback(self) -> str:
        """What is quoted below it."""
        return "\n".join(self.quoted).strip("\n")


@dataclass(slots=True)
class Note:
    """A `Hint:` or `Why:` with the lines it runs over."""

    line: Line
    kind: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """Everything after the colon."""
        first = _NOTE.sub("", self.line.text, count=1)
        return f"{first.rstrip()}\n{joined(self.lines)}".strip("\n")


@dataclass(slots=True)
class Body:
    """A block's parts, in file order."""

    prompt: list[Line] = field(default_factory=list)
    cases: list[RawCase] = field(default_factory=list)
    misread: list[RawCase] = field(default_factory=list)
    """Those whose box cannot be read, which is reported: they count as there, and nothing more is asked of them."""
    notes: list[Note] = field(default_factory=list)

    @property
    def hints(self) -> tuple[str, ...]:
        """The ladder of hints."""
        return tuple(note.text for note in self.notes if note.kind == "Hint")

    @property
    def why(self) -> str:
        """What is shown after the answer."""
        return next((note.text for note in self.notes if note.kind == "Why"), "")


def cut(lines: list[Line], marker: re.Pattern[str] | None, report: Report) -> Body:
    """The parts of a block whose cases begin as `marker` says (None: it has none)."""
    cutter = _Cutter(marker, report)
    for line in lines:
        cutter.take(line)
    cutter.check_notes()
    return cutter.body


class _Cutter:
    """Walks the lines once; `at` is the part that the next plain line belongs to."""

    def __init__(self, marker: re.Pattern[str] | None, report: Report) -> None:
        self.marker, self.report = marker, report
        self.body = Body()
        self.at: RawCase | Note | None = None
        self.lost = False

    def take(self, line: Line) -> None:
        """Put one line where it belongs."""
        was_lost, self.lost = self.lost, False
        if line.code:
            self._plain(line, was_lost)
        elif found := _NOTE.match(line.text):
            self.at = Note(line, found[1], [])
            self.body.notes.append(self.at)
        elif found := self._case(line):
            self._check_above()
            self.at = RawCase(line, found.end() + 1, found.groupdict().get("box", ""), [])
            self.body.cases.append(self.at)
        elif found := _QUOTE.match(line.text):
            self._quote(line, found)
        elif not self._misspelt(line):
            self._plain(line, was_lost)

    def _misspelt(self, line: Line) -> bool:
        """Report a note or box that is nearly one."""
        if near := _NEAR_NOTE.match(line.text):
            word = "Why" if near[1].lower() == "why" else "Hint"
            message = f"`{near[0].strip()}` is not read as a note."
            self.report.error("note-form", line, message, f"begin the line with `{word}: `", _indent(line))
            return True
        if self.marker is BOX and not isinstance(self.at, Note) and (bad := _BAD_BOX.match(line.text)):
            fix = "`- [x] text` for a right one, `- [ ] text` for a wrong one, not indented"
            self.report.error("bad-box", line, "This box cannot be read.", fix, _indent(line))
            self.at = RawCase(line, bad.end() + 1, "", [])
            self.body.misread.append(self.at)
            return True
        return False

    def _check_above(self) -> None:
        """A list that begins with a bullet, and goes on with numbers, is one list."""
        above = self.body.prompt[-1] if self.at is None and self.body.prompt else None
        if self.marker is NUMBERED and above is not None and _BULLET.match(above.text):
            fix = "number it like the others: `1. …`"
            self.report.error("stray-text", above, "This line is not read as one of the entries.", fix)

    def _case(self, line: Line) -> re.Match[str] | None:
        """The start of a case; in a note, numbered lines are the note's own."""
        if self.marker is None or (self.marker is NUMBERED and isinstance(self.at, Note)):
            return None
        return self.marker.match(line.text)

    def _quote(self, line: Line, found: re.Match[str]) -> None:
        text = line.text[found.end() :].rstrip()
        if not found["indent"]:
            fix = "indent it by two spaces to make it feedback, under the case it belongs to"
            self.report.error("stray-quote", line, "This quote belongs to no case.", fix)
        elif isinstance(self.at, RawCase):
            self.at.quoted.append(text)
        else:
            fix = "put it right under the case it speaks about"
            message = "There is no case above this feedback."
            self.report.error("no-case-above", line, message, fix, found.end())

    def _plain(self, line: Line, was_lost: bool) -> None:
        if self.at is None:
            self.body.prompt.append(line)
        elif isinstance(self.at, Note) or (line.blank and not self.at.quoted):
            self.at.lines.append(line)
        elif line.blank:
            self.at.quoted.append("")
        elif self.at.quoted or not line.text[:1].isspace():
            self._stray(line, self.at, was_lost)
        else:
            self.at.lines.append(line)

    def _stray(self, line: Line, case: RawCase, was_lost: bool) -> None:
        """Text below a case that is neither part of it nor feedback; a run of it is reported once."""
        self.lost = True
        if self.marker is BOX and _BULLET.match(line.text):
            self.body.misread.append(RawCase(line, 1, "", []))
        if was_lost:
            return
        if case.quoted and line.text[:1].isspace():
            fix = f"`  > {line.text.strip()[:60]}`: each line of feedback begins with `>`"
            self.report.error("stray-text", line, "This line is not part of the feedback above.", fix, _indent(line))
        else:
            fix = "indent it to go on with the case, put it above the first case, or begin it with `Hint:` or `Why:`"
            self.report.error("stray-text", line, "This text belongs to no case.", fix)

    def check_notes(self) -> None:
        """Every note says something, and there is one why."""
        seen_why = False
        for note in self.body.notes:
            if not note.text.strip():
                message = f"`{note.kind}:` says nothing."
                self.report.error("empty-note", note.line, message, "write its text, or leave it out")
            if note.kind == "Why" and seen_why:
                self.report.error("second-why", note.line, "There is a `Why:` already.", "join the two")
            seen_why = seen_why or note.kind == "Why"


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip()) + 1
