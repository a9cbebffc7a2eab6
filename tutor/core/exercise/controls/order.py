"""Things that are put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tutor.core.errors import TutorError
from tutor.core.exercise.controls.base import Control, Field, changed, indices, must, prove_texts, texts
from tutor.core.exercise.view import View


@dataclass(frozen=True, slots=True)
class Order(Control):
    """Things put in order; the field is a tuple of indices into `items` (a str names an attribute of the problem)."""

    items: Sequence[str] | str
    label: str = ""

    def resolved(self, problem: Any, where: str) -> "Order":
        found: Order = changed(self, items=texts(problem, self.items, where))
        return found

    def prove(self, where: str) -> None:
        """Different texts, at least one."""
        prove_texts(self.items, where, least=1)

    def accept(self, field: Field, value: Any) -> Any:
        right = indices(value, len(self.items)) and len(set(value)) == len(value)
        return tuple(must(field, value, right, f"the numbers 0 to {len(self.items) - 1}, each once, in your order"))

    def shows(self, value: Any) -> bool:
        return indices(value, len(self.items))

    def sample(self, field: Field, chance: Random, view: View) -> Any:
        return tuple(chance.sample(range(len(self.items)), len(self.items)))

    def at(self, value: Any) -> str:
        """The things in their present order."""
        return ", ".join(self.items[each] for each in value)

    def may(self, field: Field) -> str:
        """The things with their numbers."""
        listed = ", ".join(f"{number} {text}" for number, text in enumerate(self.items, start=1))
        return f"Type `{field.name}` and all numbers in your order: {listed}."

    def typed(self, field: Field, value: Any, text: str, view: View) -> Any:
        """All numbers, counted from 1."""
        numbers = [int(each) - 1 for each in text.replace(",", " ").split() if each.isdecimal()]
        if sorted(numbers) != list(range(len(self.items))):
            raise TutorError(self.may(field))
        return tuple(numbers)
