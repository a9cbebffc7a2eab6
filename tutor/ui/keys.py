"""Keys that an author's action cannot have, because a screen takes them first."""

from tutor.ui.widgets.item_commands import ON_SCREEN

_OF_SCREENS = "nNpgqz?!/:>"
"""Turning pages, note, glossary, quitting, help, problems, and what searches by Textual's habit."""
_OF_ANSWERS = "0123456789+-.,[]"
"""What a number is typed with, and what moves a slider."""

RESERVED_KEYS = frozenset(
    {*_OF_SCREENS, *_OF_ANSWERS, *(key for command in ON_SCREEN for key in command.keys.split(",") if len(key) == 1)}
)
