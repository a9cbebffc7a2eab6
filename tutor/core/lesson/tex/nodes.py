"""What a formula is made of. Everything that was written is in the tree; what nobody knows is `Raw`."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter, a number or a sign, as it is shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """The upright name of a function or an operator: `log`, `arg min`. `limits`: scripts stand below and above."""

    text: str
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Text inside a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """TeX that cannot be drawn, shown as it was written; `why` says what is wrong with it.

    `broken`: the formula itself is unfinished, so all of it stands here; else one command is unknown.
    """

    source: str
    why: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Blank space of so many columns; 0 is a blank of the author's, which counts only between letters."""

    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """Things side by side; also what stood in braces."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Scripts:
    """What stands low and high beside a base, or below and above it if `stacked`; None where there is nothing."""

    base: "Node"
    low: Row | None = None
    high: Row | None = None
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    r"""One above the other: with a line, or without it in brackets (`\binom`)."""

    above: Row
    below: Row
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A root; `order` is None for a square root."""

    body: Row
    order: Row | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark on a body: `hat`, `bar`, `vec`, `underline`, …"""

    mark: str
    body: Row


@dataclass(frozen=True, slots=True)
class Brace:
    """A horizontal brace below (or above) a body. Its label is a stacked script of it."""

    body: Row
    above: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A body between two signs that grow with it; "" where there is none."""

    left: str
    right: str
    body: Row


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells between two signs. `rules` are the columns that a vertical line stands before."""

    kind: Literal["matrix", "cases", "aligned", "stack"]
    rows: tuple[tuple[Row, ...], ...]
    left: str = ""
    right: str = ""
    columns: str = ""
    rules: frozenset[int] = frozenset()


Node: TypeAlias = (
    Sign | Name | Words | Raw | Gap | Row | Scripts | Fraction | Root | Accent | Brace | Fence | Table
)  # fmt: skip
EMPTY = Row(())
