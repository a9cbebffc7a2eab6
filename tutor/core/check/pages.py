"""How many rows a page takes at 80×24, estimated: a page of more than two screens is a warning.

The rule: 21 rows are left under the header and over the footer, 76 columns between the margins. Prose is wrapped at
76; a block counts its prompt, its answers and two rows of frame; an exercise counts one screen.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from tutor.core.check.context import CheckContext
from tutor.core.check.written import Written, written
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.view import Metric, View, ViewPart
from tutor.core.exercise.view.base import wrapped_rows
from tutor.core.lesson.item import SCREEN_ROWS
from tutor.core.lesson.model import CodeItem, Match, Page, PagePart, Prose
from tutor.core.lesson.source import Report, number_lines

ROWS, COLUMNS, SCREENS = SCREEN_ROWS, 76, 2
_PLACE = re.compile(r"(?<!\{)\{\w+(?::[^{}]*)?\}")
METRICS = 3
"""So many share a row."""


def check_pages(context: CheckContext) -> None:
    """Every page of the lesson; the figures give the rows of each."""
    rows = [page_rows(page) for page in context.text.pages]
    context.figures["page_rows"] = rows
    for page, count in zip(context.text.pages, rows, strict=True):
        if count > SCREENS * ROWS:
            said = f"this page needs about {count} rows; two screens of 80×24 have {SCREENS * ROWS}"
            context.warn("page-long", said, "break it with a line `---`", line=page.line)
    for each in written(context):
        _wide(context, each)


def page_rows(page: Page) -> int:
    """About how many rows the page takes at 80 columns."""
    return sum(_rows(part) for part in page.parts)


def _rows(part: PagePart) -> int:
    if isinstance(part, Prose):
        return _wrapped([part.text])
    own, texts = part.rows()
    return own + _wrapped(texts)


def _wrapped(texts: Iterable[str]) -> int:
    return sum(wrapped_rows(text, COLUMNS) for text in texts)


def _wide(context: CheckContext, found: Written) -> None:
    """Lines of code, of a starter too, and of tables; those of a match are no table on the screen."""
    for line in number_lines(found.text, found.line, Report("")):
        indented = isinstance(found.part, CodeItem) and line.text.startswith("    ") and not line.code
        table = line.text.lstrip().startswith("|") and not isinstance(found.part, Match)
        width = len(_PLACE.sub("0000", line.text)) - 4 * indented
        if width > COLUMNS and (line.code or indented or table):
            said = f"a line of code or of a table is {width} columns wide; {COLUMNS} fit"
            context.warn("page-wide", said, "break it, or say less", line=line.number)


def view_rows(view: View) -> int:
    """About how many rows a view needs at least: charts in a row stand side by side, metrics share a row."""
    return sum(_group(kind, list(parts)) for kind, parts in groupby(view.parts, key=type))


def _group(kind: type, parts: list[ViewPart]) -> int:
    rows = [part.least_rows(COLUMNS) for part in parts]
    if kind is Chart:
        return max(rows)
    return -(-sum(rows) // METRICS) if kind is Metric else sum(rows)
