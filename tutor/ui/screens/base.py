"""What all screens share: the guard against windows too small to show anything, and the way home."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.screen import ModalScreen, Screen
from textual.widget import MountError, Widget

from tutor.core.errors import TutorError
from tutor.ui.widgets.column import column_of
from tutor.ui.widgets.too_small import LEAST, TooSmall

R = TypeVar("R")


LET_GO = Binding("escape", "let_go", "leave the field", key_display="esc", tooltip="Letters are keys again")
"""For screens with fields: out of one, before the same key leaves the screen."""


class Guard(Screen[R]):
    """Hides everything below the least size: some widgets crash without a visible row."""

    @on(events.Mount)
    def _first(self) -> None:
        """Measure for the first time."""
        self._guard(self.app.size.width, self.app.size.height)

    @on(events.Resize)
    def _measure(self, event: events.Resize) -> None:
        """Measure again."""
        self._guard(event.size.width, event.size.height)

    def _guard(self, width: int, height: int) -> None:
        tiny = width < LEAST[0] or height < LEAST[1]
        self.set_class(tiny, "-tiny")
        if tiny and self.is_attached and not self.query(TooSmall):
            self.mount(TooSmall())

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """What is in a column is brought into sight by the column alone: two that scroll would undo each other."""
        alone = widget is not None and column_of(widget) is not None
        super().set_focus(widget, scroll_visible and not alone, from_app_focus)

    def press(self, event: events.Key) -> bool:
        """A key that is not bound; whether it means something here all the same."""
        return False

    def say(self, error: TutorError) -> None:
        """Tell what could not be done."""
        self.notify(str(error), severity="error", markup=False)

    @contextmanager
    def unless_left(self) -> Iterator[None]:
        """For what shows itself after a wait: where the learner has left meanwhile, its widgets are gone."""
        try:
            yield
        except (NoMatches, MountError):
            if self in self.app.screen_stack:
                raise

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave; the second of two quick keys finds that done already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Sheet(Guard[R], ModalScreen[R]):
    """A window over the screen; escape and q close it."""

    DEFAULT_CSS = """
    Sheet { align: center middle; background: $background 60%; }
    Sheet > .sheet {
        width: 90%; max-width: 96; height: auto; max-height: 90%; padding: 1 2;
        background: $surface; border: round $primary 60%; border-title-color: $primary;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", "close", key_display="esc")]

    def action_close(self) -> None:
        """Back to where the learner was."""
        self.dismiss(None)
