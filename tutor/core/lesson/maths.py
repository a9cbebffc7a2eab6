"""Maths of lessons on a terminal: TeX as Unicode in a line, as two-dimensional text, and in words.

None of these raises on any text: what cannot be read is shown as it was written.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

How = Literal["unicode", "words", "ascii"]

_MATHS = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\.)"
    r"|\$\$(?P<display>[^$]+)\$\$"
    r"|\$(?P<inline>(?!\s)(?:[^$\n]|\n(?![ \t]*\n))*?(?<!\s))\$(?![0-9])",
    re.DOTALL,
)
_PREFIX = r"(?P<prefix>[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)]) +)?)"
_DISPLAY = re.compile(_PREFIX + r"\$\$(?P<first>[^$]*)(?P<closed>\$\$)?[ \t]*")
_FENCE = re.compile(_PREFIX + r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&])")


@lru_cache(maxsize=1024)
def inline(tex: str) -> str:
    """`tex` on one line of Unicode: `ŷ = Wx + b`."""
    from tutor.core.lesson.unicode_maths import one_line

    try:
        return one_line(tex) or " ".join(tex.split())
    except Exception:  # noqa: BLE001 - pylatexenc meets foreign text; a formula never ends a lesson
        return " ".join(tex.split())


def block(tex: str) -> list[str]:
    """`tex` as lines of two-dimensional text; one line where it needs no more, or cannot be drawn."""
    return list(_rows(tex))


@lru_cache(maxsize=256)
def _rows(tex: str) -> tuple[str, ...]:
    from tutor.core.lesson.unicode_maths import drawn

    try:
        rows = drawn(tex)
    except Exception:  # noqa: BLE001 - TeXicode meets foreign text and raises all sorts
        rows = []
    return tuple(rows) if len(rows) > 1 else (inline(tex),)


@lru_cache(maxsize=1024)
def words(tex: str) -> str:
    """`tex` as it is said: `y hat equals W times x plus b`."""
    from tutor.core.lesson.spoken import speak

    try:
        return speak(tex) or " ".join(tex.split())
    except Exception:  # noqa: BLE001 - as in `inline`
        return " ".join(tex.split())


def ascii_line(tex: str) -> str:
    """`tex` on one line of ASCII: `y_hat = W*x + b` as far as there are letters for it."""
    from tutor.core.lesson.unicode_maths import ascii_form

    return ascii_form(inline(tex))


def in_prose(markdown: str, how: How = "unicode") -> str:
    """Markdown with `$…$` and `$$…$$` replaced; code stays as it is. A display formula becomes a fenced block."""
    if "$" not in markdown:
        return markdown
    lines = markdown.split("\n")
    done: list[str] = []
    flowing = at = 0
    while at < len(lines):
        new, end = _set_apart(lines, at, how)
        if end > at:
            done += [*_flow(lines[flowing:at], how), *new]
            flowing = end
        at = max(end, at + 1)
    return "\n".join(done + _flow(lines[flowing:], how))


def _set_apart(lines: list[str], at: int, how: How) -> tuple[list[str], int]:
    """The code or display formula that begins in line `at`, as it is to stand, and the line after it."""
    if fence := _FENCE.match(lines[at]):
        marks = fence["marks"]
        bare = (line.strip(" \t>") for line in lines[at + 1 :])
        end = next((n for n, line in enumerate(bare, at + 2) if line.startswith(marks) and set(line) == {marks[0]}), 0)
        end = end or len(lines)
        return lines[at:end], end
    found = _DISPLAY.fullmatch(lines[at])
    if found is None:
        return [], at
    end = at if found["closed"] else next((n for n in range(at + 1, len(lines)) if "$$" in lines[n]), 0)
    prefix, tex = found["prefix"], [found["first"], *(line.strip(" \t>") for line in lines[at + 1 : end + 1])]
    if (end == 0 and not found["closed"]) or not "".join(tex).strip("$ ") or not lines[end].rstrip().endswith("$$"):
        return [], at
    return _display(" ".join(tex).replace("$", ""), prefix, how), end + 1


def _display(tex: str, prefix: str, how: How) -> list[str]:
    """A display formula as Markdown lines: drawn in a fenced block, or as a paragraph of its own."""
    rest = re.sub(r"[^>\s]", " ", prefix)
    if how != "unicode":
        return [rest.rstrip(), prefix + _shown(tex, how), rest.rstrip()]
    rows = [row.replace("```", "'''") for row in block(tex)]
    return [f"{prefix}```math", *(rest + row for row in rows), f"{rest}```"]


def _flow(lines: list[str], how: How) -> list[str]:
    """Running text with its formulas replaced."""
    return [_MATHS.sub(lambda found: _replaced(found, how), "\n".join(lines))] if lines else []


def _replaced(found: re.Match[str], how: How) -> str:
    tex = found["display"] or found["inline"]
    return _shown(tex, how) if tex else found[0]


def _shown(tex: str, how: How) -> str:
    """A formula on one line, safe inside Markdown."""
    forms: dict[How, Callable[[str], str]] = {"unicode": inline, "words": words, "ascii": ascii_line}
    return _MARKUP.sub(r"\\\1", forms[how](tex))
