"""The table of layers. A new one is its module here and its line in this file; `tutor.api` offers what is listed."""

from typing import TypeAlias

from tutor.core.exercise.layers.band import Band
from tutor.core.exercise.layers.bars import Bars
from tutor.core.exercise.layers.box import Box
from tutor.core.exercise.layers.error_bars import ErrorBars
from tutor.core.exercise.layers.heat_map import HeatMap
from tutor.core.exercise.layers.histogram import Histogram
from tutor.core.exercise.layers.line import Line
from tutor.core.exercise.layers.path import Path
from tutor.core.exercise.layers.points import Points
from tutor.core.exercise.layers.region import Region
from tutor.core.exercise.layers.rule import Rule
from tutor.core.exercise.layers.segments import Segments
from tutor.core.exercise.layers.squares import Squares
from tutor.core.exercise.layers.text import Text

AnyLayer: TypeAlias = (
    Points
    | Line
    | Path
    | Segments
    | Squares
    | Bars
    | Histogram
    | Box
    | ErrorBars
    | Band
    | HeatMap
    | Region
    | Rule
    | Text
)

__all__ = [
    "Band",
    "Bars",
    "Box",
    "ErrorBars",
    "HeatMap",
    "Histogram",
    "Line",
    "Path",
    "Points",
    "Region",
    "Rule",
    "Segments",
    "Squares",
    "Text",
]
