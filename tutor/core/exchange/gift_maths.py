"""Formulas in GIFT: found as they stand there (`$$…$$`, `\\\\(…\\\\)`, `\\(…\\)`), taken out, and put back as ours.

In a file that Moodle wrote, every brace and backslash of a formula is escaped; in one that a teacher wrote, often none.
"""

import re
from collections.abc import Iterator

from tutor.core.written import in_line

LONGEST = 2000
"""Characters of a formula; what is longer is text."""
_FORMS = re.compile(
    r"(?P<display>\$\$(?P<a>(?:(?!\$\$).)+?)\$\$)"
    r"|\\\\\((?P<b>(?:(?!\\\\\().)+?)\\\\\)|(?<!\\)\\\((?P<c>(?:(?!\\\().)+?)(?<!\\)\\\)"
    r"|(?P<apart>\\\\\[(?P<d>(?:(?!\\\\\[).)+?)\\\\\]|(?<!\\)\\\[(?P<e>(?:(?!\\\[).)+?)(?<!\\)\\\])"
    r"|(?<![\\$])\$(?P<f>(?=[^$\n]*\\[A-Za-z]{2})[^$\n]+?)(?<!\\)\$",
    re.DOTALL,
)
_COMMAND = re.compile(r"(?<!\\)(\\+)([A-Za-z]+)")
_LIKE_A_LINE_END = re.compile(r"n(?!(?:abla|e|eq|eg|u|ot|otin|i|mid|leq|geq|earrow|warrow)(?![A-Za-z]))")
"""What follows the backslash of `\\n`, a line end, where it is no command such as `\\neq`."""
_BRACE = re.compile(r"(?<!\\)((?:\\\\)*)[{}]")
_ANSWER = re.compile(r"\s~\S|\n\s*[=~]|\s=[^\s=]|####")
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Stand about the number of a formula that was taken out; no text has them (Unicode keeps them for programs)."""
_PLACE = re.compile(f"{OPEN}([0-9]+){CLOSE}")


def spans(raw: str) -> Iterator[tuple[int, int, str]]:
    """Where formulas stand in escaped text, and their TeX between the dollars of our own form."""
    at = 0
    while found := _FORMS.search(raw, at):
        body = next(found[name] for name in "abcdef" if found[name])
        if len(body) <= LONGEST and not _ANSWER.search(body) and _balanced(body) and body.strip():
            yield found.start(), found.end(), _ours(_tex(body), "$$" if found["display"] or found["apart"] else "$")
            at = found.end()
        else:
            at = found.start() + 1


def unescaped(raw: str) -> str:
    """Escaped text as it is meant."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], raw)


def take_out(raw: str) -> tuple[str, list[str]]:
    """The unescaped text with a place for each formula, and the formulas."""
    formulas: list[str] = []
    said: list[str] = []
    end = 0
    raw = raw.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
    for start, after, tex in spans(raw):
        said += [unescaped(raw[end:start]), f"{OPEN}{len(formulas)}{CLOSE}"]
        formulas.append(tex)
        end = after
    return "".join([*said, unescaped(raw[end:])]), formulas


def put_back(text: str, formulas: list[str]) -> str:
    """`text` with its formulas in their places; before a digit, where one dollar would not close it, with two."""

    def put(found: re.Match[str]) -> str:
        tex = formulas[int(found[1])]
        tight = text[found.end() : found.end() + 1].isdigit() and not tex.startswith("$$")
        return f"${tex}$" if tight else tex

    return _PLACE.sub(put, text)


def _balanced(body: str) -> bool:
    depth = 0
    for found in _BRACE.finditer(body):
        depth += 1 if found[0].endswith("{") else -1
        if depth < 0:
            return False
    return depth == 0


def _tex(body: str) -> str:
    """A formula as it is meant: unescaped, unless its own commands show that nothing in it is escaped."""
    commands = [(len(found[1]) % 2 == 0, found[2]) for found in _COMMAND.finditer(body)]
    bare = [name for escaped, name in commands if not escaped]
    sure = any(not name.startswith("n") for name in bare)
    as_written = sure or (bool(bare) and len(bare) == len(commands) and not all(map(_LIKE_A_LINE_END.match, bare)))
    return " ".join((body if as_written else unescaped(body)).split())


def _ours(tex: str, dollars: str) -> str:
    """A formula in our form; one that holds a dollar itself cannot be one, and stays text."""
    return f"{dollars}{tex}{dollars}" if "$" not in tex else in_line(tex)
