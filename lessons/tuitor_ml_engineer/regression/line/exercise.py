"""Fit a line by hand to the first set of Anscombe's quartet (1973)."""

from dataclasses import dataclass, replace
from random import Random
from statistics import mean
from typing import Annotated

from tutor.api import (
    Axis,
    Chart,
    Choice,
    Exercise,
    Formula,
    Grade,
    Line,
    Metric,
    Mistake,
    Points,
    Predict,
    Segments,
    Slider,
    View,
    regression,
)

from .quartet import quartet

SCHOOL, FIELD = "m, b (school)", "W, b (machine learning)"


@dataclass(frozen=True)
class Fit:
    """A line and the sums of squares seen on the way to it."""

    m: Annotated[float, Slider(-1, 2, step=0.02, label="m  turns")] = 0.0
    b: Annotated[float, Slider(-4, 14, step=0.1, label="b  lifts")] = 0.0
    letters: Annotated[str, Choice((SCHOOL, FIELD), label="letters")] = SCHOOL
    trace: tuple[float, ...] = ()


class FitLine(Exercise[Fit]):
    """Fit y = mx + b to Anscombe's first set by hand."""

    predictions = (
        Predict(
            "The line lies where it lies. Raise b by 0.1 and leave m: what will the loss do?",
            ("go down", "go up", "stay as it is"),
            truth=lambda exercise: exercise.truth_of_raising_b(),
            why="Lifting helps while the points lie above the line on average, and hurts from there on.",
        ),
    )

    def setup(self, seed: int) -> None:
        """Anscombe's set I; the seed chooses where the line starts."""
        self.x, self.y = quartet("I")
        self.mean_x, self.mean_y = mean(self.x), mean(self.y)
        self.best = regression.line(self.x, self.y)
        self.baseline = regression.sse(self.y, [self.mean_y] * len(self.y))
        self.sideways = 1 / regression.line(self.y, self.x).slope
        random = Random(seed)
        self.first = Fit(m=round(random.randint(-30, -5) * 0.02, 2), b=round(random.randint(20, 120) * 0.1, 1))

    def start(self) -> Fit:
        """A line that falls although the points rise."""
        return replace(self.first, trace=(self.sse(self.first),))

    def sse(self, state: Fit) -> float:
        """Σ(y − ŷ)² of the line, in y's unit squared."""
        return regression.sse(self.y, regression.predict([state.m], state.b, self.x))

    def excess(self, state: Fit) -> float:
        """How much of the flat line's avoidable loss is left: 1 for the flat line, 0 for the best."""
        return (self.sse(state) - self.best.sse) / (self.baseline - self.best.sse)

    def truth_of_raising_b(self) -> int:
        """What raising b by one step does to the loss at the start: 0 lowers, 1 raises, 2 neither."""
        before, after = self.sse(self.first), self.sse(replace(self.first, b=self.first.b + 0.1))
        return 0 if after < before else 1 if after > before else 2

    def settle(self, before: Fit, after: Fit) -> Fit:
        """Remember the loss of each try."""
        if (after.m, after.b) == (before.m, before.b):
            return after
        return replace(after, trace=(*after.trace, self.sse(after))[-120:])

    def view(self, state: Fit) -> View:
        """Points, line, residuals; the trace of tries; the equation and the loss with their numbers."""
        ends = [3.0, 15.0]
        fitted = regression.predict([state.m], state.b, self.x)
        letter = "m" if state.letters == SCHOOL else "W"
        last = max(10, len(state.trace))
        sign = "+" if state.b >= 0 else "-"
        return View(
            Chart(
                [
                    Segments(self.x, self.y, self.x, fitted, label="residuals", tone="error"),
                    Line(ends, regression.predict([state.m], state.b, ends), label="your line", tone="model"),
                    Points(self.x, self.y, label="points", tone="data"),
                ],
                x=Axis("x", low=3, high=15),
                y=Axis("y", low=2, high=14),
                share=0.66,
            ),
            Chart(
                [
                    Line(range(len(state.trace)), state.trace, label="your tries", tone="model"),
                    Line(
                        [0, max(10, len(state.trace))],
                        [self.best.sse] * 2,
                        label="best possible",
                        tone="good",
                    ),
                ],
                x=Axis("try", low=0, high=last),
                y=Axis("loss", low=10, high=1000, log=True),
                share=0.34,
            ),
            Formula(
                rf"\hat y = {letter} \cdot x + b",
                rf"\hat y = {state.m:.2f} \cdot x {sign} {abs(state.b):.1f}",
            ),
            Metric("loss Σ(y−ŷ)²", self.sse(state), best=self.best.sse, format=".2f"),
            Metric("avoidable loss left", 100 * self.excess(state), unit="%", format=".1f"),
        )

    def grade(self, state: Fit) -> Grade:
        """The excess over the least-squares line, against the flat line through the mean."""
        if (state.m, state.b) == (self.first.m, self.first.b):
            return Grade.unattempted("The line is where it began. Move m and b first.")
        loss, left = self.sse(state), self.excess(state)
        if left <= 0.01:
            return Grade.passed(
                f"Loss {loss:.2f}; the best possible is {self.best.sse:.2f}, since the points do not lie on a line. "
                f"You left {max(0.0, left):.1%} of what a flat line wastes."
            )
        route, advice = self._advice(state)
        worse = f"A flat line would lose {self.baseline:.2f}, yours loses {loss:.2f}."
        where = f"{left:.1%} of the avoidable loss is left." if left <= 1 else worse
        return Grade.failed(f"{where} {advice}", regression.excess(loss, self.best.sse, self.baseline), route)

    def _advice(self, state: Fit) -> tuple[str, str]:
        """The mistake that this line most looks like, and what to do next."""
        best, gap = self.best, self.mean_y - (state.m * self.mean_x + state.b)
        if abs(state.m - best.intercept) < 0.3 and abs(state.b - best.slope) < 0.3:
            return "swapped", "m and b look swapped: m is the rise per step in x, b the height at x = 0."
        if abs(state.m) < 0.02 and abs(gap) < 0.2:
            return "baseline", (
                "A flat line at the mean is the baseline: no slope does not mean no loss "
                f"({self.baseline:.2f}). Now turn it."
            )
        if abs(gap) < 0.15 and abs(state.m - self.sideways) < 0.05:
            return "x on y", (
                "This line has the smallest misses sideways. Residuals are measured along y: turn it back a little."
            )
        if abs(gap) < 0.25:
            turn = "steeper" if state.m < best.slope else "flatter"
            return (
                "turn",
                f"It passes close to the mean point, as it should. Turn it about that point: {turn}.",
            )
        place = "below" if gap > 0 else "above"
        return "lift", (
            f"At the mean x = {self.mean_x:.0f} it passes {abs(gap):.2f} {place} the mean of y. "
            "m turned it, now lift or lower it with b."
        )

    def solve(self, start: Fit) -> Fit:
        """The least-squares line, to the sliders' steps."""
        m = round(self.best.slope / 0.02) * 0.02
        return replace(start, m=round(m, 2), b=round(self.mean_y - m * self.mean_x, 1))

    def mistakes(self) -> list[Mistake[Fit]]:
        """The wrong ideas about a line that learners bring."""
        best, flat = self.best, round(self.mean_y, 1)
        sideways = round(self.sideways, 2)
        return [
            Mistake("m = 0 costs nothing", Fit(m=0.0, b=flat), expect="baseline"),
            Mistake("m and b swapped", Fit(m=round(best.intercept), b=round(best.slope, 1)), expect="swapped"),
            Mistake(
                "fitted x on y",
                Fit(m=sideways, b=round(self.mean_y - sideways * self.mean_x, 1)),
                expect="sideways",
            ),
            Mistake("b makes it steeper", Fit(m=0.2, b=8.0), expect="lift or lower it with b"),
            Mistake("stopped turning early", Fit(m=0.3, b=4.8), expect="steeper"),
        ]

    def code(self, state: Fit) -> str:
        """NumPy for the loss of this line, beside the best line."""
        return (
            "import numpy as np\n\n"
            f"x = np.array({[float(v) for v in self.x]})\n"
            f"y = np.array({[float(v) for v in self.y]})\n"
            f"m, b = {state.m!r}, {state.b!r}\n\n"
            "loss = np.sum((y - (m * x + b)) ** 2)\n"
            "slope, intercept = np.polyfit(x, y, 1)          # least squares\n"
            "best = np.sum((y - (slope * x + intercept)) ** 2)\n"
            "flat = np.sum((y - y.mean()) ** 2)              # the baseline\n"
            'print(f"loss {loss:.2f}, best possible {best:.2f}")\n'
            'print(f"avoidable loss left {100 * (loss - best) / (flat - best):.1f} %")\n'
        )
