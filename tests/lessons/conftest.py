"""Seeds to prove a lesson on, and an exercise opened as one attempt."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

E = TypeVar("E")
Opened = Callable[..., Any]


@pytest.fixture(params=[pytest.param(25, id="25"), pytest.param(200, id="200", marks=pytest.mark.trust)])
def seeds(request: pytest.FixtureRequest) -> range:
    """A sample of seeds; two hundred with `-m trust`."""
    return range(request.param)


@pytest.fixture
def opened() -> Opened:
    """opened(cls, seed, part="") -> the exercise, set up."""

    def open_one(cls: type[E], seed: int = 0, part: str = "") -> E:
        exercise: Any = cls()
        exercise.part = part
        exercise.setup(seed)
        return exercise

    return open_one
