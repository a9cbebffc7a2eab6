"""What every part of a view is: the one class that a new kind of part derives from."""

from abc import ABC, abstractmethod
from typing import Any, Self, get_args

from tutor.core.exercise.limited import Wrong
from tutor.core.exercise.tone import Tone


class ViewPart(ABC):
    """Something that an exercise shows, as data.

    A kind of part is one module with one subclass: what it may hold (`checked`) and how it is told in words
    (`words`). How it is drawn is a widget of `tutor.ui.widgets`.
    """

    __slots__ = ()

    @abstractmethod
    def checked(self, subject: str) -> Self:
        """Itself with texts cleaned and numbers plain; Wrong says what is wrong with it, `place` is what to call it."""

    @abstractmethod
    def words(self) -> str:
        """It in words, without any drawing characters: for screen readers, plain mode and tests."""


def tone(value: Any, subject: str) -> Tone:
    """A tone that there is; Wrong otherwise."""
    if value not in get_args(Tone):
        raise Wrong(f"{subject}: there is no tone {value!r:.40}; the tones are {', '.join(get_args(Tone))}")
    kept: Tone = value
    return kept
