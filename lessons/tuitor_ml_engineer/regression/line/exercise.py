"""Fit a line by hand to the first set of Anscombe's quartet (1973), or to a table of one's own."""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

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
    Note,
    OwnData,
    Points,
    Predict,
    Segments,
    Slider,
    View,
    regression,
)

from .quartet import quartet
from .units import Units, marked, own, written

SCHOOL, FIELD = "m, b (school)", "W, b (machine learning)"


@dataclass(frozen=True)
class Fit:
    """A line and the sums of squares seen on the way to it."""

    m: Annotated[float, Slider("m_low", "m_high", "m_step", label="m  turns")] = 0.0
    b: Annotated[float, Slider("b_low", "b_high", "b_step", label="b  lifts")] = 0.0
    letters: Annotated[str, Choice((SCHOOL, FIELD), label="letters")] = SCHOOL
    trace: tuple[float, ...] = ()


class FitLine(Exercise[Fit]):
    """Fit y = mx + b by hand to Anscombe's first set, or to your own table."""

    own_data = OwnData(x="number", y="number", rows=(5, 100_000))

    predictions = (
        Predict(
            "The line lies where it lies. Raise b by one step and leave m: what will the loss do?",
            ("go down", "go up", "stay as it is"),
            truth=lambda exercise: exercise.truth_of_raising_b(),
            why="Lifting helps while the points lie above the line on average, and hurts from there on.",
        ),
    )

    x: np.ndarray
    y: np.ndarray
    units: Units

    def setup(self, seed: int) -> None:
        """The table; the seed chooses where the line starts."""
        if self.data is None:
            self.x, self.y = map(np.array, quartet("I"))
            self.units = Units()
        else:
            self.x, self.y, self.units = own(self.data)
        self.m_low, self.m_high, self.m_step = self.units.m
        self.b_low, self.b_high, self.b_step = self.units.b
        self.mean_x, self.mean_y = float(np.mean(self.x)), float(np.mean(self.y))
        self.best = regression.line(self.x, self.y)
        self.baseline = regression.sse(self.y, [self.mean_y] * len(self.y))
        self.sideways = 1 / regression.line(self.y, self.x).slope
        m, b = self.units.start(seed)
        self.first = Fit(m=m, b=b)

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
        before, after = self.sse(self.first), self.sse(replace(self.first, b=self.first.b + self.b_step))
        return 0 if after < before else 1 if after > before else 2

    def settle(self, before: Fit, after: Fit) -> Fit:
        """Remember the loss of each try."""
        if (after.m, after.b) == (before.m, before.b):
            return after
        return replace(after, trace=(*after.trace, self.sse(after))[-120:])

    def view(self, state: Fit) -> View:
        """Points, line, residuals; the trace of tries; the equation and the loss with their numbers."""
        units, x, y = self.units, self.x[:: self.units.every], self.y[:: self.units.every]
        ends = [*units.x]
        letter = "m" if state.letters == SCHOOL else "W"
        # In stretches: an axis that grew with each try would have to be drawn anew with each.
        last = next((end for end in (10, 20, 40, 80) if len(state.trace) <= end), 120)
        sign = "+" if state.b >= 0 else "-"
        m, b = written(state.m, self.m_step), written(abs(state.b), self.b_step)
        return View(
            Chart(
                [
                    Segments(x, y, x, regression.predict([state.m], state.b, x), label="residuals", tone="error"),
                    Line(ends, regression.predict([state.m], state.b, ends), label="your line", tone="model"),
                    Points(x, y, label="points", tone="data"),
                ],
                x=Axis(units.labels[0], low=units.x[0], high=units.x[1]),
                y=Axis(units.labels[1], low=units.y[0], high=units.y[1]),
                share=0.66,
            ),
            Chart(
                [
                    Line(range(len(state.trace)), state.trace, label="your tries", tone="model"),
                    Line(
                        [0, last],
                        [self.best.sse] * 2,
                        label="best possible",
                        tone="good",
                    ),
                ],
                x=Axis("try", low=0, high=last),
                y=Axis("loss", low=units.loss[0], high=units.loss[1], log=True),
                share=0.34,
            ),
            Formula(rf"\hat y = {letter} \cdot x + b", rf"\hat y = {m} \cdot x {sign} {b}"),
            Metric("loss Σ(y−ŷ)²", self.sse(state), best=self.best.sse, format=units.digits),
            Metric("avoidable loss left", 100 * self.excess(state), unit="%", format=".1f"),
            *([Note(units.note)] if units.note else []),
        )

    def grade(self, state: Fit) -> Grade:
        """The excess over the least-squares line, against the flat line through the mean."""
        if (state.m, state.b) == (self.first.m, self.first.b):
            return Grade.unattempted("The line is where it began. Move m and b first.")
        loss, left = self.sse(state), self.excess(state)
        said, best, flat = (format(each, self.units.digits) for each in (loss, self.best.sse, self.baseline))
        if left <= 0.01:
            return Grade.passed(
                f"Loss {said}; the best possible is {best}, since the points do not lie on a line. "
                f"You left {max(0.0, left):.1%} of what a flat line wastes."
            )
        route, advice = self._advice(state)
        worse = f"A flat line would lose {flat}, yours loses {said}."
        where = f"{left:.1%} of the avoidable loss is left." if left <= 1 else worse
        return Grade.failed(f"{where} {advice}", regression.excess(loss, self.best.sse, self.baseline), route)

    def _advice(self, state: Fit) -> tuple[str, str]:
        """The mistake that this line most looks like, and what to do next."""
        best, gap = self.best, (self.mean_y - (state.m * self.mean_x + state.b)) / self.units.gap
        turn = self.units.turn
        if abs(state.m - best.intercept) < 0.3 * turn and abs(state.b - best.slope) < 0.3 * self.units.gap:
            return "swapped", "m and b look swapped: m is the rise per step in x, b the height at x = 0."
        if abs(state.m) < 0.02 * turn and abs(gap) < 0.2:
            return "baseline", (
                "A flat line at the mean is the baseline: no slope does not mean no loss "
                f"({format(self.baseline, self.units.digits)}). Now turn it."
            )
        if abs(gap) < 0.15 and abs(state.m - self.sideways) < 0.05 * turn:
            return "x on y", (
                "This line has the smallest misses sideways. Residuals are measured along y: turn it back a little."
            )
        if abs(gap) < 0.25:
            way = "steeper" if abs(state.m) < abs(best.slope) or state.m * best.slope < 0 else "flatter"
            return (
                "turn",
                f"It passes close to the mean point, as it should. Turn it about that point: {way}.",
            )
        place = "below" if gap > 0 else "above"
        off = written(abs(gap) * self.units.gap, 0.1 * self.b_step)
        middle = written(self.mean_x, (self.units.x[1] - self.units.x[0]) / 12)
        return "lift", (
            f"At the mean x = {middle} it passes {off} {place} the mean of y. m turned it, now lift or lower it with b."
        )

    def solve(self, start: Fit) -> Fit:
        """The least-squares line, to the sliders' steps."""
        m = marked(self.best.slope, self.m_step)
        return replace(start, m=m, b=marked(self.mean_y - m * self.mean_x, self.b_step))

    def mistakes(self) -> list[Mistake[Fit]]:
        """The wrong ideas about a line that learners bring."""
        best, flat = self.best, marked(self.mean_y, self.b_step)
        sideways = round(self.sideways, 2)
        nothing = Mistake("m = 0 costs nothing", Fit(m=0.0, b=flat), expect="baseline")
        if self.data is not None:
            return [nothing]
        return [
            nothing,
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
            f"import numpy as np\n{self._table()}"
            f"m, b = {state.m!r}, {state.b!r}\n\n"
            "loss = np.sum((y - (m * x + b)) ** 2)\n"
            "slope, intercept = np.polyfit(x, y, 1)          # least squares\n"
            "best = np.sum((y - (slope * x + intercept)) ** 2)\n"
            "flat = np.sum((y - y.mean()) ** 2)              # the baseline\n"
            f'print(f"loss {{loss:{self.units.digits}}}, best possible {{best:{self.units.digits}}}")\n'
            'print(f"avoidable loss left {100 * (loss - best) / (flat - best):.1f} %")\n'
        )

    def _table(self) -> str:
        """The lines that give x and y."""
        if self.data is None:
            numbers = [[float(v) for v in each] for each in (self.x, self.y)]
            return f"\nx = np.array({numbers[0]})\ny = np.array({numbers[1]})\n"
        columns = [f"table[{self.data.roles[name]!r}]" for name in "xy"]
        x, y = (f"{name} - {at!r}" if at else name for name, at in zip(columns, self.units.origin, strict=True))
        return f"import pandas as pd\n\ntable = pd.read_csv({self.data.name!r})\nx, y = {x}, {y}\n"
