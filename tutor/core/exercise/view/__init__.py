"""What an exercise shows, as data: `View` and its parts, one module a kind, each with its check and its words."""

from dataclasses import dataclass

from tutor.core.exercise.limited import Wrong, called, checking, some
from tutor.core.exercise.view.base import ViewPart
from tutor.core.exercise.view.diagram import Diagram, Edge, Node
from tutor.core.exercise.view.formula import Formula
from tutor.core.exercise.view.metric import Metric
from tutor.core.exercise.view.note import Note
from tutor.core.exercise.view.table import Table

__all__ = ["Diagram", "Edge", "Formula", "Held", "Metric", "Node", "Note", "Table", "View", "ViewPart"]

PARTS = 60


@dataclass(frozen=True, slots=True)
class Held:
    """A part of the view that is held back until every prediction was made: it would answer the question."""

    part: ViewPart


@dataclass(frozen=True, slots=True, init=False)
class View:
    """The parts of what is on screen, in order: `View(Chart(...), Metric(...))`. None is no part."""

    parts: tuple[ViewPart, ...]
    held: frozenset[int]
    """Numbers of the parts that are held back until every prediction was made."""

    def __init__(self, *given: ViewPart | Held | None) -> None:
        parts = [part for part in given if part is not None]
        object.__setattr__(self, "parts", tuple(part.part if isinstance(part, Held) else part for part in parts))
        object.__setattr__(self, "held", frozenset(at for at, part in enumerate(parts) if isinstance(part, Held)))

    def before_guess(self) -> "View":
        """What may be seen while a prediction is open."""
        return View(*(part for at, part in enumerate(self.parts) if at not in self.held))

    def words(self) -> str:
        """The whole view in words, a part a paragraph."""
        return "\n\n".join(part.words() for part in self.parts)


def checked_view(view: object, where: str) -> View:
    """The view with texts cleaned and columns as float arrays; ExerciseError says what is wrong with it."""
    with checking(where):
        if not isinstance(view, View):
            raise Wrong(f"view() must return a View, not {called(view)}")
        some(view.parts, "parts of the view", PARTS)
        parts = (_checked(part, f"part {number}") for number, part in enumerate(view.parts, start=1))
        return View(*(Held(part) if at in view.held else part for at, part in enumerate(parts)))


def _checked(part: object, subject: str) -> ViewPart:
    if not isinstance(part, ViewPart):
        got = f"{type(part).__name__}, {part!r:.40}"
        raise Wrong(f"{subject} of the view is {got}; it may be a Chart, a Metric, a Table and so on")
    return part.checked(f"{subject} ({type(part).__name__})")
