"""Text for a terminal that has nothing but ASCII: η becomes eta, ŷ y-hat, Σ sum."""

import re
import unicodedata

from tutor.core.lesson.tex.signs import said, spelt
from tutor.core.lesson.tex.tokens import FROM_SUBSCRIPTS, FROM_SUPERSCRIPTS

_ACCENTS = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec",
    "\u20d6": "vec", "\u0332": "underlined", "\u20db": "dddot",
}  # fmt: skip
_SIGNS = {
    "−": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "←": "<-",
    "∈": "in", "∏": "prod", "√": "sqrt", "∛": "cbrt", "∜": "4th-root ", "∇": "grad ", "∞": "inf", "±": "+-",
    "…": "...", "⋯": "...", "‖": "||", "∥": "||", "′": "'", "ℓ": "l", "⊤": "^T", "∼": "~", "≡": "==", "⇒": "=>",
    "∣": "|", "⊙": "*", "∫": "int", "∝": "prop. to", "•": "*", "–": "-", "—": "-", "“": '"', "”": '"', "’": "'",
    "‘": "'",
}  # fmt: skip
_LOW, _HIGH = (re.compile(f"[{''.join(table)}]+") for table in (FROM_SUBSCRIPTS, FROM_SUPERSCRIPTS))

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
    text = "".join(map(_char, text.translate(_WORDS)))
    for table, run, mark in ((FROM_SUBSCRIPTS, _LOW, "_"), (FROM_SUPERSCRIPTS, _HIGH, "^")):
        text = run.sub(lambda found, t=table, m=mark: _script("".join(t[char] for char in found[0]), m), text)  # type: ignore[misc]
    return "".join(map(_ascii, unicodedata.normalize("NFD", text)))


def _script(text: str, mark: str) -> str:
    return f"{mark}{text}" if re.fullmatch(r"\w+", text) else f"{mark}({text})"


def _ascii(char: str) -> str:
    """A sign of mathematics by its word, if it has no sign; `?` for what has none."""
    if char.isascii():
        return char
    if char in _ACCENTS:
        return f"_{_ACCENTS[char]}"
    plain = unicodedata.normalize("NFKC", char)
    word = _SIGNS.get(char) or spelt(char) or (plain if plain.isascii() else "")
    return word or (f" {said(char)} " if unicodedata.category(char)[0] == "S" else "?")


def _char(char: str) -> str:
    """Accents of maths as words, all others dropped."""
    letter, *marks = list(unicodedata.normalize("NFD", char))
    said = "".join(f"-{_ACCENTS[mark]}" for mark in marks if mark in _ACCENTS)
    if said or (marks and letter.isascii()):
        return letter + said
    if unicodedata.combining(char):
        return f"-{_ACCENTS[char]}" if char in _ACCENTS else ""
    return char
