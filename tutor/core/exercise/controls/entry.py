"""A short text that is typed."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.exercise.controls.base import Control, Field, must
from tutor.core.exercise.view import View
from tutor.core.safe_text import one_line

_TRIED = ("0", "(2, 3)", "two words", "ŷ = W·x", "\\", "[x]")


@dataclass(frozen=True, slots=True)
class Entry(Control):
    """A line of text that is typed; `""` in the state means not given yet. What it has to mean, the exercise says."""

    label: str = ""
    longest: int = 60

    def accept(self, field: Field, value: Any) -> Any:
        """The text on one line, without blanks at its ends."""
        text = one_line(value) if isinstance(value, str) else value
        fits = isinstance(text, str) and len(text) <= self.longest
        return must(field, text, fits, f"a text of at most {self.longest} characters")

    def shows(self, value: Any) -> bool:
        return isinstance(value, str)

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        """Nothing, a few usual and odd texts, or as long a one as may be."""
        return chance.choice(["", *_TRIED, "x" * self.longest])[: self.longest].strip()

    def at(self, value: Any) -> str:
        return value or "not given"

    def may(self, field: Field) -> str:
        """How to give it, and how to take it back."""
        return f"Type `{field.name}` and your text; `{field.name}` alone takes it back."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """The text as it is, `=` before it dropped by who reads the line."""
        return text.strip()
