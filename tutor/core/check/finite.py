"""Checks that no number is shown, asked for or drawn which is none: NaN, or infinity."""

import math
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from tutor.core.check.context import CheckContext
from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers import Line, Path
from tutor.core.exercise.view import Formula, Metric, Note, Table, View
from tutor.core.lesson.model import Block

_PRINTED = re.compile(r"(?<![\w.])[-+−]?(?:nan|inf)(?!\w)")
"""What Python prints of them."""
_FIX = "compute it for this case too, or say in words that there is no such number"


def check_drawn(context: CheckContext, item: Block, seed: int, values: dict[str, Any]) -> None:
    """The values that a question is filled with."""
    for name, value in values.items():
        if isinstance(value, float) and not math.isfinite(value):
            context.add("not-finite", f"seed {seed}: {item.draw} gives {name} = {value}", "draw other numbers", item)


def check_finite(context: CheckContext, view: View, name: str, method: object, where: str = "") -> None:
    """The parts of a view; `method` is the author's, which is named, and `where` the state is."""
    for part in view.parts:
        for said in _odd(part):
            context.report_at("not-finite", f"{name}: {said}", _FIX, method, detail=where)


def _odd(part: object) -> Iterator[str]:
    """What of a part is no finite number."""
    if isinstance(part, Metric):
        for key in ("value", "best", "goal"):
            if _none(getattr(part, key)):
                yield f"the {key} of the Metric “{part.label}” is {getattr(part, key)}"
    elif isinstance(part, Table):
        for row, cells in enumerate(part.rows, 1):
            for column, cell in zip(part.columns, cells, strict=False):
                if _none(cell):
                    yield f"the cell of row {row}, column “{column}” of a Table is {cell}: write None where it is empty"
                    return
    elif isinstance(part, Formula | Note):
        if found := _PRINTED.search(part.numbers if isinstance(part, Formula) else part.text):
            yield f"a {type(part).__name__} says “{found[0]}”"
    elif isinstance(part, Chart):
        for layer in part.layers:
            if said := _layer(layer):
                yield f"in the chart “{part.title}”, {said}" if part.title else said


def _layer(layer: Any) -> str:
    """What is wrong with the numbers of a layer: gaps in a line are none."""
    import numpy as np

    for field in fields(layer):
        value = getattr(layer, field.name)
        if isinstance(value, float) and not math.isfinite(value):
            return f"{field.name} of {_called(layer)} is {value}"
        if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.size:
            odd = int((~np.isfinite(value)).sum())
            if odd == value.size or (odd and not isinstance(layer, Line | Path)):
                return f"{odd} of {value.size} numbers of {field.name} of {_called(layer)} are NaN or infinite"
    return ""


def _called(layer: Any) -> str:
    return f"the {type(layer).__name__} “{layer.label}”" if layer.label else f"a {type(layer).__name__}"


def _none(value: object) -> bool:
    if isinstance(value, str):
        return _PRINTED.search(value) is not None
    return isinstance(value, float) and not math.isfinite(value)
