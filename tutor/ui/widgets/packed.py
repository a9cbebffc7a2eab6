"""Pieces side by side: chips, numbers, options."""

from collections.abc import Sequence

from textual.content import Content


def packed(pieces: Sequence[Content], width: int, gap: int) -> list[Content]:
    """Pieces that must not be broken, side by side on as few lines as will do."""
    rows: list[list[Content]] = []
    used = 0
    for piece in pieces:
        if not rows or used + gap + piece.cell_length > width:
            rows.append([])
            used = -gap
        rows[-1].append(piece)
        used += gap + piece.cell_length
    return [Content(" " * gap).join(row) for row in rows]
