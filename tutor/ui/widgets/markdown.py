"""Markdown to blocks of Content that wrap by themselves: one widget a text, no markup interpreted."""

from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual._context import active_app
from textual.content import Content, Span
from textual.style import Style

from tutor.core.lesson.maths import DISPLAY, How, block, in_prose
from tutor.core.safe_text import clean
from tutor.ui.wanted import wanted
from tutor.ui.widgets.blocks import Block, Display, Fence, Flow, Grid, Rule

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_STYLES = {"strong": "bold", "em": "italic", "s": "strike"}
_HEADINGS = {"h1": "bold $primary", "h2": "bold $primary", "h3": "bold"}
_BULLETS = ("•", "◦", "▪")


def ascii_wanted() -> bool:
    """Whether the app that runs draws with ASCII only: then formulas are written so, not only their signs replaced."""
    app = active_app.get(None)
    return app is not None and wanted(app, "ascii")


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, top to bottom, with its maths as Unicode or ASCII."""
    return _blocks(text, "ascii" if ascii_wanted() else "kept")


def inline(text: str) -> Content:
    """A Markdown text of one paragraph as Content; what is no paragraph is joined by line ends."""
    return _line(text, "ascii" if ascii_wanted() else "kept")


@lru_cache(256)
def _blocks(text: str, how: How) -> tuple[Block, ...]:
    tokens = _PARSER.parse(clean(in_prose(text, how)))
    return tuple(_Reader(tokens).blocks())


@lru_cache(512)
def _line(text: str, how: How) -> Content:
    tokens = _PARSER.parse(clean(in_prose(text, how)))
    parts = [
        _inline(token) if token.type == "inline" else Content(_as_is(token))
        for token in tokens
        if token.type in ("inline", "fence", "code_block")
    ]
    return Content("\n").join(parts)


def _as_is(token: Token) -> str:
    """Code as it is, a formula drawn."""
    return "\n".join(block(token.content.strip())) if token.info == DISPLAY else token.content.rstrip()


def _inline(token: Token) -> Content:
    """An inline token with its children as one Content."""
    text: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[int, str | Style]] = []
    length = 0
    for child in token.children or ():
        piece, style = _piece(child)
        if child.nesting == 1:
            opened.append((length, style))
        elif child.nesting == -1 and opened:
            start, opening = opened.pop()
            spans.append(Span(start, length, opening))
        elif piece:
            text.append(piece)
            if style:
                spans.append(Span(length, length + len(piece), style))
            length += len(piece)
    return Content("".join(text), spans)


def _piece(token: Token) -> tuple[str, str | Style]:
    """What a child of an inline token says, and in which style."""
    match token.type:
        case "text" | "html_inline":
            return token.content, ""
        case "code_inline":
            return token.content, "$accent"
        case "softbreak":
            return " ", ""
        case "hardbreak":
            return "\n", ""
        case "image":
            return f"[picture: {token.content}]", "italic"
        case "link_open":
            return "", Style(underline=True) + Style.from_meta({"link": str(token.attrs.get("href", ""))})
    return "", _STYLES.get(token.tag, "")


class _Reader:
    """Walks block tokens once; `first` and `rest` are what stands before lines of nested blocks."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.first: list[str] = []
        self.rest: list[str] = []
        self.counters: list[int | None] = []
        self.style = ""
        self.tight = False
        self.opening = False
        """Whether a list begins here: its first item stands apart from what was before."""

    def blocks(self) -> Iterator[Block]:
        """Every block in order."""
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.type == "table_open":
                end = next(i for i in range(index, len(self.tokens)) if self.tokens[i].type == "table_close")
                yield _grid(self.tokens[index:end], self._take())
                index = end
            else:
                yield from self._block(token)
            index += 1

    def _take(self) -> tuple[str, str]:
        """The prefixes of the next block; a bullet stands before its first line only."""
        taken = "".join(self.first), "".join(self.rest)
        self.first = list(self.rest)
        return taken

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "inline":
                yield Flow(_inline(token).stylize_before(self.style), *self._take(), tight=self.tight)
            case "fence" if token.info == DISPLAY:
                yield Display(token.content.strip(), *self._take())
            case "fence" | "code_block":
                yield Fence(token.content.rstrip("\n"), token.info.strip(), *self._take())
            case "html_block":
                yield Flow(Content(token.content.rstrip()), *self._take())
            case "hr":
                yield Rule()
            case "heading_open":
                self.style = _HEADINGS.get(token.tag, "bold")
            case "heading_close":
                self.style = ""
            case "paragraph_open":
                self.tight = token.hidden and not self.opening
                self.opening = False
            case "bullet_list_open" | "ordered_list_open":
                self.opening = not self.counters
                self.counters.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
            case "bullet_list_close" | "ordered_list_close":
                self.counters.pop()
            case "list_item_open":
                self._push(self._bullet())
            case "blockquote_open":
                self._push("│ ", "│ ")
            case "list_item_close" | "blockquote_close":
                self.first.pop()
                self.rest.pop()

    def _push(self, first: str, rest: str | None = None) -> None:
        self.first.append(first)
        self.rest.append(" " * len(first) if rest is None else rest)

    def _bullet(self) -> str:
        number = self.counters[-1]
        if number is None:
            return f"{_BULLETS[(len(self.counters) - 1) % len(_BULLETS)]} "
        self.counters[-1] = number + 1
        return f"{number}. "


def _grid(tokens: list[Token], prefixes: tuple[str, str]) -> Grid:
    """A table's tokens as rows of Content."""
    rows: list[list[Content]] = []
    aligns: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append("right" if "right" in str(token.attrs.get("style", "")) else "left")
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    return Grid(tuple(map(tuple, rows)), tuple(aligns), prefixes[1])
