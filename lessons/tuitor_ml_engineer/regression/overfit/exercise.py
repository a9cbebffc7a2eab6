"""Raise the degree of a curve, watch its two errors part, and decide on a degree before the truth is drawn."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Exercise, OwnData, Prediction, action

from .grading import MISCONCEPTIONS, criteria
from .problem import DEGREES, Choosing, Sample, sample
from .view import picture, program


class Degree(Exercise[Sample, Choosing]):
    """Choose the degree that will do best on rows that nobody has seen."""

    own_data = OwnData(x="number", y="number", rows=(50, 100_000))
    untouched = "Raise the degree first."
    predictions = (
        Prediction("Degrees 0 to 13 are fitted to 15 rows. Which will do best on the rows held out?",
                   ("the highest: it comes closest to the rows", "a line at most: simple is safe",
                    "one in between"), truth="where", evidence=lambda p, s: len(s.seen) == len(DEGREES),
                   why="Validation falls while the curve learns the shape, and rises once it learns the noise."),
    )
    misconceptions = MISCONCEPTIONS
    setup = staticmethod(sample)
    view = staticmethod(picture)
    code = staticmethod(program)
    criteria = staticmethod(criteria)

    def settle(self, p: Sample, before: Choosing, after: Choosing) -> Choosing:
        """A degree that is shown has been seen."""
        return replace(after, seen=tuple(sorted({*after.seen, after.degree})))

    def sealed(self, p: Sample, s: Choosing) -> bool:
        """Once the truth is drawn, the decision stands."""
        return s.chosen is not None

    def enabled_controls(self, p: Sample, s: Choosing) -> Collection[str] | None:
        return None if s.chosen is None and len(s.seen) == len(DEGREES) else ["degree"]

    @action("Decide on this degree", key="d")
    def decide(self, p: Sample, s: Choosing) -> Choosing:
        """Once, and then the truth is drawn."""
        return replace(s, chosen=s.degree) if s.chosen is None else s

    def validate(self, p: Sample, s: Choosing) -> str:
        """The verdict is on the degree that was decided on."""
        if s.chosen is not None:
            return ""
        left = len(DEGREES) - len(s.seen)
        return f"See the other {left} degrees, then decide." if left else "Decide on a degree first."

    def praise(self, p: Sample, s: Choosing) -> str:
        d = s.chosen or 0
        simplest = p.ties[0]
        tied = "It is the simplest of those that tie." if d == simplest else f"Degree {simplest} ties, and is simpler."
        return (f"Degree {d} has {p.validation[d]:.2g} on held-out rows, the lowest is {p.validation[p.best]:.2g}. "
                f"{tied} On new rows it has {p.last[d]:.2g}; degree {DEGREES[-1]} has {p.last[-1]:.2g}.")

    def solution(self, p: Sample, s: Choosing) -> Choosing:
        """The simplest degree that ties with the best."""
        return replace(s, degree=p.ties[0], seen=DEGREES, chosen=p.ties[0])
