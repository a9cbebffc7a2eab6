"""What screens tell the app, and it them; apart from what items tell, which the list of lessons can do without."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenLesson(Message):
    """Lesson `id` (`pack/lesson`) is to be opened, at `page` (from 0) or where it was left."""

    id: str
    page: int | None = None


class Saved(Message, bubble=False):
    """What the screen may say of saving has changed."""
