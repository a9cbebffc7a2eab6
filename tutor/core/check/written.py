"""What an author wrote of each part of a page, as it stands in the file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.core.check.context import CheckContext
from tutor.core.lesson import maths
from tutor.core.lesson.model import PagePart, Prose
from tutor.core.lesson.source import normalise


class Written(NamedTuple):
    """A part of a page; its text begins at `line` of the file. Of a block it is what stands below the first line."""

    part: PagePart
    text: str
    line: int


def written(context: CheckContext) -> Iterator[Written]:
    """Every part of the lesson, in order."""
    lines = normalise(context.lesson.source()).split("\n")
    parts = [part for page in context.text.pages for part in page.parts]
    ends = [*(part.line - 1 for part in parts[1:]), len(lines)]
    for part, end in zip(parts, ends, strict=True):
        if isinstance(part, Prose):
            yield Written(part, part.text, part.line)
        else:
            inside = lines[part.line : end]
            last = next((at for at, line in enumerate(inside) if line.strip() == ":::"), len(inside))
            yield Written(part, "\n".join(inside[:last]), part.line + 1)


def without_formulas(text: str) -> str:
    """The text with an x for each character of a formula: their brackets and bars are TeX's."""
    for formula in maths.formulas(text):
        hidden = re.sub(r"[^\n]", "x", text[formula.start : formula.end])
        text = text[: formula.start] + hidden + text[formula.end :]
    return text
