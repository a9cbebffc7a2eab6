"""Controls: how a learner may change a field of an exercise's state, written as its annotation.

@dataclass(frozen=True)
class Line:
    w: Annotated[float, Slider(-3, 3, step=0.05, label="W")] = 0.0
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Bound: TypeAlias = float | Any
"""A number, or a str that names an attribute which `setup` fills with one (the app always meets the number)."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A number moved in steps between `low` and `high` (inclusive); `log` moves by factors.

    Where it hangs on the data, a str names an attribute that `setup` fills: `Slider("m_low", "m_high", "m_step")`.
    """

    low: Bound
    high: Bound
    step: Bound
    label: str = ""
    unit: str = ""
    log: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is typed; `None` in the state means not given yet."""

    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    integer: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `options`; the field holds the option's text. A str names an attribute that `setup` fills."""

    options: Sequence[str] | str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Toggle:
    """On or off; the field is a bool."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """Marks on a Table of the view whose `control` names this field.

    `pick` "cells": the field is a tuple of (row, column) pairs; "rows" or "columns": a tuple of numbers.
    With `tags` (or the attribute that a str names) each mark carries one: (row, column, tag) or (number, tag).
    """

    pick: Literal["cells", "rows", "columns"] = "cells"
    tags: Sequence[str] | str = ()
    label: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Things put in order; the field is a tuple of indices into `items` (or the attribute that a str names)."""

    items: Sequence[str] | str
    label: str = ""


Control: TypeAlias = Slider | Number | Choice | Toggle | Cells | Order
