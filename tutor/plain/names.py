"""How controls and actions are called in a conversation, and how a line that begins with one is read."""

from collections.abc import Sequence
from typing import Any

from tutor.core.exercise.kit import Action


def called(action: Action) -> str:
    """An action by its name, with its label where that says more."""
    label = " ".join(action.label.split())
    return action.name if label.casefold() == action.name.replace("_", " ") else f"{action.name} ({label})"


def named(text: str, things: Sequence[Any]) -> tuple[Any, str] | None:
    """The control or action that `text` begins with, by name or label, and the rest; the longest name wins."""
    found: list[tuple[int, Any, str]] = []
    for thing in things:
        for name in (thing.name, " ".join(thing.label.split())):
            rest = text[len(name) :]
            if text.casefold().startswith(name.casefold()) and rest[:1] in ("", " ", "="):
                found.append((len(name), thing, rest.strip().removeprefix("=").strip()))
    best = max(found, key=lambda each: each[0], default=None)
    return (best[1], best[2]) if best else None
