"""Gaps in a text, read from its lines: `[[epoch]]`, `[[epoch|pass]]`."""

import re
from dataclasses import dataclass

from tutor.core.lesson.source import Line, Report, joined
from tutor.core.questions.tables import BAR, cells
from tutor.core.questions.texts import same, slipped

_GAP = re.compile(r"(?<!\\)\[\[(?P<inside>(?:[^\[\]\n]|\[(?!\[)|\](?!\](?!\])))*)\]\]")
_OPEN = re.compile(r"(?<!\\)\[\[")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a blank, with the answers that are accepted (the first is shown as the solution)."""

    accepted: tuple[str, ...]

    def takes(self, answer: str) -> bool:
        """Whether it is one of them; long words forgive one slip."""
        return any(same(answer, each) or slipped(answer, each) for each in self.accepted)


def read_gaps(lines: list[Line], opener: Line, report: Report) -> tuple[list[Line], tuple[str | Gap, ...]]:
    """The lines above the paragraph with the first gap, and the pieces from there on."""
    have_gaps = [_gaps_work(line, report) for line in lines]
    if not any(have_gaps):
        fix = "write the missing words as `[[epoch]]`, or `[[epoch|pass]]` where more than one will do"
        report.error("no-gap", opener, "This blank has no gap.", fix)
        return lines, ()
    first = next((at for at, line in enumerate(lines) if _GAP.search(line.text)), len(lines))
    while first > 0 and not lines[first - 1].blank:
        first -= 1
    return lines[:first], _pieces(joined(lines[first:]))


def _gaps_work(line: Line, report: Report) -> bool:
    """Whether the line has a gap, good or bad; what is wrong with it is reported."""
    gaps = list(_GAP.finditer(line.text))
    for gap in gaps:
        if not all(part.strip() for part in BAR.split(gap["inside"])):
            fix = "`[[epoch]]` or `[[epoch|pass]]`"
            report.error("empty-gap", line, "A gap needs an answer on each side of its bars.", fix, gap.start() + 1)
    opened = _OPEN.search(_GAP.sub(lambda gap: "·" * len(gap[0]), line.text))
    if opened:
        fix = "close it with `]]` in the same line; write `\\[[` for the brackets themselves"
        report.error("open-gap", line, "This gap is never closed.", fix, opened.start() + 1)
    return bool(gaps or opened)


def _pieces(text: str) -> tuple[str | Gap, ...]:
    pieces: list[str | Gap] = []
    end = 0
    for gap in _GAP.finditer(text):
        pieces += [text[end : gap.start()], Gap(cells(gap["inside"]))]
        end = gap.end()
    pieces.append(text[end:])
    return tuple(piece.replace("\\[[", "[[") if isinstance(piece, str) else piece for piece in pieces if piece)
