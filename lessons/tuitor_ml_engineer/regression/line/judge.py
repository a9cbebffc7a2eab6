"""Judge sets II to IV of Anscombe's quartet, which have the numbers of set I and not its picture."""

from dataclasses import dataclass
from random import Random
from typing import Annotated

import numpy as np

from tutor.api import (Answer, Axis, Chart, Choice, Exercise, Line, OwnTable, Points, Prediction, Table, Toggle, View,
                       WrongAnswer, diagnose, regression)

from .problem import quartet

UNDECIDED = "not judged yet"
VERDICTS = {
    "line": ("fine: the points scatter evenly",
             "the same numbers do not make the same data. Look for a pattern, or for a point apart."),
    "curve": ("curve: a line is the wrong shape",
              "a curve bends all the way. Here a squared term would hardly help: look at single points."),
    "outlier": ("outlier: one y is far off the rest",
                "an outlier is far off in y. Here no point is farther from its line than chance would put it."),
    "leverage": ("leverage: one x alone makes the slope",
                 "leverage is about x alone. Here no single x decides the slope."),
}
"""By kind: the verdict, and what it overlooks where it does not hold."""
OPTIONS = (UNDECIDED, *(verdict for verdict, _ in VERDICTS.values()))


@dataclass(frozen=True)
class Tables:
    """Sets II, III and IV under the letters a, b, c."""

    sets: dict[str, tuple[np.ndarray, np.ndarray]]

    def truth(self, letter: str) -> str:
        """What is wrong with one, from its squared term, its largest residual and its largest leverage."""
        return VERDICTS[diagnose.verdict(*self.sets[letter])][0]


@dataclass(frozen=True)
class Verdicts:
    """What the learner says of three tables, and whether the plots are uncovered."""

    plots: Annotated[bool, Toggle(label="show the plots")] = False
    a: Annotated[str, Choice(OPTIONS, label="A")] = UNDECIDED
    b: Annotated[str, Choice(OPTIONS, label="B")] = UNDECIDED
    c: Annotated[str, Choice(OPTIONS, label="C")] = UNDECIDED


def _answer(letter: str) -> Answer:
    """Of one table: what its own numbers say of it, and what each verdict overlooks."""
    return Answer(letter, lambda p, said: p.truth(letter), name=letter.upper(),
                  unanswered="not judged yet. Look at its plot.",
                  wrong=[WrongAnswer(kind, *verdict) for kind, verdict in VERDICTS.items()])


class Judge(Exercise[Tables, Verdicts]):
    """Sets II to IV have the line, the r and the loss of set I. Look at them."""

    pass_at = 1.0
    untouched = "Judge at least one table."
    predictions = (
        Prediction("Three more tables, with the same slope, intercept and r as the first. Will their plots look alike?",
                   ("yes, much alike", "no, they may differ in every way"), truth=1, see="plots",
                   why="Four numbers cannot hold eleven points. Plot before you trust a fit."),
    )
    answers = tuple(map(_answer, "abc"))
    done = "All three. Slope, intercept and r agree to two decimals; only a look tells the tables apart."

    def setup(self, seed: int, table: OwnTable | None) -> Tables:
        names = ["II", "III", "IV"]
        Random(seed).shuffle(names)
        return Tables({letter: quartet(name) for letter, name in zip("abc", names, strict=True)})

    def view(self, p: Tables, said: Verdicts) -> View:
        """The numbers that do not tell the tables apart; once uncovered, three plots with their least-squares lines."""
        fits = {letter: regression.line(x, y) for letter, (x, y) in p.sets.items()}
        ends = np.array([3.0, 20.0])
        charts = [
            Chart([Line(ends, fit.slope * ends + fit.intercept, label="least squares", tone="model"),
                   Points(*p.sets[letter], label="points", tone="data")],
                  x=Axis("x", low=3, high=20), y=Axis("y", low=2, high=14), title=letter.upper())
            for letter, fit in fits.items()
        ]
        rows = [(letter.upper(), fit.slope, fit.intercept, fit.r, fit.sse) for letter, fit in fits.items()]
        formats = ("", ".2f", ".2f", ".2f", ".1f")
        numbers = Table(("table", "slope", "intercept", "r", "loss"), rows, height=4, formats=formats)
        return View(*charts, numbers) if said.plots else View(numbers)

    def code(self, p: Tables, said: Verdicts) -> str:
        tables = "".join(f"    {n.upper()!r}: ({x.tolist()}, {y.tolist()}),\n" for n, (x, y) in p.sets.items())
        return f"""import numpy as np

tables = {{
{tables}}}
for name, (x, y) in tables.items():
    x, y = np.array(x), np.array(y)
    slope, intercept = np.polyfit(x, y, 1)
    r = np.corrcoef(x, y)[0, 1]
    loss = np.sum((y - slope * x - intercept) ** 2)
    print(f"{{name}} {{slope:.2f}} {{intercept:.2f}} {{r:.2f}} {{loss:.1f}}")
"""
