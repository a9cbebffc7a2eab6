"""Look at a table with fifteen probes, and flag what is wrong with it."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Criterion, Exercise, OwnData, OwnTable, Prediction, View, action

from .grading import criteria, misconceptions
from .problem import Frame, Looking, frame
from .view import PROBES, picture, program


class Look(Exercise[Frame, Looking]):
    """Wine, with five or six seeded defects; or your own table, with the same planted in a copy."""

    own_data = OwnData(x="", y="", target="any", rows=(50, 100_000))
    pass_at = 0.85
    """Five defects of six and one false alarm pass, four of six do not."""
    predictions = (
        Prediction("Nobody said how many rows each class of the target has. How rare will the rarest be?",
                   ("about as common as the others", "about a fifth of the rows", "less than a twentieth"),
                   truth="rarest", evidence=lambda p, s: s.drew(p.target),
                   why="Nothing says that classes are equally common. Count them first: a histogram of the target."),
    )
    misconceptions = tuple(misconceptions())

    def setup(self, seed: int, table: OwnTable | None) -> Frame:
        return frame(seed, table)

    def start(self, p: Frame) -> Looking:
        """Nothing looked at; the first column under the eye."""
        return Looking(column=p.names[0])

    def _probe(self, s: Looking, kind: str, column: str = "") -> Looking:
        if len(s.spent) >= PROBES:
            return s
        return replace(s, spent=(*s.spent, (kind, column)))

    @action("head")
    def head(self, p: Frame, s: Looking) -> Looking:
        """The first rows."""
        return self._probe(s, "head")

    @action("nunique")
    def nunique(self, p: Frame, s: Looking) -> Looking:
        """How many different values each column has."""
        return self._probe(s, "nunique")

    @action("nulls")
    def nulls(self, p: Frame, s: Looking) -> Looking:
        """How many values each column lacks."""
        return self._probe(s, "nulls")

    @action("correlation")
    def correlation(self, p: Frame, s: Looking) -> Looking:
        """How strongly each column goes with the target."""
        return self._probe(s, "correlation")

    @action("duplicates")
    def duplicates(self, p: Frame, s: Looking) -> Looking:
        """How many rows repeat an earlier one."""
        return self._probe(s, "duplicates")

    @action("histogram")
    def histogram(self, p: Frame, s: Looking) -> Looking:
        """The values of one column."""
        return self._probe(s, "histogram", s.column)

    @action("box")
    def box(self, p: Frame, s: Looking) -> Looking:
        """The quartiles of one column, and what lies beyond."""
        return self._probe(s, "box", s.column)

    @action("split by target")
    def split(self, p: Frame, s: Looking) -> Looking:
        """One column, apart for each value of the target."""
        return self._probe(s, "split", s.column)

    def enabled_controls(self, p: Frame, s: Looking) -> Collection[str] | None:
        """No more probes once fifteen are spent."""
        return None if len(s.spent) < PROBES else ("column", "flags", "task", "metric")

    def view(self, p: Frame, s: Looking) -> View:
        return picture(p, s)

    def code(self, p: Frame, s: Looking) -> str:
        return program(p, s)

    def validate(self, p: Frame, s: Looking) -> str:
        touched = s.flags or (s.task, s.metric) != ("?", "?")
        return "" if touched else "Flag what is wrong: pick a column in the table and its defect."

    def criteria(self, p: Frame, s: Looking) -> list[Criterion]:
        return criteria(p, s)

    def praise(self, p: Frame, s: Looking) -> str:
        return f"All {len(p.wanted(s.flags))} defects, with {len(s.spent)} of {PROBES} probes, and a metric that suits."

    def solution(self, p: Frame, s: Looking) -> Looking:
        """What the detectors flag, looked at."""
        flags = tuple(sorted(p.wanted(())))
        needed = [probe for probe in p.drawn(flags) if not s.drew(probe[1])]
        return replace(s, flags=flags, task=p.task, metric=p.metric, spent=(*s.spent, *needed)[-PROBES:])
