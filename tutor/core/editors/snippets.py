"""Snippets for the blocks of a lesson, made of the table of kinds, in the form that VS Code reads."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any

import msgspec

from tutor.core.lesson.model import BLOCKS
from tutor.core.packs.pack import FrontMatter

_HEADER = re.compile(r"::: (?P<kind>\S+) (?P<name>\S+)(?P<keys>.*)")
_MARKED = re.compile(r"(?P<mark> *(?:- \[[ x]\]|\d+\.|>|Hint:|Why:) )(?P<text>.+)")
_RULE = re.compile(r"[|\- ]+")


def snippets() -> dict[str, dict[str, Any]]:
    """One for each kind of block and one for the front matter: every text of the example is a place to type into."""
    made = {"front matter": _snippet("front matter", _front_matter(), ["+++", "front"])}
    for kind, block in BLOCKS.items():
        about = (block.__doc__ or "").partition(".")[0].split("\n")[0]
        made[kind] = _snippet(about, _places(block.EXAMPLE.splitlines()), [kind, f"::: {kind}"])
    return made


def _snippet(about: str, body: list[str], prefixes: list[str]) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefixes, "description": about, "body": body}


def _front_matter() -> list[str]:
    place = _numbered()
    lines = [
        f"{each.name} = {_default(each.default, each.name, place)}" for each in msgspec.structs.fields(FrontMatter)
    ]
    return ["+++", *lines, "+++", f"# {place('Heading')}", "", "$0"]


def _default(default: Any, name: str, place: Callable[[str], str]) -> str:
    if isinstance(default, tuple):
        return f"[{place('')}]"
    return place("5") if isinstance(default, int) else f'"{place(name)}"'


def _places(lines: list[str]) -> list[str]:
    """The lines of a block with a place for its name and each of its texts; code stays as it is."""
    place = _numbered()
    made, fenced = [], False
    for line in lines:
        fenced ^= line.startswith("```")
        if fenced or line.startswith("```") or not line.strip() or line == ":::" or _RULE.fullmatch(line):
            made.append(_escaped(line))
        elif header := _HEADER.fullmatch(line):
            made.append(f"::: {header['kind']} {place(header['name'])}{_escaped(header['keys'])}")
        elif marked := _MARKED.fullmatch(line):
            made.append(_escaped(marked["mark"]) + place(marked["text"]))
        elif line.startswith("|"):
            cells = line.strip("|").split("|")
            made.append("|" + "|".join(f" {place(cell.strip())} " if cell.strip() else " " for cell in cells) + "|")
        else:
            made.append(place(line))
    return made


def _numbered() -> Callable[[str], str]:
    """A function that makes the next place to type into, with what stands there at first."""
    numbers = count(1)
    return lambda text: f"${{{next(numbers)}:{_escaped(text)}}}"


def _escaped(text: str) -> str:
    """As a snippet has it: https://code.visualstudio.com/docs/editing/userdefinedsnippets."""
    return re.sub(r"([\\$}])", r"\\\1", text)
