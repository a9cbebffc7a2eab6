"""Makes values such that every database keeps them as given: what SQLite hides, others refuse."""

import math
from dataclasses import fields, replace
from typing import Any

from tutor.core.store.port import Attempt

LONGEST_NAME = 500
"""Characters of an id, key or name: what every database can index."""
LONGEST_TEXT = 1_000_000
"""Characters of a response; what is longer is cut, with an ellipsis."""
LARGEST = 2**63 - 1

NAMES = frozenset({"id", "item", "version", "learner", "mode", "outcome", "at", "day"})


def text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Without NUL and lone surrogates (U+FFFD stands in for them), at most `longest` characters."""
    clean = str(value)
    if not clean.isascii():
        clean = clean.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    clean = clean.replace("\0", "\ufffd")
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def real(value: Any) -> float:
    """A finite float; anything else is 0."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0


def whole(value: Any) -> int:
    """An int of 64 bits; larger ones are clamped, what is no number is 0."""
    try:
        return max(-LARGEST, min(LARGEST, int(value)))
    except (TypeError, ValueError, OverflowError):
        return 0


def attempt(given: Attempt) -> Attempt:
    """The attempt as every store keeps it."""
    changes: dict[str, Any] = {}
    for field in fields(Attempt):
        value = getattr(given, field.name)
        if field.name in ("score", "seconds"):
            changes[field.name] = real(value)
        elif field.name in ("seed", "hints", "misses"):
            changes[field.name] = whole(value)
        elif field.name == "confidence":
            changes[field.name] = None if value is None else whole(value)
        else:
            changes[field.name] = text(value, LONGEST_NAME if field.name in NAMES else LONGEST_TEXT)
    return replace(given, **changes)
