"""Markdown as paragraphs to be read out: no markup left, tables told row by row, maths in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tutor.core.lesson.maths import in_prose

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text to be wrapped, line by line (or code, which keeps its lines); `bullet` stands before it, inside `indent`.

    `close` ones follow the one before without an empty line.
    """

    text: str
    bullet: str = ""
    indent: int = 0
    code: bool = False
    close: bool = False


def paragraphs(markdown: str) -> list[Paragraph]:
    """Every paragraph, heading, entry of a list, row of a table and piece of code, in order."""
    return list(_Reader(_PARSER.parse(in_prose(markdown, "words"))).read())


class _Reader:
    """Walks the tokens once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.counters: list[int | None] = []
        self.bullets: list[str] = []
        self.entries = 0
        self.head: list[str] = []
        self.row: list[str] = []
        self.rows = 0

    def read(self) -> Iterator[Paragraph]:
        """The paragraphs."""
        in_table = False
        for token in self.tokens:
            in_table = (in_table or token.type == "table_open") and token.type != "table_close"
            if in_table:
                yield from self._table(token)
            elif token.type == "inline":
                yield self._paragraph(_inline(token))
            elif token.type in ("fence", "code_block", "html_block"):
                yield Paragraph(token.content.rstrip("\n"), indent=self._indent(), code=True)
            else:
                self._nest(token)

    def _indent(self) -> int:
        return sum(map(len, self.bullets))

    def _paragraph(self, text: str) -> Paragraph:
        bullet = self.bullets[-1] if self.bullets else ""
        close = bool(bullet.strip()) and self.entries > 1
        found = Paragraph(text, bullet, self._indent() - len(bullet), close=close)
        if bullet:
            self.bullets[-1] = " " * len(bullet)
        return found

    def _nest(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.counters.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
                self.entries = 1 if self.bullets else 0
            case "bullet_list_close" | "ordered_list_close":
                self.counters.pop()
            case "list_item_open":
                number = self.counters[-1]
                self.bullets.append("- " if number is None else f"{number}. ")
                self.counters[-1] = None if number is None else number + 1
                self.entries += 1
            case "list_item_close":
                self.bullets.pop()

    def _table(self, token: Token) -> Iterator[Paragraph]:
        """A row is told with the names of its columns; the head alone says nothing."""
        match token.type:
            case "table_open":
                self.head, self.rows = [], 0
            case "tr_open":
                self.row = []
            case "inline":
                self.row.append(_inline(token))
            case "tr_close" if not self.head:
                self.head = self.row or [""]
            case "tr_close":
                pairs = zip(self.head, self.row, strict=False)
                said = "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs)
                self.rows += 1
                yield Paragraph(f"{said}.", "- ", self._indent(), close=self.rows > 1)


def _inline(token: Token) -> str:
    """The text of an inline token, and of links where they lead."""
    said: list[str] = []
    link = ""
    for child in token.children or ():
        match child.type:
            case "softbreak":
                said.append(" ")
            case "hardbreak":
                said.append("\n")
            case "image":
                said.append(f"(picture: {child.content})")
            case "link_open":
                link = str(child.attrs.get("href", ""))
            case "link_close":
                said.append(f" ({link})" if link and said[-1:] != [link] else "")
            case _:
                said.append(child.content)
    return "".join(said)
