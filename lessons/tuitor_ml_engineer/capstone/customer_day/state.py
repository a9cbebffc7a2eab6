"""What the learner sets on the eight screens of the day: one state, so that any screen can be gone back to."""

from dataclasses import dataclass
from typing import Annotated

from tutor.api import Cells, Choice, Number, Slider

OPEN = "?"
KINDS = ("units", "sentinel", "constant", "leak", "spelling", "duplicates")
ROW_IS = ("a clinic", "a sample", "a report")
TARGETS = ("diagnosis", "report_code", "waiting time")
MOMENTS = ("measured", "reported", "treated")
RULES = ("always B", "always M", "a coin")
KEEP, DROP = "keep", "drop"
AS_IS, ZERO, GAP = "leave", "0", "missing"
WRITTEN, FOLDED = "leave", "fold"
ONE, NEAREST, LOGISTIC = "one column", "5 nearest", "all columns"
MODELS = (ONE, NEAREST, LOGISTIC)
TRAIN, ALL = "training rows", "all rows, sealed too"
METRICS = ("sealed", "best fold", "training")


@dataclass(frozen=True)
class Day:
    """The choices, and what the seal showed when it was opened: (forecast, accuracy, pipeline)."""

    row: Annotated[str, Choice((OPEN, *ROW_IS), label="one row is")] = OPEN
    target: Annotated[str, Choice((OPEN, *TARGETS), label="predict")] = OPEN
    moment: Annotated[str, Choice((OPEN, *MOMENTS), label="once it is")] = OPEN
    look: Annotated[int, Slider(1, 34, step=1, label="look at row")] = 1
    flags: Annotated[tuple[tuple[int, str], ...], Cells(pick="rows", tags=KINDS, label="defects")] = ()
    cut: Annotated[float, Slider("cuts", label="×100 below")] = 0.0
    gaps: Annotated[str, Choice((AS_IS, ZERO, GAP), label="−999")] = AS_IS
    spelling: Annotated[str, Choice((WRITTEN, FOLDED), label="labels")] = WRITTEN
    repeats: Annotated[str, Choice((KEEP, DROP), label="repeated")] = KEEP
    code: Annotated[str, Choice((KEEP, DROP), label="report_code")] = KEEP
    rule: Annotated[str, Choice((OPEN, *RULES), label="baseline")] = OPEN
    share: Annotated[float | None, Number(label="its accuracy", low=0, high=1)] = None
    model: Annotated[str, Choice((OPEN, *MODELS), label="model")] = OPEN
    fitted: Annotated[str, Choice((OPEN, TRAIN, ALL), label="means from")] = OPEN
    t: Annotated[float, Slider(0.01, 0.99, step=0.01, label="act from p =")] = 0.5
    forecast: Annotated[float | None, Number(label="your forecast", low=0, high=1)] = None
    rows: Annotated[float | None, Number(label="rows used", low=0, high=100_000)] = None
    metric: Annotated[str, Choice((OPEN, *METRICS), label="you promise")] = OPEN
    free: Annotated[float | None, Number(label="without model", low=0, high=1)] = None
    limits: Annotated[tuple[int, ...], Cells(pick="rows", label="limits")] = ()
    opened: tuple[tuple[float, float, str], ...] = ()

    @property
    def pipeline(self) -> str:
        """All that decides what is fitted, as one text."""
        return repr((self.cut, self.gaps, self.spelling, self.repeats, self.code, self.fitted, self.model))
