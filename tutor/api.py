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
from tutor.core.exercise import controls, layers, rubric, view
from tutor.core.exercise.answer import Answer, WrongAnswer
from tutor.core.exercise.arrays import Arrays, arrays, inputs_and_output
from tutor.core.exercise.axis import Axis
from tutor.core.exercise.cached import cached_method
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.controls import *  # noqa: F403 - the tables of controls, layers and parts of a view
from tutor.core.exercise.estimator_code import estimator, estimator_imports
from tutor.core.exercise.kit import Exercise, Frames, OwnData, Prediction, action
from tutor.core.exercise.layers import *  # noqa: F403 - say what is offered
from tutor.core.exercise.lettered import Lettered, misjudged, verdicts
from tutor.core.exercise.misconception import Misconception, first_of, wrong_value
from tutor.core.exercise.nice import nice_limits
from tutor.core.exercise.own_question import OwnQuestion
from tutor.core.exercise.record import Recalled, Record
from tutor.core.exercise.series import Series, slip_ideas, slips
from tutor.core.exercise.source import Source, source_code
from tutor.core.exercise.tone import Tone
from tutor.core.exercise.trace import Trace
from tutor.core.exercise.view import *  # noqa: F403
from tutor.core.grade import Criterion, Outcome
from tutor.core.own_data import OwnTable
from tutor.core.packs import API_VERSION

if TYPE_CHECKING:
    from tutor.ml import (
        association,
        bins,
        bowl,
        collinear,
        contract,
        convolutions,
        costs,
        customer,
        defects,
        deliveries,
        descent,
        diagnose,
        estimators,
        forgetting,
        forms,
        graph,
        importance,
        imputation,
        inference,
        logistic,
        losses,
        minibatch,
        neighbours,
        nice,
        planting,
        polynomial,
        reading,
        regression,
        scaling,
        scatter,
        sealed,
        tensors,
        transfer,
        validation,
    )

__all__ = [
    "API_VERSION",
    "Answer",
    "Arrays",
    "Axis",
    "Call",
    "Card",
    "Chart",
    "CodeChecks",
    "Criterion",
    "DataError",
    "Dataset",
    "Earlier",
    "Exercise",
    "Frames",
    "Lettered",
    "Misconception",
    "Outcome",
    "OwnData",
    "OwnQuestion",
    "OwnTable",
    "Prediction",
    "Property",
    "Recalled",
    "Record",
    "Series",
    "Source",
    "Tone",
    "Trace",
    "WrongAnswer",
    "WrongProgram",
    "action",
    "arrays",
    "association",
    "bins",
    "bowl",
    "cached_method",
    "collinear",
    "columns",
    "contract",
    "convolutions",
    "costs",
    "customer",
    "dataset",
    "defects",
    "deliveries",
    "descent",
    "diagnose",
    "estimator",
    "estimator_imports",
    "estimators",
    "first_of",
    "forgetting",
    "forms",
    "graph",
    "importance",
    "imputation",
    "inference",
    "inputs_and_output",
    "logistic",
    "losses",
    "minibatch",
    "misjudged",
    "neighbours",
    "nice",
    "nice_limits",
    "planting",
    "polynomial",
    "reading",
    "regression",
    "rubric",
    "scaling",
    "scatter",
    "sealed",
    "slip_ideas",
    "slips",
    "source_code",
    "tensors",
    "transfer",
    "validation",
    "verdicts",
    "wrong_value",
]
__all__ += controls.__all__ + layers.__all__ + view.__all__


def __getattr__(name: str) -> Any:
    """A module of the teaching library."""
    if name in __all__:
        return import_module(f"tutor.ml.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
