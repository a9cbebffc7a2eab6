"""A formula read: always a row, whatever was written."""

from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from tutor.core.lesson.tex.environments import LENGTH
from tutor.core.lesson.tex.macros import MACROS
from tutor.core.lesson.tex.nodes import Gap, Raw, Row, Table
from tutor.core.lesson.tex.reader import Reader, TexError

MAX_TEX = 2000


@lru_cache(maxsize=512)
def read(tex: str) -> Row:
    """The tree of `tex`. What is not finished is one Raw with all of it, so that nothing is lost."""
    source = " ".join(tex.split())
    try:
        return _read(tex.strip())
    except TexError as error:
        return Row((Raw(source, str(error), broken=True),))


def _read(tex: str) -> Row:
    if len(tex) > MAX_TEX:
        raise TexError(f"it is longer than {MAX_TEX} characters")
    reader = Reader(tex, MACROS)
    lines = [reader.row(("\\\\",))]
    while reader.here is not None:
        reader.at += 1
        reader.skip(LENGTH)
        lines.append(reader.row(("\\\\",)))
    while len(lines) > 1 and all(isinstance(item, Gap) for item in lines[-1].items):
        lines.pop()
    return lines[0] if len(lines) == 1 else Row((Table("aligned", tuple((line,) for line in lines), columns="l"),))


def raws(node: Any) -> Iterator[Raw]:
    """Everything in a tree that stands there as it was written."""
    if isinstance(node, Raw):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from raws(each)
    elif hasattr(node, "__dataclass_fields__"):
        for field in fields(node):
            yield from raws(getattr(node, field.name))
