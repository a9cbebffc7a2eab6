"""The environments of TeX maths: matrices, cases, aligned lines."""

import re
from typing import Literal, TypeAlias

from tutor.core.lesson.tex.nodes import EMPTY, Gap, Node, Raw, Row, Table
from tutor.core.lesson.tex.reader import Reader, TexError
from tutor.core.lesson.tex.tokens import Token

Cells: TypeAlias = tuple[tuple[Row, ...], ...]
Kind: TypeAlias = Literal["matrix", "cases", "aligned", "stack"]

_MATRICES = {"": ("", ""), "p": ("(", ")"), "b": ("[", "]"), "B": ("{", "}"), "v": ("|", "|"), "V": ("‖", "‖")}
_ENVIRONMENTS: dict[str, tuple[Kind, str, str]] = {
    **{f"{name}matrix": ("matrix", *signs) for name, signs in _MATRICES.items()},
    **{f"{name}smallmatrix": ("matrix", *signs) for name, signs in _MATRICES.items()},
    "array": ("matrix", "", ""),
    **dict.fromkeys(("cases", "dcases"), ("cases", "{", "")),
    **dict.fromkeys(("rcases", "drcases"), ("cases", "", "}")),
    **dict.fromkeys(("aligned", "align", "split", "gathered", "gather", "eqnarray", "multline"), ("aligned", "", "")),
}
LENGTH = re.compile(r"\[\s*-?[0-9.]*\s*(?:pt|em|ex|cm|mm|in|bp|mu|\\[a-z]+)\s*\]")
r"""What may stand behind `\\`: the space before the next line."""
_PLACE = re.compile(r"\[[tcblr]\]")
_PLAIN = ("equation", "displaymath", "math")


def environment(reader: Reader, token: Token) -> Node:
    r"""What stands between `\begin{…}` and its `\end{…}`."""
    written = reader.source(token.text)
    name = written.strip("{} ").removesuffix("*")
    if name in _PLAIN:
        body: Node = reader.row(("\\end",))
        _end(reader, written)
        return body
    if name not in _ENVIRONMENTS:
        return _unknown(reader, token, written)
    kind, left, right = _ENVIRONMENTS[name]
    reader.skip(_PLACE)
    spec = reader.source(token.text) if name == "array" else ""
    letters = [char for char in spec if char in "lcr"]
    if any(char not in "lcr| " for char in spec):
        raise TexError(f"the columns `{spec}` of the array are more than l, c, r and |")
    rules = {len([char for char in spec[:at] if char in "lcr"]) for at, char in enumerate(spec) if char == "|"}
    rows = rows_until(reader, "\\end")
    _end(reader, written)
    return Table(
        kind, rows, left, right, "".join(letters) or ("c" if name.startswith("gather") else ""), frozenset(rules)
    )


def rows_until(reader: Reader, stop: str) -> Cells:
    r"""Cells between `&`, rows between `\\`, up to `stop`, which is not passed; TexError where it is missing."""
    rows: list[tuple[Row, ...]] = [()]
    stops = ("&", "\\\\", "\\cr", stop)
    while True:
        rows[-1] = (*rows[-1], _stripped(reader.row(stops)))
        token = reader.here
        if token is None:
            raise TexError("an environment has no `\\end`" if stop == "\\end" else f"`{stop}` is missing")
        if token.text == stop:
            break
        reader.at += 1
        if token.text != "&":
            reader.skip(LENGTH)
            rows.append(())
    if len(rows) > 1 and rows[-1] == (EMPTY,):
        rows.pop()
    return tuple(rows)


def _stripped(row: Row) -> Row:
    """Without the author's blanks at the edges."""
    items = list(row.items)
    while items and items[0] == Gap(0):
        items.pop(0)
    while items and items[-1] == Gap(0):
        items.pop()
    return Row(tuple(items))


def _end(reader: Reader, name: str) -> None:
    if not reader.found("\\end"):
        raise TexError(f"`\\begin{{{name}}}` has no `\\end`")
    if (other := reader.source("\\end")) != name:
        raise TexError(f"`\\begin{{{name}}}` is closed by `\\end{{{other}}}`")


def _unknown(reader: Reader, token: Token, name: str) -> Node:
    r"""All of it as it was written."""
    depth = 1
    while depth:
        following = reader.here
        if following is None:
            raise TexError(f"`\\begin{{{name}}}` has no `\\end`")
        reader.at += 1
        depth += (following.text == "\\begin") - (following.text == "\\end")
    reader.source("\\end")
    source = reader.tex[token.start : reader.tokens[reader.at - 1].end]
    return Raw(" ".join(source.split()), f"the environment `{name}` is not known")
