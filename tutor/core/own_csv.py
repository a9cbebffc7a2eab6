"""A learner's CSV file as rows of text: whatever encoding, separator or line end it has, or a sentence why not."""

import csv
import hashlib
import io
import stat
from dataclasses import dataclass
from pathlib import Path

from tutor.core.errors import DataError
from tutor.core.safe_text import clean, one_line

MOST_BYTES = 20_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 1_000
_SEPARATORS = {";": "semicolon", "\t": "tab", ",": "comma"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header, the cells below it by column, the file's line of each row, and what was noted on the way."""

    header: tuple[str, ...]
    cells: tuple[list[str], ...]
    lines: list[int]
    checksum: str
    notes: tuple[str, ...]


def read_sheet(path: Path) -> Sheet:
    """The table in a CSV file, every cell as cleaned text. Raises DataError and nothing else."""
    content = _content(path)
    text, notes = _text(content, _name(path))
    rows, lines = _rows(text, _name(path))
    header = _header(rows[0], _name(path))
    cells = tuple(map(list, zip(*rows[1:], strict=True))) or tuple([] for _ in header)
    return Sheet(header, cells, lines[1:], hashlib.sha256(content).hexdigest(), notes)


def _name(path: Path) -> str:
    return one_line(path.name or str(path), 60)


def _content(path: Path) -> bytes:
    name = _name(path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise DataError(f"{name} is a folder. Give the CSV file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise DataError(f"{name} is not a plain file. Save the table as a CSV file first.")
        if about.st_size > MOST_BYTES:
            raise DataError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Take a sample of its rows.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"There is no file {one_line(str(path), 120)}. Look at the path, from this folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"{name} cannot be read: {reason}.") from error
    if not content.strip():
        raise DataError(f"{name} is empty. It needs a line of column names and then the rows.")
    return content


def _text(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(f"{name} is a spreadsheet or an archive, not CSV. Save the sheet as CSV (UTF-8) and use that.")
    if b"\0" in content:
        raise DataError(f"{name} has NUL bytes: it is UTF-16 or no text at all. Save the table as CSV in UTF-8.")
    notes: tuple[str, ...] = ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"{name}, line {line}: byte {content[error.start]:#04x} is neither UTF-8 nor Windows-1252."
            raise DataError(f"{message} Save the table as CSV in UTF-8.") from error
        notes = (f"{name} is not UTF-8; it was read as Windows-1252 (cp1252). Look at the accents.",)
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")), notes


def _rows(text: str, name: str) -> tuple[list[list[str]], list[int]]:
    """All rows and their lines, by the separator that cuts every row alike into the most columns."""
    tried = {separator: _cut(text, separator, name) for separator in _SEPARATORS if separator in text}
    tried = tried or {",": _cut(text, ",", name)}
    even = {each: cut for each, cut in tried.items() if len({len(row) for row in cut[0]}) == 1}
    chosen = even or tried
    separator = max(chosen, key=lambda each: len(chosen[each][0][0]) if chosen[each][0] else 0)
    rows, lines = chosen[separator]
    if not rows:
        raise DataError(f"{name} is empty. It needs a line of column names and then the rows.")
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(rows[0]):
            raise DataError(
                f"{name}, line {line}: {len(row)} cells, where the first line has {len(rows[0])} (separator: "
                f"{_SEPARATORS[separator]}). Put text that holds the separator in double quotes."
            )
    return rows, lines


def _cut(text: str, separator: str, name: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    rows, lines = [], []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
    except csv.Error as error:
        raise DataError(f"{name}, line {reader.line_num}: {error}. Look for a quote that is not closed.") from error
    return rows, lines


def _header(row: list[str], name: str) -> tuple[str, ...]:
    if len(row) > MOST_COLUMNS:
        raise DataError(f"{name} has {len(row)} columns, and at most {MOST_COLUMNS} are taken. Keep those you need.")
    names = tuple(one_line(cell, 60) or f"column {place}" for place, cell in enumerate(row, 1))
    if all(cell and cell[0] in "+-.,0123456789" and not cell.strip("+-.,0123456789eE") for cell in row):
        raise DataError(f"{name} has numbers in its first line. Put a line with the columns' names above them.")
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise DataError(f"{name} has more than one column “{twice[0]}”. Give each column a name of its own.")
    return names
