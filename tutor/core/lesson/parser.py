"""lesson.md to LessonText: front matter split off, pages, prose and blocks; every error in one pass, with its mend."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from tutor.core.lesson.block import RawBlock
from tutor.core.lesson.blocks import build
from tutor.core.lesson.front import split_front_matter
from tutor.core.lesson.model import BLOCKS, LessonText, Page, PagePart, Prose
from tutor.core.lesson.opener import starts_block
from tutor.core.lesson.source import Line, Report, joined, number_lines

__all__ = ["parse_body", "split_front_matter"]

_COLONS = re.compile(r" {0,3}:::(?P<rest>.*)")
_NEAR_COLONS = re.compile(r" {0,3}(?:> ?)*:+[ \t]*(?P<rest>[a-z].*)")
_INDENTED = re.compile(r"[ \t]+::: *(?P<rest>[a-z].*)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<title>.*)")
_BREAK = "---"
NEAR_LINES = 200
"""So far above a `:::` that closes nothing the beginning of its block is looked for."""
MOST_ITEMS = 12
"""Items on a page: each is a widget, and the page opens when all of them are laid out."""


def parse_body(body: str, file: str, line: int = 1) -> LessonText:
    """The pages of a lesson; `line` is the number of the body's first line. LessonError with all findings."""
    report = Report(file)
    lines = number_lines(body, line, report)
    pages = [page for chunks in _page_chunks(lines, report) for page in _shorter(_page(chunks, report))]
    if not any(line.text.strip() for line in lines):
        report.findings.clear()
        report.error("no-pages", lines[0], "This lesson has no page.", "write its text below the front matter")
    _check_names(pages, lines, report)
    report.raise_if_any()
    return LessonText(tuple(pages))


_Chunk: TypeAlias = list[Line] | RawBlock | Line
"""Lines of prose, a block, or the line that ends a page."""


def _chunks(lines: list[Line], report: Report) -> Iterator[_Chunk]:
    """The body cut at blocks and page breaks, in one walk."""
    prose: list[Line] = []
    block: RawBlock | None = None
    for line in lines:
        line = line if line.code else _with_three(line, report)
        colons = None if line.code else _COLONS.fullmatch(line.text)
        rest = colons["rest"].strip() if colons else ""
        if block is not None and colons is None:
            block.lines.append(line)
        elif block is not None and starts_block(rest):
            _report_open(block, report)
            yield RawBlock(block.opener, [], whole=False)
            block = RawBlock(line, [])
        elif block is not None:
            _check_close(line, rest, report)
            yield block
            block = None
        elif colons and rest:
            yield prose
            prose, block = [], RawBlock(line, [])
        elif colons:
            _report_stray(line, prose, report)
        elif line.text.rstrip() == _BREAK and not line.code:
            yield prose
            yield line
            prose = []
        else:
            prose.append(line)
    if block is not None:
        if all(found.code != "open-code" for found in report.findings):
            _report_open(block, report)
        yield RawBlock(block.opener, [], whole=False)
    yield prose


def _report_stray(line: Line, above: list[Line], report: Report) -> None:
    """A `:::` that closes nothing; where a block was meant to begin above, indented like code, that is said."""
    for each in reversed(above[-NEAR_LINES:]):
        found = _INDENTED.fullmatch(each.text)
        if found and starts_block(found["rest"]):
            message = "A block begins at the beginning of its line; what is indented is code."
            report.error("colons", each, message, f"`{each.text.strip()}`")
            return
    report.error("stray-close", line, "No block is open here.", "take this line out, or open a block above it")


def _with_three(line: Line, report: Report) -> Line:
    """A line that means to open a block, with three colons."""
    found = _NEAR_COLONS.fullmatch(line.text)
    words = found["rest"].split() if found else []
    if found is None or len(words) < 2 or words[0] not in BLOCKS or _COLONS.fullmatch(line.text):
        return line
    opener = f"::: {found['rest']}"
    report.error(
        "colons", line, "A block begins with three colons, at the beginning of its line.", f"`{opener.strip()}`"
    )
    return Line(line.number, opener)


def _report_open(block: RawBlock, report: Report) -> None:
    report.error("open-block", block.opener, "This block is never closed.", "a line `:::` at its end")


def _check_close(line: Line, rest: str, report: Report) -> None:
    if rest:
        fix = "`:::` alone ends a block"
        report.error("text-after-close", line, f"“{rest[:40]}” stands after the end of a block.", fix, 5)


def _page_chunks(lines: list[Line], report: Report) -> Iterator[tuple[Line, list[list[Line] | RawBlock]]]:
    """Each page's first line and its chunks."""
    first, page = lines[0], list[list[Line] | RawBlock]()
    for chunk in _chunks(lines, report):
        if isinstance(chunk, Line):
            _check_full(chunk, page, report)
            yield first, page
            first, page = chunk, []
        elif isinstance(chunk, RawBlock) or any(line.text.strip() for line in chunk):
            page.append(chunk)
    _check_full(first, page, report)
    yield first, page


def _check_full(line: Line, page: list[list[Line] | RawBlock], report: Report) -> None:
    if not page:
        report.error("empty-page", line, "There is an empty page here.", "take one `---` out: it ends a page")


def _page(found: tuple[Line, list[list[Line] | RawBlock]], report: Report) -> Page:
    first, chunks = found
    parts: list[PagePart] = []
    title = ""
    for chunk in chunks:
        if isinstance(chunk, RawBlock):
            item = build(chunk, report)
            parts += [item] if item else []
        else:
            title = title or _title(chunk)
            full = next(line for line in chunk if line.text.strip())
            parts.append(Prose(joined(chunk), full.number))
    return Page(tuple(parts), title, first.number)


def _shorter(page: Page) -> Iterator[Page]:
    """The page, in as many as it takes: each opens at once and is seen to its end, whatever an author piles up."""
    pieces: list[list[PagePart]] = [[]]
    room = MOST_ITEMS
    for part in page.parts:
        if room == 0:
            pieces.append([])
            room = MOST_ITEMS
        pieces[-1].append(part)
        room -= not isinstance(part, Prose)
    for number, piece in enumerate(pieces):
        yield Page(tuple(piece), page.title, piece[0].line if number else page.line)


def _title(lines: list[Line]) -> str:
    """The text of the first heading."""
    headings = (_HEADING.fullmatch(line.text) for line in lines if not line.code)
    title = next((found["title"].strip() for found in headings if found), "")
    bare = title.rstrip("#")
    return bare.rstrip() if bare != title and bare[-1:] in ("", " ") else title


def _check_names(pages: list[Page], lines: list[Line], report: Report) -> None:
    """Progress hangs on names: no two blocks share one."""
    first: dict[str, int] = {}
    for item in LessonText(tuple(pages)).items():
        if item.name in first:
            message = f"The name `{item.name}` is taken by the block in line {first[item.name]}."
            fix = f"`{item.name}-2`, or a name that says what it asks"
            line = lines[item.line - lines[0].number]
            found = re.search(rf"\s{item.name}(?!\S)", line.text)
            report.error("twin-name", line, message, fix, found.start() + 2 if found else 1)
        elif item.name:
            first[item.name] = item.line
