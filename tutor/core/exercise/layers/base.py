"""What every layer of a chart is, and the pen that it is drawn with."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self, TypeAlias

from tutor.core.exercise.axis import Axis
from tutor.core.exercise.layers.facts import Fact, series_words
from tutor.core.exercise.limited import floats
from tutor.core.exercise.tone import Tone

if TYPE_CHECKING:
    from tutor.core.exercise.layers.heat_map import HeatMap
    from tutor.core.exercise.layers.histogram import Histogram

Floats: TypeAlias = Sequence[float] | Any
"""A sequence of floats or a numpy array of shape (n,)."""


Sample = Literal[
    "mark", "curve", "walk", "strokes", "whiskers", "rule", "square", "bar", "steps", "box", "shades", "tint", "none"
]
"""What a layer looks like in the legend."""


class Pen(Protocol):
    """What a layer draws itself with, in the chart's own units. The terminal has one, the report's pictures another.

    Values that are not finite are left out, or are a gap in a curve; what lies outside the axes is cut off.
    """

    def marks(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A mark at each of (n,) points."""

    def curve(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A line through (n,) points in order."""

    def walk(self, x: Floats, y: Floats, tone: Tone) -> None:
        """A curve whose first and last point are marked, and its direction."""

    def strokes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Separate dotted lines, which no one takes for a curve."""

    def whiskers(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """Lines from low to high at each x, with caps."""

    def rule(self, x: float | None, y: float | None, tone: Tone, label: str) -> None:
        """A dashed line across the whole chart: level at y, or upright at x."""

    def tint(self, x0: float | None, x1: float | None, y0: float | None, y1: float | None, tone: Tone) -> None:
        """A shaded rectangle; None is the edge of the chart."""

    def rectangles(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, tone: Tone) -> None:
        """Outlines between opposite corners, a little shaded, below what else is drawn."""

    def band(self, x: Floats, low: Floats, high: Floats, tone: Tone) -> None:
        """The area between two curves over the same (n,) x."""

    def bars(self, names: Sequence[str], values: Floats, errors: Floats | None, tone: Tone) -> None:
        """A bar per name from 0, with whiskers where there are errors."""

    def steps(self, histogram: "Histogram") -> None:
        """A bar per bin, without gaps."""

    def boxes(self, names: Sequence[str], groups: Sequence[Floats], tone: Tone) -> None:
        """A box plot per name."""

    def surface(self, heat: "HeatMap") -> None:
        """Shades over a grid, with contours."""

    def word(self, x: float, y: float, text: str, tone: Tone) -> None:
        """A word at or beside a place."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a layer wants to be seen of an axis: all finite ones of its values.

    `firm` ones are data; others (models) may stretch the axis a little. `exact` ones get no margin.
    """

    axis: Literal["x", "y"]
    values: Floats
    firm: bool = True
    exact: bool = False


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Layer(ABC):
    """What every layer has, and what it must be able to do."""

    label: str = ""
    tone: Tone = "data"

    sample: ClassVar[Sample] = "none"

    @abstractmethod
    def checked(self, subject: str) -> Self:
        """The same with arrays for columns and clean texts; `Wrong` says what is the matter with the `subject`."""

    @abstractmethod
    def reach(self) -> Iterator[Reach]:
        """What should be seen of the axes."""

    @abstractmethod
    def draw(self, pen: Pen) -> None:
        """Draw itself."""

    @abstractmethod
    def fact(self) -> Fact:
        """What the layer says, as numbers."""

    def told(self, fact: Fact, x: Axis, y: Axis) -> str:
        """The fact in words; x and y give the units."""
        return series_words(fact, x, y)

    @property
    def slots(self) -> Sequence[str]:
        """The names along an axis that the layer needs; empty where the axis is of numbers."""
        return ()


def columns(subject: str, *values: Any) -> tuple[Any, ...]:
    """Float arrays, all as long as the first; `Wrong` where one is not."""
    first = floats(values[0], subject)
    return first, *(floats(each, subject, len(first)) for each in values[1:])


def array(values: Any) -> Any:
    """A float array of any sequence of numbers."""
    import numpy as np

    return np.asarray(values if hasattr(values, "__len__") else list(values), dtype=float)
