"""A formula on one line of Unicode."""

import re
import unicodedata

from tutor.core.lesson.tex.nodes import (
    Accent,
    Brace,
    Fence,
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
from tutor.core.lesson.tex.spacing import distances, leaves, piece_of
from tutor.core.lesson.tex.tokens import SUBSCRIPTS, SUPERSCRIPTS

MARKS = {
    "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "vec left": "\u20d6", "dot": "\u0307",
    "ddot": "\u0308", "dddot": "\u20db", "breve": "\u0306", "check": "\u030c", "acute": "\u0301", "grave": "\u0300",
    "ring": "\u030a", "underline": "\u0332",
}  # fmt: skip
_ROOTS = {"3": "∛", "4": "∜"}
_ONE_THING = re.compile(r"[0-9.]+|[∂d]?[^\W\d_](?:[^\Wa-zA-Z0-9α-ω]|[\u0300-\u036f\u20d0-\u20ff])*(?:_\w+)?")
_BARE_SCRIPT = re.compile(r"\w+|.|[(\[][^()\[\]]*[)\]]")
_OPERATION = re.compile(r"[\s+−=·⋅×/,]")


def line(row: Row, *, close: bool = False) -> str:
    """The row on one line; `close` as in scripts."""
    nodes = list(leaves(row))
    texts = [shown(node) for node in nodes]
    columns = distances([piece_of(node, text) for node, text in zip(nodes, texts, strict=True)], close=close)
    return "".join(" " * before + text for before, text in zip(columns, texts, strict=True))


def shown(node: Node) -> str:
    """One node on one line."""
    match node:
        case Sign(text) | Name(text) | Words(text) | Raw(text):
            return text
        case Gap():
            return ""
        case Row():
            return line(node)
        case Scripts():
            return _scripts(node)
        case Fraction(above, below, True):
            return f"{_closed(line(above, close=True))}/{_one(line(below, close=True))}"
        case Fraction(above, below):
            return f"({line(above)} choose {line(below)})"
        case Root(body, order):
            return f"{_radical(order)}{_one(line(body, close=True))}"
        case Accent(mark, body):
            return marked(mark, body) or f"{mark.replace(' ', '-')}({line(body)})"
        case Brace(body, above):
            return f"{'⏞' if above else '⏟'}({line(body)})"
        case Fence(left, right, body):
            return f"{left}{line(body)}{right}"
        case Table():
            return _table(node)


def marked(mark: str, body: Row) -> str:
    """A letter with its mark on it; "" where there is more below the mark than one letter."""
    text = line(body)
    letters = [char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)]
    return unicodedata.normalize("NFC", text + MARKS[mark]) if len(letters) == 1 else ""


def small(row: Row, mark: str) -> str:
    """A script in small signs, where Unicode has them and they stay legible; else ""."""
    return _tiny(line(row, close=True), mark)


def _tiny(text: str, mark: str) -> str:
    table = SUBSCRIPTS if mark == "_" else SUPERSCRIPTS
    text = "".join(text.split())
    legible = text and sum(char.isalpha() for char in text) <= 2 and all(char in table for char in text)
    return "".join(table[char] for char in text) if legible else ""


def script(row: Row, mark: str) -> str:
    """A script on the line: small, or `_x`, or `_(x,y)`."""
    text = line(row, close=True).strip()
    long = f"{mark}{text if _BARE_SCRIPT.fullmatch(text) else f'({text})'}" if text else ""
    return _tiny(text, mark) or long


def base_text(base: Node) -> str:
    """The base of a script, in brackets if the script would seem to hang on its last part only."""
    text = shown(base)
    if isinstance(base, Row) and len(base.items) == 1:
        return base_text(base.items[0])
    loose = isinstance(base, Row) and _OPERATION.search(text)
    return f"({text})" if loose or (isinstance(base, Fraction | Root | Scripts) and not text.startswith("(")) else text


def _scripts(node: Scripts) -> str:
    if isinstance(node.base, Brace):
        label = node.high if node.base.above else node.low
        other = node.low if node.base.above else node.high
        sign = "⏞" if node.base.above else "⏟"
        body = f"({line(node.base.body)} {sign} {line(label)})" if label else shown(node.base)
        return body + (script(other, "_" if node.base.above else "^") if other else "")
    low = script(node.low, "_") if node.low is not None else ""
    high = script(node.high, "^") if node.high is not None else ""
    return f"{base_text(node.base)}{low}{high}"


def _radical(order: Row | None) -> str:
    if order is None:
        return "√"
    text = line(order, close=True)
    return _ROOTS.get(text) or (f"{tiny}√" if (tiny := _tiny(text, "^")) else f"√[{text}]")


def _closed(text: str) -> str:
    """In brackets, if it would fall apart without them."""
    return f"({text})" if _OPERATION.search(text) else text


def _one(text: str) -> str:
    """In brackets, unless it is one thing."""
    return text if _ONE_THING.fullmatch(text) else f"({text})"


def _table(table: Table) -> str:
    if table.kind == "aligned":
        return ";   ".join(line(Row(row)).strip() for row in table.rows)
    rows = [[line(cell, close=table.kind == "stack") for cell in row] for row in table.rows]
    if table.kind == "cases":
        inside = "; ".join(_case(row, cells) for row, cells in zip(table.rows, rows, strict=True))
    elif table.kind == "stack":
        inside = ", ".join(" ".join(row) for row in rows)
    else:
        inside = "; ".join(_cells(row, table) for row in rows)
    left, right = (table.left, table.right) if table.kind != "cases" else ("{", "}")
    return f"{left}{inside}{right}"


def _cells(row: list[str], table: Table) -> str:
    text = row[0]
    for at, cell in enumerate(row[1:], 1):
        text += f" | {cell}" if at in table.rules else f", {cell}"
    return text


def _case(row: tuple[Row, ...], cells: list[str]) -> str:
    """`1 if x > 0`: with the word that a line needs between a value and its condition."""
    value, *conditions = cells
    value = value.rstrip(" ,")
    if not conditions:
        return value
    named = row[1].items[:1] and isinstance(row[1].items[0], Words | Name)
    return f"{value} {'' if named else 'if '}{', '.join(conditions).strip()}"
