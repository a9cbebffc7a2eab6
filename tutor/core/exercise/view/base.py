"""What every part of a view is: the one class that a new kind of part derives from."""

from abc import ABC, abstractmethod
from textwrap import wrap
from typing import Any, Self, get_args

from tutor.core.exercise.limited import Wrong
from tutor.core.exercise.tone import Tone

LOWEST_PICTURE = 9
"""Rows that a chart or a diagram needs."""


class ViewPart(ABC):
    """Something that an exercise shows, as data.

    A kind of part is one module with one subclass: what it may hold (`checked`), how it is told in words (`words`),
    and how much room it needs. How it is drawn is the module of the same name in `tutor.ui.widgets.views`.
    """

    __slots__ = ()

    @abstractmethod
    def checked(self, subject: str) -> Self:
        """Itself with texts cleaned and numbers plain; Wrong says what is wrong with `subject`."""

    @abstractmethod
    def words(self) -> str:
        """It in words, without any drawing characters: for screen readers, plain mode and tests."""

    @abstractmethod
    def least_rows(self, columns: int) -> int:
        """About how many rows it needs at least, at so many columns: `tutor check` warns of what does not fit."""


def tone(value: Any, subject: str) -> Tone:
    """A tone that there is; Wrong otherwise."""
    if value not in get_args(Tone):
        raise Wrong(f"{subject}: there is no tone {value!r:.40}; the tones are {', '.join(get_args(Tone))}")
    kept: Tone = value
    return kept


def wrapped_rows(text: str, columns: int) -> int:
    """Rows of a text at so many columns."""
    return sum(max(1, len(wrap(line, columns))) for line in text.split("\n"))
