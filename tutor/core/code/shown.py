"""Values and calls as a learner would type them: `step(w=0, b=0, X=[1], y=[2], eta=0.1)`.

Whatever came over the wire is shown in bounded time and length: each part takes from the room that is left.
"""

import ast
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from tutor.core.code.properties import Call
from tutor.core.code.values import Earlier, Opaque, is_table

LONGEST, MOST_ITEMS = 160, 12
LONG_INT = 512
"""Bits of the longest integer that is written out; Python itself refuses from 4,300 digits on."""
ROWS, COLUMNS, CELL = 8, 8, 20


@lru_cache(maxsize=64)
def parameters(source: str, function: str) -> tuple[str, ...]:
    """The names of a function's parameters in `source`; () if it is not there."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return tuple(argument.arg for argument in [*node.args.posonlyargs, *node.args.args])
    return ()


def call_text(call: Call, names: Sequence[str], digits: int = 6) -> str:
    """One call with its arguments, by name where the names are known."""
    known = names if len(names) == len(call.args) else ()
    texts = [value_text(value, digits) for value in call.args]
    pairs = [f"{name}={text}" for name, text in zip(known, texts, strict=True)] if known else texts
    return f"{call.function}({', '.join(pairs)})"


def value_text(value: Any, digits: int = 6, longest: int = LONGEST) -> str:
    """A value in short: numbers to `digits` significant places, big arrays by their shape."""
    if is_table(value):
        return _table(value)
    text = _text(value, digits, longest)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _text(value: Any, digits: int, room: int) -> str:
    """`value` in some `room` characters; a bit more, or less."""
    match value:
        case Opaque():
            return f"{value.type} {value.text}"
        case Earlier():
            return f"what call {value.index + 1} returned"
        case bool():
            return str(value)
        case int():
            return _int(value)
        case float():
            return f"{value:.{digits}g}"
        case str() | bytes():
            return repr(value[: room + 1])
        case list() | tuple() | set() | dict():
            return _container(value, digits, room)
    if hasattr(value, "dtype") and not is_table(value):
        return _array(value, digits, room)
    return repr(value)[: room + 1]


def _int(value: int) -> str:
    if value.bit_length() <= LONG_INT:
        return str(value)
    shift = value.bit_length() - 64
    exponent = math.log10(abs(value) >> shift) + shift * math.log10(2)
    lead = 10 ** (exponent % 1)
    return f"{'-' if value < 0 else ''}{lead:.6g}e+{int(exponent)}, an int of {int(exponent) + 1:,} digits"


def _array(value: Any, digits: int, room: int) -> str:
    if value.size > MOST_ITEMS:
        start = _joined(value.ravel()[:3].tolist(), digits, room)
        return f"array of shape {value.shape}, [{start}, …]"
    if value.size or value.shape == (0,):
        return _text(value.tolist(), digits, room)
    return f"array of shape {value.shape}"


def _container(value: Any, digits: int, room: int) -> str:
    if isinstance(value, dict):
        pairs = (f"{_text(key, digits, room)}: {_text(item, digits, room)}" for key, item in value.items())
        return f"{{{_limited(pairs, room)}}}"
    if len(value) > MOST_ITEMS:
        start = [item for item, _ in zip(value, range(3), strict=False)]
        return f"{type(value).__name__} of {len(value)}, [{_joined(start, digits, room)}, …]"
    if isinstance(value, list):
        return f"[{_joined(value, digits, room)}]"
    if isinstance(value, tuple):
        return f"({_joined(value, digits, room)}{',' if len(value) == 1 else ''})"
    return f"{{{_joined(value, digits, room)}}}" if value else "set()"


def _joined(items: Iterable[Any], digits: int, room: int) -> str:
    return _limited((_text(item, digits, room // 2) for item in items), room)


def _limited(texts: Iterable[str], room: int) -> str:
    """As many of `texts` as there is room for."""
    shown: list[str] = []
    for text in texts:
        if room <= 0:
            shown.append("…")
            break
        shown.append(text)
        room -= len(text) + 2
    return ", ".join(shown)


def _table(value: Any) -> str:
    """A DataFrame's or Series' shape, and its first rows and columns."""
    part = value.iloc[:ROWS, :COLUMNS] if value.ndim == 2 else value.iloc[:ROWS]
    head = f"{type(value).__name__} of shape {value.shape}"
    try:
        names = [] if value.ndim == 1 else [_cell(name) for name in part.columns]
        rows = [[_cell(label), *map(_cell, row)] for label, row in zip(part.index, _rows(part), strict=True)]
    except Exception:  # noqa: BLE001 - a learner's table may hold anything
        return head
    lines = [["", *names], *rows] if names else rows
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    body = (" ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n".join([f"{head}:", *body])


def _rows(part: Any) -> Iterable[Sequence[Any]]:
    if part.ndim == 1:
        return [[item] for item in part.tolist()]
    return list(part.itertuples(index=False, name=None))


def _cell(value: Any) -> str:
    return value_text(value, longest=CELL).replace("\n", " ")


def pair_text(got: Any, expected: Any) -> tuple[str, str]:
    """Both values, with as many digits as it takes to tell them apart."""
    for digits in (6, 12, 17):
        texts = value_text(got, digits), value_text(expected, digits)
        if texts[0] != texts[1]:
            break
    return texts
