"""TOML as a typed struct, where every error knows its line: pack.toml, front matter and the glossary."""

import re
import tomllib
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from tutor.core.errors import Finding, PackError
from tutor.core.nearest import did_you_mean
from tutor.core.packs.toml_slips import slip_of, wrong_value
from tutor.core.safe_text import clean_all, one_line

T = TypeVar("T")
LONGEST = 5_000
"""Characters of a line: tomllib's time grows with the square of a dotted key, and with the depth of brackets."""

_TEXT = r'"[^"\\\n]*"'
# Repeats are possessive: a file of a stranger must not make them try every way to share out its blanks.
_TEXTS = rf"\[\s*+(?:{_TEXT}\s*+(?:,\s*+{_TEXT}\s*+)*(?:,\s*+)?)?\]"
_PLAIN = re.compile(
    rf"[ \t]*+([\w-]++)[ \t]*+=[ \t]*+(?:({_TEXT})|(0|[1-9]\d{{0,17}}+)|({_TEXTS}))[ \t]*+\n|[ \t]*+\n", re.ASCII
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*(?:=|\.)""")


def loads(source: str, *, clean: bool = True) -> dict[str, Any]:
    """TOML with clean texts, or ValueError: also where it is nested deeply, or has a line that would take ages."""
    if len(max(source.split("\n"), key=len)) > LONGEST:
        raise ValueError(f"a line is longer than {LONGEST:,} characters")
    try:
        found = tomllib.loads(source)
        # A clean file can still hold something foreign where an escape wrote it.
        return dict(clean_all(found)) if clean else found
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def parse(source: str, file: str, first_line: int = 1) -> dict[str, Any]:
    """`source`, a cleaned text that begins at `first_line` of `file`, as nested dicts. Raises PackError."""
    plain = _plain(source)
    if plain is not None:
        return plain
    try:
        return loads(source)
    except ValueError as error:
        said = re.match(r"(.*?)(?: \(at line (\d+), column (\d+)\)| \(at end of document\))?$", str(error), re.S)
        assert said is not None
        line = int(said[2]) if said[2] else max(1, len(source.splitlines()))
        slip = slip_of(said[1], source.split("\n"), line)
        message = f"this is not TOML: {one_line(slip.message, 200)}"
        column = int(said[3] or 1) if slip.line == line else 1
        raise PackError(_finding("toml", message, source, file, first_line, slip.line, column, slip.fix)) from error


def _plain(source: str) -> dict[str, Any] | None:
    """What nearly all front matter is, keys with a text, a whole number or a list of texts; None for other TOML.

    tomllib, in Python, takes half the time of a catalogue of 1,000 lessons; this takes a tenth of that.
    """
    found: dict[str, Any] = {}
    end = 0
    while line := _PLAIN.match(source, end):
        key, text, number, texts = line.groups()
        if key in found:
            return None
        end = line.end()
        if key is not None:
            found[key] = text[1:-1] if text else int(number) if number else re.findall('"([^"]*)"', texts)
    return found if end == len(source) else None


def convert(found: Any, kind: type[T], source: str, file: str, first_line: int = 1, at: tuple[str, ...] = ()) -> T:
    """What stands in `source` at keys `at`, as a `kind` (a Struct). Raises PackError at the line of a wrong key."""
    try:
        return msgspec.convert(found, kind)
    except RecursionError as error:
        raise PackError(_finding("toml", "this is nested too deeply", source, file, first_line, 1, 1)) from error
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `")
        keys = _keys(path.removesuffix("`"))
        message, fix, key = _explained(said, keys, kind, at)
        line = line_of(source, (*at, *keys, *key))
        raise PackError(_finding("key", message, source, file, first_line, line, 1, fix)) from error


def decode(source: str, kind: type[T], file: str, first_line: int = 1) -> T:
    """`parse`, then `convert`."""
    return convert(parse(source, file, first_line), kind, source, file, first_line)


def line_of(source: str, keys: tuple[str | int, ...]) -> int:
    """The line (from 1) that sets `keys`, e.g. ("modules", 1, "title"), or that of the nearest table above it."""
    best, line_of_best = 0, 1
    table: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 1):
        if header := _HEADER.match(line):
            name = header[2].strip("\"'")
            counts[name] = counts.get(name, -1) + 1
            here = table = (*name.split("."), counts[name]) if header[1] == "[[" else tuple(name.split("."))
        elif key := _KEY.match(line):
            here = (*table, key[1].strip("\"'"))
        else:
            continue
        if len(here) > best and keys[: len(here)] == here:
            best, line_of_best = len(here), number
    if best < len(keys) and isinstance(entry := keys[best], int):  # a list of tables in braces, one a line
        rows = [at for at, line in enumerate(source.split("\n"), 1) if at > line_of_best and line.lstrip()[:1] == "{"]
        return rows[entry] if entry < len(rows) else line_of_best
    return line_of_best


def _keys(path: str) -> tuple[str | int, ...]:
    """`$.modules[1].title` as ("modules", 1, "title")."""
    found = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", path)
    return tuple(int(number) if number else name for name, number in found)


def _explained(
    said: str, keys: tuple[str | int, ...], kind: type, at: tuple[str, ...]
) -> tuple[str, str, tuple[str, ...]]:
    """msgspec's sentence in our words: message, fix, and the key below `keys` that it speaks of."""
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", said, re.S):
        known = _fields(kind, keys)
        name = one_line(unknown[1], 60)
        return f"`{name}` is no key here.{did_you_mean(name, known)}", f"use {', '.join(known)}", (unknown[1],)
    if missing := re.fullmatch(r"Object missing required field `(.*)`", said):
        return f"`{missing[1]}` is missing", f"add  {missing[1]} = …", ()
    name = ".".join(str(key) for key in keys or at if isinstance(key, str))
    if no_such := re.fullmatch(r"Invalid enum value '(.*)'", said, re.S):
        known = list(_type_at(kind, keys).__args__)
        wrong = one_line(no_such[1], 60)
        return f"`{name}` cannot be {wrong!r}.{did_you_mean(wrong, known)}", f"one of: {', '.join(known)}", ()
    return *wrong_value(name, said), ()


def _fields(kind: Any, keys: tuple[str | int, ...]) -> list[str]:
    """The keys that the struct at `keys` below `kind` knows."""
    return [each.encode_name for each in msgspec.structs.fields(_type_at(kind, keys))]


def _type_at(kind: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        if isinstance(key, str):
            kind = next(each.type for each in msgspec.structs.fields(kind) if each.encode_name == key)
            kind = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        else:
            kind = get_args(kind)[0]
    return kind


def _finding(
    code: str, message: str, source: str, file: str, first_line: int, line: int, column: int, fix: str = ""
) -> Finding:
    lines = source.split("\n")
    shown = one_line(lines[line - 1], 100) if line <= len(lines) else ""
    return Finding(code, message, file, first_line + line - 1, column if shown else 0, fix, source=shown)
