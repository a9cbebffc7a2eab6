"""Maths of lessons on a terminal: TeX as Unicode in a line, as two-dimensional text, and in words.

None of these raises on any text: what cannot be read is shown as it was written, and `troubles` tells it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

How: TypeAlias = Literal["unicode", "words", "ascii", "kept"]
"""`kept` leaves display formulas as TeX, in a fence named DISPLAY, for whoever draws them at a width."""

DISPLAY = "$$"
"""No language of code: an author's own fences are left alone."""

_MATHS = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\.)"
    r"|\$\$(?P<display>[^$]+)\$\$"
    r"|\$(?P<inline>(?!\s)(?:\\.|[^$\n]|\n(?![ \t]*\n))*?(?<!\s))\$(?![0-9])",
    re.DOTALL,
)
_PREFIX = r"(?P<prefix>[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)]) +)?)"
_DISPLAY = re.compile(_PREFIX + r"\$\$(?P<first>[^$]*)(?P<closed>\$\$)?[ \t]*")
_FENCE = re.compile(_PREFIX + r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&])")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a text: what stands from `start` to `end`. `prefix` is what a display has before it in its line."""

    tex: str
    start: int
    end: int
    display: bool = False
    prefix: str = ""


@lru_cache(maxsize=1024)
def inline(tex: str) -> str:
    """`tex` on one line of Unicode: `ŷ = Wx + b`."""
    from tutor.core.lesson.tex.line import line
    from tutor.core.lesson.tex.read import read

    return line(read(tex))


def block(tex: str, width: int = 0) -> list[str]:
    """`tex` as lines of two-dimensional text, broken at relations and operators where it is wider than `width`.

    One line, which may be too wide, where it needs no more or cannot be broken so.
    """
    return list(_rows(tex, width))


@lru_cache(maxsize=256)
def _rows(tex: str, width: int) -> tuple[str, ...]:
    from tutor.core.lesson.tex.drawn import broken
    from tutor.core.lesson.tex.read import read

    rows = broken(read(tex), width)
    return rows if len(rows) > 1 else (inline(tex),)


@lru_cache(maxsize=1024)
def words(tex: str) -> str:
    """`tex` as it is said: `y hat equals W times x plus b`."""
    from tutor.core.lesson.tex.read import read
    from tutor.core.lesson.tex.speech import speak

    return speak(read(tex))


def ascii_line(tex: str) -> str:
    """`tex` on one line of ASCII: `y_hat = W*x + b`."""
    from tutor.core.lesson.tex.ascii import ascii_text

    return ascii_text(inline(tex))


def troubles(tex: str) -> list[tuple[str, bool]]:
    """Why `tex`, or a part of it, is shown as it was written; and whether the formula itself is broken."""
    from tutor.core.lesson.tex.read import raws, read

    return [(raw.why, raw.broken) for raw in raws(read(tex))]


def in_prose(markdown: str, how: How = "unicode") -> str:
    """Markdown with `$…$` and `$$…$$` replaced; code stays as it is. A display formula becomes a fenced block."""
    parts: list[str] = []
    done = 0
    for formula in formulas(markdown):
        parts += [
            markdown[done : formula.start],
            _display(formula, how) if formula.display else _shown(formula.tex, how),
        ]
        done = formula.end
    return "".join([*parts, markdown[done:]])


def formulas(markdown: str) -> Iterator[Formula]:
    """The formulas of a Markdown text, in order; not those inside code."""
    if "$" not in markdown:
        return
    lines = markdown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    flowing = at = 0
    while at < len(lines):
        formula, end = _set_apart(lines, at)
        if end > at:
            yield from _in_flow(markdown[starts[flowing] : starts[at]], starts[flowing])
            if formula is not None:
                yield Formula(formula[1], starts[at], starts[end] - 1, True, formula[0])
            flowing = end
        at = max(end, at + 1)
    yield from _in_flow(markdown[starts[flowing] :], starts[flowing])


def _set_apart(lines: list[str], at: int) -> tuple[tuple[str, str] | None, int]:
    """The code or display formula that begins in line `at`, as prefix and TeX, and the number of the line after it."""
    if fence := _FENCE.match(lines[at]):
        marks = fence["marks"]
        bare = (line.strip(" \t>") for line in lines[at + 1 :])
        end = next((n for n, line in enumerate(bare, at + 2) if line.startswith(marks) and set(line) == {marks[0]}), 0)
        return None, end or len(lines)
    found = _DISPLAY.fullmatch(lines[at])
    if found is None:
        return None, at
    end = at if found["closed"] else next((n for n in range(at + 1, len(lines)) if "$$" in lines[n]), 0)
    tex = [found["first"], *(line.strip(" \t>") for line in lines[at + 1 : end + 1])]
    if (end == 0 and not found["closed"]) or not "".join(tex).strip("$ ") or not lines[end].rstrip().endswith("$$"):
        return None, at
    return (found["prefix"], " ".join(tex).removesuffix("$$").strip()), end + 1


def _in_flow(text: str, offset: int) -> Iterator[Formula]:
    for found in _MATHS.finditer(text):
        if tex := found["display"] or found["inline"]:
            yield Formula(tex, offset + found.start(), offset + found.end())


def _display(formula: Formula, how: How) -> str:
    """A display formula as Markdown lines: in a fenced block, or as a paragraph of its own."""
    prefix = formula.prefix
    rest = re.sub(r"[^>\s]", " ", prefix)
    if how in ("words", "ascii"):
        return "\n".join([rest.rstrip(), prefix + _shown(formula.tex, how), rest.rstrip()])
    rows = [formula.tex] if how == "kept" else block(formula.tex)
    marks = "`" * max(3, 1 + max(map(len, re.findall("`+", "".join(rows))), default=0))
    return "\n".join(
        [f"{prefix}{marks}{DISPLAY if how == 'kept' else 'math'}", *(rest + row for row in rows), rest + marks]
    )


def _shown(tex: str, how: How) -> str:
    """A formula on one line, safe inside Markdown."""
    shown = words(tex) if how == "words" else ascii_line(tex) if how == "ascii" else inline(tex)
    return _MARKUP.sub(r"\\\1", shown)
