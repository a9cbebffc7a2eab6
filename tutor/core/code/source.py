"""A learner's text made ready to run: one kind of line end, no tabs in the margin, or a sentence on what is wrong."""

import re
from pathlib import Path

from tutor.core.errors import TutorError
from tutor.core.files import read

MOST = 100_000


class SourceError(TutorError):
    """A text that cannot be Python source; says where and what to do."""


def normalised(text: str) -> str:
    """`text` without byte-order mark, with `\\n` line ends and a margin of spaces; SourceError if it is no source."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST:
        raise SourceError(f"Your code has {len(text):,} characters, the most is {MOST:,}: make it shorter.")
    for number, line in enumerate(text.split("\n"), 1):
        if "\0" in line:
            raise SourceError(f"Line {number} of your code holds a NUL character, which Python cannot read: delete it.")
        if any("\ud800" <= letter <= "\udfff" for letter in line):
            raise SourceError(f"Line {number} of your code holds half a character: delete it and type it again.")
    return re.sub(r"^[ \t]*\t[ \t]*", lambda margin: margin[0].expandtabs(4), text, flags=re.MULTILINE)


def read_source(path: Path) -> str:
    """The program in the file at `path`, normalised; SourceError if it cannot be read as UTF-8."""
    data = read(path, 4 * MOST)
    try:
        return normalised(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            f"{path} is not UTF-8 text (byte 0x{data[error.start]:02x} in line {line}): "
            "save it as UTF-8 in your editor, then try again."
        ) from None
