"""docs/authoring.md as it is read by its tests: its fences, and the rows of its tables."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

TEXT = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
TOKENS = MarkdownIt().enable("table").parse(TEXT)
FENCES = [token for token in TOKENS if token.type == "fence"]


def inline_code(token: Token) -> list[str]:
    return [child.content for child in token.children or () if child.type == "code_inline"]


def tables() -> Iterator[list[Token]]:
    """The cells of each row of each table, heads aside."""
    cells: list[Token] = []
    for before, token in pairwise(TOKENS):
        if before.type == "tr_open":
            cells = []
        if before.type == "td_open":
            cells.append(token)
        if token.type == "tr_close" and cells:
            yield cells


ROWS = list(tables())


def keys_of(name: str) -> list[set[str]]:
    """What the second cells of the rows for `name` name in code."""
    return [
        set(inline_code(row[1]))
        for row in ROWS
        if inline_code(row[0]) == [name] or row[0].content.startswith(f"`{name}` (")
    ]
