"""Tables by name, through one door: the built-in ones and those of any installed data pack.

A data pack is a package named by an entry point of group `tutor.datasets`; it holds `<table>.csv` and
`<table>.toml` (the card). Nothing of the pack is run: its files are found beside its spec. A lesson pack that is
given as a folder brings the tables of its folder `data` along (`give`), installed or not.

    columns("core/anscombe", where={"set": "II"})["y"]     lists, for the app: no pandas
    dataset("core/wine").frame                             a pandas DataFrame, with its card
"""

import csv
import hashlib
import io
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec

from tutor.core import files
from tutor.core.errors import DataError, FileError, PackError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.files import read_text
from tutor.core.packs.finders import package_folder
from tutor.core.packs.installed import installed
from tutor.core.packs.pack import told
from tutor.core.packs.toml_source import decode
from tutor.core.safe_text import clean

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 200_000_000

Columns: TypeAlias = dict[str, list[Any]]
"""A table as lists of equal length by column name: float, int or str; an empty number is NaN."""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column as its card tells it."""

    name: Annotated[str, told("As in the header of the CSV.")]
    dtype: Annotated[Literal["float64", "int64", "str"], told("float64 (an empty cell is NaN), int64 or str.")]
    meaning: Annotated[str, told("What is measured.")]
    unit: Annotated[str, told("Of what is measured; empty for none.")] = ""


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a table comes from, what may be done with it, and what its columns mean."""

    title: Annotated[str, told("What the table is called.")]
    description: Annotated[str, told("What is in it, and what is to be known about it.")]
    source: Annotated[str, told("Where it comes from: a link, or “made up”.")]
    licence: Annotated[str, told("What may be done with it, best as SPDX has it: CC0-1.0.")]
    citation: Annotated[str, told("How to cite it; “none” where nobody asks for that.")]
    rows: Annotated[int, told("Rows below the header.")]
    sha256: Annotated[str, told("The checksum of the CSV's bytes.")]
    columns: Annotated[tuple[Column, ...], told("Its columns, in the order of the header.")]
    target: Annotated[tuple[str, ...], told("Columns that are meant to be predicted.")] = ()

    def unit(self, column: str) -> str:
        """The unit of `column`; KeyError if there is no such column."""
        return {each.name: each.unit for each in self.columns}[column]


@dataclass(frozen=True, eq=False, slots=True)
class Dataset:
    """A table as a pandas DataFrame of shape (rows, columns), and its card."""

    frame: "pd.DataFrame"
    card: Card


def names() -> tuple[str, ...]:
    """Every table that is installed, as `pack/table`, in alphabetical order; a broken pack has none."""
    found: list[str] = []
    for pack in {**_packs(), **_given}:
        with suppress(DataError):
            found += [f"{pack}/{table}" for table in _tables(pack)]
    return tuple(sorted(found))


def card(name: str) -> Card:
    """The card of table `name`, e.g. "core/wine". Raises DataError, with the nearest names."""
    pack, _, table = name.partition("/")
    if table not in _tables(pack):
        raise DataError(_unknown(name))
    path = _root(pack) / f"{table}.toml"
    try:
        return decode(read_text(path), Card, str(path))
    except PackError as error:
        message = f"The card of {name} ({path}) cannot be read: {error}. Mend it, or reinstall the pack."
        raise DataError(message) from error


def columns(name: str, where: Mapping[str, Any] | None = None) -> Columns:
    """Table `name` as lists by column; `where` keeps the rows that have these values. Raises DataError."""
    about = card(name)
    rows = _rows(name, about)
    table = {
        column.name: [_value(row[at], column, name, line) for line, row in enumerate(rows, 2)]
        for at, column in enumerate(about.columns)
    }
    for key, wanted in (where or {}).items():
        if key not in table:
            raise DataError(f"{name} has no column {key!r}; it has {', '.join(table)}.")
        keep = [value == wanted for value in table[key]]
        table = {column: list(compress(values, keep)) for column, values in table.items()}
    return table


def dataset(name: str) -> Dataset:
    """Table `name` with its card. Raises DataError. Imports pandas (a third of a second): not for the app."""
    import pandas as pd

    return Dataset(pd.DataFrame(columns(name)), card(name))


def root_of(pack: str) -> "Path | Traversable | None":
    """The folder of an installed data pack; None if there is none of this id. Raises DataError."""
    return _root(pack) if pack in _packs() else None


def packs() -> tuple[str, ...]:
    """The ids of all data packs that are installed."""
    return tuple(_packs())


def give(pack: str, folder: Path) -> None:
    """Take the tables of data pack `pack` from a folder, whatever is installed under that name."""
    if folder.is_dir():
        _given[pack] = folder


_given: dict[str, Path] = {}


def _given_folder(pack: str) -> Path | None:
    """The folder that was given for `pack`; None where none was, or it has gone since."""
    folder = _given.get(pack)
    return folder if folder is not None and folder.is_dir() else None


def folders() -> list[Path]:
    """Where the tables of data packs lie, as far as those are folders."""
    packages = [package for each in _packs().values() for package in each]
    given = [folder for pack in _given if (folder := _given_folder(pack)) is not None]
    return [*given, *(root for root in map(package_folder, packages) if isinstance(root, Path))]


@cache
def _packs() -> Mapping[str, tuple[str, ...]]:
    """Packages by data pack id: one each, unless two packs want one name."""
    found: dict[str, list[str]] = {}
    for point in installed("tutor.datasets")[0]:
        packages = found.setdefault(point.name, [])
        if point.value not in packages:
            packages.append(point.value)
    return {pack: tuple(packages) for pack, packages in found.items()}


def _root(pack: str) -> Path | Traversable:
    if given := _given_folder(pack):
        return given
    packages = _packs()[pack]
    if len(packages) > 1:
        raise DataError(f"Two data packs call themselves {pack!r}: {' and '.join(packages)}. Uninstall one of them.")
    root = package_folder(packages[0])
    if root is None:
        raise DataError(f"Data pack {pack!r} names package {packages[0]!r}, which is not there. Reinstall the pack.")
    return root


def _tables(pack: str) -> frozenset[str]:
    """The tables of `pack`: every card with a CSV beside it; none if there is no such pack."""
    if pack not in _packs() and _given_folder(pack) is None:
        return frozenset()
    found = {entry.name for entry in _root(pack).iterdir()}
    return frozenset(name[:-4] for name in found if name.endswith(".csv") and f"{name[:-4]}.toml" in found)


def _unknown(name: str) -> str:
    known = names()
    namesakes = [each for each in known if each.partition("/")[2] == name.rpartition("/")[2]]
    hint = did_you_mean(name, namesakes or known) or f" There are: {', '.join(known) or 'none'}."
    return f"There is no table “{clean(name, 80)}”.{hint}"


def _content(path: Path | Traversable) -> bytes:
    try:
        return files.read(path, MOST_BYTES) if isinstance(path, Path) else path.read_bytes()
    except (FileError, OSError) as error:
        raise DataError(f"{error} The pack's author must mend it.") from error


def _rows(name: str, about: Card) -> list[list[str]]:
    """The cells below the header, after checksum, header and shape agreed with the card."""
    pack, _, table = name.partition("/")
    path = _root(pack) / f"{table}.csv"
    content = _content(path)
    if hashlib.sha256(content).hexdigest() != about.sha256:
        raise DataError(
            f"{name} is not the table its card describes: the checksum of {path} differs. "
            "The file was changed or damaged; reinstall the pack."
        )
    try:
        header, *rows = cells(content)
    except ValueError as error:
        raise DataError(f"{path} cannot be read as CSV in UTF-8: {error}. The pack's author must mend it.") from error
    expected = [column.name for column in about.columns]
    if header != expected or len(rows) != about.rows or any(len(row) != len(header) for row in rows):
        raise DataError(
            f"{name}: the card tells of {about.rows} rows of {', '.join(expected)}, and {path} has "
            f"{len(rows)} rows of {', '.join(header)}. The pack's author must make them agree."
        )
    return rows


def cells(content: bytes) -> list[list[str]]:
    """The cells of a CSV, row by row, the header first. Raises ValueError: no UTF-8, or no CSV."""
    try:
        return list(csv.reader(io.StringIO(clean(content.decode("utf-8")), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def value(cell: str, column: Column) -> float | int | str:
    """A cell as its column holds it. Raises ValueError."""
    match column.dtype:
        case "str":
            return cell
        case "int64":
            return int(cell)
        case "float64":
            return float(cell) if cell else math.nan


def _value(cell: str, column: Column, name: str, line: int) -> float | int | str:
    try:
        return value(cell, column)
    except ValueError as error:
        raise DataError(
            f"{name}, line {line}: {cell!r} in column {column.name!r} is not a number, "
            f"though the card says {column.dtype}."
        ) from error
