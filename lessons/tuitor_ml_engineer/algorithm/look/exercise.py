"""Look at a table with fifteen probes, and flag what is wrong with it."""

from collections.abc import Collection
from dataclasses import replace

from tutor.api import Exercise, OwnData, Prediction, action

from .grading import criteria, misconceptions
from .problem import PROBES, Frame, Looking, frame
from .view import picture, program


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

    setup = staticmethod(frame)
    view = staticmethod(picture)
    code = staticmethod(program)
    criteria = staticmethod(criteria)

    def start(self, p: Frame) -> Looking:
        return Looking(column=p.names[0])

    head = action("head")(lambda self, p, s: s.probe("head"))
    nunique = action("nunique")(lambda self, p, s: s.probe("nunique"))
    nulls = action("nulls")(lambda self, p, s: s.probe("nulls"))
    correlation = action("correlation")(lambda self, p, s: s.probe("correlation"))
    duplicates = action("duplicates")(lambda self, p, s: s.probe("duplicates"))
    histogram = action("histogram")(lambda self, p, s: s.probe("histogram", s.column))
    box = action("box")(lambda self, p, s: s.probe("box", s.column))
    split = action("split by target")(lambda self, p, s: s.probe("split", s.column))

    def enabled_controls(self, p: Frame, s: Looking) -> Collection[str] | None:
        return None if len(s.spent) < PROBES else ("column", "flags", "task", "metric")

    def validate(self, p: Frame, s: Looking) -> str:
        touched = s.flags or (s.task, s.metric) != ("?", "?")
        return "" if touched else "Flag what is wrong: pick a column in the table and its defect."

    def praise(self, p: Frame, s: Looking) -> str:
        return f"All {len(p.wanted(s.flags))} defects, with {len(s.spent)} of {PROBES} probes, and a metric that suits."

    def solution(self, p: Frame, s: Looking) -> Looking:
        """What the detectors flag, looked at."""
        flags = tuple(sorted(p.wanted(())))
        needed = [probe for probe in p.plots_of(flags) if not s.drew(probe[1])]
        return replace(s, flags=flags, task=p.task, metric=p.metric, spent=(*s.spent, *needed)[-PROBES:])
