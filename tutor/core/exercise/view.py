"""What an exercise shows, as data: `View` and its parts, drawn by the app and told in words by `words`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tutor.core.exercise.chart import Chart
from tutor.core.exercise.layers.base import Tone


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation as TeX: `symbols` in letters, `numbers` the same with the current numbers in it."""

    symbols: str
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that moves: `value` beside what the `best` possible is, if that may be known."""

    label: str
    value: float | str
    unit: str = ""
    best: float | None = None
    format: str = ".4g"

    def shown(self) -> str:
        """The value as the learner reads it, without the label."""
        return self.value if isinstance(self.value, str) else format(self.value, self.format)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. `control` names a Cells field of the state: then cells can be marked.

    `marks` are (row, column, tone) of cells to set apart; a column or row of -1 means the whole row or column.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str | float | int | None]]
    title: str = ""
    control: str = ""
    marks: Sequence[tuple[int, int, Tone]] = ()
    height: int = 8


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about this very state."""

    text: str
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a diagram, at a column and a row of its grid; `lines` stand in it. `key` joins it to edges."""

    key: str
    lines: tuple[str, ...]
    column: int
    row: int
    tone: Tone = "data"


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes of a diagram, with a word on it."""

    start: str
    end: str
    label: str = ""
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and arrows on a grid; where it does not fit, the neighbourhood of `focus` is shown."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    focus: str = ""
    title: str = ""
    direction: Literal["right", "down"] = "right"


ViewPart: TypeAlias = Chart | Formula | Metric | Table | Note | Diagram


@dataclass(frozen=True, slots=True, init=False)
class View:
    """The parts of what is on screen, in order: `View(Chart(...), Metric(...))`."""

    parts: tuple[ViewPart, ...]

    def __init__(self, *parts: ViewPart) -> None:
        object.__setattr__(self, "parts", parts)
