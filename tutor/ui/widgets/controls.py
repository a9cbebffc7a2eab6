"""The controls of an exercise, and how they share its rows."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from tutor.core.exercise.controls import Cells
from tutor.core.exercise.controls.base import Field
from tutor.core.exercise.play import Play
from tutor.ui.widgets.lines import line_of

LABEL = 32
"""Most columns of a label; half of that where two controls share a row."""
PAIRED = 72
"""From this width on two short controls may share a row."""


class Controls(Vertical):
    """The controls of an exercise: below each other, two short ones a row, or in a strip that follows the one in hand.

    Cells are marked in their table instead.
    """

    DEFAULT_CSS = """
    Controls { height: auto; overflow-y: auto; }
    Controls.-paired { layout: grid; grid-size: 2; grid-rows: 1; grid-gutter: 0 1; }
    Controls.-paired SliderLine { column-span: 2; }
    """

    def __init__(self, fields: Sequence[Field], locked: bool) -> None:
        super().__init__()
        self.can_focus = False
        self.locked = locked
        self._stand = (-1, False)
        fields = [field for field in fields if not isinstance(field.control, Cells)]
        self.lines = [line_of(type(field.control))(field) for field in fields]
        self.typed = bool(self.lines) and self.lines[0].TAKES_LETTERS
        """Whether the first one takes letters: then the learner enters it, and until then n and p turn pages."""
        self.display = bool(fields)

    def compose(self) -> ComposeResult:
        """One line a field, with labels of one width."""
        self._label(LABEL)
        for line in self.lines:
            line.disabled = self.locked
            yield line

    def rows(self, paired: bool, width: int) -> int:
        """Rows that all of them take, one below the other or two a row where that can be."""
        tall = [line.tall for line in self.lines]
        if not paired or max(tall, default=1) > 1 or width < PAIRED:
            return sum(tall)
        rows, half = 0, False
        for line in self.lines:
            whole = line.WHOLE_ROW
            rows += whole or not half
            half = not whole and not half
        return rows

    def stand(self, rows: int, paired: bool, terse: bool) -> None:
        """Take so many rows; the one in hand is among them."""
        if (rows, paired) != self._stand:
            self._stand = rows, paired
            self.set_class(paired, "-paired")
            self.styles.height = rows
            self._label(LABEL // 2 if paired else LABEL)
        for line in self.lines:
            line.terse = terse

    def _label(self, most: int) -> None:
        """Labels as wide as the longest, as far as the value beside them keeps its room."""
        width = min(most, max((len(line.field.label) for line in self.lines), default=0))
        for line in self.lines:
            line.label_width = width

    def show(self, play: Play, enabled: tuple[str, ...] | None, *, locked: bool) -> None:
        """Show the state's values; what cannot be used now is greyed, and keeps the focus: it may be of use again."""
        for line in self.lines:
            line.value = getattr(play.state, line.field.name)
            line.disabled = locked
            line.set_class(enabled is not None and line.field.name not in enabled, "-barred")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another one is in hand."""
        self.follow()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Other rows, or lines of other heights: only now, whoever asked for them, is it known what is in sight.

        Private in Textual 8, whose `call_after_refresh` may come before the layout that it is to wait for.
        """
        updated = super()._size_updated(size, virtual_size, container_size, layout)
        if updated:
            self.call_next(self.follow)
        return updated

    def follow(self) -> None:
        """Bring the control in hand into sight."""
        held = next((line for line in self.lines if line.has_focus_within), None)
        if held is not None:
            self.scroll_to_widget(held, animate=False, immediate=True)
            # Seen at a real terminal of 60x20: scrolled by one row while the footer changed, the old rows stayed.
            self.refresh(layout=True)
