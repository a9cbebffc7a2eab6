"""The silent bug: a loss of y (n,) and p (n, 1) runs, prints a number, and teaches a model to ignore its input."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any

import numpy as np

from tutor.api import (Axis, Chart, Choice, Criterion, Exercise, Line, Metric, Misconception, OwnTable, Points,
                       Prediction, Slider, View, arrays, nice_limits, regression, rubric, tensors)

RAW, ROWS, COLUMN = "y - p", "y[None, :] - p", "y - p[:, 0]"
SLOPES = np.arange(-2.0, 16.01, 0.5)
STEP, FIRST = 0.25, 8.0


@dataclass(frozen=True)
class Patients:
    """bmi x and progression y of 442 patients; predictions p are a column (442, 1), as a matrix product gives them."""

    x: np.ndarray
    y: np.ndarray

    def predicted(self, m: float) -> Any:
        """The line of slope m through the point of the means."""
        return (self.y.mean() + m * (self.x - self.x.mean()))[:, None]

    def difference(self, m: float, line: str) -> Any:
        """What the line of code computes."""
        y, p = self.y, self.predicted(m)
        return y[None, :] - p if line == ROWS else y - p[:, 0] if line == COLUMN else y - p

    def loss(self, m: float, line: str) -> float:
        return float((self.difference(m, line) ** 2).mean())

    def curve(self, line: str) -> list[float]:
        """The loss at each of SLOPES; over all pairs by the formula, since n² differences take too long."""
        mean = regression.mse if line == COLUMN else tensors.silent_mse
        return [mean(self.y, self.predicted(m)[:, 0]) for m in SLOPES]

    @property
    def best(self) -> float:
        """The slope of least squares."""
        dx = self.x - self.x.mean()
        return float(dx @ self.y / (dx @ dx))

    @property
    def flattening(self) -> int:
        """What the loss does as the slope falls from the first one to 0: 0 rise, 1 fall, 2 neither."""
        change = self.loss(0, RAW) - self.loss(FIRST, RAW)
        return 0 if change > 1 else 1 if change < -1 else 2


@dataclass(frozen=True)
class Fitted:
    """The slope, and the line of code that is run."""

    m: Annotated[float, Slider(-2, 16, step=STEP, label="slope m")] = FIRST
    line: Annotated[str, Choice((RAW, ROWS, COLUMN), label="code")] = RAW


@cache
def _table() -> tuple[Any, Any]:
    return arrays("core/diabetes", "bmi", "progression")


class SilentLoss(Exercise[Patients, Fitted]):
    """Mend the line of code, then make its loss least."""

    pass_at = 0.95
    untouched = "Turn the line with m, and try another line of code."
    predictions = (
        Prediction("The line is near the best one. Turn it flat: all patients get the same prediction. What will the "
                   "loss of this code do?", ("rise", "fall", "stay about the same"), truth="flattening", see="m",
                   steps=-32, why="The worse the line fits, the lower this loss. Look at the shape of y − p."),
    )
    misconceptions = (
        Misconception("a low loss is a good fit", lambda p, s: s.line == RAW and abs(s.m) < 3, lambda p, s:
                      "The flat line has the least loss here, and it predicts the mean for everybody. This loss "
                      "compares each prediction with each patient.", lambda p: {"line": RAW, "m": 0.0},
                      criterion="code"),
        Misconception("(n,) − (n, 1) is elementwise", lambda p, s: s.line == RAW and abs(s.m) >= 3, lambda p, s:
                      f"y − p is {p.difference(s.m, RAW).shape}: {p.loss(s.m, RAW):,.0f} instead of "
                      f"{p.loss(s.m, COLUMN):,.0f}. No error is raised.", lambda p: {"line": RAW}, criterion="code"),
        Misconception("two axes each will do", lambda p, s: s.line == ROWS,
                      "(1, 442) and (442, 1) have two axes each, but both are stretched: still (442, 442).",
                      lambda p: {"line": ROWS}, criterion="code"),
        Misconception("mended, and left flat", lambda p, s: s.line == COLUMN and abs(s.m) < 5,
                      "Now the loss is right, so its least value is the best line. Turn m and look for it.",
                      lambda p: {"m": 0.0}, criterion="loss"),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Patients:
        return Patients(*_table())

    def view(self, p: Patients, s: Fitted) -> View:
        """The line over the patients, the loss along all slopes, and the shape that gives it away."""
        ends = np.array([p.x.min(), p.x.max()])
        line = p.y.mean() + s.m * (ends - p.x.mean())
        return View(
            Chart([Points(p.x[::3], p.y[::3], label="patients"), Line(ends, line, label="p", tone="model")],
                  x=Axis("bmi", "kg/m²"), y=Axis("progression", "", *nice_limits(p.y)), legend=False, title="the fit"),
            Chart([Line(SLOPES, p.curve(s.line), label="loss", tone="muted"),
                   Points([s.m], [p.loss(s.m, s.line)], label="here", tone="accent")],
                  x=Axis("slope m", low=-2, high=16), y=Axis("loss", low=3000, high=11000), legend=False,
                  title="the loss of the code"),
            Metric("loss", p.loss(s.m, s.line), format=",.0f"),
            Metric(f"({s.line}).shape", str(p.difference(s.m, s.line).shape)),
        )

    def criteria(self, p: Patients, s: Fitted) -> list[Criterion]:
        """Half for the line of code, without which nothing counts; half for the loss that could be avoided."""
        least, mended = p.loss(p.best, COLUMN), s.line == COLUMN
        return [Criterion("code", float(mended), cap=1.0 if mended else 0.0),
                rubric.excess("loss", p.loss(s.m, COLUMN), best=least, baseline=p.loss(0, COLUMN))]

    def praise(self, p: Patients, s: Fitted) -> str:
        return (f"Slope {s.m:g}, loss {p.loss(s.m, COLUMN):,.0f}. Before, the same line was said to lose "
                f"{p.loss(s.m, RAW):,.0f}, and a flat one less.")

    def solution(self, p: Patients, s: Fitted) -> Fitted:
        return replace(s, m=round(p.best / STEP) * STEP, line=COLUMN)

    def code(self, p: Patients, s: Fitted) -> str:
        return f"""import numpy as np
from sklearn.datasets import load_diabetes

table = load_diabetes(as_frame=True, scaled=False).frame
x, y = table["bmi"].to_numpy(), table["target"].to_numpy()
p = (y.mean() + {s.m} * (x - x.mean()))[:, None]       # a column, (442, 1)

d = {s.line}
print("shape", d.shape)
print(f"loss {{(d ** 2).mean():,.0f}}")
"""
