"""The second door of foreign text: whatever still reached a line is made harmless, and ASCII where asked for."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tutor.core.safe_text import clean

_ASCII = str.maketrans(
    {
        **dict.fromkeys("│┃┆┊╎▏▎▍▌▐⎸⎹║┤├┼╟╢", "|"),
        **dict.fromkeys("─━┄┈╌⎺⎻⎼⎽═┬┴▔▁", "-"),
        **dict.fromkeys("┌┐└┘╭╮╰╯╔╗╚╝╞╡╪", "+"),
        **dict.fromkeys("●•◆■▪★⬤", "*"),
        **dict.fromkeys("○◦◇□▫☆", "o"),
        **dict.fromkeys("█▉▊▋▓", "#"),
        **dict.fromkeys("▒░", ":"),
        **dict.fromkeys("▀▘▝", "'"),
        **dict.fromkeys("▄▂▃▅▆▇▖▗", "_"),
        **dict.fromkeys("→›▸▶»≻", ">"),
        **dict.fromkeys("←‹◂◀«", "<"),
        **dict.fromkeys("↑▲", "^"),
        **dict.fromkeys("↓▼", "v"),
        **dict.fromkeys("−–—‐‑", "-"),
        **dict.fromkeys("‘’′", "'"),
        **dict.fromkeys("“”″", '"'),
        **dict.fromkeys("·⋅∙", "."),
        "✓": "+", "✗": "x", "◐": "~", "…": ".", "×": "x", "\u00a0": " ", "↕": "|", "⠀": " ", "∗": "*",
        "√": "V", "≤": "<", "≥": ">", "≈": "~", "≠": "!", "±": "+", "°": "o", "∑": "S", "Σ": "S", "∞": "8",
    }
)  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψω", "abgdezhqiklmnxprstufcyw", strict=True))


@lru_cache(4096)
def to_ascii(text: str) -> str:
    """`text` in ASCII, as many cells wide as before."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _one(char) for char in text.translate(_ASCII))


def _one(char: str) -> str:
    width = cell_len(char)
    if 0x2800 <= ord(char) <= 0x28FF:
        return ":" if ord(char) & 0x3F else "."
    if 0x2500 <= ord(char) <= 0x257F:
        return "+"
    plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode() or _GREEK.get(char.lower(), "?")
    return plain[:width].ljust(width) if width else ""


class SafeLines(LineFilter):
    """No character that a terminal would obey leaves the app."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Segments with clean texts; the usual case costs one scan."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control or segment.text.isprintable() else Segment(_kept(segment.text), segment.style)
            for segment in segments
        ]


@lru_cache(1024)
def _kept(text: str) -> str:
    """Cleaned, and as wide as Textual laid it out, as far as that can be."""
    width, safe = cell_len(text), clean(text).replace("\n", " ").replace("\t", " ")
    return safe if cell_len(safe) == width else safe[:width].ljust(width)


class AsciiLines(LineFilter):
    """Plain ASCII, cell for cell, for terminals that have nothing else."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Segments in ASCII."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(to_ascii(segment.text), segment.style)
            for segment in segments
        ]
