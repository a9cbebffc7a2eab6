"""Text as cells: code points that each fill one column, whatever a stranger wrote."""

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

from tutor.core.safe_text import one_line

FILLER = 0
"""The second column of a wide character."""
_ASCII = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "—": "-",
        "·": ".",
        "×": "x",
        "→": "->",
        "←": "<-",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "…": "...",
        "€": "EUR",
        "“": '"',
        "”": '"',
        "’": "'",
        "√": "sqrt",
        "Σ": "sum",
        "∂": "d",
        "∞": "inf",
        "°": "deg",
        "±": "+-",
        "≈": "~",
        "∇": "grad",
    }
)


@lru_cache(2048)
def cells(text: str, ascii: bool = False) -> tuple[int, ...]:
    """The code points of `text`, one a column; a wide character is followed by FILLER."""
    text = unicodedata.normalize("NFC", one_line(text))
    text = to_ascii(text) if ascii else text
    found: list[int] = []
    for sign in text:
        width = get_character_cell_size(sign)
        if width:
            found += [ord(sign), *[FILLER] * (width - 1)]
    return tuple(found)


def codes(drawn: str) -> tuple[int, ...]:
    """The code points of something of our own drawing, spaces and all."""
    return tuple(map(ord, drawn))


def fit(text: str, width: int, ascii: bool = False) -> tuple[int, ...]:
    """`cells`, cut to `width` columns with an ellipsis where it is longer."""
    found = cells(text, ascii)
    if len(found) <= width:
        return found
    end = (ord("~") if ascii else ord("…"),) if width > 0 else ()
    cut = list(found[: max(0, width - 1)])
    if len(cut) < len(found) and cut and found[len(cut)] == FILLER:
        cut[-1] = ord(" ")
    return (*cut, *end)


def to_ascii(text: str) -> str:
    """`text` with signs put as close in ASCII as it goes: `σ²` is `sigma2`, `ŷ` is `y`."""
    plain = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(_ascii_sign(sign) for sign in plain if not unicodedata.combining(sign))


def _ascii_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    name = unicodedata.name(sign, "").split()
    if name[:2] in (["GREEK", "SMALL"], ["GREEK", "CAPITAL"]) and len(name) > 3:
        return name[3].lower() if name[1] == "SMALL" else name[3].capitalize()
    return "?"
