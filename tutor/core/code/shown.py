"""Values and calls as a learner would type them: `step(w=0, b=0, X=[1], y=[2], eta=0.1)`."""

import ast
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tutor.core.code.properties import Call
from tutor.core.code.values import Earlier, Opaque, is_table

LONGEST, MOST_ITEMS = 160, 12


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


def value_text(value: Any, digits: int = 6) -> str:
    """A value in short: numbers to `digits` significant places, big arrays by their shape."""
    if isinstance(value, Opaque):
        return f"{value.type} {value.text}"
    if isinstance(value, Earlier):
        return f"what call {value.index + 1} returned"
    if is_table(value):
        return f"{type(value).__name__} of shape {value.shape}:\n{str(value)[:800]}"
    if hasattr(value, "dtype"):
        return _array(value, digits)
    text = _plain(value, digits)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _array(value: Any, digits: int) -> str:
    if value.size > MOST_ITEMS:
        start = ", ".join(_plain(item, digits) for item in value.ravel()[:3].tolist())
        return f"array of shape {value.shape}, [{start}, …]"
    text = _plain(value.tolist(), digits)
    return text if value.size or value.ndim == 1 else f"array of shape {value.shape}"


def _plain(value: Any, digits: int) -> str:
    if isinstance(value, float):
        return f"{value:.{digits}g}"
    if isinstance(value, list | tuple | set):
        if len(value) > MOST_ITEMS:
            return f"{type(value).__name__} of {len(value)}, {_plain(list(value)[:3], digits)[:-1]}, …]"
        inner = ", ".join(value_text(item, digits) for item in value)
        if isinstance(value, list):
            return f"[{inner}]"
        if isinstance(value, tuple):
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        return f"{{{inner}}}" if value else "set()"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{value_text(k, digits)}: {value_text(v, digits)}" for k, v in value.items()) + "}"
    return repr(value)


def pair_text(got: Any, expected: Any) -> tuple[str, str]:
    """Both values, with as many digits as it takes to tell them apart."""
    for digits in (6, 12, 17):
        texts = value_text(got, digits), value_text(expected, digits)
        if texts[0] != texts[1]:
            break
    return texts
