"""A learner's CSV file as rows of text: whatever encoding, separator or line end it has, or a sentence why not."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tutor.core.errors import DataError, FileError
from tutor.core.files import read
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
    encoding: str
    skipped: tuple[int, ...]
    """What was left out, on asking or as Excel's own: places from 0, where a row of several lines counts as one."""
    checksum: str
    notes: tuple[str, ...]


def read_sheet(path: Path, how: Reading | None = None) -> Sheet:
    """The table in a CSV file, every cell as cleaned text. Raises DataError and nothing else."""
    how = how or Reading()
    name = one_line(path.name or str(path), 60)
    content = _content(path, name)
    text, encoding, notes = text_of(content, name, how.encoding)
    found = cut(text, name, how)
    table = body(found, name, how)
    header = tuple(one_line(cell, LONGEST_NAME) or f"column {number}" for number, cell in enumerate(table.header, 1))
    cells = tuple(map(list, zip(*table.rows, strict=True))) or tuple([] for _ in header)
    checksum = hashlib.sha256(content).hexdigest()
    left_out = sorted({*([1] if found.excel else []), *how.skipped})
    skipped = tuple(line - 1 - sum(begun < line for begun in found.more) for line in left_out)
    return Sheet(name, header, cells, table.lines, found.separator, encoding, skipped, checksum, notes)


def _content(path: Path, name: str) -> bytes:
    try:
        content = read(path, MOST_BYTES)
    except FileError as error:
        raise DataError(f"{error} It takes a CSV file; of a large one, fewer columns or a sample of rows.") from error
    if not content.strip():
        raise DataError(f"{name} is empty. It needs a line of column names and then the rows.")
    return content
