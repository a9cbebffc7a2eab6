"""Names along an axis."""

from typing import Any

from tutor.core.exercise.limited import some, text

NAMES = 1_000


def checked_names(names: Any, subject: str) -> tuple[str, ...]:
    """Clean names, not too many; `Wrong` otherwise."""
    return tuple(text(name, subject) for name in some(names, f"names of {subject}", NAMES))
