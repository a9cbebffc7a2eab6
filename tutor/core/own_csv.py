"""A learner's CSV file as rows of text: whatever encoding, separator or line end it has, or a sentence why not."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from tutor.core.errors import DataError
from tutor.core.own_cut import cut
from tutor.core.own_reading import Reading
from tutor.core.own_rows import body
from tutor.core.own_text import text_of
from tutor.core.safe_text import one_line

MOST_BYTES = 20_000_000
LONGEST_CELL = 1_000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header, the cells below it by column, the file's line of each row, and what was noted on the way.

    Names may stand twice in the header; a column without one is `column 3`.
    """

    name: str
    header: tuple[str, ...]
    cells: tuple[list[str], ...]
    lines: list[int]
    separator: str
    checksum: str
    notes: tuple[str, ...]


def read_sheet(path: Path, how: Reading | None = None) -> Sheet:
    """The table in a CSV file, every cell as cleaned text. Raises DataError and nothing else."""
    how = how or Reading()
    name = one_line(path.name or str(path), 60)
    content = _content(path, name)
    text, notes = text_of(content, name, how.encoding)
    found = cut(text, name, how)
    table = body(found, name, how)
    header = tuple(one_line(cell, LONGEST_NAME) or f"column {place}" for place, cell in enumerate(table.header, 1))
    cells = tuple(map(list, zip(*table.rows, strict=True))) or tuple([] for _ in header)
    checksum = hashlib.sha256(content).hexdigest()
    return Sheet(name, header, cells, table.lines, found.separator, checksum, notes)


def _content(path: Path, name: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise DataError(f"{name} is a folder. Give the CSV file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise DataError(f"{name} is not a plain file. Save the table as a CSV file first.")
        if about.st_size > MOST_BYTES:
            raise DataError(
                f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Save fewer of its columns, or a sample of rows."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"There is no file {one_line(str(path), 120)}. Look at the path, from this folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"{name} cannot be read: {reason}.") from error
    if not content.strip():
        raise DataError(f"{name} is empty. It needs a line of column names and then the rows.")
    return content
