"""On or off."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.controls.base import Control, Field, must
from tutor.core.exercise.view import View

_YES, _NO = ("yes", "on", "true", "1"), ("no", "off", "false", "0")


@dataclass(frozen=True, slots=True)
class Toggle(Control):
    """On or off; the field is a bool."""

    label: str = ""

    def accept(self, field: Field, value: Any) -> Any:
        return must(field, value, isinstance(value, bool), "true or false")

    def nudge(self, field: Field, value: Any, steps: int) -> Any:
        """The other way with each step."""
        return not value if steps % 2 else value

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        return chance.random() < 0.5

    def at(self, value: Any) -> str:
        return "yes" if value else "no"

    def may(self, field: Field) -> str:
        return f"`{field.name} yes` or `{field.name} no`."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """Yes, on, true, 1, or their opposites."""
        word = text.strip().casefold()
        if word not in _YES + _NO:
            raise TutorError(self.may(field))
        return word in _YES
