"""Tables as numpy arrays: columns as floats, or all inputs beside an output as X and y."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.core.datasets import columns
from tutor.core.own_data import OwnTable

if TYPE_CHECKING:
    import numpy as np


class Arrays(NamedTuple):
    """Names (p) of the inputs, their values X (n, p) as floats, and the output y (n,): floats, or texts."""

    names: tuple[str, ...]
    X: "np.ndarray[Any, Any]"
    y: "np.ndarray[Any, Any]"


def arrays(
    table: str | Mapping[str, Sequence[Any]], *names: str, where: Mapping[str, Any] | None = None
) -> "list[np.ndarray[Any, Any]]":
    """These columns of a table as float arrays (n,): `x, y = arrays("core/anscombe", "x", "y", where={"set": "I"})`.

    `table` is the name of one, or the learner's own. DataError where there is no such table or row filter.
    """
    import numpy as np

    found = columns(table, where) if isinstance(table, str) else table
    return [np.array(found[name], dtype=float) for name in names]


def inputs_and_output(table: str | Mapping[str, Sequence[Any]], output: str) -> Arrays:
    """Names, X and y: the columns that hold a number in every row, and the column `output` apart from them.

    `table` is the name of one, its columns, or the learner's own. Of that, inputs are the columns that have no role
    and that vary; there may be none, so that X has shape (n, 0).
    """
    import numpy as np

    found = columns(table) if isinstance(table, str) else table
    inputs = {name: values for name, values in found.items() if name != output and _all_numbers(values)}
    if isinstance(table, OwnTable):
        roles = {*table.roles, *table.roles.values()}
        inputs = {name: values for name, values in inputs.items() if name not in roles and len(set(values)) > 1}
    y = np.array(found[output], dtype=float if _all_numbers(found[output]) else str)
    return Arrays(tuple(inputs), np.array(list(inputs.values()), dtype=float).reshape(len(inputs), len(y)).T, y)


def _all_numbers(values: Sequence[Any]) -> bool:
    return all(isinstance(each, int | float) and isfinite(each) for each in values)
