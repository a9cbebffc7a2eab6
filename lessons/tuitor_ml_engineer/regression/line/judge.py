"""Judge sets II to IV of Anscombe's quartet, which have the numbers of set I and not its picture."""

from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

from tutor.api import (
    Axis,
    Chart,
    Choice,
    Exercise,
    Grade,
    Line,
    Mistake,
    Part,
    Points,
    Predict,
    Table,
    Toggle,
    View,
    diagnose,
    regression,
)

from .quartet import quartet

UNDECIDED = "not judged yet"
VERDICTS = {
    "line": "fine: the points scatter evenly",
    "curve": "curve: a line is the wrong shape",
    "outlier": "outlier: one y is far off the rest",
    "leverage": "leverage: one x alone makes the slope",
}
OPTIONS = (UNDECIDED, *VERDICTS.values())


@dataclass(frozen=True)
class Verdicts:
    """What the learner says of three tables, and whether the plots are uncovered."""

    plots: Annotated[bool, Toggle(label="show the plots")] = False
    a: Annotated[str, Choice(OPTIONS, label="A")] = UNDECIDED
    b: Annotated[str, Choice(OPTIONS, label="B")] = UNDECIDED
    c: Annotated[str, Choice(OPTIONS, label="C")] = UNDECIDED


class Judge(Exercise[Verdicts]):
    """Sets II to IV have the line, the r and the loss of set I. Look at them."""

    predictions = (
        Predict(
            "Three more tables, with the same slope, intercept and r as the first. Will their plots look alike?",
            ("yes, much alike", "no, they may differ in every way"),
            truth=1,
            why="Four numbers cannot hold eleven points. Plot before you trust a fit.",
        ),
    )

    def setup(self, seed: int) -> None:
        """Sets II, III and IV under the names A, B, C, in an order that the seed chooses."""
        names = ["II", "III", "IV"]
        Random(seed).shuffle(names)
        self.sets = {letter: quartet(name) for letter, name in zip("abc", names, strict=True)}
        self.truth = {letter: diagnose.verdict(x, y) for letter, (x, y) in self.sets.items()}

    def start(self) -> Verdicts:
        """Nothing judged, nothing but numbers to see."""
        return Verdicts()

    def view(self, state: Verdicts) -> View:
        """The numbers that do not tell the tables apart; once uncovered, three plots with their least-squares lines."""
        fits = {letter: regression.line(x, y) for letter, (x, y) in self.sets.items()}
        charts = [
            Chart(
                [
                    Line([3, 20], regression.predict([fit.slope], fit.intercept, [3, 20]), tone="model"),
                    Points(*self.sets[letter], tone="data"),
                ],
                x=Axis("x", low=3, high=20),
                y=Axis("y", low=2, high=14),
                title=letter.upper(),
                height=11,
            )
            for letter, fit in fits.items()
        ]
        rows = [
            (letter.upper(), f"{fit.slope:.2f}", f"{fit.intercept:.2f}", f"{fit.r:.2f}", f"{fit.sse:.1f}")
            for letter, fit in fits.items()
        ]
        numbers = Table(("table", "slope", "intercept", "r", "loss"), rows, height=4)
        return View(*charts, numbers) if state.plots else View(numbers)

    def grade(self, state: Verdicts) -> Grade:
        """Each verdict against the table's squared term, largest residual and largest leverage."""
        said = {"a": state.a, "b": state.b, "c": state.c}
        if all(word == UNDECIDED for word in said.values()):
            return Grade.unattempted("Judge at least one table.")
        parts: list[Part] = []
        words: dict[str, list[str]] = {}
        routes: list[str] = []
        for letter, word in said.items():
            right = word == VERDICTS[self.truth[letter]]
            parts.append(Part(letter.upper(), float(right)))
            if not right:
                words.setdefault(self._correct(state, letter, word), []).append(letter.upper())
                routes.append(word.split(":")[0])
        feedback = " ".join(f"{', '.join(letters)}: {text}" for text, letters in words.items())
        praise = "All three. Slope, intercept and r agree to two decimals; only a look tells the tables apart."
        return Grade.rubric(parts, feedback or praise, route=", ".join(routes), pass_at=1.0)

    def _correct(self, state: Verdicts, letter: str, word: str) -> str:
        """What this verdict overlooks, without naming the right one."""
        said = word.split(":")[0]
        x, y = self.sets[letter]
        if word == UNDECIDED:
            return "not judged yet." if state.plots else "not judged yet. Look at the plots."
        if said == "fine":
            look = "Look for a pattern, or for a point apart." if state.plots else "Look at the plots."
            return f"the same numbers do not make the same data. {look}"
        if said == "curve":
            t = diagnose.quadratic_t(x, y)
            return (
                f"a curve bends all the way, and x² would help. Here it hardly does (|t| = {t:.1f}): look at one point."
            )
        if said == "outlier":
            t = max(abs(v) for v in diagnose.deleted_t(x, y))
            return (
                f"an outlier is far off in y. Here no point is more than {t:.1f} standard errors off: that is chance."
            )
        h = max(diagnose.leverage(x))
        return f"leverage is about x alone. The largest here is {h:.2f}; it takes 1.00 to make the slope."

    def solve(self, start: Verdicts) -> Verdicts:
        """The computed verdicts."""
        return replace(start, plots=True, **{letter: VERDICTS[name] for letter, name in self.truth.items()})

    def mistakes(self) -> list[Mistake[Verdicts]]:
        """Same numbers, same data; and each verdict given where it does not hold."""
        fine = VERDICTS["line"]
        swap = {"curve": "outlier", "outlier": "leverage", "leverage": "curve"}
        swapped = Verdicts(plots=True, **{letter: VERDICTS[swap[name]] for letter, name in self.truth.items()})
        return [
            Mistake("same numbers, same data", Verdicts(a=fine, b=fine, c=fine), expect="same numbers"),
            Mistake("verdicts mixed up", swapped, expect="leverage is about x"),
        ]

    def code(self, state: Verdicts) -> str:
        """NumPy for the table of equal numbers."""
        tables = "".join(f"    {name.upper()!r}: ({x}, {y}),\n" for name, (x, y) in self.sets.items())
        return (
            f"import numpy as np\n\ntables = {{\n{tables}}}\n"
            "for name, (x, y) in tables.items():\n"
            "    x, y = np.array(x), np.array(y)\n"
            "    slope, intercept = np.polyfit(x, y, 1)\n"
            "    r = np.corrcoef(x, y)[0, 1]\n"
            "    loss = np.sum((y - slope * x - intercept) ** 2)\n"
            '    print(f"{name} {slope:.2f} {intercept:.2f} {r:.2f} {loss:.1f}")\n'
        )
