"""Text for a terminal that has nothing but ASCII: η becomes eta, ŷ y-hat, Σ sum."""

import unicodedata

from tutor.core.lesson.tex.ascii import ascii_text

_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec"}
"""Marks that are maths more often than spelling."""

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
    return ascii_text("".join(map(_char, text.translate(_WORDS))))


def _char(char: str) -> str:
    """Accents of maths as words, all others dropped."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    said = "".join(f"-{_ACCENTS[mark]}" for mark in marks if mark in _ACCENTS)
    if said or (marks and letter.isascii()):
        return letter + said
    if unicodedata.combining(char):
        return f"-{_ACCENTS[char]}" if char in _ACCENTS else ""
    return char
