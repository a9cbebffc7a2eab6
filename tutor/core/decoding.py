"""Files of people as text: UTF-8, UTF-16, or the code page that they were saved in, which is guessed and said."""

import codecs
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""A byte order mark and its codec; UTF-32's begins with UTF-16's."""
WESTERN = "cp1252"
"""Latin-1 as Windows has it: what a file is in most often that is not UTF-8."""
FEWEST = 6
"""Letters of another script from which on a guess counts: any three bytes are some ideogram."""
SAMPLE = 200_000
"""So many bytes are looked at to guess a code page."""


def marked(content: bytes) -> str:
    """The codec that a byte order mark, or the zeros of UTF-16 without one, make sure; else ""."""
    return next((codec for mark, codec in _MARKS if content.startswith(mark)), "") or _utf16(content)


def decode(content: bytes) -> tuple[str, str]:
    """The text, and the encoding where it was guessed (else ""). Raises UnicodeDecodeError where it is no text.

    Among single-byte code pages charset-normalizer finds the script (Cyrillic, Greek, Hebrew, …); between those of
    Latin letters it cannot tell in a short text, and the Western one is taken.
    """
    if codec := marked(content):
        return content.decode(codec), ""
    if b"\0" in content:
        at = content.index(0)
        raise UnicodeDecodeError("utf-8", content, at, at + 1, "a NUL byte: this is no text")
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        encoding = _guess(content)
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _utf16(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of its digits, spaces and separators is 0."""
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if not head or max(even, odd) * 4 < len(head) or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(content: bytes) -> str:
    """The code page of a script other than Latin, if the bytes are more likely that; else the Western one."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    if best is None:
        return WESTERN
    letters = [unicodedata.name(char, "") for char in str(best) if char.isalpha() and not char.isascii()]
    foreign = sum(not name.startswith(("LATIN", "MICRO", "FEMININE", "MASCULINE")) for name in letters)
    sure = foreign >= FEWEST and foreign > len(letters) / 2
    return best.encoding if sure else WESTERN
