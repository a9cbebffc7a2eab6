"""Places `{name}` and `{name:.2f}` in the texts of a block with `draw`: found, checked, filled."""

import re
from collections.abc import Mapping
from typing import TypeAlias

Value: TypeAlias = str | int | float

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}\n]*)\}|[{}]")
_INSIDE = re.compile(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?P<spec>[^:{}]*))?")
_WIDTH = re.compile(r"[0-9]{4}")


class PlaceError(ValueError):
    """A place that cannot be filled; `column` (1 is the first) says where in the text."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def names(text: str) -> tuple[str, ...]:
    """The names of the places in `text`; PlaceError."""
    return tuple(found["name"] for token in _TOKEN.finditer(text) if (found := _place(token)))


def fill(text: str, values: Mapping[str, Value]) -> str:
    """`text` with its places filled and doubled braces made single; PlaceError."""

    def put(token: re.Match[str]) -> str:
        found = _place(token)
        if found is None:
            return token[0][0]
        if found["name"] not in values:
            known = ", ".join(sorted(values)) or "nothing"
            raise PlaceError(f"`{{{found['name']}}}` was not drawn; the draw gives {known}.", token.start() + 1)
        value = values[found["name"]]
        try:
            return format(value, found["spec"] or "")
        except ValueError as error:
            raise PlaceError(f"`{token[0]}` cannot show {value!r}: {error}.", token.start() + 1) from error

    return _TOKEN.sub(put, text)


def _place(token: re.Match[str]) -> re.Match[str] | None:
    """The parts of a place; None for a doubled brace."""
    if token[0] in ("{{", "}}"):
        return None
    column = token.start() + 1
    if token["inside"] is None:
        raise PlaceError(f"This `{token[0]}` stands alone.", column)
    found = _INSIDE.fullmatch(token["inside"])
    if found is None or _WIDTH.search(found["spec"] or ""):
        raise PlaceError(f"`{token[0]}` is no place: only a name and a format go between the braces.", column)
    return found
