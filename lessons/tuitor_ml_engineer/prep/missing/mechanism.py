"""Why is it missing? Stories, and a map of the gaps that may or may not show it."""

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from tutor.api import Axis, Chart, Choice, Criterion, Exercise, HeatMap, Misconception, Note, OwnTable, Prediction, View
from tutor.api import rubric

from .problem import CHANCE, HOLED, ITSELF, SEEN, UNTOLD, Patients, patients

OPEN = "?"
KINDS = (OPEN, CHANCE, SEEN, ITSELF, UNTOLD)
BANDS = 17
"""Rows of the map: bands of 26 patients."""


@dataclass(frozen=True)
class Reasons:
    """By which column the patients are sorted, and why each column has its gaps."""

    by: Annotated[str, Choice(("s6", "age"), label="sorted by")] = "s6"
    bmi: Annotated[str, Choice(KINDS, label="bmi")] = OPEN
    bp: Annotated[str, Choice(KINDS, label="bp")] = OPEN
    s5: Annotated[str, Choice(KINDS, label="s5")] = OPEN

    @property
    def told(self) -> tuple[str, ...]:
        return self.bmi, self.bp, self.s5


def _fooled(p: Patients, s: Reasons, truth: str, told: str) -> bool:
    return any(why == truth and mine == told for why, mine in zip(p.why, s.told, strict=True))


def _as(p: Patients, truth: str, told: str) -> dict[str, str] | None:
    """The answer that takes every `truth` for `told`."""
    if truth not in p.why:
        return None
    return {name: told if why == truth else why for name, why in zip(HOLED, p.why, strict=True)}


class Mechanism(Exercise[Patients, Reasons]):
    """Read the story, look at the map, say what you know."""

    pass_at = 1.0
    untouched = "First sort the map, or say what made the gaps of a column."
    predictions = (
        Prediction("Patients with a high value often refuse to be measured. Will the map of gaps show that?",
                   ("yes, as a clear pattern", "no: the gaps depend on what is missing"), 1, see="by",
                   why="You can sort by a column that is there, but not by the value that is missing."),
    )
    misconceptions = (
        Misconception("gaps are chance unless told", lambda p, s: _fooled(p, s, UNTOLD, CHANCE),
                      "Without a story nobody can tell: even a map without a pattern does not rule out its own value.",
                      lambda p: _as(p, UNTOLD, CHANCE)),
        Misconception("the data tell why", lambda p, s: _fooled(p, s, UNTOLD, ITSELF) or _fooled(p, s, UNTOLD, SEEN),
                      "Nothing was told. A pattern shows that a column is involved, but not that nothing else is.",
                      lambda p: _as(p, UNTOLD, ITSELF)),
        Misconception("a refusal is chance", lambda p, s: _fooled(p, s, ITSELF, CHANCE)
                      and not _fooled(p, s, UNTOLD, CHANCE),
                      "There the value itself decides whether it is in the table: those left are too low on average.",
                      lambda p: _as(p, ITSELF, CHANCE)),
        Misconception("seen or itself, it is one", lambda p, s: _fooled(p, s, SEEN, ITSELF)
                      and not _fooled(p, s, UNTOLD, ITSELF),
                      "The story speaks of another column, which is there: age. Among people of one age it is chance.",
                      lambda p: _as(p, SEEN, ITSELF)),
    )

    def setup(self, seed: int, table: OwnTable | None) -> Patients:
        return patients(seed)

    def view(self, p: Patients, s: Reasons) -> View:
        order = np.argsort(p.X[:, p.names.index(s.by)], kind="stable")
        shares = np.array([p.masks[rows].mean(axis=0) for rows in np.array_split(order, BANDS)])
        return View(
            Chart([HeatMap(shares, (0.5, 3.5), (1, BANDS), label="share missing")],
                  x=Axis("column", whole=True), y=Axis(f"patients, by {s.by}"), title="gaps: 1 bmi, 2 bp, 3 s5"),
            *(Note(f"{name}: {told}.") for name, told in zip(HOLED, p.told, strict=True)),
        )

    def validate(self, p: Patients, s: Reasons) -> str:
        left = [name for name, told in zip(HOLED, s.told, strict=True) if told == OPEN]
        return f"Still open: {', '.join(left)}." if left else ""

    def criteria(self, p: Patients, s: Reasons) -> list[Criterion]:
        right = sum(why == told for why, told in zip(p.why, s.told, strict=True))
        return [rubric.share("reasons", right, 3, noun="reasons", says="For each column, read again what decided.")]

    def praise(self, p: Patients, s: Reasons) -> str:
        return "Each time it was the story that told you, not the map."

    def solution(self, p: Patients, s: Reasons) -> Reasons:
        return replace(s, **dict(zip(HOLED, p.why, strict=True)))
