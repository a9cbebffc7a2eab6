"""One of several texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.controls.base import Control, Field, changed, must, prove_texts, texts
from tutor.core.exercise.view import View


@dataclass(frozen=True, slots=True)
class Choice(Control):
    """One of `options`; the field holds the option's text. A str names an attribute of the problem."""

    options: Sequence[str] | str
    label: str = ""

    def resolved(self, problem: Any, where: str) -> "Choice":
        found: Choice = changed(self, options=texts(problem, self.options, where))
        return found

    def prove(self, where: str) -> None:
        """Different texts, at least one."""
        prove_texts(self.options, where, least=1)

    def accept(self, field: Field, value: Any) -> Any:
        return must(field, value, value in self.options, "one of: " + ", ".join(self.options))

    def nudge(self, field: Field, value: Any, steps: int) -> Any:
        """The option so many further on."""
        at = self.options.index(value) if value in self.options else 0
        return self.options[min(len(self.options) - 1, max(0, at + steps))]

    def shows(self, value: Any) -> bool:
        """Any text, so that a choice can begin with nothing chosen."""
        return isinstance(value, str)

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        return chance.choice(list(self.options))

    def at(self, value: Any) -> str:
        return str(value)

    def may(self, field: Field) -> str:
        """The options with their numbers."""
        listed = ", ".join(f"{number} {text}" for number, text in enumerate(self.options, start=1))
        return f"Type `{field.name}` and a number: {listed}."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """By number, by text, or by a beginning that only one option has."""
        word = text.strip()
        if word in self.options:
            return word
        if word.isdecimal() and 0 < int(word[:6]) <= len(self.options):
            return self.options[int(word) - 1]
        near = [option for option in self.options if option.casefold().startswith(word.casefold())] if word else []
        if len(near) != 1:
            raise TutorError(self.may(field))
        return near[0]
