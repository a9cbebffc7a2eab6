"""How far things in a formula stand apart: the same on one line and in two dimensions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from tutor.core.lesson.tex.nodes import (
    Accent,
    Brace,
    Fraction,
    Gap,
    Name,
    Node,
    Raw,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
    Words,
)
from tutor.core.lesson.tex.signs import Class, class_of

Stand: TypeAlias = Class | Literal["name", "inner", "apart", "words", "gap"]
"""As TeX has it. `inner` keeps its distance from letters (a fraction), `apart` from everything (source)."""

_TIGHT = frozenset("·*/")
"""Typed as they are, these stand as close as the author put them: `0.62·x`."""
_UNARY = ("−", "+", "±", "∓", "¬")
_OPENING = (None, "open", "bin", "rel", "punct", "big", "name")
_CLOSING = (None, "close", "punct", "rel")
_LONG_SCRIPT = re.compile(r"[_^]\w+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """How something stands, and its text on the line; `columns` of a gap."""

    stand: Stand | None
    text: str = ""
    columns: int = -1


def piece_of(node: Node, text: str) -> Piece:
    """The piece for a node that is shown as `text`."""
    return Piece("gap", "", node.columns) if isinstance(node, Gap) else Piece(_stand(node), text)


def _stand(node: Node) -> Stand:
    match node:
        case Sign(text):
            return class_of(text)
        case Name():
            return "name"
        case Words():
            return "words"
        case Raw() | Brace() | Table(kind="aligned" | "stack" | "cases"):
            return "apart"
        case Fraction(line=True) | Root() | Table():
            return "inner"
        case Scripts(base):
            return _stand(base)
        case Row((only,)) if not isinstance(only, Sign):
            return _stand(only)
        case Accent(_, Row((_, _, *_))):
            return "inner"
    return "ord"


def leaves(row: Row) -> Iterator[Node]:
    """The things of a row, with those of groups in it; a group of one sign stays: it stands like a letter."""
    for item in row.items:
        if isinstance(item, Row) and len(item.items) > 1:
            yield from leaves(item)
        else:
            yield item


def distances(pieces: list[Piece], *, close: bool) -> list[int]:
    """The columns before each piece, 0 for gaps; `close` as in scripts: nothing around operators."""
    found: list[int] = []
    before, columns = Piece(None), -1
    for piece in unary(pieces):
        if piece.stand == "gap":
            columns = max(columns, piece.columns)
            found.append(0)
            continue
        found.append(_between(before, piece, columns, close) if before.stand else 0)
        before, columns = piece, -1
    return found


def unary(pieces: list[Piece]) -> list[Piece]:
    """A minus without a left side stands like a letter; so does a tight sign without a blank before it."""
    done: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.stand == "bin":
            before = next((other.stand for other in reversed(done) if other.stand != "gap"), None)
            after = next((other.stand for other in pieces[at + 1 :] if other.stand != "gap"), None)
            tight = piece.text in _TIGHT and not (done and done[-1].stand == "gap")
            if tight or before in _OPENING or after in _CLOSING:
                piece = replace(piece, stand="ord")
        done.append(piece)
    return done


def _between(before: Piece, piece: Piece, columns: int, close: bool) -> int:
    """The columns between two pieces with a gap of `columns` between them, -1 if there is none."""
    left, right = before.stand, piece.stand
    stands = (left, right)
    if columns > 1:
        return columns
    if "apart" in stands:
        return 0 if right in ("punct", "close") or left == "open" else 1
    if right in ("punct", "close") or left == "open" or stands == ("rel", "rel"):
        return 0
    if "words" in stands and (before.text[-1:] + piece.text[:1]).strip() != before.text[-1:] + piece.text[:1]:
        return 0
    if left in ("bin", "rel", "punct") or right in ("bin", "rel"):
        return 0 if close and "name" not in stands else 1
    return int(columns == 1 or (columns == 0 and not close) or _apart(before, piece))


def _apart(before: Piece, piece: Piece) -> bool:
    """Whether two things that stand side by side would be read as one."""
    left, right = before.stand, piece.stand
    ends, begins = before.text[-1:], piece.text[:1]
    if before.text in _UNARY:
        return False
    return (
        (right in ("name", "big") and left != right)
        or left == "big"
        or (left == "name" and right != "open")
        or left == "inner"
        or (right == "inner" and begins != "√")
        or ("words" in (left, right) and ends.isalnum() and begins.isalnum())
        or (begins.isalnum() and _LONG_SCRIPT.search(before.text) is not None)
        or (ends.isdigit() and begins.isdigit())
    )  # fmt: skip
