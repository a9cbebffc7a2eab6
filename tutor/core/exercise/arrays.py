"""Tables as numpy arrays: columns as floats, or all inputs beside an output as X and y."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, overload

from tutor.core.datasets import columns
from tutor.core.own_data import OwnTable

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

Table: TypeAlias = str | Mapping[str, Sequence[Any]]
"""The name of a table, its columns, or the learner's own."""
Where: TypeAlias = Mapping[str, Any] | None


class Arrays(NamedTuple):
    """Names (p) of the inputs, their values X (n, p) as floats, and the output y (n,): floats, or texts."""

    names: tuple[str, ...]
    X: "Array"
    y: "Array"


@overload
def arrays(table: Table, one: str, two: str, /, *, where: Where = None) -> "tuple[Array, Array]": ...
@overload
def arrays(table: Table, /, *names: str, where: Where = None) -> "tuple[Array, ...]": ...
def arrays(table: Table, /, *names: str, where: Where = None) -> "tuple[Array, ...]":
    """These columns of a table as float arrays (n,): `x, y = arrays("core/anscombe", "x", "y", where={"set": "I"})`.

    `where` keeps the rows of a named table that have these values. DataError where there is no such table.
    """
    import numpy as np

    found = columns(table, where) if isinstance(table, str) else table
    return tuple(np.array(found[name], dtype=float) for name in names)


def inputs_and_output(table: Table, output: str) -> Arrays:
    """Names, X and y: the columns that hold a number in every row, and the column `output` apart from them.

    Of the learner's own table, inputs are the columns that have no role and that vary; there may be none, and X has
    then shape (n, 0).
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
