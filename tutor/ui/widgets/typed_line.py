"""A control whose number can be typed: what the slider and the number field share."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from tutor.ui.widgets.control import ControlLine

BEGIN = {**{str(digit): str(digit) for digit in range(10)}, "minus": "-", "plus": "+", "full_stop": ".",
         "left_parenthesis": "("}  # fmt: skip
MORE = {"comma": ",", "e": "e", "E": "E", "slash": "/", "underscore": "_",
        "asterisk": "*", "right_parenthesis": ")", "circumflex_accent": "^"}  # fmt: skip
"""Key -> what it types: as the first sign of a number or sum, and later on."""
LONGEST = 24


class TypedLine(ControlLine):
    """Signs of a number type it, enter sets it, escape forgets it; whoever goes on has set it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"type({sign!r})", "Type", show=False) for key, sign in (BEGIN | MORE).items()),
        Binding("enter", "set", "Set", show=False),
        Binding("escape", "forget", "Forget", show=False),
        Binding("backspace", "erase", "Erase", show=False),
    ]
    typed = reactive("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until a number is begun, only what begins one is typed."""
        if action == "type":
            return bool(self.typed) or parameters[0] in BEGIN.values()
        return bool(self.typed) if action in ("set", "forget", "erase") else True

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters of a number that was begun are no commands."""
        return bool(self.typed) and key in MORE

    def action_type(self, sign: str) -> None:
        """One more sign."""
        self.typed = (self.typed + sign)[:LONGEST]

    def action_erase(self) -> None:
        """One sign less."""
        self.typed = self.typed[:-1]

    def action_forget(self) -> None:
        """As if nothing had been typed."""
        self.typed = ""

    def action_set(self) -> None:
        """Ask for the number that was typed."""
        if self.typed:
            self.post_message(self.Put(self.field.name, self.typed))
            self.typed = ""

    def on_blur(self) -> None:
        """What was typed counts when the learner goes on."""
        self.action_set()
