"""Fit a line by hand: turn it with m, lift it with b."""

from dataclasses import replace

from tutor.api import Criterion, Exercise, Misconception, OwnData, Prediction, first_of, rubric, source_code

from .problem import Cloud, Fit, cloud
from .view import picture


IDEAS = first_of(
    Misconception("m = 0 costs nothing", lambda p, fit: p.about(fit, 0), lambda p, fit:
                  f"A flat line at the mean is the baseline. It loses {p.baseline:.4g}, not 0. Now turn it.",
                  lambda p: p.set_to(0)),
    Misconception("fitted x on y", lambda p, fit: p.about(fit, p.sideways),
                  "This line has the smallest misses sideways. Residuals are measured along y: turn it back a bit.",
                  lambda p: None if abs(p.best.r) > 0.9 else p.set_to(p.sideways)),
    # The avoidable loss is n(turn² + lift²): the larger of the two leads.
    Misconception("b makes it steeper", lambda p, fit: p.lift(fit.m, fit.b) > abs(p.turn(fit.m)), lambda p, fit:
                  f"{p.off(fit)} above the mean of y. b does not turn a line, it lifts it: lower it with b.",
                  lambda p: p.set_to(0.6 * p.best.slope, p.spread[1])),
    Misconception("turned, but not lifted", lambda p, fit: -p.lift(fit.m, fit.b) > abs(p.turn(fit.m)), lambda p, fit:
                  f"{p.off(fit)} below the mean of y. Lift it with b.",
                  lambda p: p.set_to(p.best.slope, -p.spread[1])),
    Misconception("slope of the wrong sign", lambda p, fit: fit.m * p.best.slope < 0, lambda p, fit:
                  "The points {}, but your line {}: m has the wrong sign.".format(
                      *(("rise", "falls") if fit.m < 0 else ("fall", "rises"))), lambda p: p.set_to(-p.best.slope)),
    Misconception("turned too far", lambda p, fit: p.turn(fit.m) * p.best.slope > 0,
                  "Turn it flatter, about the point of the means.", lambda p: p.set_to(1.9 * p.best.slope)),
    Misconception("stopped turning early", lambda p, fit: True,
                  "Turn it steeper, about the point of the means.", lambda p: p.set_to(0.5 * p.best.slope)),
)
"""What is most wrong with a line."""


class FitLine(Exercise[Cloud, Fit]):
    """Fit y = mx + b by hand to Anscombe's first set, or to your own table."""

    own_data = OwnData(x="number", y="number", rows=(5, 100_000))
    untouched = "The line is where it began. Move m and b first."
    predictions = (
        Prediction("Here is a line. Raise b by one step and leave m alone: what will the loss do?",
                   ("go down", "go up", "stay as it is"), truth="raising_b", see="b",
                   why="Lifting helps while the points lie above the line on average, and hurts from there on."),
    )
    misconceptions = IDEAS
    setup = staticmethod(cloud)
    view = staticmethod(picture)

    def start(self, p: Cloud) -> Fit:
        return Fit(*p.first)

    def criteria(self, p: Cloud, fit: Fit) -> list[Criterion]:
        """The avoidable loss that is left, against the flat line through the mean."""
        loss = p.loss(fit)
        worse = f"A flat line would lose {p.baseline:.4g}, yours loses {loss:.4g}" if loss > p.baseline else ""
        return [rubric.excess("loss", loss, best=p.best.sse, baseline=p.baseline, note=worse)]

    def praise(self, p: Cloud, fit: Fit) -> str:
        return (f"Loss {p.loss(fit):.4g}; the best possible is {p.best.sse:.4g}, as the points do not lie on a line. "
                f"You left {max(0.0, p.left(fit.m, fit.b)):.1%} of the avoidable loss.")

    def solution(self, p: Cloud, fit: Fit) -> Fit:
        """The least-squares line, to the sliders' steps."""
        return replace(fit, **p.set_to(p.best.slope))  # type: ignore[arg-type]

    def code(self, p: Cloud, fit: Fit) -> str:
        shifts = "".join(f"{n} = {n} - {at!r}\n" for n, at in zip("xy", p.origin, strict=True) if at)
        return f"""import numpy as np

{source_code(p.source, x=p.x, y=p.y)}{shifts}m, b = {fit.m!r}, {fit.b!r}

loss = np.sum((y - (m * x + b)) ** 2)
slope, intercept = np.polyfit(x, y, 1)          # least squares
best = np.sum((y - (slope * x + intercept)) ** 2)
flat = np.sum((y - y.mean()) ** 2)              # the baseline
print(f"loss {{loss:.4g}}, best possible {{best:.4g}}")
print(f"avoidable loss left {{100 * (loss - best) / (flat - best):.1f}}%")
"""
