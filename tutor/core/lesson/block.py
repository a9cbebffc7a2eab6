"""A block as it stands in the file: first raw lines, then header and body, from which its kind reads an item."""

from dataclasses import dataclass
from typing import TypedDict

from tutor.core.lesson.body import Body
from tutor.core.lesson.header import Header
from tutor.core.lesson.source import Line, Report, joined


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block's lines; `whole` is false if its end was not found."""

    opener: Line
    lines: list[Line]
    whole: bool = True


class Common(TypedDict):
    """The arguments that every item takes."""

    name: str
    prompt: str
    hints: tuple[str, ...]
    why: str
    draw: str
    line: int
    objectives: tuple[int, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class BlockText:
    """What a kind reads its item from."""

    header: Header
    body: Body
    report: Report

    @property
    def opener(self) -> Line:
        """The block's first line."""
        return self.header.line

    @property
    def drawn(self) -> bool:
        """Whether its texts hold places that only a draw fills."""
        return "draw" in self.header.keys

    def common(self, prompt: list[Line] | None = None, default: str = "") -> Common:
        """What every item has; `prompt` are the lines that ask, where the kind took some of them as its own."""
        text = joined(self.body.prompt if prompt is None else prompt).strip() or default
        if not text:
            fix = "write it between the `:::` line and the answers"
            self.report.error("no-prompt", self.opener, "This block asks nothing: its prompt is empty.", fix)
        return {
            "name": self.header.name,
            "prompt": text,
            "hints": self.body.hints,
            "why": self.body.why,
            "draw": self.header.object(self.report, "draw", "questions:two_points"),
            "line": self.opener.number,
            "objectives": self.header.numbers(self.report, "objective"),
            "here": self.header.one_of(self.report, "here", "only") == "only",
        }
