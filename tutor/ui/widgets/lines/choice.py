"""One of a few options."""

from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style

from tutor.core.exercise.controls import Choice
from tutor.core.safe_text import one_line
from tutor.ui.widgets.control import ControlLine
from tutor.ui.widgets.number_keys import NUMBER_KEYS, index_of
from tutor.ui.widgets.packed import packed


class ChoiceLine(ControlLine):
    """Options side by side where they fit, else the present one between arrows."""

    DEFAULT_CSS = "ChoiceLine { height: auto; }"
    KEYS = "←→", "choose"
    BINDINGS: ClassVar[list[BindingType]] = [
        *NUMBER_KEYS,
        Binding("left", "step(-1)", "Option before", show=False),
        Binding("right,space", "step(1)", "Next option", show=False),
    ]

    terse = reactive(False, layout=True)

    @property
    def options(self) -> list[str]:
        """The options."""
        assert isinstance(self.field.control, Choice)
        return list(self.field.control.options)

    def render(self) -> Content:
        """`label  (●) this  ( ) that`; where they do not fit, all below each other in focus, else `‹ this ›`."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """More than one line only in focus."""
        return len(self._lines(width)) if width else 1

    def _lines(self, width: int) -> list[Content]:
        head, chips = self.head(), [self._chip(index) for index in range(len(self.options))]
        rows = packed(chips, width - head.cell_length, gap=2)
        if len(rows) > 1 and (self.terse or not self.has_focus):
            return [head + self._alone(width - head.cell_length)]
        blank = Content(" " * head.cell_length)
        return [(blank if number else head) + row for number, row in enumerate(rows)]

    def _alone(self, width: int) -> Content:
        at = self.options.index(self.value) if self.value in self.options else -1
        left = Content.styled("‹ ", "bold $accent").stylize(Style.from_meta({"step": -1}))
        right = Content.styled(" ›", "bold $accent").stylize(Style.from_meta({"step": 1}))
        count = Content.styled(f"  {at + 1} of {len(self.options)}", "$muted") if at >= 0 else Content()
        shown = "not chosen yet" if self.value is None else one_line(str(self.value), max(4, width - 15))
        return left + Content.styled(shown, "bold" if at >= 0 else "$muted") + right + count

    def on_focus(self) -> None:
        """Show all options."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Show the chosen one."""
        self.refresh(layout=True)

    def _chip(self, index: int) -> Content:
        on = self.options[index] == self.value
        sign = "(●) " if on else "( ) "
        chip = Content.assemble(
            (sign, "$primary" if on else "$muted"), (one_line(self.options[index]), "bold" if on else "")
        )
        return chip.stylize(Style.from_meta({"option": index}))

    def action_step(self, by: int) -> None:
        """The option before or after, around the ends."""
        self.post_message(self.Put(self.field.name, partial(self._beside, by)))

    def _beside(self, by: int, value: Any) -> str:
        at = self.options.index(value) if value in self.options else (-1 if by > 0 else 0)
        return self.options[(at + by) % len(self.options)]

    def _put(self, index: int) -> None:
        self.post_message(self.Put(self.field.name, self.options[index]))

    def action_number(self, number: int) -> None:
        """Number keys pick."""
        self._put(index_of(number, self.options))

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        meta = event.style.meta
        if "option" in meta:
            self._put(int(meta["option"]))
        else:
            self.action_step(int(meta.get("step", 1)))
