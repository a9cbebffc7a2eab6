"""Where an author wrote something: the line of a class or function, and of a name that stands inside it."""

import ast
import re
import sys
from collections.abc import Iterator
from inspect import getsourcefile, getsourcelines, unwrap
from pathlib import Path
from textwrap import dedent
from typing import Any

from tutor.core.contain import authors

_HEAD = re.compile(r"\s*(?:async\s+def|def|class)\s")
"""What follows the decorators."""


def source_line(thing: Any, written: str = "") -> tuple[str, int]:
    """File and line of a class or function; ("", 0) for what has none.

    With `written`, a text or a field's name: the line where that stands, in the thing itself, else in the author's
    classes that it derives from, else in the modules beside it.
    """
    if written:
        for each in _around(thing):
            found = _inside(each, written)
            if found is not None:
                return found
    file, first, source = _lines(thing)
    after = (number for number, line in enumerate(source.split("\n")) if _HEAD.match(line))
    return file, first + next(after, 0)


def _around(thing: Any) -> Iterator[Any]:
    """The thing, its bases, its module, and the modules of the same folder; the author's alone."""
    yield from (each for each in getattr(thing, "__mro__", (thing,)) if authors(Path(_lines(each)[0])))
    name = getattr(thing, "__module__", "") or ""
    folder = name.rpartition(".")[0]
    yield sys.modules.get(name)
    if folder:
        yield from (module for key, module in list(sys.modules.items()) if key.rpartition(".")[0] == folder)


def _inside(thing: Any, written: str) -> tuple[str, int] | None:
    file, first, source = _lines(thing)
    if not source:
        return None
    try:
        tree = ast.parse(dedent(source))
    except SyntaxError:
        return None  # a lambda's lines are no statement: what is around it has them too
    lines = [line for node in ast.walk(tree) for line in _line(node, written)]
    return (file, first + min(lines) - 1) if lines else None


def _line(node: ast.AST, written: str) -> Iterator[int]:
    """The line of a text, or of an annotated field, that reads `written`."""
    if isinstance(node, ast.Constant) and node.value == written:
        yield node.lineno
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == written:
        yield node.lineno


def _lines(thing: Any) -> tuple[str, int, str]:
    """File, first line and source of a module, class or function; empty for what has none."""
    try:
        plain = unwrap(thing)
        lines, first = getsourcelines(plain)
        return getsourcefile(plain) or "", max(first, 1), "".join(lines)
    except (TypeError, OSError):
        return "", 0, ""
