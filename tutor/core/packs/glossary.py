"""A pack's glossary.toml: one idea, as a data scientist says it and as an engineer would."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import msgspec

from tutor.core.errors import Finding, PackError
from tutor.core.packs.files import below, read_text
from tutor.core.packs.model import Pack
from tutor.core.packs.pack import told
from tutor.core.packs.toml_source import convert, parse

_Said = Annotated[str, msgspec.Meta(pattern=r"\S")]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[word]`: what it means in two dialects."""

    scientist: Annotated[_Said, told("The word as a data scientist says it.")]
    engineer: Annotated[_Said, told("The same, as an engineer would say it.")]
    also: Annotated[tuple[_Said, ...], told("Other names for it.")] = ()
    false_friends: Annotated[tuple[str, ...], told("What it is easily taken for.")] = (
        msgspec.field(  # no name in Python
            default=(), name="not"
        )
    )


Glossary: TypeAlias = dict[str, _Entry]
"""A glossary.toml: entries by word."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word in both dialects, other names for it, and what it is easily taken for."""

    name: str
    scientist: str
    engineer: str
    also: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = ()

    def is_called(self, word: str) -> bool:
        """Whether `word` is its name or another name for it; case is no difference."""
        return word.casefold() in (each.casefold() for each in (self.name, *self.also))


def glossary(pack: Pack) -> dict[str, Term]:
    """The terms of `pack` by name, in the file's order, without those that are written wrongly."""
    return read_glossary(pack).terms


@dataclass(frozen=True, slots=True)
class Read:
    """A glossary.toml as it was read."""

    terms: dict[str, Term]
    findings: tuple[Finding, ...] = ()
    names: frozenset[str] | None = frozenset()
    """All names in it, case folded, also those of entries that are wrong; None where the file cannot be read."""

    def has(self, word: str) -> bool:
        """Whether it may explain the word, once what is wrong with it is mended."""
        return self.names is None or word.casefold() in self.names


def read_glossary(pack: Pack) -> Read:
    """The terms of `pack`, and what is wrong with its glossary.toml; a pack without one has no terms."""
    resource = below(pack.root, "glossary.toml")
    try:
        source = read_text(resource)
        found = parse(source, str(resource))
    except PackError as error:
        return Read({}) if error.finding.code == "missing" else Read({}, (error.finding,), None)
    terms: dict[str, Term] = {}
    findings: list[Finding] = []
    names = {name.casefold() for name in found}
    for name, entry in found.items():
        try:
            terms[name] = _term(name, convert(entry, _Entry, source, str(resource), at=(name,)))
        except PackError as error:
            findings.append(error.finding)
        names |= {other.casefold() for other in _others(entry)}
    return Read(terms, tuple(findings), frozenset(names))


def _others(entry: Any) -> list[str]:
    """The other names of an entry, as far as they can be read."""
    also = entry.get("also") if isinstance(entry, dict) else None
    named = [also] if isinstance(also, str) else also if isinstance(also, list | tuple) else []
    return [each for each in named if isinstance(each, str)]


def spoken(text: str, terms: Mapping[str, Term]) -> list[str]:
    """The names of those terms that a text speaks of, under any of their names, plural or not."""
    plain = f" {''.join(char if char.isalnum() else ' ' for char in text).casefold()} "
    plain = " ".join(["", *plain.split(), ""])
    return [name for name, term in terms.items() if any(_in(plain, each) for each in (name, *term.also))]


def _in(plain: str, name: str) -> bool:
    words = " ".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())
    return bool(words) and any(f" {words}{ending} " in plain for ending in ("", "s", "es"))


def _term(name: str, entry: _Entry) -> Term:
    return Term(name, entry.scientist, entry.engineer, entry.also, entry.false_friends)
