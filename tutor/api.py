"""Everything that a lesson's author may import; `API_VERSION` is what a pack.toml's `api` is held against.

    from tutor.api import Chart, Exercise, Grade, Points, Slider, View, action

The modules of the teaching library (`regression`, `descent`, …) are loaded when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tutor.core.code.properties import Call, CodeChecks, Property, WrongProgram
from tutor.core.code.values import Earlier
from tutor.core.datasets import Card, Dataset, columns, dataset
from tutor.core.errors import DataError
from tutor.core.exercise import layers
from tutor.core.exercise.axis import Axis
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls import Cells, Choice, Number, Order, Slider, Toggle
from tutor.core.exercise.kit import Exercise, Frames, Mistake, OwnData, Predict, action
from tutor.core.exercise.layers import *  # noqa: F403 - the table of layers says what is offered
from tutor.core.exercise.layers.base import Tone
from tutor.core.exercise.view import Diagram, Edge, Formula, Metric, Node, Note, Table, View, ViewPart
from tutor.core.grade import Grade, Outcome, Part
from tutor.core.packs import API_VERSION

if TYPE_CHECKING:
    from tutor.ml import choice, defects, descent, diagnose, estimators, graph, planting, regression

__all__ = [
    "API_VERSION",
    "Axis",
    "Call",
    "Card",
    "Cells",
    "Chart",
    "Choice",
    "CodeChecks",
    "DataError",
    "Dataset",
    "Diagram",
    "Earlier",
    "Edge",
    "Exercise",
    "Formula",
    "Frames",
    "Grade",
    "Metric",
    "Mistake",
    "Node",
    "Note",
    "Number",
    "Order",
    "Outcome",
    "OwnData",
    "Part",
    "Predict",
    "Property",
    "Slider",
    "Table",
    "Toggle",
    "Tone",
    "View",
    "ViewPart",
    "WrongProgram",
    "action",
    "choice",
    "columns",
    "dataset",
    "defects",
    "descent",
    "diagnose",
    "estimators",
    "graph",
    "planting",
    "regression",
]
__all__ += layers.__all__


def __getattr__(name: str) -> Any:
    """A module of the teaching library."""
    if name in __all__:
        return import_module(f"tutor.ml.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
