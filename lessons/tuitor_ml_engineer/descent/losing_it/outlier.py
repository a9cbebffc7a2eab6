"""One point far off the line of the others: which losses follow it, and which have one argmin."""

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Answer, Axis, Chart, Choice, Exercise, Line, Metric, OwnTable, Points, Prediction, Segments,
                       Slider, Squares, View, WrongAnswer, losses, nice, nice_limits, source_code)

from .problem import across, quartet

OPEN, SAME, OTHER = "?", "same argmin", "another argmin"
VERDICTS = (OPEN, SAME, OTHER)
LOSSES = tuple(losses.LOSSES)
SAYS: dict[str, str] = {
    "MSE": "MSE is SSE divided by n. That makes each loss smaller by one factor, and moves no argmin: put MSE on "
    "screen, and compare its line with that of SSE.",
    "RMSE": "the root grows with what is under it, so it is least where that is least. Put RMSE on screen and "
    "compare.",
    "SAE": "squares are not robust: one residual of 8 weighs as 64. Put SAE on screen, and pull the far point.",
    "MAE": "squares are not robust: the far point's residual is squared in SSE, and not in MAE. Put MAE on "
    "screen, and pull the far point.",
}
NAMES = {"MSE": "the mean changes the best line", "RMSE": "the root changes the best line",
         "SAE": "squared error is robust", "MAE": "absolute error is squared error"}


@dataclass(frozen=True)
class Pulled:
    """How far the far point is pulled, the loss on screen, and a verdict for each of four losses."""

    pull: Annotated[float, Slider("pulls", label="far point's y")] = 0.0
    loss: Annotated[str, Choice(LOSSES, label="loss")] = "MAE"
    MSE: Annotated[str, Choice(VERDICTS, label="MSE")] = OPEN
    RMSE: Annotated[str, Choice(VERDICTS, label="RMSE")] = OPEN
    SAE: Annotated[str, Choice(VERDICTS, label="SAE")] = OPEN
    MAE: Annotated[str, Choice(VERDICTS, label="MAE")] = OPEN


@dataclass(frozen=True)
class Third:
    """Ten points that nearly lie on a line, and one that does not."""

    x: np.ndarray
    y: np.ndarray

    @cached_property
    def far(self) -> int:
        """Which point is the one."""
        return int(np.abs(self.y - np.polyval(losses.best_line("MAE", self.x, self.y), self.x)).argmax())

    @property
    def pulls(self) -> tuple[float, float, float]:
        """(low, high, step) of the far point's y: from the others' line to as far again."""
        on_line = float(np.polyval(losses.best_line("MAE", self.x, self.y), self.x[self.far]))
        up = float(self.y[self.far]) - on_line
        low, high = sorted((on_line, on_line + 2 * up))
        return nice.span(low, high, nice.step(abs(up) / 15))

    def points(self, pull: float) -> np.ndarray:
        y = self.y.copy()
        y[self.far] = pull
        return y

    def line(self, name: str, pull: float) -> tuple[float, float]:
        """(W, b) of the least loss of this name: its argmin."""
        return losses.best_line(name, self.x, self.points(pull))

    def right(self, name: str) -> str:
        """Whether a loss has the argmin of SSE, recomputed."""
        pull = float(self.y[self.far])
        return SAME if np.allclose(self.line(name, pull), self.line("SSE", pull)) else OTHER

    @property
    def follows(self) -> int:
        """Which line moves when the far point is pulled: 0 both, 1 that of the squares, 2 the other."""
        _, high, _ = self.pulls
        squares, absolute = (not np.allclose(self.line(name, high), self.line(name, float(self.y[self.far])))
                             for name in ("SSE", "MAE"))
        return 0 if squares and absolute else 1 if squares else 2


def _verdict(name: str) -> Answer:
    """What is to be said of a loss, recomputed; the other verdict has its own reason."""
    return Answer(name, lambda p, s: p.right(name), unanswered="not judged yet.", wrong=[
        WrongAnswer(NAMES[name], lambda p, s: OTHER if p.right(name) == SAME else SAME, SAYS[name])])


class Outlier(Exercise[Third, Pulled]):
    """Four losses beside SSE, and one far point."""

    untouched = "Judge at least one loss."
    predictions = (
        Prediction("One line has the least squares, one the least absolute errors. Pull the far point away: which one "
                   "follows?", ("both", "that of the squares", "that of the absolute errors"), truth="follows",
                   see="pull", steps=8,
                   why="A further unit of a residual adds ever more to its square, and always the same to its absolute "
                   "value."),
    )
    answers = tuple(map(_verdict, NAMES))
    done = ("All four. Dividing by n and taking the root change the min, not the argmin; squares and absolute values "
            "have argmins of their own.")

    def setup(self, seed: int, table: OwnTable | None) -> Third:
        """Anscombe's third set, in units of the seed."""
        random = Random(seed)
        x, y = quartet("III")
        return Third(random.choice([-1.0, 1.0]) * random.choice([0.5, 1.0, 2.0]) * x,
                     random.choice([0.5, 1.0, 2.0, 10.0]) * y)

    def start(self, p: Third) -> Pulled:
        return Pulled(pull=nice.nearest(float(p.y[p.far]), p.pulls[2]))

    def view(self, p: Third, s: Pulled) -> View:
        """The points, the line with the least SSE, and that of the loss on screen with its residuals."""
        y, x_ends, y_ends = p.points(s.pull), nice_limits(p.x), nice_limits(p.y, p.pulls[:2])
        (W, b), (W2, b2), ends = p.line(s.loss, s.pull), p.line("SSE", s.pull), np.array(x_ends)
        told, others = W * p.x + b, np.arange(len(y)) != p.far
        side = -across(x_ends, y_ends) if p.x[p.far] > p.x.mean() else across(x_ends, y_ends)
        left = (Squares(p.x, told, y, stretch=side, label="r²", tone="error") if s.loss in losses.SQUARES else
                Segments(p.x, y, p.x, told, label="|r|", tone="error"))
        return View(
            Chart([left, Line(ends, W2 * ends + b2, label="least SSE", tone="second"),
                   Line(ends, W * ends + b, label=f"least {s.loss}", tone="model"),
                   Points(p.x[others], y[others], label="points"),
                   Points(p.x[[p.far]], y[[p.far]], label="far point", tone="accent")],
                  x=Axis("x", low=x_ends[0], high=x_ends[1]), y=Axis("y", low=y_ends[0], high=y_ends[1]),
                  title="two lines"),
            Metric(f"argmin of {s.loss}", f"W {W:.4g}, b {b:.4g}"),
            Metric("min", losses.LOSSES[s.loss](y, told), format=".4g"),
            Metric("argmin of SSE", f"W {W2:.4g}, b {b2:.4g}"),
        )

    def code(self, p: Third, s: Pulled) -> str:
        """Both argmins: least squares, and the best of all lines through two of the points."""
        formula = {"SSE": "np.sum(r**2)", "MSE": "np.mean(r**2)", "RMSE": "np.sqrt(np.mean(r**2))",
                   "SAE": "np.sum(abs(r))", "MAE": "np.mean(abs(r))"}[s.loss]
        return f"""from itertools import combinations

import numpy as np

{source_code(None, x=p.x, y=p.points(s.pull))}

def loss(line):
    r = y - np.polyval(line, x)
    return {formula}


squares = np.polyfit(x, y, 1)          # the argmin of SSE
pairs = [np.polyfit(x[[i, j]], y[[i, j]], 1) for i, j in combinations(range(len(x)), 2)]
best = min([squares, *pairs], key=loss)     # the argmin of absolute errors runs through two of the points
print(f"argmin of {s.loss}: W {{best[0]:.4g}}, b {{best[1]:.4g}}; min {{loss(best):.4g}}")
print(f"argmin of SSE: W {{squares[0]:.4g}}, b {{squares[1]:.4g}}")
"""
