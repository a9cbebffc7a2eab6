"""A sentence about the state on screen."""

from dataclasses import dataclass

from tutor.core.exercise.limited import text
from tutor.core.exercise.measured import minus
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.view.base import ViewPart, tone, wrapped_rows


@dataclass(frozen=True, slots=True)
class Note(ViewPart):
    """A sentence about this very state."""

    text: str
    tone: Tone = "muted"

    def checked(self, subject: str) -> "Note":
        """A clean text in a known tone."""
        return Note(minus(text(self.text, subject)), tone(self.tone, subject))

    def least_rows(self, columns: int) -> int:
        return wrapped_rows(self.text, columns)

    def words(self) -> str:
        return self.text
