"""Checks of Markdown that is not shown as it was meant: headings, tables, links, pictures, HTML, rules, lost TeX."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tutor.core.check.context import CheckContext
from tutor.core.check.written import without_formulas, written
from tutor.core.lesson.model import Prose
from tutor.core.lesson.tex.macros import MACROS
from tutor.core.lesson.tex.signs import USUAL
from tutor.core.questions.tables import BAR

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_HEADING = re.compile(r" {0,3}(#{1,6})([^\W\d_].*)")
_NEAR_LINK = re.compile(r"\](?:\s+\((?=(?:https?:|www\.))|\((?=\s*(?:https?:|www\.|$)))", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|br|center|code|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|su[bp]|table|t[dhr]|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\\([A-Za-z]{3,})")
_ADDRESS = "`[words](https://…)`, without a blank between the brackets, closed in the same line"


def check_markdown(context: CheckContext) -> None:
    """Every page, and the text of every block."""
    for part, text, line in written(context):
        plain = without_formulas(text)
        tokens = _PARSER.parse(plain)
        lines = plain.split("\n")
        _tables(context, tokens, lines, line)
        for token in tokens:
            if token.type == "inline" and token.map:
                for said, fix, sought in _links(token):
                    context.add("link", said, fix, line=line + _at(plain, token.map[0], sought))
                for code, said, fix, sought in _unread(token):
                    severity = "error" if code == "tex-broken" else "warning"
                    at = line + _at(plain, token.map[0], sought)
                    context.add(code, said, fix, line=at, severity=severity)
            elif token.type == "hr" and token.map and isinstance(part, Prose):
                said = f"`{lines[token.map[0]].strip()}` draws a rule, and does not end the page"
                context.warn("page-break", said, "`---` ends a page", line=line + token.map[0])
        if isinstance(part, Prose):
            _headings(context, tokens, line)


def _headings(context: CheckContext, tokens: list[Token], first: int) -> None:
    for token in tokens:
        for number, text in enumerate(token.content.split("\n")) if token.type == "inline" and token.map else ():
            if found := _HEADING.match(text):
                assert token.map is not None
                said = f"“{text.strip()[:40]}” is shown as text, and begins like a heading"
                context.add("heading", said, f"`{found[1]} {found[2]}`", line=first + token.map[0] + number)


def _tables(context: CheckContext, tokens: list[Token], lines: list[str], first: int) -> None:
    """Rows with cells that the table has no columns for."""
    columns = 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        columns += token.type == "th_open"
        if token.type == "tr_open" and token.map and columns:
            row = lines[token.map[0]].strip().removeprefix("|")
            cells = len(BAR.split(re.sub(r"(?<!\\)\|$", "", row)))
            if cells > columns:
                said = f"this row has {cells} cells, and its table {columns} columns: the rest is not shown"
                context.add("table", said, "a bar inside a cell is written `\\|`", line=first + token.map[0])


def _links(inline: Token) -> Iterator[tuple[str, str, str]]:
    """What is wrong with links and pictures: the message, the mend, and a text that stands in the line."""
    plain = ""
    for token in inline.children or ():
        if token.type == "image":
            fix = "show it as a Chart or a Diagram of an exercise, or say it in words"
            yield f"a terminal shows no pictures: {token.content or token.attrs.get('src')}", fix, "!["
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            if why := _nowhere(href):
                yield f"the link “{href}” {why}" if href else "a link has no address", _ADDRESS, f"]({href}"
        plain += token.content if token.type == "text" else "\n" if "break" in token.type else "x"
    if found := _NEAR_LINK.search(plain):
        yield "a link is shown as text, with its brackets", _ADDRESS, found[0]


def _unread(inline: Token) -> Iterator[tuple[str, str, str, str]]:
    """HTML and TeX that are shown as they are written: the code, the message, the mend, and what stands in the line."""
    plain = "".join(token.content if token.type == "text" else " " for token in inline.children or ())
    if found := _TAG.search(plain):
        fix = "Markdown: `**bold**`, `*italic*`, a list, a table; `` `code` `` for a tag that is meant"
        yield "html", f"`{found[0]}` is shown as it is written", fix, found[0]
    for found in _COMMAND.finditer(plain):
        if found[1] in MACROS or found[1] in USUAL:
            said = f"`{found[0]}` is shown as it is written: it stands outside of a formula"
            yield "tex-broken", said, "put the whole formula between two dollars, in one line", found[0]
            return


def _nowhere(href: str) -> str:
    """Why a link cannot be followed; empty where it can."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "is no address"
    if parts.scheme not in ("http", "https"):
        return "is not opened: only https:// and http:// are"
    return "" if re.fullmatch(r"[\w.-]+\.[a-z]{2,}|localhost", parts.hostname or "") else "names no server"


def _at(text: str, start: int, sought: str) -> int:
    """The number of the line, from `start` on, that has the text; `start` where none has."""
    lines = text.split("\n")
    return next((at for at in range(start, len(lines)) if sought and sought in lines[at]), start)
