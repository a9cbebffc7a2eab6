"""Text for a terminal that has nothing but ASCII: η becomes eta, ŷ y-hat, Σ sum."""

import unicodedata

from tutor.core.lesson.tex import ACCENTS
from tutor.core.lesson.unicode_maths import ascii_form

_WORDS = str.maketrans(
    {
        "Σ": "sum ", "∑": "sum ", "∂": "d", "€": "EUR", "£": "GBP", "°": " deg", "½": "1/2", "µ": "u", "÷": "/",
        "↔": "<->", "↦": "->", "⟼": "->", "≪": "<<", "≫": ">>", "∪": "or", "∩": "and", "⊗": "x", "∘": "o",
        "„": '"', "‚": "'", "«": '"', "»": '"', "‹": "'", "›": "'", "‰": " per mille", "‑": "-", "‐": "-", "‒": "-",
        "✓": "right", "✗": "wrong", "●": "*", "○": "o", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "ß": "ss",
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """`text` with a word or sign for every letter beyond ASCII; `?` for what has none."""
    if text.isascii():
        return text
    return ascii_form("".join(map(_char, text.translate(_WORDS))))


def _char(char: str) -> str:
    """Accents of maths as words, all others dropped."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    said = "".join(f"-{ACCENTS[mark]}" for mark in marks if mark in ACCENTS)
    if said or (marks and letter.isascii()):
        return letter + said
    if unicodedata.combining(char):
        return f"-{ACCENTS[char]}" if char in ACCENTS else ""
    return char
