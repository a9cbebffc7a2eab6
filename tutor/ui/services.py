"""What the app gives its screens, with types: Textual's own `self.app` is any app."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.app import App

from tutor.core.settings import Settings
from tutor.ui.library import Library

if TYPE_CHECKING:
    from tutor.core.worker import Worker


class Services(Protocol):
    """The parts of `TutorApp` that screens reach for; the app stands above them, so they cannot import it."""

    library: Library
    settings: Settings

    @property
    def worker(self) -> "Worker":
        """The process for slow steps."""

    def count_due(self, then: Callable[[int], None], /) -> object:
        """Tell `then` how many reviews are due, once they are counted."""


def services(app: App[Any]) -> Services:
    """The running app as its screens know it."""
    return cast("Services", app)
