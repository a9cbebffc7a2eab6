"""The bytes of a learner's table as text: in whatever encoding, or a sentence that asks for it."""

import re

from tutor.core.decoding import marked
from tutor.core.errors import DataError
from tutor.core.safe_text import clean, one_line

_BROKEN = str.maketrans("\u2028\u2029\x85\x0b\x0c", "     ")
"""Line ends to Unicode, but not to a CSV file."""
_WAY_OUT = "Save the table as CSV in UTF-8, or name the encoding: --encoding cp1251, for example."
_RUNS = re.compile(rb"[\x80-\xff]+")


def text_of(content: bytes, name: str, encoding: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text with `\\n` for line ends and nothing that a terminal obeys, its encoding, and what is to be told."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(f"{name} is a spreadsheet or an archive, not CSV. Save the sheet as CSV (UTF-8) and use that.")
    text, codec, notes = _decoded(content, name, encoding)
    if "\0" in text:
        raise DataError(f"{name} has NUL bytes: it is no text. Save the table as CSV in UTF-8.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return clean(text.translate(_BROKEN)), codec, notes


def _decoded(content: bytes, name: str, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    sure = marked(content)
    codec = encoding or sure or "utf-8"
    try:
        notes = () if codec.startswith("utf-8") else (f"{name} was read as {codec.upper()}.",)
        return content.decode(codec), codec, notes
    except UnicodeDecodeError as error:
        if encoding or sure:
            line = content.count(b"\n", 0, error.start) + 1
            raise DataError(f"{name}, line {line}: this is not {codec.upper()}. {_WAY_OUT}") from error
        return _western(content, name)
    except (LookupError, ValueError):
        some = "utf-8, cp1252 and cp1251 are some."
        raise DataError(f"There is no encoding “{one_line(encoding, 40)}”. {some}") from None


def _western(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """Bytes that are not UTF-8, as Windows-1252; refused where they are hardly a Western language.

    Detectors need sentences: on tables with a few accents (Größe, m², €) chardet and charset-normalizer were
    wrong more often than right, so one encoding is taken, and said.
    """
    runs = _RUNS.findall(content)
    if 2 * sum(len(run) for run in runs if len(run) > 2) > sum(map(len, runs)):
        line = content.count(b"\n", 0, content.index(max(runs, key=len))) + 1
        raise DataError(f"{name}, line {line}: its letters are neither UTF-8 nor Western (Windows-1252). {_WAY_OUT}")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name}, line {line}: byte {content[error.start]:#04x} is neither UTF-8 nor Windows-1252."
        raise DataError(f"{message} {_WAY_OUT}") from error
    word = next((each for each in re.findall(r"\S+", text) if not each.isascii()), "")
    seen = f"{name} is not UTF-8; it was read as Windows-1252 (cp1252), which gives “{one_line(word, 30)}”."
    return text, "cp1252", (f"{seen} If that is wrong, name the encoding: --encoding.",)
