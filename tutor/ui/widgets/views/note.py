"""A sentence about this state."""

from textual.content import Content

from tutor.core.exercise.view import Note
from tutor.ui.widgets.markdown import inline
from tutor.ui.widgets.steady import Steady

_TONES = {"good": "$success", "bad": "$error", "error": "$error", "muted": "$muted", "accent": "$accent"}


class NoteView(Steady):
    """A sentence about this state."""

    DEFAULT_CSS = "NoteView { padding: 0 1; }"
    note = Note("")

    def show(self, note: Note) -> None:
        """Show it."""
        self.note = note
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """Wrapped."""
        return inline(self.note.text).stylize_before(_TONES.get(self.note.tone, "$foreground")).wrap(width)
