"""Keys for an author's actions that never take a key of the app's own."""

from collections.abc import Sequence

from tutor.core.exercise.kit import Action
from tutor.ui.keys import RESERVED_KEYS


def action_keys(actions: Sequence[Action]) -> dict[str, Action]:
    """Key -> action: the author's key where it is free, else a letter of the label, else any free letter."""
    keys: dict[str, Action] = {}
    for action in actions:
        wishes = [action.key, *action.label.lower(), *"bcdefijklmrsvyz"]
        free = (key for key in wishes if can_be_typed(key) and key not in RESERVED_KEYS | keys.keys())
        keys[next(free, action.name)] = action
    return keys


def can_be_typed(key: str) -> bool:
    """Whether every keyboard has it: a letter or digit of ASCII, for η and é take more than a key on most."""
    return len(key) == 1 and key.isascii() and key.isalnum()
