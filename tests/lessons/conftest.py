"""Seeds to prove a lesson on, and an exercise opened as one attempt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tutor.core.exercise.kit import Exercise
from tutor.core.exercise.play import Play
from tutor.core.grade import Grade


@dataclass
class Attempt:
    """One attempt at a part of an exercise: `p` is its problem."""

    play: Play
    part: str

    @property
    def p(self) -> Any:
        return self.play.problem

    @property
    def start(self) -> Any:
        return self.play.start

    def grade(self, state: Any = None, **changes: Any) -> Grade:
        """The verdict on a state, or on the start with changes."""
        self.play.put(replace(self.play.start if state is None else state, **changes))
        return self.play.grade(self.part)

    def solution(self, **changes: Any) -> Any:
        """The solved state, with changes."""
        self.play.restart()
        self.play.solve(self.part)
        return replace(self.play.state, **changes)


Opened = Callable[..., Attempt]


@pytest.fixture(params=[pytest.param(6, id="6"), pytest.param(200, id="200", marks=pytest.mark.trust)])
def seeds(request: pytest.FixtureRequest) -> range:
    """A sample of seeds; two hundred with `-m trust`. (`tutor check` proves each lesson on twenty.)"""
    return range(request.param)


@pytest.fixture
def opened() -> Opened:
    """opened(cls, seed, part="") -> an attempt."""

    def open_one(kind: type[Exercise[Any, Any]], seed: int = 0, part: str = "") -> Attempt:
        return Attempt(Play.open(kind, seed), part)

    return open_one


@pytest.fixture
def csv(tmp_path: Path) -> Callable[..., Path]:
    """csv(name=column, …) -> a file."""

    def write(**columns: Any) -> Path:
        path = tmp_path / "my.csv"
        rows = zip(*columns.values(), strict=True)
        lines = [",".join(columns), *(",".join(map(str, row)) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
