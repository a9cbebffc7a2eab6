"""A look at a lesson before it is opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tutor.ui.widgets.lesson_list import STATES

if TYPE_CHECKING:
    from tutor.core.packs.model import Lesson


MEANS = {
    "passed": ": 80% of what its items can earn, 60% in each half",
    "mastered": ": passed, and right in reviews without help on two later days",
    "placed": ": you showed in a placement test that you know it",
}
"""What the word for a lesson's state says."""


class Preview(Static):
    """Title, summary, how long, what one can do afterwards, what it needs, what stands of it."""

    DEFAULT_CSS = "Preview { height: auto; width: 1fr; }"

    def show(self, lesson: "Lesson", state: str, needs: Sequence[tuple[str, bool]]) -> None:
        """Show this lesson; `needs` are the titles of lessons to take before, and whether they are done."""
        meta = lesson.meta
        word = STATES.get(state, STATES["new"])[1] or "new"
        parts: list[Content | str] = [
            Content.styled(lesson.title, "bold $primary"),
            "\n",
            Content.styled(f"{meta.minutes} minutes · {word}{MEANS.get(state, '')}", "$muted"),
            "\n\n",
            Content(meta.summary),
        ]
        if meta.objectives:
            parts += ["\n\n", Content.styled("Afterwards you can", "bold")]
            parts += [Content(f"\n• {objective}") for objective in meta.objectives]
        if needs:
            parts += ["\n\n", Content.styled("Builds on", "bold")]
            parts += [Content(f"\n{'✓' if done else '○'} {title}") for title, done in needs]
        self.update(Content("").join(parts))
