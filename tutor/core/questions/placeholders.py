"""Placeholders `{name}` and `{name:.2f}` in the texts of a block with `draw`: found, checked, filled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tutor.core.lesson.maths import formulas
from tutor.core.nearest import did_you_mean

Value: TypeAlias = str | int | float

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}\n]*)\}|[{}]")
_INSIDE = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?P<spec>[^:{}]*))?")
_IN_TEX = re.compile(r"(?P<left>(?:(?<!\\)\{)+)(?P<inside>[A-Za-z_][A-Za-z0-9_]*(?::[^:{}\\\s]*)?)(?P<right>\}+)")
_WIDTH = re.compile(r"[0-9]{4}")


class PlaceholderError(ValueError):
    """A placeholder that cannot be filled: at `column` (1 is the first) of the text, which has `written` there."""

    def __init__(self, message: str, column: int, written: str = "") -> None:
        super().__init__(message)
        self.column, self.written = column, written


@dataclass(frozen=True, slots=True)
class _Mark:
    """A placeholder or a doubled brace, from `start` on: as `written`, and what stands for it if it is not filled."""

    start: int
    written: str
    literal: str = ""
    name: str = ""
    spec: str = ""
    in_formula: bool = False


def names(text: str) -> tuple[str, ...]:
    """The names of the placeholders in `text`, of those too that a formula may have; PlaceholderError."""
    return tuple(mark.name for mark in _marks(text) if mark.name)


def fill(text: str, values: Mapping[str, Value]) -> str:
    """`text` with its placeholders filled; PlaceholderError.

    Outside formulas doubled braces are made single. Inside, every brace is TeX's and stays: only `{name}` of a drawn
    name is filled, in its braces; doubled, `{{name}}`, it is not.
    """
    parts: list[str] = []
    done = 0
    for mark in _marks(text):
        parts += [text[done : mark.start], _filled(mark, values) if mark.name else mark.literal]
        done = mark.start + len(mark.written)
    return "".join([*parts, text[done:]])


def _filled(mark: _Mark, values: Mapping[str, Value]) -> str:
    if mark.name not in values:
        if mark.in_formula and not re.search("[0-9.]", mark.spec):
            return mark.written
        known = ", ".join(sorted(values)) or "nothing"
        said = f"`{{{mark.name}}}` was not drawn; the draw gives {known}.{did_you_mean(mark.name, values)}"
        raise PlaceholderError(said, mark.start + 1, f"{{{mark.name}")
    value = values[mark.name]
    try:
        shown = format(value, mark.spec)
    except ValueError as error:
        said = f"`{mark.written}` cannot show {value!r}: {error}."
        raise PlaceholderError(said, mark.start + 1, mark.written) from error
    return f"{{{shown}}}" if mark.in_formula else shown


def _marks(text: str) -> Iterator[_Mark]:
    done = 0
    for formula in formulas(text) if "{" in text else ():
        yield from _in_words(text[done : formula.start], done)
        yield from _in_tex(text[formula.start : formula.end], formula.start)
        done = formula.end
    yield from _in_words(text[done:], done)


def _in_words(text: str, offset: int) -> Iterator[_Mark]:
    for token in _TOKEN.finditer(text):
        start, written = offset + token.start(), token[0]
        if written in ("{{", "}}"):
            yield _Mark(start, written, written[0])
        elif token["inside"] is None:
            raise PlaceholderError(f"This `{written}` stands alone.", start + 1)
        else:
            found = _INSIDE.fullmatch(token["inside"])
            if found is None or _WIDTH.search(found["spec"] or ""):
                message = f"`{written}` is no placeholder: only a name and a format go between the braces."
                raise PlaceholderError(message, start + 1)
            yield _Mark(start, written, name=found["name"], spec=found["spec"] or "")


def _in_tex(text: str, offset: int) -> Iterator[_Mark]:
    r"""In `\frac{a}{{b}}` a may be a placeholder; b, in doubled braces, is a letter."""
    for run in _IN_TEX.finditer(text):
        inside = run["inside"]
        name, _, spec = inside.partition(":")
        if min(len(run["left"]), len(run["right"])) % 2 == 0:
            yield _Mark(offset + run.end("left") - 2, f"{{{{{inside}}}}}", literal=f"{{{inside}}}")
        elif not _WIDTH.search(spec):
            yield _Mark(offset + run.end("left") - 1, f"{{{inside}}}", name=name, spec=spec, in_formula=True)
