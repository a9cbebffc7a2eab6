"""A text of GIFT as our Markdown: what it says, by the format that it names or its question does.

`plain` and `moodle` (which is the rule) are no Markdown: what would be markup in ours is escaped. `html`, and `moodle`
where it has tags, is shown as text with its structure. `markdown` stays, but for lines that mean something in a lesson.
"""

import re
from dataclasses import dataclass

from tutor.core.exchange.gift_maths import put_back, take_out, unescaped
from tutor.core.exchange.gift_syntax import Unreadable, format_of
from tutor.core.exchange.html_text import NotShown, to_markdown
from tutor.core.written import as_markdown

_CODE_OR_BRACE = re.compile(r"(?<!`)(`+)[^`\n]+\1(?!`)|\$[^$\n]+\$|(?<![{\\])\{(?=[A-Za-z_])")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LESSON = (
    (re.compile(r"---\s*$"), "----"),
    (re.compile(r"( {0,3}):::"), r"\1\\:::"),
    (re.compile(r"(\s*)>"), r"\1\\>"),
    (re.compile(r"(\s*(?:hints?|why)\s?):", re.IGNORECASE), r"\1\\:"),
    (re.compile(r"(\s*[-*+]\s*)\[(.?)\](?!\()"), r"\1\\[\2]"),
)
_PICTURE = re.compile(r"!\[[^\]]*\]\(")
_COLUMN = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the texts of one question: `format` is the question's, `ours` whether we wrote the file."""

    format: str
    ours: bool = False

    def text(self, raw: str, *, one_line_each: bool = False) -> str:
        """Escaped text as Markdown. Raises Unreadable where it shows a picture."""
        named, raw = format_of(raw)
        kind = named or self.format or "moodle"
        raw = _dedented(raw)
        if self.ours and kind == "markdown":
            return unescaped(raw).strip()
        if kind == "plain":
            return as_markdown(unescaped(raw)).strip()
        text, formulas = take_out(raw)
        text = text.strip()
        said = _guarded(text) if kind == "markdown" else of_html(text, one_line_each=one_line_each)
        return "\n".join(line.rstrip() for line in put_back(said, formulas).strip().split("\n"))

    def option(self, raw: str) -> str:
        """As `text`, with its lines at the margin, as an option keeps them; tags that show nothing stand as written."""
        said = self.text(raw, one_line_each=True) or as_markdown(unescaped(format_of(raw)[1]).strip())
        return "\n".join(line.strip(" \t") for line in said.split("\n")).strip()

    def cell(self, raw: str) -> str:
        """As `option`, on one line."""
        return re.sub(r"\s*\\?\n\s*", " ", self.option(raw)).strip()


def of_html(text: str, *, one_line_each: bool) -> str:
    """HTML, or text without, as Markdown. Raises Unreadable where it holds a picture."""
    try:
        return to_markdown(text, one_line_each=one_line_each)
    except NotShown as error:
        raise Unreadable(str(error)) from error


def _dedented(raw: str) -> str:
    """Without the room that lines have because they stand in a file; what stands further in keeps the rest."""
    first, *rest = raw.strip("\n").split("\n")
    margin = min((len(_COLUMN.match(line)[0]) for line in rest if line.strip()), default=0)  # type: ignore[index]
    return "\n".join([first.lstrip(), *(line[margin:] for line in rest)])


def _guarded(markdown: str) -> str:
    """Markdown of others, in which no line is a note, a box or the end of a page, and no brace a place."""
    if _PICTURE.search(markdown):
        raise Unreadable("it holds a picture, which a terminal cannot show")
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        found = _FENCE.match(line)
        if fence or found:
            closes = bool(fence) and line.strip().startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence or (found[1] if found else "")
            lines.append(line)
            continue
        for pattern, put in _LESSON:
            line = pattern.sub(put, line, count=1) if pattern.match(line) else line
        lines.append(_CODE_OR_BRACE.sub(lambda each: "\\{" if each[0] == "{" else each[0], line))
    return "\n".join([*lines, fence] if fence else lines)
