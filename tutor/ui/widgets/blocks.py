"""The blocks of a text: each knows its own lines at a width."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from textual.content import Content

from tutor.core.lesson import maths


class Block(Protocol):
    """A piece of text that lays itself out; `tight` blocks take no blank line before them."""

    @property
    def tight(self) -> bool:
        """Whether it follows the block before without a blank line."""

    def lines(self, width: int) -> list[Content]:
        """Its lines, none wider than `width` cells where that can be."""


@dataclass(frozen=True)
class Flow:
    """Running text, with something before its first line and its other lines."""

    content: Content
    first: str = ""
    rest: str = ""
    tight: bool = False

    def lines(self, width: int) -> list[Content]:
        """Wrapped at words."""
        wrapped = self.content.wrap(max(4, width - len(self.rest)))
        heads = [self.first] + [self.rest] * (len(wrapped) - 1)
        return [
            Content.styled(head, "$muted") + line if head else line for head, line in zip(heads, wrapped, strict=True)
        ]


@dataclass(frozen=True)
class Fence:
    """Code: never wrapped, so it keeps its shape."""

    code: str
    language: str = ""
    first: str = ""
    rest: str = ""
    tight: bool = False

    def lines(self, width: int) -> list[Content]:
        """As written, indented by two."""
        lines = _highlighted(self.code, self.language).split(allow_blank=True)
        return _headed(lines, self.first, self.rest)


@dataclass(frozen=True)
class Display:
    """A formula in two dimensions: broken at operators where the width does not do, wrapped if nothing helps."""

    tex: str
    first: str = ""
    rest: str = ""
    tight: bool = False

    def lines(self, width: int) -> list[Content]:
        """Its rows, indented by two."""
        room = max(4, width - len(self.rest) - 2)
        rows = [Content(row) for row in maths.block(self.tex, room)]
        fitted = [line for row in rows for line in (row.wrap(room) if row.cell_length > room else [row])]
        return _headed(fitted, self.first, self.rest)


def _headed(lines: list[Content], first: str, rest: str) -> list[Content]:
    """Lines that are not wrapped, indented by two behind a bullet or what else stands before them."""
    return [Content((rest if number else first) + "  ") + line for number, line in enumerate(lines)]


@lru_cache(128)
def _highlighted(code: str, language: str) -> Content:
    """Code in the theme's colours; plain where no language is named."""
    if not language or language == "text":
        return Content(code)
    from textual.highlight import highlight

    return highlight(code, language=language)


@dataclass(frozen=True)
class Rule:
    """A line across."""

    tight: bool = False

    def lines(self, width: int) -> list[Content]:
        """One line."""
        return [Content.styled("─" * width, "$muted 50%")]


@dataclass(frozen=True)
class Grid:
    """A table: columns as wide as they need, shrunk from the widest where the width does not do."""

    rows: tuple[tuple[Content, ...], ...]
    aligns: tuple[str, ...] = ()
    indent: str = ""
    tight: bool = field(default=False, kw_only=True)

    def lines(self, width: int) -> list[Content]:
        """Headings, a rule, and the rows; cells wrap."""
        widths = self._widths(width - len(self.indent))
        lines: list[Content] = []
        for number, row in enumerate(self.rows):
            lines += self._row(row, widths, "bold" if number == 0 else "")
            if number == 0:
                lines.append(Content.styled(self.indent + "─┼─".join("─" * w for w in widths), "$muted"))
        return lines

    def _widths(self, width: int) -> list[int]:
        columns = max((len(row) for row in self.rows), default=0)
        widths = [max((row[c].cell_length for row in self.rows if c < len(row)), default=1) for c in range(columns)]
        excess = sum(widths) + 3 * (columns - 1) - width
        while excess > 0 and max(widths) > 4:
            widths[widths.index(max(widths))] -= 1
            excess -= 1
        return [max(1, w) for w in widths]

    def _row(self, row: tuple[Content, ...], widths: list[int], style: str) -> list[Content]:
        cells = [
            cell.stylize_before(style).wrap(w) if cell else [Content()] for cell, w in zip(row, widths, strict=False)
        ]
        lines = []
        for i in range(max(map(len, cells), default=0)):
            parts = [self._fit(cell[i] if i < len(cell) else Content(), c, widths[c]) for c, cell in enumerate(cells)]
            lines.append(self.indent + Content.styled(" │ ", "$muted").join(parts))
        return lines

    def _fit(self, cell: Content, column: int, width: int) -> Content:
        room = max(0, width - cell.cell_length)
        right = column < len(self.aligns) and self.aligns[column] == "right"
        return cell.pad_left(room) if right else cell.pad_right(room)
