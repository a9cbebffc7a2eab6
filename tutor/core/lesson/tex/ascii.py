"""Mathematics in ASCII: ŷ as y_hat, x₁² as x_1^2, η as eta. Nothing is left out: what has no sign has a word."""

import re
import unicodedata

from tutor.core.lesson.tex.line import MARKS
from tutor.core.lesson.tex.signs import said, spelt
from tutor.core.lesson.tex.tokens import FROM_SUBSCRIPTS, FROM_SUPERSCRIPTS

_SIGNS = {
    "−": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "←": "<-",
    "∈": "in", "∑": "sum", "∏": "prod", "√": "sqrt", "∛": "cbrt", "∜": "root[4]", "∂": "d", "∇": "grad", "∞": "inf",
    "±": "+-", "…": "...", "⋯": "...", "‖": "||", "∥": "||", "′": "'", "ℓ": "l", "⊤": "^T", "∼": "~", "≡": "==",
    "⇒": "=>", "∣": "|", "⊙": "*", "∫": "int", "∝": "prop. to", "•": "*", "–": "-", "—": "-", "“": '"', "”": '"',
    "’": "'", "‘": "'", "°": " deg", "⟨": "<", "⟩": ">", "⏟": "brace:", "⏞": "brace:", "ᵀ": "^T",
}  # fmt: skip
_MARKS = {mark: name.replace(" ", "-") for name, mark in MARKS.items()} | {"\u0305": "bar", "\u0338": "not"}
_LOW, _HIGH = (re.compile(f"[{''.join(table)}]+") for table in (FROM_SUBSCRIPTS, FROM_SUPERSCRIPTS))
_ROOT = re.compile(f"({_HIGH.pattern})√")
_EDGE = "\0"
"""Stands around words until it is known whether they touch letters."""


def ascii_text(text: str) -> str:
    """`text` with a word or sign for every sign of mathematics; `?` for what is none and has no letter."""
    text = _ROOT.sub(
        lambda found: f"{_EDGE}root[{_plain(found[1], FROM_SUPERSCRIPTS)}]{_EDGE}", text.replace(_EDGE, "?")
    )
    text = "".join(map(_apart, text))
    text = _HIGH.sub(lambda found: _script(found[0], "^"), _LOW.sub(lambda found: _script(found[0], "_"), text))
    text = "".join(map(_ascii, text))
    text = re.sub(f"(?<=[A-Za-z0-9])(?:{_EDGE})+(?=[A-Za-z0-9])", " ", text)
    return text.replace(_EDGE, "")


def _script(small: str, mark: str) -> str:
    text = _plain(small, FROM_SUBSCRIPTS if mark == "_" else FROM_SUPERSCRIPTS)
    return f"{mark}{text}{_EDGE}" if re.fullmatch(r"\w+", text) else f"{mark}({text})"


def _plain(small: str, table: dict[str, str]) -> str:
    return "".join(table[char] for char in small)


def _apart(char: str) -> str:
    """Letters and marks one by one, as `_ascii` wants them; a sign that is struck out is `not` and the sign."""
    parts = unicodedata.normalize("NFD", char)
    return f"{_EDGE}not{_EDGE} {parts[0]}" if parts[1:] == "\u0338" and char not in _SIGNS else parts


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char in _MARKS:
        return f"_{_MARKS[char]}{_EDGE}"
    plain = unicodedata.normalize("NFKC", char)
    word = _SIGNS.get(char) or spelt(char) or (plain if plain.isascii() else "")
    if not word and unicodedata.category(char)[0] == "S":
        word = said(char)
    return f"{_EDGE}{word}{_EDGE}" if len(word) > 1 and word[0].isalpha() else word or "?"
