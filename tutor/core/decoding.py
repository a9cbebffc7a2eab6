"""Files of people as text: UTF-8, UTF-16, or the code page that they were saved in, which is guessed and said."""

import codecs
import unicodedata

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
WESTERN = "cp1252"
"""Latin-1 as Windows has it: what a file is in most often that is not UTF-8."""
FEWEST = 6
"""Letters of another script from which on a guess counts: any three bytes are some ideogram."""
SAMPLE = 200_000
"""So many bytes are looked at to guess a code page."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, and the encoding where it was guessed (else ""). Raises UnicodeDecodeError where it is no text.

    UTF-8 and byte order marks are sure. Among single-byte code pages charset-normalizer finds the script (Cyrillic,
    Greek, Hebrew, …); between those of Latin letters it cannot tell in a short text, and the Western one is taken.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding), ""
    try:
        if b"\0" not in data:
            return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        return _wide(data), "utf-16"
    encoding = _guess(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: the order of bytes that puts the zeros of ASCII where they belong."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) < 20 or max(even, odd) < len(data) / 10 or min(even, odd) * 20 > max(even, odd):
        raise UnicodeDecodeError("utf-8", data, data.index(0), data.index(0) + 1, "a NUL byte: this is no text")
    return data.decode("utf-16-be" if even > odd else "utf-16-le")


def _guess(data: bytes) -> str:
    """The code page of a script other than Latin, if the bytes are more likely that; else the Western one."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return WESTERN
    letters = [unicodedata.name(char, "") for char in str(best) if char.isalpha() and not char.isascii()]
    foreign = sum(not name.startswith(("LATIN", "MICRO", "FEMININE", "MASCULINE")) for name in letters)
    sure = foreign >= FEWEST and foreign > len(letters) / 2
    return best.encoding if sure else WESTERN
