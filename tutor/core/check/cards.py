"""Checks of data packs: each table has a card that says whence it is, what may be done with it, and what it holds."""

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path

from tutor.core.datasets import Card, Column, cells, value
from tutor.core.errors import Finding, PackError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.files import below, read_text
from tutor.core.packs.toml_source import convert, line_of, parse

_NO_LICENCE = re.compile(r"\W*(?:none|unknown|unclear|todo|tbd|n/?a)?\W*", re.IGNORECASE)
_SAYS = {
    "title": "what the table is called",
    "description": "what is in it",
    "source": "where it comes from: an address, a book, or “made up”",
    "licence": "what its licence lets others do, such as CC0-1.0, CC-BY-4.0 or MIT",
    "citation": "how it is to be cited, or “none”",
}


def data_packs(folder: Path) -> Iterator[Path]:
    """The folder, where it holds a table with its card, and such folders in it."""
    for each in (folder, *sorted(folder.iterdir())):
        if each.is_dir() and any(card.with_suffix(".csv").is_file() for card in each.glob("*.toml")):
            yield each


def card_findings(root: Path | Traversable) -> Iterator[Finding]:
    """What is wrong with the tables of a data pack, and with their cards."""
    names = {each.name for each in root.iterdir()}
    for table in sorted(name.removesuffix(".csv") for name in names if name.endswith(".csv")):
        card, file = below(root, f"{table}.toml"), below(root, f"{table}.csv")
        if f"{table}.toml" not in names:
            fix = f"write {table}.toml: {', '.join(Card.__struct_fields__)}"
            yield Finding("card", f"{table}.csv has no card: nobody can use it", str(file), fix=fix)
            continue
        try:
            source = read_text(card)
            yield from _of_table(source, card, file)
        except PackError as error:
            code = "card" if error.finding.code in ("toml", "key") else error.finding.code
            yield replace(error.finding, code=code)


def _of_table(source: str, card: Path | Traversable, file: Path | Traversable) -> Iterator[Finding]:
    """PackError where the card cannot be read."""
    found = parse(source, str(card))
    about = convert(found, Card, source, str(card))

    def at(key: str, message: str, fix: str) -> Finding:
        return Finding("card", message, str(card), line_of(source, (key,)), fix=fix)

    for key, says in _SAYS.items():
        text = getattr(about, key)
        if not text.strip() or (key in ("source", "licence") and _NO_LICENCE.fullmatch(text)):
            yield at(key, f"`{key}` says nothing", says)
    content = file.read_bytes()
    try:
        header, *rows = cells(content)
    except ValueError as error:
        fix = "save it as UTF-8, with a header, commas between cells, quotes round those that hold a comma"
        yield Finding("card", f"this is no CSV in UTF-8: {error}", str(file), fix=fix)
        return
    expected = [column.name for column in about.columns]
    if header != expected:
        fix = f"write it as the file has it: {', '.join(header)}"
        odd = next((name for name in expected if name not in header), "")
        said = f"the card has a column {odd!r}, the table has not.{did_you_mean(odd, header)}" if odd else ""
        line = next((n for n, text in enumerate(source.split("\n"), 1) if odd and f'"{odd}"' in text), 0)
        said = said or f"the card has the columns {', '.join(expected)}, the table {', '.join(header)}"
        yield Finding("card", said, str(card), line or line_of(source, ("columns",)), fix=fix)
        return
    for name in about.target:
        if name not in expected:
            yield at(
                "target", f"`target` names {name!r}.{did_you_mean(name, expected)}", f"one of: {', '.join(expected)}"
            )
    wrong = list(_cells(about, rows, str(file)))
    yield from wrong
    if wrong:
        return  # what is mended changes the rest
    if len(rows) != about.rows:
        yield at("rows", f"the card tells of {about.rows} rows, the table has {len(rows)}", f"rows = {len(rows)}")
    elif (known := hashlib.sha256(content).hexdigest()) != about.sha256:
        said = "`sha256` is not the checksum of the table: one of the two was changed"
        yield at("sha256", said, f'if the table is right, sha256 = "{known}"')


def _cells(about: Card, rows: list[list[str]], file: str) -> Iterator[Finding]:
    """The first cell of each column that is not what the card says."""
    for number, row in enumerate(rows, 2):
        if len(row) != len(about.columns):
            said = f"row {number} has {len(row)} cells, its header {len(about.columns)}"
            yield Finding("card", said, file, number, fix="quote a cell that holds a comma")
            return
    for at, column in enumerate(about.columns):
        for number, row in enumerate(rows, 2):
            if why := _wrong(row[at], column):
                fix = "mend the cell, or the `dtype` in the card"
                yield Finding("card", f"row {number}, {column.name}: {row[at]!r} {why}", file, number, fix=fix)
                break


def _wrong(cell: str, column: Column) -> str:
    try:
        number = value(cell, column)
    except ValueError:
        return f"is no {column.dtype}"
    endless = isinstance(number, float) and (math.isinf(number) or (math.isnan(number) and cell != ""))
    return "is no number; a missing one is an empty cell" if endless else ""
