"""A formula in two dimensions: fractions, roots, matrices and limits as on paper."""

from tutor.core.lesson.tex import line as one
from tutor.core.lesson.tex.boxes import Box, below, beside, bracket, padded
from tutor.core.lesson.tex.nodes import (
    Accent,
    Brace,
    Fence,
    Fraction,
    Node,
    Root,
    Row,
    Scripts,
    Sign,
    Table,
)
from tutor.core.lesson.tex.signs import class_of
from tutor.core.lesson.tex.spacing import Piece, distances, leaves, piece_of, unary

_WIDE_MARKS = {
    "hat": "╱╲", "tilde": "~", "dot": "˙", "ddot": "¨", "dddot": "…", "breve": "⌣", "check": "╲╱", "acute": "´",
    "grave": "`", "ring": "˚",
}  # fmt: skip


def draw(row: Row, *, close: bool = False) -> Box:
    """The row as a box; `close` as in scripts."""
    nodes = list(leaves(row))
    boxes = [_drawn(node) for node in nodes]
    return beside(boxes, distances(_standing(nodes, boxes), close=close))


def broken(row: Row, width: int) -> tuple[str, ...]:
    """The rows of a formula; where it is wider than `width` (if any is given), in parts below each other.

    It is broken before relations and operators; () where a part is too wide still.
    """
    whole = draw(row)
    if not width or whole.width <= width:
        return tuple(line.rstrip() for line in whole.rows)
    parts: list[Box] = []
    for piece in _unbroken(row):
        joined = beside([parts[-1], piece], [0, 1]) if parts else piece
        if parts and joined.width > width - (2 if len(parts) > 1 else 0):
            parts.append(piece)
        else:
            parts[-1:] = [joined]
    if any(part.width > width - 2 for part in parts):
        return ()
    tall = any(part.height > 1 for part in parts)
    rows = [
        [*([""] if tall and at else []), *("  " * bool(at) + text.rstrip() for text in part.rows)]
        for at, part in enumerate(parts)
    ]
    return tuple(text for part in rows for text in part)


def _unbroken(row: Row) -> list[Box]:
    """The row cut before each of its relations and operators."""
    nodes = list(leaves(row))
    boxes = [_drawn(node) for node in nodes]
    pieces = _standing(nodes, boxes)
    columns = distances(pieces, close=False)
    cuts = [at for at, piece in enumerate(unary(pieces)) if at and piece.stand in ("rel", "bin")]
    spans = zip([0, *cuts], [*cuts, len(nodes)], strict=True)
    return [beside(boxes[start:end], [0, *columns[start + 1 : end]]) for start, end in spans]


def _standing(nodes: list[Node], boxes: list[Box]) -> list[Piece]:
    return [piece_of(node, box.text) for node, box in zip(nodes, boxes, strict=True)]


def _drawn(node: Node) -> Box:
    match node:
        case Row():
            return draw(node)
        case Scripts():
            return _scripts(node)
        case Fraction(above, below_, True):
            return _fraction(draw(above), draw(below_))
        case Fraction(above, below_):
            return _fenced("(", below([draw(above), Box.of(" "), draw(below_)], 1), ")")
        case Root(body, order):
            return _root(body, order)
        case Accent(mark, body):
            return _accent(mark, body)
        case Brace(body, above):
            return _brace(draw(body), None, above)
        case Fence(left, right, body):
            return _fenced(left, draw(body), right)
        case Table():
            return _table(node)
    return Box.of(one.shown(node))


def _fraction(above: Box, beneath: Box) -> Box:
    width = max(above.width, beneath.width)
    return below([above, Box.of(f"╶{'─' * width}╴"), beneath], 1)


def _fenced(left: str, body: Box, right: str) -> Box:
    return beside([bracket(left, body.height, body.base), body, bracket(right, body.height, body.base)])


def _root(body: Row, order: Row | None) -> Box:
    """A root with its roof; the order stands over the foot of the hook."""
    flat = one.shown(Root(body, order))
    if "(" not in flat and flat[-1:].isalnum() and len(flat) <= 3:
        return Box.of(flat)
    box = draw(body)
    over = one.line(order, close=True) if order is not None else ""
    over = one.small(order, "^") or over if order is not None else ""
    foot = [""] * (box.height - 1) + [over, "╲"]
    hook = below([Box.of(text) for text in foot], 0, "r")
    width = box.width
    roof = [f"┌{'─' * width}╴", *(f"│{padded(text, width, 'l')} " for text in box.rows)]
    return beside([Box(hook.rows, box.base + 1), Box(tuple(roof), box.base + 1)])


def _accent(mark: str, body: Row) -> Box:
    if letter := one.marked(mark, body):
        return Box.of(letter)
    box = draw(body)
    if mark == "underline":
        return below([box, Box.of("▔" * box.width)], 0)
    over = {"bar": "▁" * box.width, "vec": "─" * (box.width - 1) + "→", "vec left": "←" + "─" * (box.width - 1)}
    return below([Box.of(over.get(mark) or _WIDE_MARKS[mark]), box], 1)


def _brace(body: Box, label: Box | None, above: bool) -> Box:
    width = max(3, body.width)
    left = (width - 1) // 2
    ends = "╭┴╮" if above else "╰┬╯"
    sign = Box.of(f"{ends[0]}{'─' * (left - 1)}{ends[1]}{'─' * (width - 2 - left)}{ends[2]}")
    labels = [label] if label else []
    return below([*labels, sign, body], len(labels) + 1) if above else below([body, sign, *labels], 0)


def _scripts(node: Scripts) -> Box:
    base, low, high = node.base, node.low, node.high
    if isinstance(base, Brace):
        label, other = (high, low) if base.above else (low, high)
        box = _brace(draw(base.body), draw(label, close=True) if label is not None else None, base.above)
        return _hung(box, other, None) if base.above else _hung(box, None, other)
    if node.stacked:
        over, under = ([draw(row, close=True)] if row is not None else [] for row in (high, low))
        return below([*over, _drawn(base), *under], len(over))
    box = _drawn(base)
    return _hung(box if box.height > 1 else Box.of(one.base_text(base)), low, high)


def _hung(base: Box, low: Row | None, high: Row | None) -> Box:
    """Small signs on the first and last row of the base; what has none is raised and lowered by rows."""
    tiny = [one.small(row, mark) if row is not None else "" for row, mark in ((low, "_"), (high, "^"))]
    if base.height == 1 and all(text or row is None for text, row in zip(tiny, (low, high), strict=True)):
        return beside([base, Box.of("".join(tiny))])
    over, under = (
        [_script(row, text, base)] if row is not None else [] for row, text in ((high, tiny[1]), (low, tiny[0]))
    )
    if base.height == 1:
        return beside([base, below([*over, Box.of(""), *under], len(over), "l")])
    top, bottom = (boxes[0] if boxes else Box.of("") for boxes in (over, under))
    column = below([top, *[Box.of("")] * (base.height - 2), bottom], 0, "l")
    return beside([base, Box(column.rows, base.base + top.height - 1)])


def _script(row: Row, tiny: str, base: Box) -> Box:
    """A script beside a tall base stands on its first or last row, small if it can be."""
    return Box.of(tiny) if tiny and base.height > 1 else draw(row, close=True)


def _table(table: Table) -> Box:
    if table.kind == "stack":
        return below([beside([draw(cell, close=True) for cell in row]) for row in table.rows], len(table.rows) // 2)
    count = max(map(len, table.rows))
    grid = [[draw(cell) for cell in row] + [Box.of("")] * (count - len(row)) for row in table.rows]
    widths = [max(row[at].width for row in grid) for at in range(count)]
    lines: list[Box] = []
    for cells, row in zip(grid, table.rows, strict=True):
        each = _line_of_cells(cells, row, widths, table)
        lines += [Box.of(" ")] * (bool(lines) and max(each.height, lines[-1].height) > 1) + [each]
    if table.kind == "cases" and len(lines) == 2:
        lines.insert(1, Box.of(" "))
    body = below(lines, 0, "l")
    return _fenced(table.left, Box(body.rows, body.height // 2), table.right)


def _line_of_cells(boxes: list[Box], row: tuple[Row, ...], widths: list[int], table: Table) -> Box:
    parts: list[Box] = []
    gaps: list[int] = []
    for at, (box, width) in enumerate(zip(boxes, widths, strict=True)):
        align = table.columns[at : at + 1] or {"cases": "l", "aligned": "rl"[at % 2]}.get(table.kind, "c")
        ruled = at in table.rules
        parts += [Box.of("│")] * ruled + [Box(tuple(padded(text, width, align) for text in box.rows), box.base)]
        gaps += [1] * ruled + [_before_cell(at, row, table, ruled)]
    return beside(parts, gaps)


def _before_cell(at: int, row: tuple[Row, ...], table: Table, ruled: bool) -> int:
    if at == 0 or ruled:
        return int(at > 0)
    if table.kind == "aligned" and at % 2:
        signs = [item for item in row[at].items[:1] if isinstance(item, Sign)] if at < len(row) else []
        return int(any(class_of(sign.text) in ("rel", "bin") for sign in signs))
    return 2 if table.kind == "matrix" else 3
