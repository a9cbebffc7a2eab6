"""Everything that a lesson's author may import; `API_VERSION` is what a pack.toml's `api` is held against.

    from tutor.api import Chart, Exercise, Grade, Points, Slider, View, action
"""

from tutor.core.exercise.chart import (
    Axis,
    Bars,
    Box,
    Chart,
    ErrorBars,
    HeatMap,
    Histogram,
    Line,
    Path,
    Points,
    Region,
    Segments,
    Text,
)
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise, Frames, Mistake, OwnData, Predict, action
from tutor.core.exercise.view import Diagram, Edge, Formula, Metric, Node, Note, Table, View
from tutor.core.grade import Grade, Outcome, Part

API_VERSION = 1

__all__ = [
    "API_VERSION",
    "Axis",
    "Bars",
    "Box",
    "Cells",
    "Chart",
    "Choice",
    "Diagram",
    "Edge",
    "ErrorBars",
    "Exercise",
    "Formula",
    "Frames",
    "Grade",
    "HeatMap",
    "Histogram",
    "Line",
    "Metric",
    "Mistake",
    "Node",
    "Note",
    "Number",
    "Order",
    "Outcome",
    "OwnData",
    "Part",
    "Path",
    "Points",
    "Predict",
    "Region",
    "Segments",
    "Slider",
    "Table",
    "Text",
    "Toggle",
    "View",
    "action",
]
