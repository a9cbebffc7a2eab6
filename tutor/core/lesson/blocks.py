"""A block of a lesson becomes an item: its kind is looked up in the table of kinds, and reads it."""

import re

from tutor.core.lesson.block import BlockText, RawBlock
from tutor.core.lesson.body import cut
from tutor.core.lesson.header import Header
from tutor.core.lesson.maths import formulas
from tutor.core.lesson.model import BLOCKS, Block
from tutor.core.lesson.opener import read_header
from tutor.core.lesson.source import Line, Report
from tutor.core.questions.placeholders import PlaceholderError, names

_PLACE = re.compile(r"(?<![{\\])\{[A-Za-z_]\w*(?::[^{}\n]*)?\}(?!\})")
_CODE = re.compile(r"(?<!`)(`+)[^`\n]+\1(?!`)")


def build(raw: RawBlock, report: Report) -> Block | None:
    """The item of a block, or None if it has no usable kind or end; all that is wrong goes to `report`."""
    header = read_header(raw.opener, report)
    if not header.kind or not raw.whole:
        return None
    _check_placeholders(raw, header, report)
    _check_breaks(raw, report)
    kind = BLOCKS[header.kind]
    body = cut(raw.lines, kind.MARKER, report)
    return kind.read(BlockText(header, body, report))


def _check_placeholders(raw: RawBlock, header: Header, report: Report) -> None:
    """With draw, every brace is a place or doubled; without, nothing looks like a place. Braces of formulas are TeX."""
    for line, prose in zip(raw.lines, _without_formulas(raw.lines), strict=True):
        if "draw" in header.keys:
            try:
                names(prose)
            except PlaceholderError as error:
                fix = "`{name}` or `{name:.2f}`; double a brace that is to be shown: `{{`"
                report.error("bad-place", line, str(error), fix, error.column)
        elif not line.code and (found := _PLACE.search(_CODE.sub(lambda span: " " * len(span[0]), prose))):
            message = f"`{found[0]}` is filled only in a block with `draw`."
            fix = "add draw=questions:function to its first line, or write it as `code`"
            report.error("place-without-draw", line, message, fix, found.start() + 1)


def _without_formulas(lines: list[Line]) -> list[str]:
    """The lines with blanks where their formulas are; a formula may go over several."""
    text = "\n".join(line.text for line in lines)
    for formula in formulas(text):
        blank = re.sub(r"[^\n]", " ", text[formula.start : formula.end])
        text = text[: formula.start] + blank + text[formula.end :]
    return text.split("\n") if lines else []


def _check_breaks(raw: RawBlock, report: Report) -> None:
    for line in raw.lines:
        if line.text.rstrip() == "---" and not line.code:
            fix = "end the block with `:::` before the page ends"
            report.error("break-in-block", line, "A page cannot end inside a block.", fix)
