"""A chart as data: layers on two axes. How it is drawn is the UI's business, how it is told is `words`'s.

Every layer has a `label` (for the legend and the words; empty = not listed) and a `tone`, a role that the
theme turns into a colour and a marker, so that no meaning hangs on colour alone. Arrays are any sequence of
floats (numpy arrays too); non-finite values are allowed everywhere and are left out of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Floats: TypeAlias = Sequence[float] | Any
"""A sequence of floats or a numpy array of shape (n,)."""

Tone = Literal["data", "model", "error", "good", "bad", "muted", "accent", "second", "third"]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Layer:
    """What every layer has."""

    label: str = ""
    tone: Tone = "data"


@dataclass(frozen=True, eq=False, slots=True)
class Points(Layer):
    """Separate points."""

    x: Floats
    y: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Line(Layer):
    """A curve through its points in order; a non-finite value is a gap."""

    x: Floats
    y: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Path(Layer):
    """Steps of a walk: joined points, with the first and the last one marked."""

    x: Floats
    y: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Segments(Layer):
    """Separate strokes from (x0[i], y0[i]) to (x1[i], y1[i]), e.g. residuals."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Bars(Layer):
    """A bar per name from 0 to its value, with ±`errors` where given."""

    names: Sequence[str]
    values: Floats
    errors: Floats | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Histogram(Layer):
    """Counts of `values` in `bins` equal bins, or between the given edges."""

    values: Floats
    bins: int | Sequence[float] = 10


@dataclass(frozen=True, eq=False, slots=True)
class Box(Layer):
    """A box plot per name: median, quartiles, whiskers to 1.5 IQR, points beyond."""

    names: Sequence[str]
    groups: Sequence[Floats]


@dataclass(frozen=True, eq=False, slots=True)
class ErrorBars(Layer):
    """Points with ±`errors` in y."""

    x: Floats
    y: Floats
    errors: Floats


@dataclass(frozen=True, eq=False, slots=True)
class HeatMap(Layer):
    """`z[row][column]` over x in `x_range` (columns) and y in `y_range` (rows, low first), with contour lines.

    `contours` is how many levels, or the levels; `log` shades log10(z).
    """

    z: Any
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    contours: int | Sequence[float] = 0
    log: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Region(Layer):
    """A shaded band; None reaches to the edge of the chart."""

    x0: float | None = None
    x1: float | None = None
    y0: float | None = None
    y1: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Text(Layer):
    """A word at a place in the chart."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its name with unit, its limits (None = from the data), logarithmic or not."""

    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    log: bool = False

    @property
    def title(self) -> str:
        """`label (unit)`."""
        return f"{self.label} ({self.unit})" if self.label and self.unit else self.label or self.unit


AnyLayer: TypeAlias = Points | Line | Path | Segments | Bars | Histogram | Box | ErrorBars | HeatMap | Region | Text


@dataclass(frozen=True, eq=False, slots=True)
class Chart:
    """Layers, drawn in order, on two axes. `height` is the rows it would like to have, `share` its part of the
    width where charts stand side by side (consecutive charts of a view do, where there is room).
    """

    layers: Sequence[AnyLayer]
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    legend: bool = True
    height: int = 12
    share: float = 1.0
